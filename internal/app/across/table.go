package across

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"selfeval"
	"selfeval/internal/app/output"
	"selfeval/report"
	"selfeval/rules"
)

// table is what is kept of the departments to put them beside each other: a few figures a
// department and year.
type table struct {
	list     *List
	rows     map[rowKey]*row
	unplaced int
	compared int
}

type rowKey struct {
	group string
	year  int
}

type row struct {
	name            string
	listed          *Department
	papers, partial int
	has             map[string]bool
	rate, score     *decimal.Decimal
	scorePrinted    string
	findings        output.Counts
}

func newTable(l *List) *table { return &table{list: l, rows: map[rowKey]*row{}} }

// kinds of paper that a department publishes, in their order.
var kinds = []string{"department", "summary", "form"}

// add takes a document in; one that lists departments is none of a department's own.
func (t *table) add(d *selfeval.Document, group string, list bool) {
	if list {
		return
	}
	if d.Status == selfeval.Failed || d.Status != selfeval.Other && group == "" {
		t.unplaced++
	}
	if group == "" || d.Status == selfeval.Other {
		return
	}
	r := d.Report
	key := rowKey{group, r.FiscalYear.Int()}
	x := t.rows[key]
	if x == nil {
		x = &row{name: r.Department, has: map[string]bool{}, listed: t.list.find(r.Department)}
		if x.listed != nil {
			x.name = x.listed.Name
		}
		t.rows[key] = x
	}
	x.papers++
	if d.Status == selfeval.Partial {
		x.partial++
	}
	x.kinds(r)
	x.findings.Add(d.Findings)
	if r.Kind != report.KindProject && r.Kind != report.KindEvaluation && (d.Reading == nil || d.Reading.Whole.All()) {
		x.figures(r)
	}
}

// found counts findings that came later.
func (t *table) found(d *selfeval.Document, found []rules.Finding) {
	if x := t.rows[rowKey{t.list.groupOf(d), d.Report.FiscalYear.Int()}]; x != nil {
		x.findings.Add(found)
	}
}

func (x *row) kinds(r *report.Report) {
	if r.Kind == report.KindDepartment {
		x.has["department"] = true
	}
	if len(r.Projects) > 0 {
		x.has["summary"] = true
	}
	if r.Kind == report.KindProject {
		x.has["form"] = true
	}
	for i := range r.Forms {
		if r.Forms[i].Kind == report.KindDepartment {
			x.has["department"] = true
		} else {
			x.has["form"] = true
		}
	}
}

// figures takes rate and score of the department as a whole, from the first paper that has
// them.
func (x *row) figures(r *report.Report) {
	if x.rate == nil {
		x.rate = rateOf(r)
	}
	if c := r.Conclusion; x.score == nil && c != nil && c.Score.Known() && (c.Score.Unit == "" || c.Score.Unit == "分") {
		full := decimal.NewFromInt(100)
		if c.Full.Known() && c.Full.Dec().IsPositive() {
			full = c.Full.Dec()
		}
		of100 := c.Score.Dec().Shift(2).DivRound(full, 4)
		x.score, x.scorePrinted = &of100, c.Score.String()
	}
}

// rateOf is a department's execution rate in percent: of the one total of its summary
// table, of its form as a whole, of what its prose says, or of all rows of the summary;
// nil where none is known.
func rateOf(r *report.Report) *decimal.Decimal {
	if len(r.Totals) == 1 {
		if rate := percent(r.Totals[0].Budget, r.Totals[0].Executed); rate != nil {
			return rate
		}
	}
	for i := range r.Forms {
		if r.Forms[i].Kind != report.KindDepartment {
			continue
		}
		for k := range r.Forms[i].Funds {
			if f := &r.Forms[i].Funds[k]; f.Total {
				return percent(f.Budget, f.Executed)
			}
		}
	}
	if x := r.Budget.Execution; x != nil {
		if rate := percent(x.Budget, x.Executed); rate != nil {
			return rate
		}
	}
	return rowsRate(r)
}

// percent is executed of a budget in percent, nil where they cannot be compared.
func percent(budget, executed *report.Amount) *decimal.Decimal {
	if !budget.Known() || !budget.Dec().IsPositive() {
		return nil
	}
	v, ok := executed.In(budget.Unit)
	if !ok {
		return nil
	}
	rate := v.Shift(2).DivRound(budget.Dec(), 2)
	return &rate
}

