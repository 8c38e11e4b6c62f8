package account

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/internal/text/cjk"
	"selfeval/report"
)

// place marks the figures that stand in the record: those of its amounts, numbers
// and measures at the place they name, and those within its texts.
func (a *Account) place(r *report.Report) {
	r.Walk(report.Visitor{
		Amount:  func(_ report.Path, p **report.Amount) { a.mark((*p).Raw, (*p).At) },
		Number:  func(_ report.Path, p **report.Number) { a.mark((*p).Raw, (*p).At) },
		Integer: func(_ report.Path, p *report.Integer) { a.mark(p.Raw, p.At) },
		Text: func(path report.Path, s *string, at report.Location) {
			if path.Within("unread") || a.stopped() {
				return
			}
			a.markText(*s, at)
		},
	})
}

// at reports whether a spot is at a place. A cell merged over rows is at each.
func (s *spot) is(at report.Location) bool {
	if at.Table == 0 || s.at.Table == 0 {
		return s.at.Table == 0 && at.Table == 0 && s.holds(at)
	}
	return s.at.Table == at.Table && (at.Row == 0 || at.Row >= s.row && at.Row < s.row+s.rowSpan) && (at.Column == 0 || at.Column == s.column)
}

// holds reports whether a place lies in a paragraph: it is that of the block or of
// one of its pieces.
func (s *spot) holds(at report.Location) bool {
	if same(s.at, at) {
		return true
	}
	if s.block != nil {
		for _, p := range s.block.Pieces {
			if same(p.At, at) {
				return true
			}
		}
	}
	return false
}

// mark places the figures of one value of the record: the first that is not placed
// yet and has its digits, at its place.
func (a *Account) mark(raw string, at report.Location) {
	if at.IsZero() || raw == "" || a.stopped() {
		return
	}
	for _, want := range figuresIn(raw) {
		digits := bare(want.Raw)
		a.first(at, digits)
		if at.Table == 0 && len(a.flat) > 0 {
			for _, n := range a.near(at) {
				a.keep(n, plainDigits(want.Raw))
			}
		}
	}
}

// first places the figure with these digits at a place: one that is not placed yet,
// where there is one, since a sentence may print the same amount twice. One printed
// figure may stand in several fields of the record.
func (a *Account) first(at report.Location, digits string) {
	whole := func(f *Figure) bool { return bare(f.Raw) == digits }
	if a.placeAt(at, whole) || at.Table == 0 {
		return
	}
	// A page end that cuts a row may cut its figures: 5,200,000.0 | 0.
	a.placeAt(at, func(f *Figure) bool {
		head := bare(f.Raw)
		rest, cut := strings.CutPrefix(digits, head)
		return cut && head != "" && a.goesOn(f, rest)
	})
}

// placeAt places the first figure of a place that is not placed yet and is wanted.
func (a *Account) placeAt(at report.Location, wanted func(*Figure) bool) bool {
	for _, n := range a.near(at) {
		s := &a.spots[n]
		if !s.is(at) {
			continue
		}
		for _, i := range s.figures {
			if f := &a.figures[i]; f.Fate == Unread && wanted(f) {
				f.Fate = Placed
				return true
			}
		}
	}
	return false
}

// goesOn places the rest of a figure in the first row of the next table.
func (a *Account) goesOn(f *Figure, rest string) bool {
	column := a.spots[f.spot].column
	for _, n := range a.byPlace[spotKey{table: f.Table + 1, row: 1}] {
		s := &a.spots[n]
		if s.column != column {
			continue
		}
		for _, i := range s.figures {
			if g := &a.figures[i]; g.Fate == Unread && bare(g.Raw) == strings.TrimLeft(rest, "0") {
				g.Fate = Placed
				return true
			}
		}
	}
	return false
}

// markText places the figures of cells and paragraphs that a text of the record
// holds, or is a part of: at its place, else in its table or in the prose, where a
// text long enough to be known again stands somewhere else than what it belongs to.
func (a *Account) markText(text string, at report.Location) {
	if !strings.ContainsFunc(text, digit) {
		return
	}
	squeezed := cjk.Squeeze(text)
	if !at.IsZero() && a.textAt(squeezed, text, func(s *spot) bool { return s.is(at) }, a.near(at)) {
		return
	}
	if at.Column != 0 { // a measure's sign, figure and unit may have cells of their own
		row := at
		row.Column = 0
		if a.textAt(squeezed, text, func(s *spot) bool { return s.is(row) }, a.near(at)) {
			return
		}
	}
	const known = 6 // characters: shorter texts stand in many cells
	if utf8.RuneCountInString(squeezed) >= known {
		a.textAt(squeezed, text, func(*spot) bool { return true }, a.anywhere(at))
	}
}

// mostLooked bounds the bytes that texts are compared over: no real paper comes near,
// and one made to hurt is only counted as less read than it was.
const mostLooked = 200 << 20

func (a *Account) textAt(squeezed, text string, here func(*spot) bool, spots []int) (found bool) {
	for _, n := range spots {
		s := &a.spots[n]
		if !here(s) {
			continue
		}
		own := s.squeezed()
		if a.looked += len(own) + len(squeezed); a.looked > mostLooked {
			return found
		}
		switch {
		case strings.Contains(squeezed, own):
			a.all(s)
			found = true
		case strings.Contains(own, squeezed):
			a.within(s, text)
			found = true
		}
	}
	return found
}

