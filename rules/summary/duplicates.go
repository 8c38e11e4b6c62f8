package summary

import (
	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/internal/figures"
	"selfeval/rules/internal/names"
)

// This file asks whether the rows of the summary table are different projects:
// by name and by amounts.

var duplicateProjectRule = &rules.Rule{
	ID:       "duplicate-project",
	Title:    report.Text{ZH: "项目重名", EN: "Project listed twice"},
	Severity: rules.Warning,
	Needs:    rules.Whole(rules.Alone),
	Basis:    []rules.Basis{rules.Article57},
	Values: []rules.Value{
		{Key: "name", Title: report.Text{ZH: "项目名称", EN: "name"}, Kind: rules.Words, Field: "name"},
	},
	Doc: rules.Doc{
		What:    report.Text{ZH: "规范空格、全半角与标点后名称相同，且实施单位和分组也相同的项目。", EN: "Projects with the same name once spaces, widths and punctuation are normalised, of the same implementing unit and group."},
		Why:     report.Text{ZH: "同一项目可能重复申报或重复统计。", EN: "One project may have been funded or counted twice."},
		Example: report.Text{ZH: "序号1“2022 年镇级党建工作经费”、序号2“2022年镇级‘党建’工作经费”：项目名称相同", EN: "no. 1 “2022 年镇级党建工作经费”, no. 2 “2022年镇级‘党建’工作经费”: the same name"},
		Caveat:  report.Text{ZH: "同一项目分次下达资金时，可能确为两笔。", EN: "Funds granted in two lots may rightly stand in two rows."},
		Advice:  report.Text{ZH: "核对项目编码与预算批复，确为两笔的应在名称中区分。", EN: "Check project codes and budget papers; where there are two grants, their names should tell them apart."},
	},
	Begin: duplicateProject,
}

var identicalAmountsRule = &rules.Rule{
	ID:       "identical-amounts",
	Title:    report.Text{ZH: "不同项目金额完全相同", EN: "Different projects with identical amounts"},
	Severity: rules.Warning,
	Needs:    rules.Whole(rules.Alone),
	Basis:    []rules.Basis{rules.Article57},
	Values: []rules.Value{
		rules.BudgetValue,
		rules.ExecutedValue,
	},
	Params: []rules.Param{{
		Name: "digits", Default: "4", Min: "1", Max: "20",
		Doc: report.Text{ZH: "执行数至少有多少位有效数字", EN: "significant digits that the executed amount must have"},
	}},
	Doc: rules.Doc{
		What:    report.Text{ZH: "名称不同的项目，预算数与执行数都相同，且执行数至少有 4 位有效数字（首尾的 0 不计）。", EN: "Projects of different names with the same budget and the same executed amount, which has at least four significant digits (leading and trailing zeros do not count)."},
		Why:     report.Text{ZH: "精确到分的金额碰巧相同的可能很小，多为复制而未改。", EN: "Exact amounts hardly agree by chance; a row was likely copied and not changed."},
		Example: report.Text{ZH: "序号5“管网工程（一期）”、序号6“管网工程（二期）”：预算数均为 6 万元，执行数均为 1.89615 万元", EN: "no. 5 “管网工程（一期）”, no. 6 “管网工程（二期）”: the same budget of 6 ten thousand yuan and the same executed amount of 1.89615 ten thousand yuan"},
		Caveat:  report.Text{ZH: "按统一标准安排、或一笔款平分到几个项目时，可能确实相同。", EN: "Projects funded by one standard, or one sum split evenly, may really agree."},
		Advice:  report.Text{ZH: "核对各项目的支付凭证。", EN: "Check the payments of each."},
	},
	Begin: identicalAmounts,
}

// groups gathers positions by key, in the order in which keys were first seen.
type groups[K comparable] struct {
	index   map[K]int
	members [][]int
}

func (g *groups[K]) add(key K, pos int) {
	if g.index == nil {
		g.index = map[K]int{}
	}
	i, ok := g.index[key]
	if !ok {
		i = len(g.members)
		g.index[key] = i
		g.members = append(g.members, nil)
	}
	g.members[i] = append(g.members[i], pos)
}

