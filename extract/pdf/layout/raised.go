package layout

import (
	"slices"

	"selfeval/extract/document"
	"selfeval/extract/pdf/page"
	"selfeval/internal/text/cjk"
)

// Raised text, such as the mark of a note, takes no part in finding lines, cells and
// columns: it hangs on the character that it stands beside. What it means for the text
// is decided where every format's is, in document.Line.

// note is raised text. One without text says that the character on which it hangs is
// itself a raised figure, such as ².
type note struct {
	text   string
	box    page.Box
	before bool // it stands before the character on which it hangs
	next   *note

	marks []mark
	at    int // how many upright marks were painted before it
}

// How far raised text stands from its neighbour, in the neighbour's size.
const (
	noteGap  = 0.4
	noteRise = 1.0
)

var raisedFigure = &note{}

// superscript gives what hangs on a character that is a raised figure itself.
func superscript(r rune) *note {
	if r == '¹' || r == '²' || r == '³' || r == '⁰' || r >= '⁴' && r <= '⁹' {
		return raisedFigure
	}
	return nil
}

// raise adds a raised mark to the notes of a page.
func (k *ink) raise(notes []note, m *mark) []note {
	if n := len(notes); n > 0 {
		last := &notes[n-1]
		if end := &last.marks[len(last.marks)-1]; end.order+1 == m.order && follows(end, m) {
			last.text += m.text
			last.box = last.box.Union(m.box)
			last.marks = append(last.marks, *m)
			return notes
		}
	}
	return append(notes, note{text: m.text, box: m.box, marks: []mark{*m}, at: len(k.upright)})
}

// hang hangs notes on their neighbours. One without is text like any other.
func (k *ink) hang(notes []note) {
	if len(notes) == 0 {
		return
	}
	count := len(k.upright)
	var at map[[2]int32][]int32 // the marks by where their right end stands
	for i := range notes {
		n := &notes[i]
		if n.at > 0 && n.behind(&k.upright[n.at-1]) {
			k.upright[n.at-1].hang(n)
			continue
		}
		if n.at < count && n.inFront(&k.upright[n.at]) {
			n.before = true
			k.upright[n.at].hang(n)
			continue
		}
		if at == nil {
			at = ends(k.upright[:count])
		}
		if m := k.find(at, n); m != nil {
			m.hang(n)
			continue
		}
		k.upright = append(k.upright, n.marks...)
	}
}

// endsCell is the width of the squares by which marks are found.
const endsCell = 16.0

func endsKey(x, y float64) [2]int32 { return [2]int32{int32(x / endsCell), int32(y / endsCell)} }

func ends(ms []mark) map[[2]int32][]int32 {
	at := map[[2]int32][]int32{}
	for i := range ms {
		key := endsKey(ms[i].box.X1, ms[i].base)
		at[key] = append(at[key], int32(i))
	}
	return at
}

// find gives the mark behind which a note stands that was painted at another time.
func (k *ink) find(at map[[2]int32][]int32, n *note) *mark {
	key := endsKey(n.box.X0, n.marks[0].base)
	for dx := int32(-1); dx <= 1; dx++ {
		for dy := int32(-2); dy <= 1; dy++ {
			for _, i := range at[[2]int32{key[0] + dx, key[1] + dy}] {
				if m := &k.upright[i]; n.behind(m) {
					return m
				}
			}
		}
	}
	return nil
}

func (n *note) behind(m *mark) bool { return n.above(m) && abs(n.box.X0-m.box.X1) < noteGap*m.size }

func (n *note) inFront(m *mark) bool { return n.above(m) && abs(m.box.X0-n.box.X1) < noteGap*m.size }

// above reports that a note is no lower than a mark and begins in its line.
func (n *note) above(m *mark) bool {
	up := n.marks[0].base - m.base
	return up > -0.1*m.size && up < noteRise*m.size
}

func (m *mark) hang(n *note) {
	if m.notes == nil || m.notes == raisedFigure {
		m.notes = n
		return
	}
	last := m.notes
	for {
		if last.text == n.text && abs(last.box.X0-n.box.X0) < 0.3*(n.box.X1-n.box.X0) {
			return // painted twice
		}
		if last.next == nil {
			break
		}
		last = last.next
	}
	last.next = n
}

// noted reports marks on which something hangs.
func noted(ms []mark) bool {
	return slices.ContainsFunc(ms, func(m mark) bool { return m.notes != nil })
}

// raisedText is what of a cell or line is raised.
type raisedText struct {
	runs  []document.Run
	boxes []page.Box // of each run; none where it is a character of the text
	more  int        // letters that raised text adds to the text
}

// textAndRaised reads marks as the lines of one cell, with what is raised in them.
func textAndRaised(marks []mark) (string, *raisedText) {
	if !noted(marks) {
		return textOf(marks), nil
	}
	var l document.Line
	var notes []*note
	before := ""
	for _, r := range rowsOf(marks) {
		line := rowText(r)
		gap := lineGap(before, line)
		l.Write(gap, 0)
		notes = write(&l, r, notes)
		before += gap + line
	}
	text, runs := l.Take()
	out := &raisedText{runs: runs, boxes: make([]page.Box, len(runs))}
	for i := range runs {
		if len(notes) == 0 || notes[0].text != runs[i].Text {
			continue
		}
		out.boxes[i] = notes[0].box
		notes = notes[1:]
		if !runs[i].Outside() {
			out.more += letters(runs[i].Text)
		}
	}
	return text, out
}

// write writes a row with the notes that hang on it and adds them to a list.
func write(l *document.Line, r row, notes []*note) []*note {
	spread := spreadOut(r)
	put := func(m *mark, before bool) {
		for n := m.notes; n != nil; n = n.next {
			if n.before == before && n.text != "" {
				l.Write(n.text, document.Raised)
				notes = append(notes, n)
			}
		}
	}
	for i := range r {
		if i > 0 && gapSpace(&r[i-1], &r[i], spread) {
			l.Write(" ", 0)
		}
		put(&r[i], true)
		l.Write(r[i].text, 0)
		put(&r[i], false)
	}
	return notes
}

// rewrite gives a line its text with what is raised in it.
func (l *line) rewrite(text string, raised *raisedText) {
	if len(text) != len(l.text) { // its parts stand elsewhere in it
		l.pieces = []piece{{0, len(text), l.box}}
	}
	l.text, l.raised = text, raised
}

func (t *raisedText) extra() int {
	if t == nil {
		return 0
	}
	return t.more
}

// runsAt gives the runs their places; whole is where the cell or line stands.
func (t *raisedText) runsAt(s *Sheet, whole page.Box) []document.Run {
	if t == nil {
		return nil
	}
	for i := range t.runs {
		b := t.boxes[i]
		if b == (page.Box{}) {
			b = whole
		}
		t.runs[i].At = s.at(b)
	}
	return t.runs
}

func (t *raisedText) turnBack(back turn) {
	if t == nil {
		return
	}
	for i, b := range t.boxes {
		if b != (page.Box{}) {
			t.boxes[i] = back.undo(b)
		}
	}
}

// lineGap is what stands between two lines of one cell.
func lineGap(before, line string) string {
	switch {
	case before == "" || line == "":
		return ""
	case isFigure(before) && isFigure(line) && !oneNumber(before+line):
		return " " // two figures, whatever made them one cell
	}
	return cjk.Gap(before, line)
}
