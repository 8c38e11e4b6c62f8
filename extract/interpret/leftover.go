package interpret

import (
	"selfeval/extract/document"
	"selfeval/extract/interpret/columns"
	"selfeval/extract/interpret/paper"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
)

// leftover tells of the tables that no room has read. Tables without figures (menus,
// lists of names) are passed over. projects says that summary tables were read.
func leftover(p *paper.Paper, claimed paper.Claims, projects bool) (notes paper.Notes) {
	rd := &columns.Reader{Paper: p}
	for _, t := range p.Tables() {
		if claimed.Has(t) || t.Form() || t.Rows < 2 || t.Cols < 2 {
			continue
		}
		figures := 0
		for _, c := range t.Columns {
			figures += c.Figures
		}
		if figures < 2 {
			continue
		}
		if columns.Headless(t, rd.ProjectRow) || !projects && columns.Headless(t, rd.NamedRow) {
			notes.Note(true, t.At, "表%d像是项目汇总表的一部分，但没有表头，前面也没有可接续的表，未读入", "table %d looks like part of a summary table, but has no header and none before it to go on with; it was left out", t.Index)
			continue
		}
		if belowFormTitle(p, t) {
			notes.Note(true, t.At, "表%d在自评表的标题之下，但没有读成自评表（表头：%s）", "table %d stands below the title of a form but was not read as one (header: %s)", t.Index, paper.HeadersSeen(t.Table))
			continue
		}
		notes.Note(false, t.At, "表%d没有认得的列，未读入（表头：%s）", "table %d has no column that is known and was left out (header: %s)", t.Index, paper.HeadersSeen(t.Table))
	}
	return notes
}

// belowFormTitle reports whether one of the lines just above a table, or the
// table's own first row, is the title of a form.
func belowFormTitle(p *paper.Paper, t *paper.Table) bool {
	if lexicon.IsFormTitle(firstRow(t.Table)) {
		return true
	}
	first := t.Block
	for i := first - 1; i >= 0 && i >= first-4 && p.Blocks[i].Table == nil; i-- {
		if lexicon.IsFormTitle(p.Blocks[i].Text) {
			return true
		}
	}
	return false
}

// firstRow is the one text of a table's first row, "" where it has several.
func firstRow(t *document.Table) string {
	text := ""
	for _, c := range paper.OwnCells(t, 0) {
		if text != "" && cjk.Squeeze(c.Text) != cjk.Squeeze(text) {
			return ""
		}
		text = c.Text
	}
	return text
}
