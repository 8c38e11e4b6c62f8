package dataset

import "selfeval/report"

var staffing = &Table{
	Name:       "staffing",
	Title:      text("编制与人员", "posts and staff"),
	Key:        []string{"document_id", "position"},
	References: []Reference{toReports},
	Fields: fields(reportKey,
		nth("position", "第几行", "nth row"),
		field("unit_name", String, "单位名称", "unit"),
		field("nature", String, "单位性质", "nature"),
		field("unit_rank", String, "单位规格", "rank"),
		field("funding", String, "经费保障形式", "funding"),
		field("administrative", Integer, "在职行政人数", "administrative staff"),
		field("institutional", Integer, "在职事业人数", "institutional staff"),
		field("retired", Integer, "离退休人数", "retired"),
		field("in_service", Integer, "在职人数", "in service"),
		field("posts", Integer, "编制数", "posts"),
		field("administrative_posts", Integer, "行政编制", "administrative posts"),
		field("institutional_posts", Integer, "事业编制", "institutional posts"),
		place(),
	),
	rows: staffingRows,
}

var changes = &Table{
	Name:       "changes",
	Title:      text("与其他年度相比的增减", "increases and decreases against another year"),
	Key:        []string{"document_id", "position"},
	References: []Reference{toReports},
	Fields: fields(reportKey,
		nth("position", "第几处", "nth statement"),
		one("part", "所在部分", "part of the paper", "budget", "final_accounts"),
		field("name", String, "名称", "what changed"),
		field("from_year", Integer, "原年度", "from year"),
		field("to_year", Integer, "现年度", "to year"),
		amount("base", "现数", "value of the later year"),
		amount("prior", "原数", "value of the earlier year"),
		amount("total", "增减额", "change"),
		field("growth", String, "增减率（原文）", "growth as printed"),
		field("reason", String, "原因", "reason"),
		place(),
	),
	rows: changeRows,
}

var sections = &Table{
	Name:       "sections",
	Title:      text("标题：按文中顺序", "headings in the order of the text"),
	Key:        []string{"document_id", "position"},
	References: []Reference{toReports},
	Fields: fields(reportKey,
		nth("position", "第几个标题", "nth heading"),
		field("level", Integer, "层级", "level"),
		field("heading_number", String, "编号", "number"),
		field("title", String, "标题", "title"),
		place(),
	),
	rows: sectionRows,
}

var problems = texts("problems", "存在的问题：每条一行", "problems: a row a problem", func(r *report.Report) []string { return r.Problems })

var measures = texts("measures", "改进措施：每条一行", "measures: a row a measure", func(r *report.Report) []string { return r.Measures })

// texts is a table of what a report lists, one by one.
func texts(name, zh, en string, list func(*report.Report) []string) *Table {
	return &Table{
		Name: name, Title: text(zh, en), Key: []string{"document_id", "position"}, References: []Reference{toReports},
		Fields: fields(reportKey, nth("position", "第几条", "nth"), field("body", String, "内容", "text")),
		rows: func(s *source, emit func(...any)) {
			if s.Report == nil {
				return
			}
			for i, t := range list(s.Report) {
				emit(s.ID, int64(i+1), str(t))
			}
		},
	}
}

var notes = &Table{
	Name:       "notes",
	Title:      text("附注：没有读懂或略去的内容", "notes: what was not understood or left out"),
	Key:        []string{"document_id", "position"},
	References: []Reference{toReports},
	Fields: fields(reportKey,
		nth("position", "第几条", "nth note"),
		required(field("lost", Boolean, "是否可能缺内容", "whether content may be missing")),
		field("message", String, "说明", "message"),
		place(),
	),
	rows: noteRows,
}
