package rules

import (
	"cmp"
	"slices"
	"strings"

	"selfeval/internal/text/printed"
	"selfeval/report"
)

// gaps are the figures of the prose that were not read. Where nothing else of the prose
// is missing, what is compared under another heading is not touched by them.
type gaps struct {
	unread   []report.Location
	said     []string // the sentences that they stand in, figures without separators
	sections []report.Location
}

// proseGaps returns the gaps of a prose that was read to its end but for some figures,
// nil where more of it is missing or nothing is.
func proseGaps(r *report.Report, reading *report.Reading) *gaps {
	if reading == nil || len(r.Unread) == 0 || len(reading.Pages.Unread) > 0 || reading.Ends != report.EndsWhole {
		return nil
	}
	g := &gaps{}
	for i := range r.Unread {
		if u := &r.Unread[i]; money(u.Raw) {
			g.unread = append(g.unread, u.At)
			g.said = append(g.said, plain.Replace(u.Context))
		}
	}
	for i := range r.Sections {
		g.sections = append(g.sections, r.Sections[i].At)
	}
	return g
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

// near reports whether a figure that was not read may belong to what a finding
// compares: it stands in the sentence of one of its figures or, where its places go over
// several paragraphs as the items of a list do, under the heading of one of them.
func (g *gaps) near(at []report.Location, values map[string]string) bool {
	if len(at) > 0 && !slices.ContainsFunc(at, func(l report.Location) bool { return l.Line == 0 || l.Line != at[0].Line }) {
		for i, u := range g.unread {
			if u.Line == 0 || u.Line == at[0].Line && g.says(i, values) {
				return true
			}
		}
		return false
	}
	return slices.ContainsFunc(at, func(l report.Location) bool {
		section, known := g.section(l)
		return !known || slices.ContainsFunc(g.unread, func(u report.Location) bool {
			other, known := g.section(u)
			return !known || other == section
		})
	})
}

// plain takes what parts digits out of a text.
var plain = strings.NewReplacer(",", "", "，", "", " ", "")

// says reports whether the sentence of an unread figure holds one of the values.
func (g *gaps) says(i int, values map[string]string) bool {
	for _, v := range values {
		figure, _, _ := strings.Cut(v, " ")
		if figure = plain.Replace(figure); len(figure) > 1 && strings.Contains(g.said[i], figure) {
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
