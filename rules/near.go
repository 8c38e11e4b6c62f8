package rules

import (
	"cmp"
	"slices"
	"strings"

	"selfeval/internal/text/printed"
	"selfeval/report"
)

// gaps are the amounts of the prose that were not read. What is compared in other
// sentences and under other headings is not touched by them.
type gaps struct {
	only     bool // nothing else of the prose is missing, and it is not whole without them
	unread   []report.Location
	funds    []bool   // of which the prose is not whole without them
	own      []string // the sentences that they stand in, figures without separators
	said     []string // with what these go on with
	sections []report.Location
}

// proseGaps returns the gaps of a prose, nil where there are none.
func proseGaps(r *report.Report, reading *report.Reading) *gaps {
	if reading == nil {
		return nil
	}
	prose := reading.Whole.Prose
	g := &gaps{only: len(r.Unread) > 0 && prose != nil && !*prose && len(reading.Pages.Unread) == 0 && reading.Ends == report.EndsWhole}
	for i := range r.Unread {
		if u := &r.Unread[i]; u.At.Table == 0 && money(u.Raw) {
			g.unread = append(g.unread, u.At)
			said := plain.Replace(cmp.Or(u.Sentence, u.Context))
			g.funds = append(g.funds, u.Funds)
			g.own = append(g.own, said)
			g.said = append(g.said, plain.Replace(u.Before)+said)
		}
	}
	if len(g.unread) == 0 && !g.only {
		return nil
	}
	for i := range r.Sections {
		g.sections = append(g.sections, r.Sections[i].At)
	}
	return g
}

// torn reports whether one of the cells at these places stands in a row of which something
// was not read, or in a table of which its head or all may be missing. A place that names
// no row is that of its table.
func torn(reading *report.Reading, at []report.Location) bool {
	if reading == nil {
		return false
	}
	for i := range reading.Tables.Left {
		left := &reading.Tables.Left[i]
		if slices.ContainsFunc(at, func(l report.Location) bool {
			return l.Table > 0 && l.Table == left.At.Table && (len(left.Rows) == 0 || l.Row == 0 || slices.Contains(left.Rows, l.Row))
		}) {
			return true
		}
	}
	return false
}

// money reports whether an unread figure is an amount: a number of persons or a share
// beside those that a rule compares touches none of them.
func money(raw string) bool {
	for i := range raw {
		if name, ok := printed.UnitName(raw[i:]); ok && printed.IsMoney(name) {
			return true
		}
	}
	return false
}

// near reports whether an amount that was not read may belong to what a finding
// compares: it stands in the sentence of one of its figures or, where its places go over
// several paragraphs as the items of a list do, under the heading of one of them.
func (g *gaps) near(at []report.Location, values map[string]string) bool {
	if g.beside(at, values) {
		return true
	}
	if !g.only || len(at) == 0 || !slices.ContainsFunc(at, func(l report.Location) bool { return !oneParagraph(l, at[0]) }) {
		return false
	}
	return slices.ContainsFunc(at, func(l report.Location) bool {
		section, known := g.section(l)
		return slices.ContainsFunc(g.unread, func(u report.Location) bool {
			other, ok := g.section(u)
			return !known || !ok || other == section
		})
	})
}

// within reports whether budget money that was not read stands in one sentence with what is
// compared there.
func (g *gaps) within(at []report.Location, values map[string]string) bool {
	for i, u := range g.unread {
		if g.funds[i] && slices.ContainsFunc(at, func(l report.Location) bool { return oneParagraph(u, l) }) && says(g.own[i], values) {
			return true
		}
	}
	return false
}

// beside reports whether an amount that was not read stands in a sentence with one of a
// finding's values.
func (g *gaps) beside(at []report.Location, values map[string]string) bool {
	for i, u := range g.unread {
		if slices.ContainsFunc(at, func(l report.Location) bool { return oneParagraph(u, l) }) && says(g.said[i], values) {
			return true
		}
	}
	return false
}

// oneParagraph reports whether two places may be in one paragraph, as far as they say. On
// a page a paragraph may go over to the next one.
func oneParagraph(a, b report.Location) bool {
	switch {
	case a.Table != b.Table:
		return false
	case a.Line > 0 || b.Line > 0:
		return a.Line == b.Line
	case a.Path != "" || b.Path != "":
		return a.Path == b.Path
	}
	return a.Page-b.Page <= 1 && b.Page-a.Page <= 1
}

// plain takes what parts digits out of a text.
var plain = strings.NewReplacer(",", "", "，", "", " ", "")

// says reports whether a sentence holds one of the values.
func says(sentence string, values map[string]string) bool {
	for _, v := range values {
		figure, _, _ := strings.Cut(v, " ")
		if figure = plain.Replace(figure); len(figure) > 1 && strings.Contains(sentence, figure) {
			return true
		}
	}
	return false
}

// section is the last heading before a place, from 1; 0 is before all headings.
func (g *gaps) section(at report.Location) (n int, known bool) {
	for i, s := range g.sections {
		order, ok := before(s, at)
		if !ok {
			return 0, false
		}
		if order <= 0 {
			n = i + 1
		}
	}
	return n, len(g.sections) > 0
}

// before orders two places as they are read; ok is false where they cannot be ordered.
func before(a, b report.Location) (order int, ok bool) {
	switch {
	case a.Line > 0 && b.Line > 0:
		return cmp.Compare(a.Line, b.Line), true
	case a.Page > 0 && b.Page > 0 && a.Page != b.Page:
		return cmp.Compare(a.Page, b.Page), true
	case a.Page > 0 && b.Page > 0 && a.BBox != nil && b.BBox != nil:
		return cmp.Compare(b.BBox[3], a.BBox[3]), true // the higher on the page comes first
	}
	return 0, false
}
