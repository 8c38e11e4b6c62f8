package account

import (
	"cmp"
	"strings"

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
	allParts = summaryPart | formsPart | prosePart | conclusionPart
)

// whole tells for each part of the paper whether all of it was read.
func (a *Account) whole(r *report.Report, out *report.Reading, said []announcement, notes []report.Note, words *lexicon.Vocabulary) report.WholeParts {
	has := a.parts(r, said)
	lost := a.lostTables(has, words) | a.lostProse(r, words) | a.lostLines(has) | lostByNotes(a, notes, has, words)
	for _, s := range said {
		if s.Found {
			continue
		}
		switch {
		case s.all:
			lost |= prosePart | conclusionPart
		case s.summary:
			lost |= summaryPart
		case s.form:
			lost |= formsPart
		case s.pictured:
			lost |= summaryPart | formsPart
		case len(r.Projects)+len(r.Forms) == 0:
			lost |= summaryPart | formsPart
		}
	}
	if out.Figures.Placed == 0 && out.Figures.Unread >= leastFigures { // nothing but its title
		lost |= cmp.Or(has, prosePart)
	}
	if out.Ends != report.EndsWhole {
		lost |= prosePart | conclusionPart
	}
	if len(out.Pages.Unread) > 0 || out.Ends == report.EndsMidTable {
		lost |= allParts // what is gone may have been any of them
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

// leastFigures is how many figures a paper prints at least that is not whole where none of
// them stands in the record.
const leastFigures = 3

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
func (a *Account) lostTables(has part, words *lexicon.Vocabulary) (lost part) {
	for _, t := range a.tables {
		if !t.lossy {
			continue
		}
		lost |= a.partsOf(t.index, has, words)
	}
	return lost
}

// partsOf are the parts that a table belongs to; one of which nothing is in the record
// may be any that is made of tables.
func (a *Account) partsOf(table int, has part, words *lexicon.Vocabulary) part {
	if of := a.home[table]; of != 0 {
		return of
	}
	of := cmp.Or(has&(summaryPart|formsPart), summaryPart|formsPart)
	if t := a.grids[table]; t != nil && a.grades(table, words) {
		of |= conclusionPart
	}
	return of
}

// lostLines tells which parts lack the figures of a table that was written as one line: a
// paragraph in which figures stand alone between the words, as in cells.
func (a *Account) lostLines(has part) (lost part) {
	for _, n := range a.prose {
		if s := &a.spots[n]; len(s.figures) >= leastCells && a.celled(s) {
			lost |= cmp.Or(has&(summaryPart|formsPart), formsPart)
		}
	}
	return lost
}

// leastCells is how many unread figures stand alone in a line at least that was a table;
// there they are a fifth of what spaces part.
const (
	leastCells = 6
	cellShare  = 5
)

// celled reports that the figures of a paragraph stand alone, as the cells of a table do.
func (a *Account) celled(s *spot) bool {
	unread := map[string]int{}
	for _, i := range s.figures {
		if f := &a.figures[i]; f.Fate == Unread {
			unread[bare(f.Raw)]++
		}
	}
	alone, fields := 0, strings.Fields(s.text)
	for _, f := range fields {
		if key := bare(f); unread[key] > 0 && !wordy(f) {
			unread[key]--
			alone++
		}
	}
	return alone >= leastCells && alone*cellShare >= len(fields)
}

// grades reports a table that may be a scale of grades: two of its rows name one.
func (a *Account) grades(table int, words *lexicon.Vocabulary) bool {
	const longest = 60 // bytes
	t, row := a.grids[table], -1
	for k := range t.Cells {
		c := &t.Cells[k]
		if len(c.Text) > longest || c.Row == row || !words.HoldsGrade(cjk.Squeeze(c.Text)) {
			continue
		}
		if row >= 0 {
			return true
		}
		row = c.Row
	}
	return false
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
		if a.cellAlone(f.spot) { // a cell of a table that was lost
			lost |= cmp.Or(a.parts(r, nil)&(summaryPart|formsPart), summaryPart|formsPart)
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

// cellAlone reports a paragraph that is a figure and nothing else but its sign and bars.
func (a *Account) cellAlone(n int) bool {
	s := &a.spots[n]
	return s.at.Table == 0 && len(s.figures) == 1 && strings.TrimFunc(s.squeezed(), func(r rune) bool { return digit(r) || strings.ContainsRune(".,%|", r) }) == ""
}

// lostByNotes tells which parts the notes of reading say are not whole.
func lostByNotes(a *Account, notes []report.Note, has part, words *lexicon.Vocabulary) (lost part) {
	for _, n := range notes {
		if !n.Lost {
			continue
		}
		if n.At.Table != 0 {
			lost |= a.partsOf(n.At.Table, has, words)
			continue
		}
		lost |= cmp.Or(has, summaryPart|formsPart|prosePart)
	}
	return lost
}

// settle finds the home of each table: the part of the record that most of its
// figures were placed in.
func (a *Account) settle(r *report.Report) {
	a.home, a.firsts, a.flat, a.summed = map[int]part{}, map[int]int{}, map[int]bool{}, map[int]bool{}
	for i := range r.Projects {
		a.live(r.Projects[i].At, summaryPart)
	}
	for i := range r.Totals {
		a.live(r.Totals[i].At, summaryPart)
	}
	for i := range r.Forms {
		f := &r.Forms[i]
		if f.At.Table == 0 { // a form that lost its table stands in lines of text
			for _, n := range a.near(f.At) {
				a.flat[n], a.summed[n] = true, f.TotalScore != nil
			}
		}
		a.live(f.At, formsPart)
		for k := range f.Funds {
			a.live(f.Funds[k].At, formsPart)
		}
		for k := range f.Indicators {
			a.live(f.Indicators[k].At, formsPart)
		}
	}
	a.settleRest(r)
	delete(a.home, 0)
}

// live notes that a place is in a part of the record.
func (a *Account) live(at report.Location, of part) {
	a.home[at.Table] |= of
	if first, ok := a.firsts[at.Table]; at.Row > 0 && (!ok || at.Row < first) {
		a.firsts[at.Table] = at.Row
	}
}

// settleRest finds the home of the tables that hold neither projects nor forms: a scale of
// grades belongs to the conclusion, others to the prose. That a table gives the final score
// or those of dimensions says nothing of what else it holds.
func (a *Account) settleRest(r *report.Report) {
	rest := map[int]part{}
	put := func(path report.Path, at report.Location) {
		if at.Table == 0 || a.home[at.Table] != 0 {
			return
		}
		switch path := path.String(); {
		case !strings.HasPrefix(path, "conclusion."):
			rest[at.Table] |= prosePart
		case strings.HasPrefix(path, "conclusion.scale"):
			rest[at.Table] |= conclusionPart
		}
	}
	r.Walk(report.Visitor{
		Amount:  func(p report.Path, v **report.Amount) { put(p, (*v).At) },
		Number:  func(p report.Path, v **report.Number) { put(p, (*v).At) },
		Integer: func(p report.Path, v *report.Integer) { put(p, v.At) },
		Text: func(p report.Path, _ *string, at report.Location) {
			if !p.Within("unread") && !p.Within("sections") && !p.Within("department_mentions") && !p.Within("year_mentions") {
				put(p, at)
			}
		},
	})
	for t, of := range rest {
		a.home[t] = of
	}
}
