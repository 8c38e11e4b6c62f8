package document_test

import (
	"testing"

	"selfeval/extract/document"
	"selfeval/report"
)

func TestFold(t *testing.T) {
	table := &document.Table{Cells: []document.Cell{{Text: "项⽬名称"}, {Text: "1250.00"}}}
	table.Seal()
	text := "部⻔\ufe00绩效\U0002f800⾃评"
	d := &document.Document{Title: "⻘岚县", Blocks: []document.Block{
		{Text: text, Pieces: []document.Piece{{Start: 0, End: 9, At: report.Location{Line: 1}}, {Start: 9, End: len(text), At: report.Location{Line: 2}}}},
		{Kind: document.TableBlock, Table: table},
	}}
	d.Fold()
	if d.Title != "青岚县" || table.Cells[0].Text != "项目名称" || table.Cells[1].Text != "1250.00" {
		t.Errorf("%q %q %q", d.Title, table.Cells[0].Text, table.Cells[1].Text)
	}
	b := d.Blocks[0]
	if b.Text != "部门绩效丽自评" {
		t.Fatalf("%q", b.Text)
	}
	if p := b.Pieces; p[0].End != len("部门") || p[1].Start != p[0].End || p[1].End != len(b.Text) {
		t.Errorf("pieces %+v of %d bytes", p, len(b.Text))
	}
}
