package layout

import (
	"slices"
	"strings"
	"unicode"

	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/internal/text/printed"
	"selfeval/report"
)

// Furniture is what stands on pages without being part of the text: running
// headers, footers, page numbers. A line is taken for it only where it stands at
// the edge of the page and repeats, or is a page number and nothing else.

// edgeShare is the part of a page's height, at top and at bottom, in which
// furniture stands.
const edgeShare = 0.11

// Furniture is text at a page's edge that was not taken for the page's own though it
// stands there only once.
type Furniture struct {
	Page int
	Text string
	At   report.Location
}

// loneHeader takes the running header from the only page of a file: nothing repeats
// there, and its place, its size and what keeps it from the text must tell. Words tell
// nothing: a header may read like a title.
func (s *Sheet) loneHeader() []Furniture {
	if len(s.items) < 3 || s.items[0].line == nil {
		return nil
	}
	l, next := s.items[0].line, s.items[1]
	h := hypothesis{by: "running header", box: l.box}
	top, size := next.box().Y1, l.size
	if next.line != nil {
		top, size = next.line.base+0.9*next.line.size, next.line.size
	}
	switch {
	case l.turned:
		return nil
	case l.base > s.Height*(1-edgeShare/2):
		h.because("在页边", "in the margin", inTheMargin)
	case l.base > s.Height*(1-edgeShare):
		h.because("近页边", "near the margin", inTheMargin/2)
	default:
		return nil
	}
	if l.size < 0.95*s.size {
		h.because("字号比正文小", "smaller than the body", smallPrint)
	}
	if size > 1.2*l.size {
		h.because("下为更大的字", "larger text below", smallPrint/2)
	}
	h.because("与正文分开", "apart from the body", min(setApart, max(0, (l.base-top)/l.size/2)))
	if slices.ContainsFunc(s.rules, func(y float64) bool { return y < l.base && y > top-snap }) {
		h.because("下有横线", "a line below it", underlined)
	}
	if l.bold || l.size > 1.05*s.size || ownText(cjk.Squeeze(l.text)) {
		h.because("读如正文", "it reads like the body", -enough)
	}
	if h.score() < enough {
		return nil
	}
	s.items = s.items[1:]
	s.letters -= letters(l.text) - l.raised.extra()
	return []Furniture{{Page: s.Number, Text: l.text, At: s.at(l.box)}}
}

// ownText reports what stands at the top of a page as a part of its text: a label with
// its value, a number, a sentence, the name of an attachment.
func ownText(text string) bool {
	return endsSentence(text) || strings.ContainsAny(text, ":：") || strings.HasPrefix(text, "(") || lexicon.Lines().Item.MatchString(text) || lexicon.Lines().Attachment.MatchString(text)
}

// clean removes the furniture of all sheets.
func clean(sheets []*Sheet) {
	type seen struct {
		sheets int
		last   int
		base   float64
		moves  bool // stands elsewhere on another page
	}
	// Lines near the edges, by their text without digits and their height.
	repeats := map[string]*seen{}
	key := func(l *line, top bool) string {
		t := strings.Map(func(r rune) rune {
			if unicode.IsDigit(r) {
				return '#'
			}
			return r
		}, cjk.Squeeze(l.text))
		if top {
			return "t" + t
		}
		return "b" + t
	}
	body := commonLineSize(sheets)
	for _, s := range sheets {
		for _, e := range s.edgeLines() {
			k := key(e.line, e.top)
			c := repeats[k]
			if c == nil {
				c = &seen{base: e.base}
				repeats[k] = c
			}
			if c.last != s.Number {
				c.sheets++
				c.last = s.Number
				c.moves = c.moves || abs(c.base-e.base) > 1
			}
		}
	}
	for _, s := range sheets {
		gone := map[int]bool{}
		fixed := map[int]bool{}
		for _, e := range s.edgeLines() {
			l := e.line
			n := repeats[key(l, e.top)].sheets
			t := cjk.Squeeze(l.text)
			switch {
			case printed.IsPageNumber(t):
				// A lone figure in the middle of the text is not at the edge.
			case n < 2 || n*4 < len(sheets):
				continue
			case l.size > 1.12*body || lexicon.Lines().Unit.Holds(t) || strings.HasPrefix(t, "(") && strings.HasSuffix(t, ")"):
				continue // a form's title, repeated on every form
			case e.top && e.under:
				continue // below a title
			}
			gone[e.index] = true
			c := repeats[key(l, e.top)]
			fixed[e.index] = e.top && !l.cells && !c.moves && c.sheets > 1 && c.sheets == len(sheets)
		}
		s.spare(gone, fixed)
		if len(gone) == 0 {
			continue
		}
		kept := s.items[:0]
		for i, it := range s.items {
			if !gone[i] {
				kept = append(kept, it)
			} else {
				s.letters -= it.letters()
			}
		}
		s.items = kept
	}
}

// spare keeps repeated lines that stand no farther from the text than its lines
// do from each other: the rest of a table's row, or of a paragraph. Those fixed,
// one text at one height of every page, are furniture however close.
func (s *Sheet) spare(gone, fixed map[int]bool) {
	first, last := 0, len(s.items)-1
	for gone[first] {
		first++
	}
	for gone[last] {
		last--
	}
	if first > last {
		return
	}
	near := func(upper, lower item, size float64) bool {
		bottom, top := upper.box().Y0, lower.box().Y1
		if upper.line != nil {
			bottom = upper.line.base
		}
		if lower.line != nil {
			top = lower.line.base + 0.9*lower.line.size
		}
		return bottom-top < size
	}
	number := func(i int) bool { return printed.IsPageNumber(cjk.Squeeze(s.items[i].line.text)) }
	if first > 0 && near(s.items[first-1], s.items[first], s.items[first-1].line.size) {
		for i := first - 1; i >= 0 && !number(i) && !fixed[i]; i-- {
			delete(gone, i)
		}
	}
	if last+1 < len(s.items) && near(s.items[last], s.items[last+1], s.items[last+1].line.size) {
		for i := last + 1; i < len(s.items) && !number(i); i++ {
			delete(gone, i)
		}
	}
}

// edgeLine is a line near the top or the bottom of a page.
type edgeLine struct {
	*line
	index int
	top   bool
	under bool // a line of larger letters stands above it
}

// edgeLines gives the outermost lines of a page, up to three at each end.
func (s *Sheet) edgeLines() []edgeLine {
	var out []edgeLine
	largest := 0.0
	for i := 0; i < len(s.items) && i < 3; i++ {
		l := s.items[i].line
		if l == nil || l.turned || l.base < s.Height*(1-edgeShare) {
			break
		}
		out = append(out, edgeLine{l, i, true, largest > 1.12*l.size})
		largest = max(largest, l.size)
	}
	for i := len(s.items) - 1; i >= len(out) && i >= len(s.items)-3; i-- {
		l := s.items[i].line
		if l == nil || l.turned || l.base > s.Height*edgeShare {
			break
		}
		out = append(out, edgeLine{l, i, false, false})
	}
	return out
}

// commonLineSize is the size in which most of the text outside tables is set.
func commonLineSize(sheets []*Sheet) float64 {
	count := map[int]int{}
	best := 0
	for _, s := range sheets {
		for _, it := range s.items {
			if it.line == nil {
				continue
			}
			n := int(it.line.size*2 + 0.5)
			count[n] += len(it.line.text)
			if count[n] > count[best] || count[n] == count[best] && n < best {
				best = n
			}
		}
	}
	if best == 0 {
		return 10
	}
	return float64(best) / 2
}
