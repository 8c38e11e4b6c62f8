package account

import (
	"slices"

	"selfeval/extract/document"
	"selfeval/report"
)

// extent is where a form stands.
type extent struct {
	tables [2]int // first and last, 0 where it stands in lines of text
	pages  [2]int
	lines  [2]int // of a form in lines of text: to where the next one begins
	ended  bool   // its last row, the total, was read
	headed bool   // its title or its first labels were read
}

// wholeForms tells of each form whether all of it was read: what is lost elsewhere in the
// paper does not change what can be said of a form.
func (a *Account) wholeForms(doc *document.Document, blocks []document.Block, r *report.Report, ends report.Ends, notes []report.Note) []bool {
	whole := make([]bool, len(r.Forms))
	all := make([]extent, len(r.Forms))
	for i := range r.Forms {
		all[i] = extentOf(&r.Forms[i])
		if i+1 < len(r.Forms) {
			all[i].lines[1] = r.Forms[i+1].At.Line
		}
	}
	lastTable := 0
	for i := range blocks {
		if t := blocks[i].Table; t != nil {
			lastTable = t.Index
		}
	}
	for i := range all {
		e := &all[i]
		cut := doc.Cut && (e.tables[1] == lastTable && ends == report.EndsMidTable || i == len(all)-1 && !e.ended)
		whole[i] = !cut && !a.lossyTable(e) && !e.besidePages(doc.Unread) && !a.unreadWithin(e) && !slices.ContainsFunc(notes, e.hit)
	}
	return whole
}

func extentOf(f *report.Form) extent {
	e := extent{ended: f.TotalScore != nil, headed: f.Title != "" || f.Project != ""}
	e.lines[0] = f.At.Line
	add := func(at report.Location) {
		for _, v := range []struct {
			of *[2]int
			n  int
		}{{&e.tables, at.Table}, {&e.pages, at.Page}} {
			if v.n > 0 && (v.of[0] == 0 || v.n < v.of[0]) {
				v.of[0] = v.n
			}
			v.of[1] = max(v.of[1], v.n)
		}
	}
	add(f.At)
	for i := range f.Funds {
		add(f.Funds[i].At)
	}
	for i := range f.Indicators {
		add(f.Indicators[i].At)
	}
	if f.TotalScore != nil {
		add(f.TotalScore.At)
	}
	return e
}

// lossyTable reports that something of the form's tables was not read, or nothing of a
// table beside them that may be a part of it.
func (a *Account) lossyTable(e *extent) bool {
	if e.tables[0] == 0 {
		return false
	}
	for i := range a.tables {
		t := &a.tables[i]
		within := t.index >= e.tables[0] && t.index <= e.tables[1]
		beside := a.home[t.index] == 0 && (t.index == e.tables[0]-1 && !e.headed || t.index == e.tables[1]+1 && !e.ended)
		if t.lossy && (within || beside) {
			return true
		}
	}
	return false
}

// besidePages reports that a page which was not read lies within the form, or where it
// may go on.
func (e *extent) besidePages(unread []int) bool {
	return slices.ContainsFunc(unread, func(n int) bool {
		return e.pages[0] > 0 && (n >= e.pages[0] && n <= e.pages[1] || n == e.pages[1]+1 && !e.ended || n == e.pages[0]-1 && !e.headed)
	})
}

// unreadWithin reports, of a form in lines of text, that a figure of its lines is unread.
func (a *Account) unreadWithin(e *extent) bool {
	if e.tables[0] != 0 {
		return false
	}
	for i := range a.figures {
		f := &a.figures[i]
		if f.Fate == Unread && f.Table == 0 && a.flat[f.spot] && f.At.Line >= e.lines[0] && (e.lines[1] == 0 || f.At.Line < e.lines[1]) {
			return true
		}
	}
	return false
}

// hit reports that a note tells of something lost that may be the form's.
func (e *extent) hit(n report.Note) bool {
	switch at := n.At; {
	case !n.Lost || n.Text == document.CutOff: // which is looked at by itself
		return false
	case at.Table > 0:
		return false // the table is lossy
	case len(n.Pages) > 0:
		return slices.ContainsFunc(n.Pages, func(p int) bool { return p >= e.pages[0] && p <= e.pages[1] })
	case at.Page > 0:
		return at.Page >= e.pages[0] && at.Page <= e.pages[1]
	case at.IsZero():
		return true
	case at.Line > 0:
		return e.tables[0] == 0 && at.Line >= e.lines[0] && (e.lines[1] == 0 || at.Line < e.lines[1])
	}
	return e.tables[0] == 0 // of a form in text whose places are elements
}
