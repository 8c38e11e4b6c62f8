package interpret

// readUnknown tells of the tables that no part of the report has read. Tables
// without figures (menus, lists of names) are passed over.
func readUnknown(rd *reading) {
	for _, t := range rd.tables() {
		if rd.read(t) || t.form || t.Rows < 2 || t.Cols < 2 {
			continue
		}
		figures := 0
		for _, c := range t.columns {
			figures += c.figures
		}
		if figures < 2 {
			continue
		}
		if headless(t, projectLike) || len(rd.report.Projects) == 0 && headless(t, named) {
			rd.note(true, t.At, "表%d像是项目汇总表的一部分，但没有表头，前面也没有可接续的表，未读入", "table %d looks like part of a summary table, but has no header and none before it to go on with; it was left out", t.Index)
			continue
		}
		if rd.belowFormTitle(t) {
			rd.note(true, t.At, "表%d在自评表的标题之下，但没有读成自评表（表头：%s）", "table %d stands below the title of a form but was not read as one (header: %s)", t.Index, headersSeen(t.Table))
			continue
		}
		rd.note(false, t.At, "表%d没有认得的列，未读入（表头：%s）", "table %d has no column that is known and was left out (header: %s)", t.Index, headersSeen(t.Table))
	}
}

// headless reports whether a table without a header looks like rows of projects from
// the first on.
func headless(t *table, like func(*table, int) bool) bool {
	rows, all := 0, 0
	for r := range t.Rows {
		if blankRow(t.Table, r) {
			continue
		}
		if like(t, r) {
			rows++
		} else if all == 0 {
			return false
		}
		all++
	}
	return rows > 0 && rows*2 >= all
}

// named reports a row with a name and two figures.
func named(t *table, r int) bool {
	return dataRow(t.Table, r) && (wordy(t.Text(r, 0)) || wordy(t.Text(r, 1)))
}

// projectLike reports a row with figures, a name, and before it a number. The number
// may stand second, after the unit that carries the project out.
func projectLike(t *table, r int) bool {
	if !dataRow(t.Table, r) {
		return false
	}
	for c := range min(2, t.Cols-1) {
		if _, ok := smallNumber(t.Text(r, c)); ok && wordy(t.Text(r, c+1)) {
			return true
		}
	}
	return false
}

// belowFormTitle reports whether one of the lines just above a table, or the
// table's own first row, is the title of a form.
func (rd *reading) belowFormTitle(t *table) bool {
	if lines := tableLines(t.blocks[0], t.Table); len(lines) > 0 {
		if _, ok := lines[0].title(); ok {
			return true
		}
	}
	for i := t.blocks[0] - 1; i >= 0 && i >= t.blocks[0]-4 && rd.blocks[i].Table == nil; i-- {
		l := formLine{text: rd.blocks[i].Text}
		if _, ok := l.title(); ok {
			return true
		}
	}
	return false
}
