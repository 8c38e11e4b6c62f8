package dataset

import "selfeval/report"

var projectParts = &Table{
	Name:       "project_parts",
	Title:      text("项目的资金来源和“其中”行", "sources of a project's money and lines under 其中"),
	Key:        []string{"document_id", "project", "position"},
	References: []Reference{toReports, {Fields: []string{"document_id", "project"}, Table: "projects", Target: []string{"document_id", "position"}}},
	Fields: fields(reportKey,
		nth("project", "项目在表中的位置（projects.position）", "position of the project (projects.position)"),
		nth("position", "第几行", "nth row"),
		field("name", String, "名称", "name"),
		amount("budget", "预算数", "budget"),
		amount("executed", "执行数", "executed"),
		amount("returned", "结余交回财政数", "returned to the treasury"),
		amount("carried_over", "结转下年", "carried over to the next year"),
		figure("rate", pointScale, "执行率（%）", "execution rate in percent"),
		figure("score", pointScale, "得分", "score"),
		place(),
	),
	rows: projectPartRows,
}

// owners are the tables whose rows have columns or labels without a field.
var owners = []string{"projects", "project_parts", "totals", "forms", "funds", "tasks", "indicators"}

var otherValues = &Table{
	Name:       "other_values",
	Title:      text("没有对应字段的列和标签，按其所印的名称", "columns and labels without a field, under their printed names"),
	Key:        []string{"document_id", "owner", "owner_position", "owner_row", "position"},
	References: []Reference{toReports},
	Fields: fields(reportKey,
		required(one("owner", "所属的表", "table of the row that it belongs to", owners...)),
		nth("owner_position", "所属行：projects.position、totals.position、forms.form 或 project_parts.project", "that row: projects.position, totals.position, forms.form or project_parts.project"),
		required(field("owner_row", Integer, "所属行在其中的位置（project_parts、funds、tasks、indicators 的 position），其余为 0", "its position within that (of project_parts, funds, tasks, indicators), 0 for the others")),
		nth("position", "第几个", "nth"),
		field("name", String, "名称", "name"),
		amount("amount", "数字", "figure"),
		field("body", String, "文字", "text"),
	),
	rows: otherRows,
}

var targets = &Table{
	Name:       "targets",
	Title:      text("部门年度目标及其完成", "yearly targets of the department and their results"),
	Key:        []string{"document_id", "position"},
	References: []Reference{toReports},
	Fields: fields(reportKey,
		nth("position", "第几个", "nth"),
		field("name", String, "名称", "name"),
		amount("target", "目标", "target"),
		amount("actual", "实际", "result"),
		figure("score", pointScale, "得分", "score"),
		field("growth", String, "增长（原文）", "growth as printed"),
		place(),
	),
	rows: targetRows,
}

var goals = &Table{
	Name:       "goals",
	Title:      text("正文中的分项绩效目标", "goals of projects in the prose"),
	Key:        []string{"document_id", "position"},
	References: []Reference{toReports},
	Fields: fields(reportKey,
		nth("position", "第几个", "nth"),
		field("name", String, "项目", "project"),
		amount("investment", "投资或预算", "investment or budget"),
		field("objective", String, "绩效目标", "goal"),
		field("indicators", String, "绩效指标", "indicators"),
		place(),
	),
	rows: goalRows,
}

var dimensions = &Table{
	Name:       "dimensions",
	Title:      text("最终得分的各维度", "parts of the final score"),
	Key:        []string{"document_id", "position"},
	References: []Reference{toReports},
	Fields: fields(reportKey,
		nth("position", "第几个", "nth"),
		field("name", String, "名称", "name"),
		figure("weight", pointScale, "分值", "weight"),
		figure("score", pointScale, "得分", "score"),
		field("grade", String, "等级", "grade"),
		place(),
	),
	rows: dimensionRows,
}

func projectPartRows(s *source, emit func(...any)) {
	if s.Report == nil {
		return
	}
	for i := range s.Report.Projects {
		for j, p := range s.Report.Projects[i].Parts {
			emit(s.ID, int64(i+1), int64(j+1), str(p.Name), amountValues(p.Budget), amountValues(p.Executed), amountValues(p.Returned), amountValues(p.CarriedOver),
				value(p.Rate), value(p.Score), placeValues(p.At))
		}
	}
}

func otherRows(s *source, emit func(...any)) {
	if s.Report == nil {
		return
	}
	add := func(owner string, position, row int, others report.Others) {
		for i, o := range others {
			emit(s.ID, owner, int64(position), int64(row), int64(i+1), str(o.Name), amountValues(o.Amount), str(o.Text))
		}
	}
	for i := range s.Report.Projects {
		p := &s.Report.Projects[i]
		add("projects", i+1, 0, p.Others)
		for j := range p.Parts {
			add("project_parts", i+1, j+1, p.Parts[j].Others)
		}
	}
	for i := range s.Report.Totals {
		add("totals", i+1, 0, s.Report.Totals[i].Others)
	}
	for i := range s.Report.Forms {
		f := &s.Report.Forms[i]
		add("forms", i+1, 0, f.Others)
		for j := range f.Funds {
			add("funds", i+1, j+1, f.Funds[j].Others)
		}
		for j := range f.Tasks {
			add("tasks", i+1, j+1, f.Tasks[j].Others)
		}
		for j := range f.Indicators {
			add("indicators", i+1, j+1, f.Indicators[j].Others)
		}
	}
}

func targetRows(s *source, emit func(...any)) {
	if s.Report == nil {
		return
	}
	for i, t := range s.Report.Targets {
		emit(s.ID, int64(i+1), str(t.Name), amountValues(t.Target), amountValues(t.Actual), value(t.Score), str(t.Growth), placeValues(t.At))
	}
}

func goalRows(s *source, emit func(...any)) {
	if s.Report == nil {
		return
	}
	for i, g := range s.Report.Goals {
		emit(s.ID, int64(i+1), str(g.Name), amountValues(g.Investment), str(g.Objective), str(g.Indicators), placeValues(g.At))
	}
}

func dimensionRows(s *source, emit func(...any)) {
	if s.Report == nil || s.Report.Conclusion == nil {
		return
	}
	for i, d := range s.Report.Conclusion.Dimensions {
		emit(s.ID, int64(i+1), str(d.Name), value(d.Weight), value(d.Score), str(d.Grade), placeValues(d.At))
	}
}
