package rules

import (
	"strings"
	"unicode"

	"github.com/shopspring/decimal"

	"selfeval/internal/text/cjk"
	"selfeval/report"
)

// Index holds what several rules want to know of a report. Each part is worked
// out when it is first asked for.
type Index struct {
	report *report.Report

	keys    []string
	similar *cores
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

func (x *Index) fullScore() *fullScore {
	if x.full == nil {
		x.full = &fullScore{}
		x.full.score, x.full.known = x.report.FullScore()
	}
	return x.full
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
		k := nameKey(x.report.Projects[i].Name)
		x.keys[i] = k
		x.byName[k] = append(x.byName[k], i+1)
	}
}

// listed is the name of a row (0-based), or of a form where there is no row.
func (x *Index) listed(i int) string {
	if len(x.report.Projects) > 0 {
		return x.report.Projects[i].Name
	}
	return x.report.Forms[i].Project
}

// cores are the core names of what listed names.
func (x *Index) cores() *cores {
	if x.similar == nil {
		n := len(x.report.Projects)
		if n == 0 {
			n = len(x.report.Forms)
		}
		names := make([]string, n)
		for i := range names {
			names[i] = coreName(x.listed(i))
		}
		x.similar = newCores(names)
	}
	return x.similar
}

// nameKey brings a name to the form in which names are compared.
func nameKey(s string) string {
	return strings.Map(func(r rune) rune {
		r = cjk.Fold(r)
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
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
		parts = append(parts, nameKey(x.report.Forms[n-1].Project))
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

func (c Column) of(p *report.Project) *report.Amount {
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
		a := c.of(&x.report.Projects[i])
		if !a.Known() {
			continue
		}
		places := max(-a.Value.Exponent(), 0)
		if s.min < 0 {
			s.unit, s.min = a.Unit, places
		}
		s.mixed = s.mixed || s.unit != a.Unit
		s.padded = s.padded || places > 0 && endsInZero(*a.Value)
		s.min, s.max = min(s.min, places), max(s.max, places)
	}
	if x.columns == nil {
		x.columns = map[Column]*columnStyle{}
	}
	x.columns[c] = s
	return s
}

func endsInZero(d decimal.Decimal) bool {
	if d.NumDigits() < 18 {
		return d.CoefficientInt64()%10 == 0
	}
	return strings.HasSuffix(d.Coefficient().String(), "0")
}
