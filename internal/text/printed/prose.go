package printed

// In running text a figure ends where its digits and its unit end, and some signs of
// cells mean other things: a full stop is no point, a full-width comma may part two
// figures, 万 before a noun counts the noun.

// Scan reads the digits that start at rune i of running text, and gives the rune after
// them, i where there are none. Doubt says that they may be more than one figure.
func (l *Line) Scan(i int) (t Token, end int) {
	d, ok := l.digits(i, false)
	if !ok {
		return t, i
	}
	p := parser{l: l}
	p.take(d)
	p.t.Number = l.span(i, d.end)
	return p.t, d.end
}

// Unit reads the unit that stands at rune i behind a figure. It gives the unit as it
// is printed, what it measures, and the rune after it, i where there is none.
func (l *Line) Unit(i int) (text string, m Measure, end int) {
	u, end := l.unit(i, false)
	return u.text, u.measure, end
}

// Calendar tells whether the digits i to j are a year (2022年度), or a date with what
// follows them (2022年3月5日, 12月31日), and gives the rune after it, i where they are
// neither.
func (l *Line) Calendar(i, j int) (Kind, int) {
	switch r := l.at(j); {
	case r == '年' && j-i == 4 && (l.at(i) == '1' || l.at(i) == '2'):
		k := l.yearWord(j)
		e := l.noteNumber(k, 2)
		if e > k && (l.at(e) == '月' || l.at(e) == '日') {
			_, e = l.Calendar(k, e)
			return Date, e
		}
		return Year, k
	case r == '月' && j-i <= 2:
		k := j + 1
		if e := l.noteNumber(k, 2); e > k && (l.at(e) == '日' || l.at(e) == '号') {
			return Date, e + 1
		}
		return Date, k
	case r == '日' && j-i <= 2:
		return Date, j + 1
	}
	return Words, i
}
