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
	for i := range doc.Blocks {
		block := &doc.Blocks[i]
		place := block.At.Path
		if block.At.Line > 0 {
			place = fmt.Sprintf("line %d", block.At.Line)
		}
		mark := "p"
		switch {
		case block.Kind == document.Heading:
			mark = fmt.Sprintf("h%d", block.Level)
		case block.Kind == document.Picture:
			mark = "picture"
		case block.Kind == document.TableBlock:
			t := block.Table
			fmt.Fprintf(&b, "table %d, %d×%d, headers %d [%s]\n%s", t.Index, t.Rows, t.Cols, t.Headers, place, t)
			continue
		case block.Bold:
			mark = "bold"
		}
		fmt.Fprintf(&b, "%s: %s [%s]\n", mark, block.Text, place)
	}
	return b.String()
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
