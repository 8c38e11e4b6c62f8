package pdf

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"selfeval/extract/document"
	"selfeval/extract/pdf/page"
	"selfeval/internal/text/cjk"
)

// TestCharacters asks both engines for the characters in the cells of the fixtures'
// tables: they must agree on every figure, and on all but what PDFium is known to miss, a
// single Chinese character painted alone in a font that is not embedded.
func TestCharacters(t *testing.T) {
	files, err := filepath.Glob("testdata/*.pdf")
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	cells, apart := 0, 0
	for i, file := range files {
		if i%6 == 0 && !strings.HasPrefix(filepath.Base(file), "locked") {
			n, differ := compareEngines(t, file)
			cells, apart = cells+n, apart+differ
		}
	}
	t.Logf("%d cells, the engines differ in %d", cells, apart)
	if cells < 300 || apart*20 > cells {
		t.Errorf("%d cells, the engines differ in %d", cells, apart)
	}
}

// compareEngines asks both engines for the cells on a file's first page; it returns how
// many there are and in how many the engines differ.
func compareEngines(t *testing.T, file string) (cells, apart int) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	doc, err := Read(ctx, data, document.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	var engines [2]Characters
	for k, name := range []string{EngineContent, EnginePDFium} {
		if engines[k], err = Chars(ctx, data, name, document.Limits{}); err != nil {
			t.Fatalf("%s: %s: %v", file, name, err)
		}
		defer engines[k].Close()
	}
	for _, b := range doc.Blocks {
		if b.Table == nil || b.At.Page != 1 || len(b.Pieces) > 1 {
			continue
		}
		for _, c := range b.Table.Cells {
			if c.At.BBox == nil || c.At.Page != 1 {
				continue
			}
			box := page.Box{X0: c.At.BBox[0], Y0: c.At.BBox[1], X1: c.At.BBox[2], Y1: c.At.BBox[3]}
			var said [2]string
			for k, e := range engines {
				chars, err := e.Characters(ctx, 1, box)
				if err != nil {
					t.Fatalf("%s: %v", file, err)
				}
				said[k] = sorted(chars)
			}
			cells++
			switch {
			case figuresOf(said[0]) != figuresOf(said[1]):
				t.Errorf("%s: figures in cell %q: %q and %q", file, c.Text, said[0], said[1])
			case said[0] != said[1] && !lacksHan(said[0], said[1]):
				t.Errorf("%s: cell %q: %q and %q", file, c.Text, said[0], said[1])
			case said[0] != said[1]:
				apart++
				t.Logf("%s: cell %q: %q and %q", file, c.Text, said[0], said[1])
			}
		}
	}
	return cells, apart
}

// sorted writes characters without regard to the order in which they were painted.
func sorted(chars []Char) string {
	var b strings.Builder
	for _, c := range chars {
		b.WriteString(c.Text)
	}
	r := []rune(cjk.Squeeze(b.String()))
	slices.Sort(r)
	return string(r)
}

// figuresOf keeps what figures are written with.
func figuresOf(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("0123456789.,%-", r) {
			return r
		}
		return -1
	}, s)
}

// lacksHan reports that all that two sorted texts differ in is Chinese characters and brackets that the
// second one lacks.
func lacksHan(all, some string) bool {
	rest := []rune(some)
	for _, r := range all {
		switch {
		case len(rest) > 0 && rest[0] == r:
			rest = rest[1:]
		case !unicode.Is(unicode.Han, r) && r != ')': // a full-width bracket, folded
			return false
		}
	}
	return len(rest) == 0
}