func (a *Account) all(s *spot) {
	for _, i := range s.figures {
		if f := &a.figures[i]; f.Fate == Unread {
			f.Fate = Placed
		}
	}
}

// within places, of a spot, the figures that a part of its text has: for each the
// first that is not placed yet, since a sentence may print one figure twice.
func (a *Account) within(s *spot, part string) {
	for _, want := range figuresIn(part) {
		digits := bare(want.Raw)
		for _, i := range s.figures {
			if f := &a.figures[i]; f.Fate == Unread && bare(f.Raw) == digits {
				f.Fate = Placed
				break
			}
		}
		if s.at.Table == 0 && len(a.flat) > 0 {
			a.keep(a.spotOf(s), plainDigits(want.Raw))
		}
	}
}

// spotOf is the number of a spot.
func (a *Account) spotOf(s *spot) int {
	if len(s.figures) == 0 {
		return -1
	}
	return a.figures[s.figures[0]].spot
}

// spread places figures in copies of a cell that is placed: converters without merged
// cells print a cell once for every column and row that it covers.
func (a *Account) spread() {
	for _, spots := range a.byTable {
		for k := 1; k < len(spots); k++ {
			a.copyFates(&a.spots[spots[k-1]], &a.spots[spots[k]])
		}
		for k := len(spots) - 2; k >= 0; k-- {
			a.copyFates(&a.spots[spots[k+1]], &a.spots[spots[k]])
		}
	}
}

func (a *Account) copyFates(from, to *spot) {
	if from.row != to.row || from.text != to.text || from.column+1 != to.column && to.column+1 != from.column || !a.oneCell(from, to) {
		return
	}
	for i, n := range from.figures {
		if a.figures[n].Fate == Placed {
			a.figures[to.figures[i]].Fate = Placed
		}
	}
}

// oneCell reports whether two equal neighbours are copies of one cell: they hold words,
// or the head over both columns is one. Two equal amounts side by side may well be two.
func (a *Account) oneCell(from, to *spot) bool {
	if wordy(from.text) && utf8.RuneCountInString(from.squeezed()) >= 6 {
		return true
	}
	t := a.grids[from.at.Table]
	if t == nil {
		return false
	}
	rows := a.wordsOver(t, from.at.Table, from.column-1)
	if from.row < 2 || from.row-2 >= len(rows) || rows[from.row-2] < 0 {
		return false
	}
	row := int(rows[from.row-2])
	return t.Text(row, from.column-1) == t.Text(row, to.column-1)
}

// wordsOver gives, for each row of a column, the last row down to it that holds words
// there, -1 where none does. Each column is looked through once.
func (a *Account) wordsOver(t *document.Table, table, col int) []int32 {
	key := [2]int{table, col}
	if rows, ok := a.over[key]; ok {
		return rows
	}
	rows, last := make([]int32, t.Rows), int32(-1)
	for r := range rows {
		if wordy(t.Text(r, col)) {
			last = int32(r)
		}
		rows[r] = last
	}
	if a.over == nil {
		a.over = map[[2]int][]int32{}
	}
	a.over[key] = rows
	return rows
}

func wordy(s string) bool { return strings.ContainsFunc(s, unicode.IsLetter) }

// copies places the figures of cells that repeat the value on their left where the label
// before it is repeated, too: merged cells of which a converter made several.
func (a *Account) copies() {
	for i := range a.figures {
		if a.stopped() {
			return
		}
		f := &a.figures[i]
		s := &a.spots[f.spot]
		t := a.grids[f.Table]
		if f.Fate != Unread || t == nil || s.column < 3 {
			continue
		}
		text := func(col int) string { return cjk.Squeeze(t.Text(s.row-1, col)) }
		first := s.column - 1
		for first > 0 && text(first-1) == s.squeezed() {
			first--
		}
		if first == s.column-1 || first == 0 || !a.placedAt(f.Table, s.row, first+1, bare(f.Raw)) {
			continue
		}
		label := first > 1 && text(first-1) == text(first-2) && !strings.ContainsFunc(text(first-1), digit)
		if label || a.merged(t, s.row-1, f.Table) {
			f.Fate = Placed
		}
	}
}

// merged reports a row of a form that is labels, each with one value that fills the columns
// up to the next: no more than that, and one of them over three columns or more.
func (a *Account) merged(t *document.Table, row, table int) bool {
	if a.home[table]&formsPart == 0 {
		return false
	}
	runs, widest := 0, 0
	for c := 0; c < t.Cols; {
		n, text := 1, cjk.Squeeze(t.Text(row, c))
		for c+n < t.Cols && cjk.Squeeze(t.Text(row, c+n)) == text {
			n++
		}
		figures := text != "" && !wordy(text) && strings.ContainsFunc(text, digit)
		switch {
		case text == "":
		case figures != (runs%2 == 1):
			return false
		case figures:
			widest = max(widest, n)
			fallthrough
		default:
			runs++
		}
		c += n
	}
	return runs > 0 && runs%2 == 0 && widest > 2
}

// placedAt reports whether a cell holds a figure that was placed.
func (a *Account) placedAt(table, row, column int, digits string) bool {
	for _, n := range a.near(report.Location{Table: table, Row: row, Column: column}) {
		s := &a.spots[n]
		if s.row != row || s.column != column {
			continue
		}
		for _, i := range s.figures {
			if f := &a.figures[i]; f.Fate == Placed && bare(f.Raw) == digits {
				return true
			}
		}
	}
	return false
}
