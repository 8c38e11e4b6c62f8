package dataset

import (
	"maps"
	"slices"

	"selfeval/report"
)

// The account of the reading: what was seen of a paper, and what of it stands in no
// other table.

var readings = &Table{
	Name:       "readings",
	Title:      text("读取情况：每份报告一行", "how much of each report was read"),
	Key:        []string{"document_id"},
	References: []Reference{toReports},
	Fields: fields(reportKey,
		field("whole_summary", Boolean, "汇总表是否读全；空表示没有这一部分", "whether the summary table was read whole; empty where there is none"),
		field("whole_forms", Boolean, "自评表是否读全", "whether the forms were"),
		field("whole_prose", Boolean, "正文是否读全", "whether the prose was"),
		field("whole_conclusion", Boolean, "结论是否读全", "whether the conclusion was"),
		required(field("figures_seen", Integer, "看到的数字", "figures seen")),
		required(field("figures_placed", Integer, "归入记录的数字", "figures placed in the record")),
		required(field("figures_unread", Integer, "没有读懂的数字", "figures not understood")),
		required(field("tables_seen", Integer, "看到的表格", "tables seen")),
		required(field("tables_read", Integer, "读入的表格", "tables read")),
		required(field("pages", Integer, "页数", "pages")),
		field("pages_unread", String, "没有读到的页", "pages that were not read"),
		one("text_end", "文本怎样结束", "how the text ends", string(report.EndsWhole), string(report.EndsMidSentence), string(report.EndsMidTable)),
	),
	rows: readingRows,
}

var figuresExplained = &Table{
	Name:       "figures_explained",
	Title:      text("不是数据的数字：按种类计数", "figures that measure nothing, by kind"),
	Key:        []string{"document_id", "what"},
	References: []Reference{toReports},
	Fields: fields(reportKey,
		required(field("what", String, "种类（页码、日期、文号等）", "kind: page, date, number")),
		required(field("figures", Integer, "个数", "how many")),
	),
	rows: explainedRows,
}

var figuresUnread = &Table{
	Name:       "figures_unread",
	Title:      text("没有读懂的数字", "figures that were not understood"),
	Key:        []string{"document_id", "position"},
	References: []Reference{toReports},
	Fields: fields(reportKey,
		nth("position", "第几个", "nth"),
		field("figure_raw", String, "原文", "as printed"),
		field("context", String, "所在的句子", "the clause it stands in"),
		place(),
		field("column_no", Integer, "表中列", "column of the table"),
	),
	rows: unreadRows,
}

var tablesLeft = &Table{
	Name:       "tables_left",
	Title:      text("有数字而没有读入的表格", "tables with figures that were not read"),
	Key:        []string{"document_id", "position"},
	References: []Reference{toReports},
	Fields: fields(reportKey,
		nth("position", "第几张", "nth"),
		field("why", String, "原因", "why"),
		required(field("figures", Integer, "其中的数字", "figures in it")),
		place(),
	),
	rows: tableLeftRows,
}

var leftOut = &Table{
	Name:       "left_out",
	Title:      text("没有读入的文字：隐藏的、划掉的、遮盖的、水印等", "text that was left out: hidden, struck, covered, a watermark"),
	Key:        []string{"document_id", "position"},
	References: []Reference{toReports},
	Fields: fields(reportKey,
		nth("position", "第几处", "nth"),
		required(field("what", String, "种类", "what it is")),
		field("body", String, "文字", "text"),
		place(),
		field("column_no", Integer, "表中列", "column of the table"),
	),
	rows: leftOutRows,
}

var announced = &Table{
	Name:       "announced",
	Title:      text("文中说有的内容（见下表、附件），是否找到", "what the paper says is there, and whether it was found"),
	Key:        []string{"document_id", "position"},
	References: []Reference{toReports},
	Fields: fields(reportKey,
		nth("position", "第几处", "nth"),
		field("body", String, "原文", "as printed"),
		required(field("found", Boolean, "是否找到", "whether it was found")),
		place(),
	),
	rows: announcedRows,
}

func readingRows(s *source, emit func(...any)) {
	r := s.Reading
	if r == nil {
		return
	}
	w := r.Whole
	emit(s.ID, truth(w.Summary), truth(w.Forms), truth(w.Prose), truth(w.Conclusion), int64(r.Figures.Seen), int64(r.Figures.Placed), int64(r.Figures.Unread),
		int64(r.Tables.Seen), int64(r.Tables.Read), int64(r.Pages.Total), joinInts(r.Pages.Unread), str(string(r.Ends)))
}

func truth(b *bool) any {
	if b == nil {
		return nil
	}
	return *b
}

func explainedRows(s *source, emit func(...any)) {
	if s.Reading == nil {
		return
	}
	for _, kind := range slices.Sorted(maps.Keys(s.Reading.Figures.Explained)) {
		emit(s.ID, kind, int64(s.Reading.Figures.Explained[kind]))
	}
}

func unreadRows(s *source, emit func(...any)) {
	if s.Report == nil {
		return
	}
	for i, u := range s.Report.Unread {
		emit(s.ID, int64(i+1), str(u.Raw), str(u.Context), placeValues(u.At), num(u.At.Column))
	}
}

func tableLeftRows(s *source, emit func(...any)) {
	if s.Reading == nil {
		return
	}
	for i, t := range s.Reading.Tables.Left {
		emit(s.ID, int64(i+1), str(t.Why), int64(t.Figures), placeValues(t.At))
	}
}

func leftOutRows(s *source, emit func(...any)) {
	if s.Reading == nil {
		return
	}
	for i, l := range s.Reading.LeftOut {
		emit(s.ID, int64(i+1), l.What, str(l.Text), placeValues(l.At), num(l.At.Column))
	}
}

func announcedRows(s *source, emit func(...any)) {
	if s.Reading == nil {
		return
	}
	for i, a := range s.Reading.Announced {
		emit(s.ID, int64(i+1), str(a.Text), a.Found, placeValues(a.At))
	}
}
