package dataset

var toFindings = Reference{Fields: []string{"document_id", "finding"}, Table: "findings", Target: []string{"document_id", "finding"}}

var findings = &Table{
	Name:       "findings",
	Title:      text("问题：每条一行", "findings: a row a finding"),
	Key:        []string{"document_id", "finding"},
	References: []Reference{toReports},
	Fields: fields(reportKey,
		nth("finding", "第几条问题", "nth finding"),
		field("fingerprint", String, "指纹", "fingerprint"),
		field("values_digest", String, "数字的摘要", "digest of the figures"),
		field("caused_by", String, "引起它的问题的指纹", "fingerprint of the finding behind it"),
		field("confirmed", Boolean, "第二次读取是否一致", "whether a second reading agrees"),
		required(field("rule", String, "规则", "rule")),
		required(one("severity", "级别", "severity", "error", "warning", "info")),
		field("title", String, "规则名称", "title of the rule"),
		field("message", String, "说明", "message"),
		field("advice", String, "建议", "advice"),
		field("basis", String, "依据", "basis"),
		place(),
	),
	rows: findingRows,
}

var findingValues = &Table{
	Name:       "finding_values",
	Title:      text("问题中的数字：每个一行", "figures of findings: a row a figure"),
	Key:        []string{"document_id", "finding", "name"},
	References: []Reference{toReports, toFindings},
	Fields: fields(reportKey,
		nth("finding", "第几条问题", "nth finding"),
		required(field("name", String, "名称", "name")),
		figure("figure", amountScale, "数值", "figure"),
		field("unit", String, "单位", "unit"),
		field("figure_raw", String, "原文", "as written"),
	),
	rows: findingValueRows,
}

var findingPlaces = &Table{
	Name:       "finding_places",
	Title:      text("问题所在的各处", "places of findings"),
	Key:        []string{"document_id", "finding", "position"},
	References: []Reference{toReports, toFindings},
	Fields: fields(reportKey,
		nth("finding", "第几条问题", "nth finding"),
		nth("position", "第几处", "nth place"),
		place(),
		field("column_no", Integer, "表中列", "column of the table"),
	),
	rows: findingPlaceRows,
}

var findingLinks = &Table{
	Name:       "finding_links",
	Title:      text("问题涉及的项目和自评表", "projects and forms that findings are about"),
	Key:        []string{"document_id", "finding", "target", "position"},
	References: []Reference{toReports, toFindings},
	Fields: fields(reportKey,
		nth("finding", "第几条问题", "nth finding"),
		required(one("target", "表", "table", "projects", "forms")),
		nth("position", "在该表中的位置（projects.position、forms.form）", "position there (projects.position, forms.form)"),
	),
	rows: findingLinkRows,
}

var withheld = &Table{
	Name:       "withheld",
	Title:      text("没有作判断的规则", "rules that were not applied"),
	Key:        []string{"document_id", "position"},
	References: []Reference{toReports},
	Fields: fields(reportKey,
		nth("position", "第几条", "nth"),
		required(field("rule", String, "规则", "rule")),
		field("why", String, "原因", "why"),
		place(),
	),
	rows: withheldRows,
}

var violations = &Table{
	Name:       "violations",
	Title:      text("不合格式之处", "violations of the schema"),
	Key:        []string{"document_id", "position"},
	References: []Reference{toReports},
	Fields: fields(reportKey,
		nth("position", "第几处", "nth violation"),
		field("field", String, "在记录中的路径", "path in the record"),
		field("rule", String, "要求", "what is required"),
		field("message", String, "说明", "message"),
	),
	rows: violationRows,
}

var fixes = &Table{
	Name:       "fixes",
	Title:      text("修正记录：每处一行", "fixes: a row a change"),
	Key:        []string{"document_id", "position"},
	References: []Reference{toReports},
	Fields: fields(reportKey,
		nth("position", "第几处修正", "nth fix"),
		field("step", String, "步骤", "step"),
		field("field", String, "在记录中的路径", "path in the record"),
		field("value_before", String, "修正前", "before"),
		field("value_after", String, "修正后", "after"),
		field("why", String, "原因", "why"),
		place(),
	),
	rows: fixRows,
}
