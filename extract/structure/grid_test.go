package structure

import (
	"strings"
	"testing"

	"selfeval/extract/document"
	"selfeval/extract/structure/grid"
	"selfeval/internal/text/lexicon"
)

// gridOf makes a table from rows written with | between cells: ^ is merged with the cell
// above, < with the one before, ~ is no cell at all, and / parts stacked lines.
func gridOf(rows string) *document.Table {
	lines := strings.Split(strings.Trim(rows, "\n"), "\n")
	t := &document.Table{Index: 1, Rows: len(lines), Confidence: 1}
	t.At.Table = 1
	for r, line := range lines {
		cells := strings.Split(line, "|")
		t.Cols = max(t.Cols, len(cells))
		for c, text := range cells {
			text = strings.TrimSpace(text)
			covering := func(row, col int) *document.Cell {
				for i := range t.Cells {
					x := &t.Cells[i]
					if x.Row <= row && row < x.Row+x.RowSpan && x.Col <= col && col < x.Col+x.ColSpan {
						return x
					}
				}
				return nil
			}
			switch text {
			case "~":
			case "^":
				if x := covering(r-1, c); x.Col == c {
					x.RowSpan++
				}
			case "<":
				if x := covering(r, c-1); x.Row == r {
					x.ColSpan++
				}
			default:
				cell := document.Cell{Row: r, Col: c, RowSpan: 1, ColSpan: 1, Text: text}
				if strings.Contains(text, "//") {
					parts := strings.Split(text, "//")
					cell.Text = strings.Join(parts, " ")
					at := 0
					var breaks []int
					for _, p := range parts[:len(parts)-1] {
						at += len(p) + 1
						breaks = append(breaks, at)
					}
					cell.SetPrint(nil, breaks)
				}
				cell.At.Table, cell.At.Row, cell.At.Column = 1, r+1, c+1
				t.Cells = append(t.Cells, cell)
			}
		}
	}
	t.Seal()
	return t
}

// docOf makes a document of tables and paragraphs: a text with a line end or a bar is a
// table. Each has a page of its own where pages is set, as PDF gives them.
func docOf(pages bool, blocks ...string) *document.Document {
	d := &document.Document{Format: document.HTML}
	n := 0
	for _, b := range blocks {
		if !strings.ContainsAny(b, "|\n") {
			d.Blocks = append(d.Blocks, document.Block{Kind: document.Paragraph, Text: b})
			continue
		}
		n++
		cont := strings.HasPrefix(b, "+\n")
		t := gridOf(strings.TrimPrefix(b, "+\n"))
		t.Index, t.Continues = n, cont
		t.At.Table = n
		for i := range t.Cells {
			t.Cells[i].At.Table = n
			if pages {
				t.Cells[i].At.Page = n
			}
		}
		if pages {
			t.At.Page = n
			d.Format, d.Pages = document.PDF, n
		}
		d.Blocks = append(d.Blocks, document.Block{Kind: document.TableBlock, Table: t, At: t.At})
	}
	return d
}

// drawn writes a paper's tables as gridOf reads them, without the places of merged cells
// that stand empty.
func drawn(t *document.Table) string {
	var b strings.Builder
	for r := range t.Rows {
		for c := range t.Cols {
			if c > 0 {
				b.WriteByte('|')
			}
			cell := t.Cell(r, c)
			switch {
			case cell == nil:
			case cell.Row == r && cell.Col == c:
				b.WriteString(cell.Text)
			case cell.Row < r:
				b.WriteByte('^')
			default:
				b.WriteByte('<')
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// spoken writes a table with the text that covers each place.
func spoken(t *document.Table) string {
	var b strings.Builder
	for r := range t.Rows {
		for c := range t.Cols {
			if c > 0 {
				b.WriteByte('|')
			}
			b.WriteString(t.Text(r, c))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func read(t testing.TB, d *document.Document) *Paper {
	t.Helper()
	p, err := Read(t.Context(), d, lexicon.Default())
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func did(t *grid.Table, k grid.Kind) bool {
	for _, d := range t.Deeds {
		if d.Kind == k {
			return true
		}
	}
	return false
}

func lines(s ...string) string { return strings.Join(s, "\n") }
