package layout

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"selfeval/extract/pdf/page"
	"selfeval/internal/text/cjk"
)

// line is a line of text outside tables.
type line struct {
	text   string
	pieces []piece
	box    page.Box
	base   float64
	size   float64 // the largest of its characters
	bold   bool    // all of it
	head   float64 // width of what cannot be parted at its start
	// left and right are the margins of the column it stands in; both are 0 where
	// the page's own apply.
	left, right float64
	cells       bool        // it reads like a row of a table: words and figures, wide gaps between them
	turned      bool        // it is set another way round than the page
	stray       bool        // it stands beside a table as a part of it would
	raised      *raisedText // nil for nearly all
	row         row         // its characters, at a page's ends until the pages are joined
}

// piece is a part of a line's text with its box: figures apart from words.
type piece struct {
	start, end int
	box        page.Box
}

func newTextLine(r row) *line {
	l := &line{box: boxOf(r), base: r[0].base, bold: true}
	var b strings.Builder
	spread := spreadOut(r)
	figure := false
	for i := range r {
		m := &r[i]
		if m.size > l.size {
			l.size, l.base = m.size, m.base
		}
		l.bold = l.bold && m.bold
		if i > 0 && gapSpace(&r[i-1], m, spread) {
			b.WriteByte(' ')
		}
		first, _ := utf8.DecodeRuneInString(m.text)
		f := unicode.IsDigit(first) || first == '.' || first == ',' || first == '%' || first == '-'
		start := b.Len()
		b.WriteString(m.text)
		if n := len(l.pieces); n > 0 && f == figure {
			p := &l.pieces[n-1]
			p.end, p.box = b.Len(), p.box.Union(m.box)
		} else {
			l.pieces = append(l.pieces, piece{start, b.Len(), m.box})
		}
		figure = f
	}
	l.text = b.String()
	if noted(r) {
		l.rewrite(textAndRaised(slices.Clone(r)))
	}
	l.head = headWidth(r)
	return l
}

// headWidth is the width of the first part of a row that no line break may
// split: a word or a figure, with the punctuation that belongs to it.
func headWidth(r row) float64 {
	end := r[0].box.X1
	for i := 1; i < len(r); i++ {
		prev, _ := utf8.DecodeLastRuneInString(r[i-1].text)
		next, _ := utf8.DecodeRuneInString(r[i].text)
		opening := strings.ContainsRune("（(《〈“‘【〔[", prev)
		closing := strings.ContainsRune("，。、；：！？）)》〉”’】〕]%％", next)
		latin := !cjk.Wide(prev) && !cjk.Wide(next) && r[i].box.X0-r[i-1].box.X1 < 0.2*r[i].size
		if !opening && !closing && !latin {
			break
		}
		end = r[i].box.X1
	}
	return end - r[0].box.X0
}
