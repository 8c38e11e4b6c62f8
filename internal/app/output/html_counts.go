package output

import (
	"cmp"
	"fmt"
	"net/url"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"selfeval"
	"selfeval/report"
	"selfeval/rules"
)

// pageCounts is what the page says of all documents together. None of it grows with their
// number beyond its limits: names beyond these have no number and stand with their
// documents alone.
type pageCounts struct {
	departments, sources, strings names
	rules                         map[string]*ruleCount
	ruleNames                     names
	cells                         map[[2]int]*departmentYear
	years                         map[int]bool
	ruleYears                     map[[2]int]int // findings by rule and year
	errors                        map[int]int    // by department
}

// The limits of what is counted by name.
const (
	maxDepartments = 20000
	maxSources     = 2000
	maxStrings     = 20000
	maxYears       = 40
)

// names numbers names in the order in which they are met.
type names struct {
	list  []string
	at    map[string]int
	limit int
}

// number is a name's, -1 where there are too many.
func (n *names) number(s string) int {
	if i, ok := n.at[s]; ok {
		return i
	}
	if len(n.list) >= n.limit {
		return -1
	}
	n.at[s] = len(n.list)
	n.list = append(n.list, s)
	return len(n.list) - 1
}

func (c *pageCounts) init() {
	for n, limit := range map[*names]int{&c.departments: maxDepartments, &c.sources: maxSources, &c.strings: maxStrings, &c.ruleNames: 2000} {
		n.at, n.limit = map[string]int{}, limit
	}
	c.strings.number("") // 0: nothing
	c.rules, c.cells, c.years, c.ruleYears, c.errors = map[string]*ruleCount{}, map[[2]int]*departmentYear{}, map[int]bool{}, map[[2]int]int{}, map[int]int{}
}

type ruleCount struct {
	ID, Title, SeverityName string
	Severity                rules.Severity
	Count                   int
	number                  int
}

// departmentYear is what the papers of a department say of a year. Its money is that of
// the paper with the most rows: one that was published twice counts once.
type departmentYear struct {
	projects         int
	budget, executed decimal.Decimal // 万元
	score            string
}

// where says whose and of when a document is, by numbers.
type where struct {
	department, year, source int
}

const money = "万元"

func (c *pageCounts) add(d *selfeval.Document, r *report.Report) where {
	at := where{department: -1, source: c.sources.number(clean(sourceOf(d)))}
	if name := departmentOf(d); name != "" {
		at.department = c.departments.number(name)
	}
	if y := r.FiscalYear; y.Known() && (c.years[y.Int()] || len(c.years) < maxYears) {
		at.year = y.Int()
		c.years[at.year] = true
	}
	for i := range d.Findings {
		f := &d.Findings[i]
		n := c.rule(f.Rule, f.Title, f.Severity)
		if n >= 0 {
			c.rules[f.Rule].Count++
			c.ruleYears[[2]int{n, at.year}]++
		}
		if f.Severity == rules.Error && at.department >= 0 {
			c.errors[at.department]++
		}
	}
	if at.department >= 0 && at.year > 0 {
		c.cell(at).add(r)
	}
	return at
}

// rule numbers a rule, -1 where there are too many.
func (c *pageCounts) rule(id, title string, s rules.Severity) int {
	n := c.ruleNames.number(id)
	if n < 0 {
		return -1
	}
	if c.rules[id] == nil {
		c.rules[id] = &ruleCount{ID: clean(id), Title: clean(cmp.Or(title, id)), Severity: s, number: n}
	}
	if of := c.rules[id]; s.Weight() > of.Severity.Weight() {
		of.Severity = s
	}
	return n
}

func (c *pageCounts) cell(at where) *departmentYear {
	key := [2]int{at.department, at.year}
	if c.cells[key] == nil {
		c.cells[key] = &departmentYear{}
	}
	return c.cells[key]
}

func (y *departmentYear) add(r *report.Report) {
	if r.Conclusion != nil && r.Conclusion.Score.Known() && y.score == "" {
		y.score = clean(r.Conclusion.Score.Dec().String())
	}
	if len(r.Projects) <= y.projects {
		return
	}
	y.projects, y.budget, y.executed = len(r.Projects), decimal.Zero, decimal.Zero
	for i := range r.Projects {
		p := &r.Projects[i]
		budget, ok := p.Budget.In(money)
		executed, also := p.Executed.In(money)
		if ok && also { // both or neither, so that the rate is one
			y.budget, y.executed = y.budget.Add(budget), y.executed.Add(executed)
		}
	}
}

// rate is the execution rate in percent; ok is false where there is none.
func (y *departmentYear) rate() (decimal.Decimal, bool) {
	if !y.budget.IsPositive() || y.executed.IsNegative() {
		return decimal.Zero, false
	}
	return y.executed.Mul(hundred).DivRound(y.budget, 2), true
}

// byRule lists the rules that found something, the heaviest first.
func (c *pageCounts) byRule() []*ruleCount {
	var out []*ruleCount
	for _, r := range c.rules {
		if r.Count > 0 {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b *ruleCount) int {
		return cmp.Or(b.Severity.Weight()-a.Severity.Weight(), b.Count-a.Count, strings.Compare(a.ID, b.ID))
	})
	return out
}

// sortedYears are the years that are known, in order.
func (c *pageCounts) sortedYears() []int {
	out := make([]int, 0, len(c.years))
	for y := range c.years {
		out = append(out, y)
	}
	slices.Sort(out)
	return out
}

func departmentOf(d *selfeval.Document) string {
	if d.Report == nil {
		return ""
	}
	return clean(d.Report.Department)
}

// sourceOf is where a document comes from: the site it was fetched from, else the folder.
func sourceOf(d *selfeval.Document) string {
	if d.Origin != nil {
		if u, err := url.Parse(d.Origin.URL); err == nil && u.Host != "" {
			return u.Host
		}
	}
	if u, err := url.Parse(d.Path); err == nil && u.Host != "" {
		return u.Host
	}
	return path.Dir(filepath.ToSlash(d.Path))
}

// lead answers in a sentence how many papers there are, how many were read whole, what is
// serious and who.
func (h *htmlWriter) lead(s Summary) report.Text {
	out := report.Textf("共 %d 份文件，其中读全的自评报告 %d 份", "%d files, of which %d are self-evaluation reports that were read whole", s.Documents, s.OK)
	if s.Findings.Error == 0 {
		return report.Textf("%s；没有发现错误级的问题。", "%s; no errors.", out)
	}
	type who struct{ department, n int }
	var most []who
	for d, n := range h.counts.errors {
		most = append(most, who{d, n})
	}
	slices.SortFunc(most, func(a, b who) int {
		return cmp.Or(b.n-a.n, cmp.Compare(h.counts.departments.list[a.department], h.counts.departments.list[b.department]))
	})
	if len(most) == 0 {
		return report.Textf("%s；错误 %d 处。", "%s; %d errors.", out, s.Findings.Error)
	}
	var named []string
	for _, w := range most[:min(3, len(most))] {
		named = append(named, fmt.Sprintf(report.Text{ZH: "%s（%d）", EN: "%s (%d)"}.In(h.opt.Lang), h.counts.departments.list[w.department], w.n))
	}
	return report.Textf("%s；错误 %d 处，涉及 %d 个部门，最多的是%s。", "%s; %d errors in %d departments, most of them in %s.",
		out, s.Findings.Error, len(most), strings.Join(named, report.Text{ZH: "、", EN: ", "}.In(h.opt.Lang)))
}
