package rules

import (
	"strings"

	"github.com/shopspring/decimal"

	"selfeval/report"
	"selfeval/rules/internal/figures"
	"selfeval/rules/internal/names"
)

// Index holds what several rules want to know of a report. Each part is worked
// out when it is first asked for.
type Index struct {
	report *report.Report

	keys    []string
	similar *names.Cores
	byName  map[string][]int
	columns map[Column]*columnStyle
	sums    map[columnIn]*Sum
	full    *fullScore
}

// fullScore is what the scores of the summary table are out of, if that is known.
type fullScore struct {
	score decimal.Decimal
	known bool
}

// FullScore is report.Report.FullScore, worked out once.
func (x *Index) FullScore() (full decimal.Decimal, known bool) {
	if x.full == nil {
		x.full = &fullScore{}
		x.full.score, x.full.known = x.report.FullScore()
	}
	return x.full.score, x.full.known
}

// HundredPoints reports whether the scores of the table are out of a hundred.
func (x *Index) HundredPoints() bool {
	full, known := x.FullScore()
	return known && full.Equal(figures.Hundred)
}

// NameKey is a project's name (1-based position) in the form in which names are
// compared: no white space, no punctuation, letters in lower case.
func (x *Index) NameKey(pos int) string {
	x.names()
	return x.keys[pos-1]
}

// SameName lists the 1-based positions of the projects whose names have this key.
func (x *Index) SameName(key string) []int {
	x.names()
	return x.byName[key]
}

func (x *Index) names() {
	if x.byName != nil {
		return
	}
	n := len(x.report.Projects)
	x.keys, x.byName = make([]string, n), make(map[string][]int, n)
	for i := range x.report.Projects {
		k := names.Key(x.report.Projects[i].Name)
		x.keys[i] = k
		x.byName[k] = append(x.byName[k], i+1)
	}
}

// Listed is the name of a row (1-based), or of a form where there are no rows.
func (x *Index) Listed(pos int) string {
	if len(x.report.Projects) > 0 {
		return x.report.Projects[pos-1].Name
	}
	return x.report.Forms[pos-1].Project
}

// Alike tells how much like a name those of the rows are, or of the forms where there
// are no rows, in percent.
func (x *Index) Alike(name string) []int {
	if x.similar == nil {
		n := len(x.report.Projects)
		if n == 0 {
			n = len(x.report.Forms)
		}
		all := make([]string, n)
		for i := range all {
			all[i] = names.Core(x.Listed(i + 1))
		}
		x.similar = names.NewCores(all)
	}
	return x.similar.Likeness(names.Core(name))
}

// key names a finding's subject by its projects and forms. A name that several
// rows carry is told apart by its figures, not by its place, so that a new row
// elsewhere changes nothing.
func (x *Index) key(f *Finding) string {
	var parts []string
	for _, n := range f.Projects {
		k := x.NameKey(n)
		if len(x.byName[k]) > 1 {
			p := &x.report.Projects[n-1]
			k += "|" + p.Budget.String() + "|" + p.Executed.String()
		}
		parts = append(parts, k)
	}
	for _, n := range f.Forms {
		parts = append(parts, names.Key(x.report.Forms[n-1].Project))
	}
	return strings.Join(parts, "\x00")
}

// Column is a column of amounts in the summary table.
type Column int

// The columns of amounts.
const (
	Budget Column = iota
	Executed
	Returned
)

// Of is the figure of a row in the column.
func (c Column) Of(p *report.Project) *report.Amount {
	switch c {
	case Budget:
		return p.Budget
	case Executed:
		return p.Executed
	}
	return p.Returned
}

// columnStyle is how the figures of a column are printed.
type columnStyle struct {
	unit     string
	mixed    bool  // more than one unit, so that nothing can be said of the column
	padded   bool  // zeros at the end are printed: 100.00
	min, max int32 // fewest and most decimals
}

// HalfDigit is half the last digit to which a figure of the column is printed,
// in the figure's own unit. Where a column drops zeros at the end (1000, 649.358),
// a short figure is as exact as the longest; where it prints them, or all figures
// have the same number of decimals, each is as exact as it is printed.
func (x *Index) HalfDigit(c Column, a *report.Amount) decimal.Decimal {
	s := x.style(c)
	if !a.Known() || s.mixed || s.padded || s.unit != a.Unit || a.Value.Exponent() > 0 {
		return a.HalfDigit()
	}
	return decimal.New(5, -s.max-1)
}

func (x *Index) style(c Column) *columnStyle {
	if s, ok := x.columns[c]; ok {
		return s
	}
	s := &columnStyle{min: -1}
	for i := range x.report.Projects {
		a := c.Of(&x.report.Projects[i])
		if !a.Known() {
			continue
		}
		places := max(-a.Value.Exponent(), 0)
		if s.min < 0 {
			s.unit, s.min = a.Unit, places
		}
		s.mixed = s.mixed || s.unit != a.Unit
		s.padded = s.padded || places > 0 && figures.EndsInZero(*a.Value)
		s.min, s.max = min(s.min, places), max(s.max, places)
	}
	if x.columns == nil {
		x.columns = map[Column]*columnStyle{}
	}
	x.columns[c] = s
	return s
}

// Slack is how far rounding alone can carry the figures of a row apart: half the
// last digit of the coarsest of the columns, in unit.
func (x *Index) Slack(row Row, unit string, columns ...Column) decimal.Decimal {
	var t decimal.Decimal
	for _, c := range columns {
		a := c.Of(row.Project)
		if h, ok := report.Convert(x.HalfDigit(c, a), figures.UnitOf(a), unit); ok {
			t = decimal.Max(t, h)
		}
	}
	return t
}
