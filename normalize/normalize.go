// Package normalize gives the text of a record its meaning: numbers, units,
// names, years, sequences. Every change is a report.Fix; running it twice
// changes nothing more. A value it cannot understand stays empty with its raw
// text: it never guesses silently.
package normalize

import "selfeval/report"

// step is one normalising step; each has a file of its own.
type step struct {
	name string
	run  func(*pass)
}

// steps run in this order: later ones rely on earlier ones' results.
var steps = []step{
	{"names", names},
	{"integers", integers},
	{"amounts", amounts},
	{"numbers", formBrackets},
	{"numbers", numbers},
	{"units", units},
	{"rates", rates},
	{"growth", growth},
	{"bands", bands},
	{"rates", formRates},
	{"indicators", formNames},
	{"measures", formMeasures},
	{"sequence", sequence},
}

// pass is a run of one step over one record.
type pass struct {
	step   string
	Report *report.Report
	Fixes  []report.Fix
	Notes  []report.Note
}

func (p *pass) fix(field, before, after string, why report.Text, at report.Location) {
	if before != after {
		p.Fixes = append(p.Fixes, report.Fix{Step: p.step, Field: field, Before: before, After: after, Why: why.ZH, Text: why, At: at})
	}
}

// note tells of a value that was not understood.
func (p *pass) note(text report.Text, at report.Location) {
	p.Notes = append(p.Notes, report.Note{Text: text, At: at, Lost: true})
}

// Report normalises r in place and returns what it changed, and what it could
// not understand.
func Report(r *report.Report) ([]report.Fix, []report.Note) {
	p := &pass{Report: r}
	for _, s := range steps {
		p.step = s.name
		s.run(p)
	}
	r.Init()
	return p.Fixes, p.Notes
}
