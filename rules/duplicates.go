package rules

import (
	"strconv"
	"strings"

	"selfeval/report"
)

// This file asks whether the rows of the summary table are told apart: by
// number, by name, by amounts.

func init() {
	register(
		&Rule{
			ID:       "duplicate-sequence",
			Title:    report.Text{ZH: "序号重复", EN: "Sequence number printed twice"},
			Severity: Warning,
			Doc: Doc{
				What:    report.Text{ZH: "同一张表内，同一序号印了两次。序号从1重新开始视为新的一组。", EN: "One number printed twice in one table; a number 1 starts a new series."},
				Why:     report.Text{ZH: "序号重复说明表格经过手工增删，项目数可能有误。", EN: "A doubled number tells of rows added or removed by hand."},
				Example: report.Text{ZH: "第24行“…”：序号 23 与第23行“…”重复", EN: "row 24 \"…\": number 23 is also that of row 23 \"…\""},
				Caveat:  report.Text{ZH: "分组编号而未从1开始时可能误报。", EN: "Groups that number on without starting at 1 may be flagged."},
				Advice:  report.Text{ZH: "核对原表行数。", EN: "Count the rows of the original table."},
			},
			Check: duplicateSequence,
		},
		&Rule{
			ID:       "sequence-gap",
			Title:    report.Text{ZH: "序号不连续", EN: "Gap in the sequence"},
			Severity: Warning,
			Doc: Doc{
				What:    report.Text{ZH: "同一张表内，相邻两行的序号（修正后）跳过了若干号。", EN: "Two neighbouring rows of a table (after repair) skip a number."},
				Why:     report.Text{ZH: "可能删去了项目，或有行没有公开。", EN: "A project may have been removed or left unpublished."},
				Example: report.Text{ZH: "第12行与第13行之间缺少序号 13", EN: "number 13 is missing between rows 12 and 13"},
				Caveat:  report.Text{ZH: "读取时漏行也会造成不连续，请对照原文。", EN: "A row lost in reading looks the same; compare with the paper."},
				Advice:  report.Text{ZH: "对照原表。", EN: "Compare with the original table."},
			},
			Check: sequenceGap,
		},
		&Rule{
			ID:       "duplicate-project",
			Title:    report.Text{ZH: "项目重名", EN: "Project listed twice"},
			Severity: Warning,
			Doc: Doc{
				What:    report.Text{ZH: "规范空格与标点后名称相同、实施单位也相同的项目。", EN: "Projects with the same name after normalising, of the same implementing unit."},
				Why:     report.Text{ZH: "同一项目可能重复统计。", EN: "One project may be counted twice."},
				Example: report.Text{ZH: "第18、19行项目名称相同：“…”", EN: "rows 18, 19 have the same name: \"…\""},
				Caveat:  report.Text{ZH: "同名项目分次下达资金时可能确为两笔。", EN: "Funds granted in two lots may rightly stand in two rows."},
				Advice:  report.Text{ZH: "核对项目编码。", EN: "Check the project codes."},
			},
			Check: duplicateProject,
		},
		&Rule{
			ID:       "identical-amounts",
			Title:    report.Text{ZH: "不同项目金额完全相同", EN: "Different projects with identical amounts"},
			Severity: Warning,
			Params:   []Param{{Name: "digits", Default: "4", Doc: report.Text{ZH: "执行数至少有多少位有效数字", EN: "significant digits the executed amount must have"}}},
			Doc: Doc{
				What:    report.Text{ZH: "名称不同的项目，预算数与执行数都相同，且执行数至少有4位有效数字。", EN: "Projects of different names with the same budget and the same executed amount, which has at least four significant digits."},
				Why:     report.Text{ZH: "精确到分的金额碰巧相同的可能性很小，多为复制错误。", EN: "Exact amounts hardly agree by chance; a row was likely copied."},
				Example: report.Text{ZH: "第6、65行预算数均为 6万元，执行数均为 1.89615万元", EN: "rows 6, 65 both have budget 6万元 and executed 1.89615万元"},
				Caveat:  report.Text{ZH: "按统一标准安排的项目可能确实相同。", EN: "Projects funded by one standard may really agree."},
				Advice:  report.Text{ZH: "核对两个项目的支付凭证。", EN: "Check the payments of both."},
			},
			Check: identicalAmounts,
		},
	)
}

