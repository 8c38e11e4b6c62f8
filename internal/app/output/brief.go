package output

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"selfeval"
	"selfeval/report"
	"selfeval/rules"
)

// brief is what people read of a batch that is too large to be read document by document:
// the departments with what was found in their papers, the most serious of it, and the
// rules. It keeps a few lines a department and nothing of the documents.
type brief struct {
	byName map[string]*tally
	rules  map[string]*ruleTally
	failed []string // the first files that could not be read, and why
}

// tally is what was found in the papers of one department.
type tally struct {
	name            string
	papers, partial int
	found           Counts
	worst           []worst
}

// worst is a finding worth to be read first.
type worst struct {
	severity                   rules.Severity
	year, title, message, path string
}

type ruleTally struct {
	id, title   string
	severity    rules.Severity
	count       int
	departments map[string]bool
}

// How much of it is written.
const (
	mostWorst       = 2  // serious findings that are kept of a department
	worstShown      = 15 // that are shown in all
	departmentShown = 40
	rulesShown      = 15
	failedShown     = 10
)

func newBrief() *brief {
	return &brief{byName: map[string]*tally{}, rules: map[string]*ruleTally{}}
}

func (b *brief) add(d *selfeval.Document) {
	if d.Status == selfeval.Failed {
		if len(b.failed) < failedShown && d.Error != nil {
			b.failed = append(b.failed, clean(d.Path)+"  "+clean(*d.Error))
		}
		return
	}
	if d.Status == selfeval.Other || d.Report == nil {
		return
	}
	name := d.Report.Department
	t := b.byName[name]
	if t == nil {
		t = &tally{name: name}
		b.byName[name] = t
	}
	t.papers++
	if d.Status == selfeval.Partial {
		t.partial++
	}
	t.found.Add(d.Findings)
	for i := range d.Findings {
		f := &d.Findings[i]
		r := b.rules[f.Rule]
		if r == nil {
			r = &ruleTally{id: f.Rule, title: f.Title, severity: f.Severity, departments: map[string]bool{}}
			b.rules[f.Rule] = r
		}
		r.count++
		r.departments[name] = true
		if f.CausedBy == nil && f.Severity != rules.Info {
			t.keep(d, f)
		}
	}
}

// keep keeps a finding where it is among the most serious of the department.
func (t *tally) keep(d *selfeval.Document, f *rules.Finding) {
	t.worst = append(t.worst, worst{f.Severity, d.Report.FiscalYear.String(), f.Title, f.Message, d.Path})
	slices.SortStableFunc(t.worst, func(a, b worst) int { return cmp.Compare(b.severity.Weight(), a.severity.Weight()) })
	t.worst = t.worst[:min(len(t.worst), mostWorst)]
}

// departments are those with most serious findings first.
func (b *brief) departments() []*tally {
	return slices.SortedFunc(maps.Values(b.byName), func(x, y *tally) int {
		return cmp.Or(cmp.Compare(y.found.Error, x.found.Error), cmp.Compare(y.found.Warning, x.found.Warning),
			cmp.Compare(y.found.Info, x.found.Info), cmp.Compare(x.name, y.name))
	})
}

// digest writes the batch in short.
func (t *textWriter) digest() {
	all := t.brief.departments()
	t.departmentLines(all)
	t.worstLines(all)
	t.ruleLines()
	if len(t.brief.failed) > 0 {
		t.b.WriteString("\n" + t.color("1", t.say("无法读取的", "Not read")) + "\n")
		for _, s := range t.brief.failed {
			hanging(&t.b, "  ", 4, s, t.opt.Width)
		}
	}
	t.b.WriteByte('\n')
	hanging(&t.b, "", 0, t.say("以上为汇总。逐份列出全部问题：加 -v，或写入文件（-o 结果.txt、结果.html、结果.xlsx）",
		"This is a digest. All findings, paper by paper: -v, or a file (-o result.txt, result.html, result.xlsx)"), t.opt.Width)
	t.b.WriteByte('\n')
}

