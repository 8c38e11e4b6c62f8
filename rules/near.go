package rules

import (
	"cmp"
	"slices"

	"selfeval/report"
)

// gaps are the figures of the prose that were not read. Where nothing else of the prose
// is missing, what is compared under another heading is not touched by them.
type gaps struct {
	unread   []report.Location
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
		g.unread = append(g.unread, r.Unread[i].At)
	}
	for i := range r.Sections {
		g.sections = append(g.sections, r.Sections[i].At)
	}
	return g
}

// near reports whether a figure that was not read stands under the heading of one of
// the places, or may.
func (g *gaps) near(at []report.Location) bool {
	return slices.ContainsFunc(at, func(l report.Location) bool {
		section, known := g.section(l)
		return !known || slices.ContainsFunc(g.unread, func(u report.Location) bool {
			other, known := g.section(u)
			return !known || other == section
		})
	})
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