// series numbers the runs of the printed sequence: a number 1 starts a new one.
func series(rows []report.Project) []int {
	out := make([]int, len(rows))
	n := 0
	for i := range rows {
		if i > 0 && rows[i].Seq.Known() && rows[i].Seq.Int() == 1 {
			n++
		}
		out[i] = n
	}
	return out
}

func duplicateSequence(p *Pass) {
	type key struct {
		series int
		seq    string
	}
	rows := p.Report.Projects
	run := series(rows)
	first := map[key]int{}
	for i := range rows {
		printed := strings.TrimSpace(rows[i].SeqPrinted)
		if printed == "" || strings.Trim(printed, "0123456789") != "" {
			continue
		}
		k := key{run[i], printed}
		j, seen := first[k]
		if !seen {
			first[k] = i
			continue
		}
		p.Add(Finding{
			Projects: []int{i + 1},
			At:       []report.Location{rows[i].At, rows[j].At},
			Text: say("%s：序号 %s 与%s重复", "%s: number %s is also that of %s",
				label(Row{i + 1, &rows[i]}), printed, label(Row{j + 1, &rows[j]})),
			Values: map[string]string{"seq": printed, "first": strconv.Itoa(j + 1)},
		})
	}
}

func sequenceGap(p *Pass) {
	rows := p.Report.Projects
	run := series(rows)
	for i := 1; i < len(rows); i++ {
		a, b := rows[i-1].Seq, rows[i].Seq
		if run[i] != run[i-1] || !a.Known() || !b.Known() || b.Int() <= a.Int()+1 {
			continue
		}
		missing := strconv.Itoa(a.Int() + 1)
		if b.Int() > a.Int()+2 {
			missing += "–" + strconv.Itoa(b.Int()-1)
		}
		p.Add(Finding{
			Projects: []int{i, i + 1},
			Key:      "gap " + missing + rows[i].Name,
			Text:     say("第%d行与第%d行之间缺少序号 %s", "between rows %d and %d number %s is missing", i, i+1, missing),
			Values:   map[string]string{"missing": missing},
		})
	}
}

// sameName is the form in which project names are compared.
func sameName(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" 　“”\"'‘’·.。，,、-—_()（）《》【】", r) {
			return -1
		}
		return r
	}, s)
}

func duplicateProject(p *Pass) {
	rows := p.Report.Projects
	group(p, func(i int) string {
		name := sameName(rows[i].Name)
		if name == "" {
			return ""
		}
		return name + "\x00" + sameName(rows[i].Implementer)
	}, func(members []int) *Finding {
		name := rows[members[0]-1].Name
		return &Finding{Key: name, Text: say("第%s行项目名称相同：“%s”", "rows %s have the same name: %q", list(members), name),
			Values: map[string]string{"name": name}}
	})
}

func identicalAmounts(p *Pass) {
	rows := p.Report.Projects
	digits := int(p.Decimal("digits").IntPart())
	group(p, func(i int) string {
		b, e := rows[i].Budget, rows[i].Executed
		if !b.Known() || !e.Known() || significant(e.Dec()) < digits {
			return ""
		}
		return canonical(b) + "\x00" + canonical(e)
	}, func(members []int) *Finding {
		names := map[string]bool{}
		for _, n := range members {
			names[sameName(rows[n-1].Name)] = true
		}
		if len(names) < 2 {
			return nil // the same project twice is duplicate-project's
		}
		b, e := rows[members[0]-1].Budget, rows[members[0]-1].Executed
		return &Finding{Text: say("第%s行预算数均为 %s，执行数均为 %s，而项目不同", "rows %s all have budget %s and executed %s, and are different projects", list(members), b, e),
			Values: map[string]string{"budget": b.String(), "executed": e.String()}}
	})
}

// canonical is a figure's value and unit, however many zeros it was printed with.
func canonical(a *report.Amount) string {
	if yuan, ok := a.In("元"); ok {
		return yuan.String() + "元"
	}
	return a.Dec().String() + a.Unit
}

// group gathers rows by a key, in the order of their first member, and reports
// on every group of two or more.
func group(p *Pass, key func(i int) string, report func(members []int) *Finding) {
	members := map[string][]int{}
	var order []string
	for i := range p.Report.Projects {
		k := key(i)
		if k == "" {
			continue
		}
		if len(members[k]) == 0 {
			order = append(order, k)
		}
		members[k] = append(members[k], i+1)
	}
	for _, k := range order {
		if m := members[k]; len(m) > 1 {
			if f := report(m); f != nil {
				f.Projects = m
				p.Add(*f)
			}
		}
	}
}
