package confirm

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"selfeval/internal/text/printed"
	"selfeval/report"
	"selfeval/rules"
)

// reading is another reading of a cell.
type reading struct {
	text string
	// other says that the second engine reads this where the first read something else.
	// Without it the reading only has a sign in the print, and counts where with it the
	// finding is none.
	other bool
}

// compare tells whether the second reading of a cell agrees with the first, and what
// other readings of it there are.
func (r *again) compare(c cell) (ok bool, others []reading) {
	others = r.raised(c)
	text, read := r.texts[c.at]
	if !read {
		return false, others
	}
	alike := agree(c.raw, text)
	if alike && len(tokens(text)) == len(tokens(c.raw)) {
		return true, others
	}
	if r.looked >= mostCells {
		return false, others
	}
	r.looked++
	first, err := r.Print.Chars(r.ctx, c.at.Page, *c.box, false)
	if err != nil {
		return false, others
	}
	if alike && sameFigures(joined(first, true), text) {
		return true, others // one of several figures of a line
	}
	second, err := r.Print.Chars(r.ctx, c.at.Page, *c.box, true)
	if err != nil {
		return false, others
	}
	second = single(second)
	text = joined(second, false)
	more := r.look(c, first, second)
	return agree(c.raw, text) && sameFigures(joined(single(first), false), text), append(others, more...)
}

// look compares the characters that the engines found in a cell.
func (r *again) look(c cell, first, second []Char) []reading {
	text := joined(second, false)
	var out []reading
	if all := joined(second, true); all != text && agree(c.raw, text) {
		return []reading{{text: all}} // what is raised may be a digit all the same
	}
	switch {
	case agree(c.raw, text) || len(tokens(text)) == 0 || len(tokens(c.raw)) == 0:
	case agree(c.raw, joined(first, false)), agree(c.raw, joined(single(first), false)):
		if vouched(first, second) {
			out = append(out, reading{text: text, other: true})
		}
	case r.straddled(c): // the figure was put together from more or less than stands in the cell
		out = append(out, reading{text: text})
	}
	return out
}

// vouched reports whether the second engine saw something wherever the first one saw a
// character of a figure. What it cannot read it passes over, and that is no reading.
func vouched(first, second []Char) bool {
	for i := range first {
		f := &first[i]
		if f.Raised || len(tokens(f.Text)) == 0 && f.Text != "." {
			continue
		}
		if !slices.ContainsFunc(second, func(s Char) bool { return overlap(f.Box, s.Box) }) {
			return false
		}
	}
	return true
}

// overlap reports whether two characters stand in one place: a third of the narrower is
// shared.
func overlap(a, b Box) bool {
	w := math.Min(a[2], b[2]) - math.Max(a[0], b[0])
	h := math.Min(a[3], b[3]) - math.Max(a[1], b[1])
	return 3*w > math.Min(a[2]-a[0], b[2]-b[0]) && 3*h > math.Min(a[3]-a[1], b[3]-b[1])
}

// straddled reports whether a character of a figure stands across a side of the cell:
// text that overlaps its neighbour's, or is clipped.
func (r *again) straddled(c cell) bool {
	b := *c.box
	wide := Box{b[0] - (b[3] - b[1]), b[1], b[2] + (b[3] - b[1]), b[3]}
	chars, err := r.Print.Chars(r.ctx, c.at.Page, wide, true)
	if err != nil {
		return false
	}
	return slices.ContainsFunc(chars, func(s Char) bool {
		across := func(x float64) bool {
			return math.Min(x-s.Box[0], s.Box[2]-x) > (s.Box[2]-s.Box[0])/10
		}
		return len(tokens(s.Text)) > 0 && (across(b[0]) || across(b[2]))
	})
}

// single takes characters out that are painted twice.
func single(chars []Char) []Char {
	var out []Char
	for _, c := range chars {
		if !slices.ContainsFunc(out[max(0, len(out)-mostBetween):], func(o Char) bool { return o.Text == c.Text && doubled(o.Box, c.Box) }) {
			out = append(out, c)
		}
	}
	return out
}

// mostBetween is how many characters may be painted between one and its double.
const mostBetween = 32

// doubled reports a character that is painted again at nearly the same place, as bold
// type is made by some programs.
func doubled(a, b Box) bool {
	size := a[3] - a[1]
	return math.Abs(a[0]-b[0]) < size/5 && math.Abs(a[1]-b[1]) < size/5
}

// joined writes characters as one reads them, line by line.
func joined(chars []Char, raised bool) string {
	var line []Char
	for _, c := range chars {
		if raised || !c.Raised {
			line = append(line, c)
		}
	}
	slices.SortStableFunc(line, func(a, b Char) int {
		ay, by := (a.Box[1]+a.Box[3])/2, (b.Box[1]+b.Box[3])/2
		if math.Abs(ay-by) > math.Min(a.Box[3]-a.Box[1], b.Box[3]-b.Box[1])/2 {
			return cmp.Compare(by, ay)
		}
		return cmp.Compare(a.Box[0], b.Box[0])
	})
	var s strings.Builder
	for i := range line {
		if c := &line[i]; i > 0 {
			p := &line[i-1]
			if c.Space || c.Box[0] < p.Box[0] || c.Box[0]-p.Box[2] > (c.Box[3]-c.Box[1])/3 {
				s.WriteByte(' ')
			}
		}
		s.WriteString(line[i].Text)
	}
	return s.String()
}

// raised are readings of a cell in which what is raised is part of the figure, or what
// was read as part of it is not.
func (r *again) raised(c cell) []reading {
	text, runs := r.Print.Raised(c.at)
	var out []reading
	for _, run := range runs {
		if len(tokens(run.Text)) == 0 || run.Start < 0 || run.End < run.Start || run.End > len(text) {
			continue
		}
		other := text[:run.Start] + text[run.End:]
		if run.Start == run.End {
			other = text[:run.Start] + run.Text + text[run.Start:]
		}
		out = append(out, reading{text: other})
	}
	return out
}

// settles reports whether with another reading of a cell the finding is none.
func (r *again) settles(f *rules.Finding, c cell, text string) bool {
	t := printed.Parse(text)
	if !t.Known() || r.chosen >= mostChoices || c.amount == nil && c.number == nil {
		return false
	}
	value := t.Value()
	if c.amount != nil {
		defer func(a report.Amount) { *c.amount = a }(*c.amount)
		c.amount.Value = &value
	} else {
		defer func(n report.Number) { *c.number = n }(*c.number)
		c.number.Value = &value
	}
	r.chosen++
	left, err := r.Again(r.ctx, f.Rule)
	return err == nil && !slices.ContainsFunc(left, func(g rules.Finding) bool { return g.Fingerprint == f.Fingerprint })
}
