package layout

import (
	"slices"
	"strings"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/extract/pdf/page"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// paragraph is a paragraph under construction.
type paragraph struct {
	lines  []*line
	sheets []*Sheet // of each line
}

// margins are the edges between which a document's lines run.
type margins struct{ left, right float64 }

// measure finds the margins of pages of one width.
func measure(sheets []*Sheet) map[int]margins {
	lines := map[int][]*line{}
	for _, s := range sheets {
		for _, it := range s.items {
			if it.line != nil && it.line.right == 0 {
				lines[int(s.Width)] = append(lines[int(s.Width)], it.line)
			}
		}
	}
	out := map[int]margins{}
	for w, ls := range lines {
		m := marginsOf(ls)
		full := 0
		for _, l := range ls {
			if l.box.X1 > m.right-12 {
				full++
			}
		}
		if full < 3 || m.right-m.left < 0.2*float64(w) {
			// No line shows where the margin is: take it for as wide as the left one.
			m.right = max(m.right, float64(w)-m.left)
		}
		out[w] = m
	}
	return out
}

// marginsOf gives the edges that lines keep to. Punctuation at a line's end may
// hang over the edge.
func marginsOf(ls []*line) margins {
	xs, ys := make([]float64, 0, len(ls)), make([]float64, 0, len(ls))
	for _, l := range ls {
		xs = append(xs, l.box.X0)
		y := l.box.X1
		if r, _ := utf8.DecodeLastRuneInString(l.text); strings.ContainsRune("，。、；：", r) {
			y -= l.size
		}
		ys = append(ys, y)
	}
	slices.Sort(xs)
	slices.Sort(ys)
	return margins{xs[len(xs)/20], ys[len(ys)-1-len(ys)/20]}
}

// pitchOf is the usual distance of lines in terms of their size.
func pitchOf(sheets []*Sheet) float64 {
	var ps []float64
	for _, s := range sheets {
		for i := 1; i < len(s.items); i++ {
			a, b := s.items[i-1].line, s.items[i].line
			if a != nil && b != nil && abs(a.size-b.size) < 0.5 {
				if p := (a.base - b.base) / b.size; p > 0.8 && p < 4 {
					ps = append(ps, p)
				}
			}
		}
	}
	if len(ps) == 0 {
		return 1.5
	}
	slices.Sort(ps)
	// Gaps between paragraphs are larger: the lower part is that of lines.
	return ps[len(ps)*2/5]
}

// joiner decides which lines make a paragraph.
type joiner struct {
	margins map[int]margins
	pitch   float64
	body    float64
}

// edges are the margins of a line.
func (j *joiner) edges(l *line, s *Sheet) (left, right float64) {
	if l.right != 0 {
		return l.left, l.right
	}
	m := j.margins[int(s.Width)]
	return m.left, m.right
}

// continues reports whether line l goes on the paragraph p.
func (j *joiner) continues(p *paragraph, l *line, s *Sheet) bool {
	last := p.lines[len(p.lines)-1]
	on := p.sheets[len(p.sheets)-1]
	if abs(last.size-l.size) > 0.12*max(last.size, l.size) || last.turned || l.turned {
		return false
	}
	em := l.size
	left, right := j.edges(l, s)
	lastLeft, lastRight := j.edges(last, on)
	samePlace := on == s && l.base < last.base && lastLeft == left
	if samePlace {
		if (last.base-l.base)/em > 1.3*j.pitch+0.15 {
			return false
		}
	}
	title := centred(last, lastLeft, lastRight) || l.size > 1.2*j.body && fills(last, lastLeft, lastRight)
	if title && centred(l, left, right) {
		// A title over several lines, the first of which may leave no room.
		return on == s && last.bold == l.bold && l.size > 1.2*j.body && !lexicon.Lines().Item.MatchString(l.text)
	}
	// The first part of the line would have found room above: the author ended
	// the line.
	if last.box.X1+l.head+0.5*em < lastRight {
		return false
	}
	ended := endsSentence(last.text)
	numbered := lexicon.Lines().Item.MatchString(l.text)
	indent, lastIndent := l.box.X0-left, last.box.X0-lastLeft
	switch {
	case indent > 1.2*em && indent-lastIndent > 1.2*em:
		// Deeper than the line above: a first line, unless the text hangs under
		// the item's number.
		return len(p.lines) == 1 && lexicon.Lines().Item.MatchString(last.text) && !numbered && !ended && indent-lastIndent < 4.5*em
	case indent > 1.2*em && abs(indent-lastIndent) <= 0.6*em:
		// Both indented: first lines of two paragraphs, or the inside of a block
		// set in from the margin.
		if numbered || len(p.lines) == 1 {
			return !numbered && !ended
		}
		return true
	}
	return !(numbered && (ended || last.bold != l.bold))
}

func centred(l *line, left, right float64) bool {
	return abs((l.box.X0+l.box.X1)-(left+right)) < 2*l.size && l.box.X0-left > 2.5*l.size
}

// fills reports a line that takes the whole width.
func fills(l *line, left, right float64) bool {
	return l.box.X0-left < 2.5*l.size && right-l.box.X1 < 2.5*l.size
}

func endsSentence(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune("。；;！？!?：:", r)
}

// block writes the paragraph as a block with the places of its parts.
func (p *paragraph) block(body float64) document.Block {
	b := document.Block{Kind: document.Paragraph, Bold: true}
	var text strings.Builder
	larger := true
	for i, l := range p.lines {
		if i > 0 {
			text.WriteString(cjk.Gap(p.lines[i-1].text, l.text))
		}
		start := text.Len()
		text.WriteString(l.text)
		s := p.sheets[i]
		for _, piece := range l.pieces {
			b.Pieces = append(b.Pieces, document.Piece{Start: start + piece.start, End: start + piece.end, At: s.at(piece.box)})
		}
		b.Bold = b.Bold && l.bold
		b.Runs = append(b.Runs, document.Shift(l.raised.runsAt(s, l.box), start)...)
		larger = larger && l.size > 1.12*body
		switch {
		case i == 0:
			b.At = s.at(l.box)
		case s.Number == b.At.Page:
			box := document.Union(*b.At.BBox, *s.at(l.box).BBox)
			b.At.BBox = &box
		}
	}
	b.Bold = b.Bold || larger
	b.Text = text.String()
	return b
}

// at is a place on the sheet's page.
func (s *Sheet) at(b page.Box) report.Location {
	return At(s.Number, s.turn.undo(b))
}

// At is a place on a page.
func At(number int, b page.Box) report.Location {
	return report.Location{Page: number, BBox: &[4]float64{round(b.X0), round(b.Y0), round(b.X1), round(b.Y1)}}
}

// round keeps hundredths of a point.
func round(f float64) float64 {
	if f < 0 {
		return -float64(int64(-f*100+0.5)) / 100
	}
	return float64(int64(f*100+0.5)) / 100
}
