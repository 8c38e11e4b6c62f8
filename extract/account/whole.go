package account

import (
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// part is a part of a paper that can be whole or not.
type part uint8

const (
	summaryPart part = 1 << iota
	formsPart
	prosePart
	conclusionPart
)

// whole tells for each part of the paper whether all of it was read.
func (a *Account) whole(r *report.Report, out *report.Reading, said []announcement, notes []report.Note, words *lexicon.Vocabulary) report.WholeParts {
	has := a.parts(r, said)
	lost := a.lostTables(has) | a.lostProse(r, words) | lostByNotes(a, notes, has)
	for _, s := range said {
		if s.Found {
			continue
		}
		switch {
		case s.summary:
			lost |= summaryPart
		case s.form:
			lost |= formsPart
		case len(r.Projects)+len(r.Forms) == 0:
			lost |= summaryPart | formsPart
		}
	}
	if out.Ends != report.EndsWhole {
		lost |= prosePart | conclusionPart
	}
	is := func(p part) *bool {
		if has&p == 0 && lost&p == 0 {
			return nil
		}
		whole := lost&p == 0
		return &whole
	}
	return report.WholeParts{Summary: is(summaryPart), Forms: is(formsPart), Prose: is(prosePart), Conclusion: is(conclusionPart)}
}

// parts are those that the record has, or that the paper announces.
func (a *Account) parts(r *report.Report, said []announcement) (has part) {
	if len(r.Projects)+len(r.Totals) > 0 {
		has |= summaryPart
	}
	if len(r.Forms) > 0 {
		has |= formsPart
	}
	if len(a.prose) > 0 {
		has |= prosePart
	}
	if r.Conclusion != nil {
		has |= conclusionPart
	}
	for _, s := range said {
		if s.summary {
			has |= summaryPart
		}
		if s.form && len(r.Projects) == 0 {
			has |= formsPart
		}
	}
	return has
}

// lostTables tells which parts lack figures of tables: that which the rest of the table
// belongs to, and for a table of which nothing was read every part that it could be.
func (a *Account) lostTables(has part) (lost part) {
	for _, t := range a.tables {
		if !t.lossy {
			continue
		}
		of := a.home[t.index]
		if of == 0 {
			of = has & (summaryPart | formsPart)
			if of == 0 {
				of = summaryPart | formsPart
			}
		}
		lost |= of
	}
	return lost
}

// lostProse tells whether an amount of budget money stands unread in a sentence, or a
// score where no final one was read: beside that, those of dimensions are counted and
// listed.
func (a *Account) lostProse(r *report.Report, words *lexicon.Vocabulary) (lost part) {
	scored := r.Conclusion != nil && r.Conclusion.Score != nil
	for i := range a.figures {
		f := &a.figures[i]
		if f.Fate != Unread || f.Table != 0 {
			continue
		}
		if a.flat[f.spot] {
			lost |= formsPart
		}
		a.context(f)
		if f.Money && words.SpeaksOfFunds(cjk.Squeeze(f.Context)) {
			lost |= prosePart
		}
		if f.Points && !scored && len(r.Projects)+len(r.Forms) == 0 {
			lost |= prosePart | conclusionPart
		}
	}
	return lost
}

// lostByNotes tells which parts the notes of reading say are not whole.
func lostByNotes(a *Account, notes []report.Note, has part) (lost part) {
	for _, n := range notes {
		if !n.Lost {
			continue
		}
		of := has
		if n.At.Table != 0 && a.home[n.At.Table] != 0 {
			of = a.home[n.At.Table]
		}
		if of == 0 {
			of = summaryPart | formsPart | prosePart
		}
		lost |= of
	}
	return lost
}

// settle finds the home of each table: the part of the record that most of its
// figures were placed in.
func (a *Account) settle(r *report.Report) {
	a.home, a.flat = map[int]part{}, map[int]bool{}
	for i := range r.Projects {
		a.home[r.Projects[i].At.Table] |= summaryPart
	}
	for i := range r.Totals {
		a.home[r.Totals[i].At.Table] |= summaryPart
	}
	for i := range r.Forms {
		f := &r.Forms[i]
		if f.At.Table == 0 { // a form that lost its table stands in lines of text
			for _, n := range a.near(f.At) {
				a.flat[n] = true
			}
		}
		a.home[f.At.Table] |= formsPart
		for k := range f.Funds {
			a.home[f.Funds[k].At.Table] |= formsPart
		}
		for k := range f.Indicators {
			a.home[f.Indicators[k].At.Table] |= formsPart
		}
	}
	delete(a.home, 0)
}