// rowsRate is that of all rows of the summary table, where each states both.
func rowsRate(r *report.Report) *decimal.Decimal {
	var budget, executed decimal.Decimal
	unit := ""
	for i := range r.Projects {
		p := &r.Projects[i]
		if i == 0 && p.Budget.Known() {
			unit = p.Budget.Unit
		}
		b, ok1 := p.Budget.In(unit)
		e, ok2 := p.Executed.In(unit)
		if !ok1 || !ok2 {
			return nil
		}
		budget, executed = budget.Add(b), executed.Add(e)
	}
	return percent(&report.Amount{Value: &budget, Unit: unit}, &report.Amount{Value: &executed, Unit: unit})
}

func (x *row) shown() output.AcrossFigures {
	f := output.AcrossFigures{Score: x.scorePrinted, Findings: x.findings}
	if x.rate != nil {
		f.Rate = x.rate.String() + "%"
	}
	return f
}

// across is the table as it is written.
func (t *table) across() *output.Across {
	out := &output.Across{Compared: t.compared, Departments: []output.AcrossDepartment{}, Unplaced: t.unplaced}
	years := map[int][]*row{}
	keys := make([]rowKey, 0, len(t.rows))
	for k, x := range t.rows {
		keys = append(keys, k)
		years[k.year] = append(years[k.year], x)
	}
	slices.SortFunc(keys, func(a, b rowKey) int {
		return cmp.Or(cmp.Compare(t.rows[a].name, t.rows[b].name), cmp.Compare(a.group, b.group), cmp.Compare(a.year, b.year))
	})
	ranks := map[*row]*output.AcrossRanks{}
	for _, rows := range years {
		rank(rows, ranks)
	}
	for _, k := range keys {
		x := t.rows[k]
		d := output.AcrossDepartment{Name: x.name, Year: strconv.Itoa(k.year), Listed: x.listed != nil, Papers: x.papers, Partial: x.partial,
			Has: []string{}, Missing: []string{}, AcrossFigures: x.shown(), Ranks: ranks[x]}
		for _, kind := range kinds {
			if x.has[kind] {
				d.Has = append(d.Has, kind)
			} else {
				d.Missing = append(d.Missing, kind)
			}
		}
		if last := t.rows[rowKey{k.group, k.year - 1}]; last != nil {
			f := last.shown()
			d.Last = &f
		}
		out.Departments = append(out.Departments, d)
	}
	t.silent(out, years)
	return out
}

// silent lists who of the list published nothing, for each year of which there are papers.
func (t *table) silent(out *output.Across, years map[int][]*row) {
	if t.list == nil {
		return
	}
	out.Listed, out.Silent = len(t.list.Departments), []output.AcrossSilent{}
	var of []int
	for y, rows := range years {
		if slices.ContainsFunc(rows, func(x *row) bool { return x.listed != nil }) {
			of = append(of, y)
		}
	}
	slices.Sort(of)
	if len(of) == 0 { // of none of them was anything found
		for _, d := range t.list.Departments {
			out.Silent = append(out.Silent, output.AcrossSilent{Name: d.Name})
		}
	}
	for _, y := range of {
		for _, d := range t.list.Departments {
			if !slices.ContainsFunc(years[y], func(x *row) bool { return x.listed == d }) {
				out.Silent = append(out.Silent, output.AcrossSilent{Name: d.Name, Year: strconv.Itoa(y)})
			}
		}
	}
}

// rank gives the rows of a year their places.
func rank(rows []*row, ranks map[*row]*output.AcrossRanks) {
	for _, x := range rows {
		ranks[x] = &output.AcrossRanks{}
	}
	by := func(before func(a, b *row) int, has func(*row) bool, set func(*output.AcrossRanks, int)) {
		sorted := slices.DeleteFunc(slices.Clone(rows), func(x *row) bool { return !has(x) })
		slices.SortStableFunc(sorted, before)
		place := 0
		for i, x := range sorted {
			if i == 0 || before(sorted[i-1], x) != 0 {
				place = i + 1
			}
			set(ranks[x], place)
		}
	}
	by(func(a, b *row) int { return b.rate.Cmp(*a.rate) }, func(x *row) bool { return x.rate != nil }, func(r *output.AcrossRanks, n int) { r.Rate = n })
	by(func(a, b *row) int { return b.score.Cmp(*a.score) }, func(x *row) bool { return x.score != nil }, func(r *output.AcrossRanks, n int) { r.Score = n })
	by(func(a, b *row) int {
		return cmp.Or(cmp.Compare(b.findings.Error, a.findings.Error), cmp.Compare(b.findings.Warning, a.findings.Warning), cmp.Compare(b.findings.Info, a.findings.Info))
	}, func(*row) bool { return true }, func(r *output.AcrossRanks, n int) { r.Findings = n })
}
