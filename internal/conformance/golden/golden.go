package golden

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"selfeval/extract/document"
	"selfeval/report"
)

var update = flag.Bool("update", false, "write what is read now to the golden files")

// Update reports whether golden files are to be written anew: go test -update.
func Update() bool { return *update }

// Draw writes a document as text, block by block with its place, for golden
// files a person can check against the source.
func Draw(doc *document.Document) string {
	var b strings.Builder
	fmt.Fprintf(&b, "title: %s\n", doc.Title)
	for _, n := range doc.Notes {
		fmt.Fprintf(&b, "note: %s\n", n.Text.In(report.ZH))
	}
	for _, l := range doc.LeftOut {
		fmt.Fprintf(&b, "left out, %s", l.What)
		if l.Rows > 0 {
			fmt.Fprintf(&b, ", %d rows", l.Rows)
		}
		fmt.Fprintf(&b, ": %s [%s]\n", strings.ReplaceAll(l.Text, "\n", " / "), placed(l.At))
	}
	for i := range doc.Blocks {
		block := &doc.Blocks[i]
		place := placed(block.At)
		mark := "p"
		switch {
		case block.Kind == document.Heading:
			mark = fmt.Sprintf("h%d", block.Level)
		case block.Kind == document.Picture:
			mark = "picture"
			if i := block.Image; i != nil && i.Width > 0 {
				mark = fmt.Sprintf("picture %gx%g", i.Width, i.Height)
			}
		case block.Kind == document.TableBlock:
			t := block.Table
			fmt.Fprintf(&b, "table %d, %d×%d, headers %d%s [%s]\n%s", t.Index, t.Rows, t.Cols, t.Headers, kindOf(block), place, t)
			for c := range t.Cells {
				cell := &t.Cells[c]
				where := fmt.Sprintf("  cell %d,%d", cell.Row+1, cell.Col+1)
				if lines := cell.Lines(); len(lines) > 1 {
					fmt.Fprintf(&b, "%s lines: %s\n", where, strings.Join(lines, " / "))
				}
				drawRuns(&b, where, cell.Text, cell.Runs())
			}
			continue
		case block.Bold:
			mark = "bold"
		}
		fmt.Fprintf(&b, "%s: %s [%s]\n", mark, block.Text, place)
		drawRuns(&b, " ", block.Text, block.Runs)
	}
	return b.String()
}

func placed(at report.Location) string {
	switch {
	case at.Line > 0:
		return fmt.Sprintf("line %d", at.Line)
	case at.Path == "" && at.Table > 0:
		return fmt.Sprintf("table %d", at.Table)
	}
	return at.Path
}

// kindOf is what sets a table apart from a plain one.
func kindOf(b *document.Block) (s string) {
	t := b.Table
	if b.Furniture != "" {
		s += ", " + b.Furniture
	}
	if t.Group > 0 {
		s += fmt.Sprintf(", %s of group %d", [...]string{"", "head", "body", "copy"}[t.Part], t.Group)
	}
	if t.Confidence < 1 {
		s += fmt.Sprintf(", %s (%g)", t.Reason.ZH, t.Confidence)
	}
	return s
}

// drawRuns writes each marked piece with what stands before it in the text.
func drawRuns(b *strings.Builder, where, text string, runs []document.Run) {
	for _, r := range runs {
		if r.Outside() {
			fmt.Fprintf(b, "%s %s: %q after %q\n", where, r.Mark, r.Text, text[:r.Start])
		} else {
			fmt.Fprintf(b, "%s %s: %q\n", where, r.Mark, text[r.Start:r.End])
		}
	}
}

// Golden compares what every file of testdata with one of the endings gives with
// the golden file beside it (NAME.golden). go test -update writes them anew.
func Golden(t *testing.T, read func(name string, data []byte) string, endings ...string) {
	t.Helper()
	var files []string
	for _, e := range endings {
		found, err := filepath.Glob(filepath.Join("testdata", "*"+e))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	if len(files) == 0 {
		t.Fatal("no files in testdata")
	}
	for _, f := range files {
		t.Run(filepath.Base(f), func(t *testing.T) {
			data, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			got := read(f, data)
			golden := f + ".golden"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s reads otherwise than %s; with -update the difference shows in git diff\n%s", f, golden, got)
			}
		})
	}
}
