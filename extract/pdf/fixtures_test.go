package pdf

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"selfeval/extract/document"
	"selfeval/report"
)

// inferred are the layouts whose grid no line draws in full.
var inferred = []string{"three", "threewrap", "horizontal", "outer", "verticals", "borderless", "borderlesswrap", "broken", "striped", "headline"}

// left is the text that files hold and that is no part of what they say.
var left = map[string]string{
	"gbk-watermark.pdf": "内部资料 严禁外传", "reportlab-watermark.pdf": "内部资料 严禁外传", "tcpdfcid-form.pdf": "Powered by TCPDF",
}

// TestProducers reads one record as several producers set it in many layouts
// (fixtures/generate) and compares it with the record, cell by cell. Tables that
// lines draw must be exact.
func TestProducers(t *testing.T) {
	files, err := filepath.Glob("testdata/*-*.pdf")
	if err != nil || len(files) < 40 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	type score struct{ right, all int }
	scores := map[bool]*score{true: {}, false: {}}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		truth, err := os.ReadFile(strings.TrimSuffix(file, ".pdf") + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		doc, err := Read(context.Background(), data, document.Limits{})
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		_, layout, _ := strings.Cut(strings.TrimSuffix(filepath.Base(file), ".pdf"), "-")
		free := slices.Contains(inferred, layout)
		want, got := parse(string(truth)), fromDocument(doc)
		lost := slices.ContainsFunc(doc.Notes, func(n report.Note) bool { return n.Lost })
		if text := left[filepath.Base(file)]; text != "" {
			if n := len(doc.Notes) - 1; n < 0 || !strings.Contains(doc.Notes[n].Text.ZH, text) {
				t.Errorf("%s: %q is left out and not told: %v", file, text, doc.Notes)
			} else {
				doc.Notes = doc.Notes[:n]
			}
		}
		if lost || len(doc.Engines) > 0 || !free && len(doc.Notes) > 0 {
			t.Errorf("%s: notes %v, engines %v", file, doc.Notes, doc.Engines)
		}
		if !slices.Equal(want.paragraphs, got.paragraphs) {
			t.Errorf("%s: paragraphs\nwant %s\ngot  %s", file, strings.Join(want.paragraphs, "\n     "), strings.Join(got.paragraphs, "\n     "))
		}
		s := scores[free]
		wrong := 0
		for r, row := range want.cells {
			for c, text := range row {
				s.all++
				if r < len(got.cells) && c < len(got.cells[r]) && got.cells[r][c] == text {
					s.right++
				} else {
					wrong++
				}
			}
		}
		if !free && (wrong > 0 || len(want.cells) != len(got.cells)) {
			t.Errorf("%s: %d cells differ, %d rows instead of %d\n%v", file, wrong, len(got.cells), len(want.cells), got.cells)
		}
	}
	s := scores[true]
	t.Logf("ruled: %d of %d cells; inferred: %d of %d (%.2f %%)", scores[false].right, scores[false].all, s.right, s.all, 100*float64(s.right)/float64(s.all))
	// Without lines a merged 合计 cannot be seen; all else must be right.
	if s.right*1000 < 985*s.all {
		t.Errorf("inferred tables: %d of %d cells", s.right, s.all)
	}
}

// found is a document's text: the paragraphs, and the rows of all tables with
// merged cells repeated in every position that they cover.
type found struct {
	paragraphs []string
	cells      [][]string
}

func fromDocument(doc *document.Document) found {
	var out found
	var header string // the first row of a table that may go on
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Table == nil {
			out.paragraphs = append(out.paragraphs, b.Text)
			continue
		}
		for r := range b.Table.Rows {
			row := make([]string, b.Table.Cols)
			for c := range row {
				row[c] = b.Table.Text(r, c)
				// A merged cell cut by the page's end goes on without its text.
				if cell := b.Table.Cell(r, c); b.Table.Continues && cell != nil && cell.Row == 0 && cell.RowSpan > 1 && row[c] == "" {
					row[c] = out.cells[len(out.cells)-1][c]
				}
			}
			line := strings.Join(row, "|")
			if r == 0 {
				if b.Table.Continues && line == header {
					continue
				}
				if !b.Table.Continues {
					header = line
				}
			}
			out.cells = append(out.cells, row)
		}
	}
	return out
}

// parse reads the truth: a line a paragraph, "| a | ← |" a row whose second cell
// belongs to the first, ↑ one that belongs to the cell above.
func parse(text string) found {
	var out found
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if !strings.HasPrefix(line, "| ") {
			out.paragraphs = append(out.paragraphs, line)
			continue
		}
		cells := strings.Split(strings.TrimSuffix(strings.TrimPrefix(line, "| "), " |"), " | ")
		for i, c := range cells {
			switch c = strings.TrimSpace(c); c {
			case "←":
				c = cells[i-1]
				fallthrough
			default:
				cells[i] = c
			case "↑":
				cells[i] = out.cells[len(out.cells)-1][i]
			}
		}
		out.cells = append(out.cells, cells)
	}
	return out
}
