// Package confirm reads the cells behind an error a second time before it stands: with
// another engine where the format has one, and by other readings of the same print where
// there is a sign of them in the print. Where the second reading agrees on every figure,
// the finding is confirmed; where it gives another figure, the finding is disputed and
// becomes a matter to look at; without a second reading the finding stands as it is.
//
// That figures do not add up is never a reason to read them otherwise: a misprint in the
// paper is what the rules look for. Arithmetic only chooses among readings of which there
// is a sign.
//
// It knows no format and no engine: what it asks of the print, Print answers.
package confirm

import (
	"cmp"
	"context"
	"slices"

	"selfeval/report"
	"selfeval/rules"
)

// Box is a rectangle on a page as a report.Location gives it: x0, y0, x1, y1 in points.
type Box = [4]float64

// Char is a character on a page.
type Char struct {
	Text   string
	Box    Box
	Raised bool // set small above the line, as the mark of a note
	Space  bool // a space stands before it
}

// Run is a piece of a cell's text that is raised; it is no part of the text where Start
// equals End.
type Run struct {
	Text       string
	Start, End int // byte offsets in the cell's text
}

// Print is a file as it is printed.
type Print interface {
	// Texts gives what a second engine reads in boxes of a page. An error means that
	// there is no second reading of the page.
	Texts(ctx context.Context, page int, boxes []Box) ([]string, error)
	// Chars gives the characters whose middle lies in a box, by the engine that read the
	// page first or by the second one, in the order in which they were painted.
	Chars(ctx context.Context, page int, box Box, second bool) ([]Char, error)
	// Raised gives the text of a cell and what in it is raised, "" where it is not known.
	Raised(at report.Location) (text string, runs []Run)
}

// Check is what is needed to read the cells of findings again.
type Check struct {
	Report *report.Report
	Print  Print
	// Again applies one rule to the record as it is now.
	Again func(ctx context.Context, rule string) ([]rules.Finding, error)
	Lang  report.Lang
}

// Limits of a finding and of a document.
const (
	mostPages   = 3  // pages that are read again for one finding
	mostCells   = 48 // cells of a document that are looked at character by character
	mostChoices = 32 // signed readings of a document that a rule is applied to again
)

// The keys under which a disputed finding's values hold the two readings.
const (
	FirstReading  = "first_reading"
	SecondReading = "second_reading"
)

// Values are the values that a finding has from here and not from its rule.
var Values = []rules.Value{
	{Key: FirstReading, Title: report.Text{ZH: "首次读作", EN: "read first as"}, Kind: rules.Words},
	{Key: SecondReading, Title: report.Text{ZH: "复读作", EN: "read again as"}, Kind: rules.Words},
}

// Findings reads the cells again on which errors rest, and warnings where these cells
// stand on the same pages. It sets Confirmed, words disputed findings anew and puts the
// findings in order of their weight. What ctx leaves no time for has no second reading.
func Findings(ctx context.Context, found []rules.Finding, c Check) {
	r := again{Check: c, ctx: ctx, figures: figuresOf(c.Report), texts: map[report.Location]string{}}
	plans := r.plan(found)
	r.readAll(plans)
	disputed := false
	for i := range plans {
		p := &plans[i]
		p.finding.Confirmed = r.judge(p)
		disputed = disputed || p.finding.Confirmed != nil && !*p.finding.Confirmed
	}
	if disputed {
		slices.SortStableFunc(found, func(a, b rules.Finding) int { return cmp.Compare(b.Severity.Weight(), a.Severity.Weight()) })
	}
}

// again is one document being read again.
type again struct {
	Check
	ctx     context.Context
	figures map[report.Location][]figure
	texts   map[report.Location]string // what the second engine reads in a cell
	looked  int
	chosen  int
}

// readAll reads the cells of all plans, page by page, so that each page is read once.
func (r *again) readAll(plans []plan) {
	pages := map[int][]cell{}
	taken := map[report.Location]bool{}
	for i := range plans {
		for _, c := range plans[i].cells {
			if c.box != nil && plans[i].pages[c.at.Page] && !taken[c.at] {
				taken[c.at] = true
				pages[c.at.Page] = append(pages[c.at.Page], c)
			}
		}
	}
	for page, cells := range pages {
		boxes := make([]Box, len(cells))
		for i, c := range cells {
			boxes[i] = inner(*c.box)
		}
		texts, err := r.Print.Texts(r.ctx, page, boxes)
		if err != nil || len(texts) != len(cells) {
			continue
		}
		for i, c := range cells {
			r.texts[c.at] = texts[i]
		}
	}
}

// edge is how far from a cell's edge its text begins: what touches a box from outside is
// not in it.
const edge = 1

// inner is a box without its edge.
func inner(b Box) Box {
	if b[2]-b[0] > 4*edge {
		b[0], b[2] = b[0]+edge, b[2]-edge
	}
	if b[3]-b[1] > 4*edge {
		b[1], b[3] = b[1]+edge, b[3]-edge
	}
	return b
}

// judge says whether the second reading of a finding's cells agrees with the first; nil
// where there is none of some.
func (r *again) judge(p *plan) *bool {
	whole := len(p.cells) > 0 && !p.more
	for _, c := range p.cells {
		ok, others := r.compare(c)
		whole = whole && ok
		for _, o := range others {
			if o.other && !c.over || r.settles(p.finding, c, o.text) {
				r.dispute(p.finding, c, o.text)
				return new(false)
			}
		}
	}
	if whole {
		return new(true)
	}
	return nil
}

// dispute makes a finding one to look at, and says what was read.
func (r *again) dispute(f *rules.Finding, c cell, second string) {
	f.Severity = rules.Info
	values := map[string]string{FirstReading: c.raw, SecondReading: second}
	for k, v := range f.Values {
		values[k] = v
	}
	f.Values = values // not into the map of the rule, of which the digest was taken
	f.Text = report.Textf("读数存疑（%s首次读作“%s”，复读作“%s”），请对照原件：%s", "reading in doubt (%sread first as “%s”, again as “%s”), look at the paper: %s",
		place{c.at}, c.raw, second, f.Text)
	f.Message = f.Text.In(r.Lang)
}

// place writes where a cell stands, with what parts it from the words behind.
type place struct{ at report.Location }

func (p place) In(lang report.Lang) string {
	s := p.at.In(lang)
	switch {
	case s == "":
		return ""
	case lang == report.EN:
		return s + ": "
	}
	return s + "，"
}