func duplicateProject(p *rules.Pass) rules.Hooks {
	var by groups[[3]string]
	return rules.Hooks{
		Row: func(row rules.Row) {
			// An implementer is compared only for names seen twice: most are not.
			name := p.Index.NameKey(row.Pos)
			if name == "" || len(p.Index.SameName(name)) < 2 {
				return
			}
			by.add([3]string{name, names.Key(row.Project.Implementer), row.Project.Department + row.Project.Group}, row.Pos)
		},
		End: func() {
			for _, rows := range by.members {
				if len(rows) < 2 {
					continue
				}
				name := p.Report.Projects[rows[0]-1].Name
				p.Add(rules.Finding{
					Projects: rows, At: nameCells(p, rows),
					Key:    p.Index.NameKey(rows[0]) + "|" + names.Key(p.Report.Projects[rows[0]-1].Implementer),
					Text:   report.Textf("%s：项目名称相同", "%s: the same name", p.Labels(rows)),
					Values: map[string]string{"name": name},
				})
			}
		},
	}
}

// amounts are a row's budget and executed.
type amounts struct{ budget, executed exact }

func identicalAmounts(p *rules.Pass) rules.Hooks {
	digits := int(p.Decimal("digits").IntPart())
	var by groups[amounts]
	return rules.Hooks{
		Row: func(row rules.Row) {
			b, e := row.Project.Budget, row.Project.Executed
			if b.Known() && e.Known() && figures.Significant(e.Dec()) >= digits {
				by.add(amounts{exactly(b), exactly(e)}, row.Pos)
			}
		},
		End: func() {
			for _, rows := range by.members {
				if len(rows) < 2 || !differ(p, rows) {
					continue // the same project twice is duplicate-project's
				}
				b, e := p.Report.Projects[rows[0]-1].Budget, p.Report.Projects[rows[0]-1].Executed
				p.Add(rules.Finding{
					Projects: rows, At: amountCells(p, rows),
					Text: report.Textf("%s：预算数均为 %s，执行数均为 %s", "%s: the same budget of %s and the same executed amount of %s",
						p.Labels(rows), b, e),
					Values: map[string]string{"budget": b.String(), "executed": e.String()},
				})
			}
		},
	}
}

// amountCells are the cells that rows have in common.
// nameCells are the cells in which rows are named.
func nameCells(p *rules.Pass, rows []int) []report.Location {
	at := make([]report.Location, 0, len(rows))
	for _, n := range rows {
		pr := &p.Report.Projects[n-1]
		at = append(at, pr.Cells.At("name", pr.At))
	}
	return rules.Places(report.Location{}, at...)
}

func amountCells(p *rules.Pass, rows []int) []report.Location {
	var at []report.Location
	for _, n := range rows {
		pr := p.Row(n).Project
		at = append(at, rules.Cells(pr.At, pr.Budget, pr.Executed)...)
	}
	return at
}

// differ reports whether rows carry more than one name.
func differ(p *rules.Pass, rows []int) bool {
	for _, n := range rows[1:] {
		if p.Index.NameKey(n) != p.Index.NameKey(rows[0]) {
			return true
		}
	}
	return false
}

// exact is a figure as a key: the same for 6 万元, 6.00 万元 and 60000 元.
type exact struct {
	digits int64
	exp    int32
	unit   string
	long   string // the digits, where they are more than digits holds
}

func exactly(a *report.Amount) exact {
	d, unit := a.Dec(), a.Unit
	if yuan, ok := a.In(figures.Yuan); ok {
		d, unit = yuan, figures.Yuan
	}
	d = figures.Bare(d)
	if d.NumDigits() >= 18 {
		return exact{exp: d.Exponent(), unit: unit, long: d.Coefficient().String()}
	}
	return exact{digits: d.CoefficientInt64(), exp: d.Exponent(), unit: unit}
}