func (t *textWriter) departmentLines(all []*tally) {
	t.b.WriteString(t.color("1", fmt.Sprintf(t.say("各部门（%d 个，问题重的在前）", "Departments (%d, the most serious first)"), len(all))) + "\n")
	t.b.WriteString(t.color("2", t.say("  错误 警告 提示 份数 未读全  部门", " error warn info papers part  department")) + "\n")
	var left tally
	clean, shown := 0, 0
	for _, d := range all {
		if d.found == (Counts{}) && d.partial == 0 {
			clean++
			continue
		}
		if shown++; shown > departmentShown {
			left.papers++
			left.found.Error += d.found.Error
			left.found.Warning += d.found.Warning
			left.found.Info += d.found.Info
			continue
		}
		name := t.department(d.name)
		line := fmt.Sprintf("%6d%5d%5d%5d%7d  ", d.found.Error, d.found.Warning, d.found.Info, d.papers, d.partial)
		hanging(&t.b, line, len(line), name, t.opt.Width)
	}
	if left.papers > 0 {
		fmt.Fprintf(&t.b, t.say("  另有 %d 个部门：错误 %d，警告 %d，提示 %d\n", "  %d more departments: errors %d, warnings %d, infos %d\n"),
			left.papers, left.found.Error, left.found.Warning, left.found.Info)
	}
	if clean > 0 {
		fmt.Fprintf(&t.b, t.say("  %d 个部门的报告读全，未发现问题\n", "  %d departments whose papers were read whole and have no findings\n"), clean)
	}
}

// department names a department.
func (t *textWriter) department(name string) string {
	return cmp.Or(clean(name), t.say("（未识别出部门）", "(department not known)"))
}

// worstLines are the most serious findings, of each department the first ones.
func (t *textWriter) worstLines(all []*tally) {
	type of struct {
		worst
		department string
	}
	var list []of
	for _, d := range all {
		for _, w := range d.worst {
			list = append(list, of{w, d.name})
		}
	}
	slices.SortStableFunc(list, func(a, b of) int { return cmp.Compare(b.severity.Weight(), a.severity.Weight()) })
	if len(list) == 0 {
		return
	}
	t.b.WriteString("\n" + t.color("1", t.say("最重的问题（每个部门至多两条）", "The most serious findings (two a department at most)")) + "\n")
	for _, w := range list[:min(len(list), worstShown)] {
		name := pad(severityNames[w.severity].In(t.opt.Lang), len("warning"))
		head := t.department(w.department)
		if w.year != "" {
			head += fmt.Sprintf(t.say(" %s年度", " %s"), clean(w.year))
		}
		hanging(&t.b, "  "+t.color(severityColors[w.severity], name)+"  ", len(indent), head+"  "+clean(w.title), t.opt.Width)
		hanging(&t.b, indent, len(indent), clean(w.message), t.opt.Width)
		hanging(&t.b, indent, len(indent), clean(w.path), t.opt.Width)
	}
}

func (t *textWriter) ruleLines() {
	list := slices.SortedFunc(maps.Values(t.brief.rules), func(a, b *ruleTally) int {
		return cmp.Or(cmp.Compare(b.severity.Weight(), a.severity.Weight()), cmp.Compare(b.count, a.count), cmp.Compare(a.id, b.id))
	})
	if len(list) == 0 {
		return
	}
	t.b.WriteString("\n" + t.color("1", t.say("各规则", "Rules")) + "\n")
	for _, r := range list[:min(len(list), rulesShown)] {
		name := pad(severityNames[r.severity].In(t.opt.Lang), len("warning"))
		s := report.Textf("%s：%d 条，%d 个部门（%s）", "%s: %d, departments: %d (%s)", cmp.Or(clean(r.title), r.id), r.count, len(r.departments), clean(r.id)).In(t.opt.Lang)
		hanging(&t.b, "  "+t.color(severityColors[r.severity], name)+"  ", len(indent), s, t.opt.Width)
	}
	if n := len(list) - rulesShown; n > 0 {
		fmt.Fprintf(&t.b, t.say("  另有 %d 条规则\n", "  %d more rules\n"), n)
	}
}
