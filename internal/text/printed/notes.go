package printed

// note reads marks of notes behind a figure: ①, *, [1], (注2), 注1, ¹, ^1.
func (p *parser) note() bool {
	j := p.i
	for {
		n := p.l.note(j)
		if n == j {
			break
		}
		j = n
	}
	if j == p.i {
		return false
	}
	at := p.l.span(p.i, j)
	if !p.t.Mark.Empty() {
		at.Start = min(at.Start, p.t.Mark.Start)
	}
	p.t.Mark = at
	p.i = j
	return true
}

// note gives the rune after the mark of a note at rune i, i where there is none.
func (l *Line) note(i int) int {
	r := l.at(i)
	switch {
	case noteSign(r):
		return i + 1
	case r == '注' || r == '註':
		return l.noteNumber(i+1, 2)
	case r == '^':
		return l.caret(i)
	}
	close := closes[r]
	if close == 0 || r == '「' {
		return i
	}
	j := i + 1
	if l.at(j) == '^' {
		j++
	}
	word := false
	for _, w := range []string{"附注", "见注", "脚注", "注", "註"} {
		if l.has(j, w) {
			j, word = j+width(w), true
			break
		}
	}
	k := l.noteNumber(j, 2)
	if k == j && !word {
		for noteSign(l.at(k)) {
			k++
		}
		if k == j {
			return i
		}
	} else if r == '(' && !word && (l.number(j, k) > mostNotes || l.at(j) == '0') {
		return i // (60) behind a figure is another figure
	}
	if l.at(k) != close {
		return i
	}
	return k + 1
}

// mostNotes is up to which a number in round brackets behind a figure is the mark
// of a note.
const mostNotes = 20

// noteNumber skips up to most digits at rune i.
func (l *Line) noteNumber(i, most int) int {
	j := i
	for digit(l.at(j)) && j < i+most {
		j++
	}
	if digit(l.at(j)) {
		return i
	}
	return j
}

func (l *Line) number(i, j int) int {
	n := 0
	for ; i < j; i++ {
		n = 10*n + int(l.at(i)-'0')
	}
	return n
}

// caret reads a raised number as converters write it: ^1, ^{1}, ^[1], ^1^.
func (l *Line) caret(i int) int {
	j := i + 1
	close := closes[l.at(j)]
	if close != 0 {
		j++
	}
	k := l.noteNumber(j, 2)
	if k == j {
		return i
	}
	if close != 0 {
		if l.at(k) != close {
			return i
		}
		return k + 1
	}
	if l.at(k) == '^' {
		k++
	}
	return k
}

// noteSign reports characters that are marks of notes by themselves.
func noteSign(r rune) bool {
	switch {
	case r >= '①' && r <= '⒇', r >= 0x24ea && r <= 0x24fe, r >= 0x2776 && r <= 0x2793, r >= 0x3251 && r <= 0x325f, r >= 0x24b6 && r <= 0x24e9:
		return true
	case r == '¹' || r == '²' || r == '³' || r == '⁰' || r >= '⁴' && r <= '⁹':
		return true
	}
	switch r {
	case '※', '†', '‡', '§', '*', '#', '★', '☆':
		return true
	}
	return false
}

// lower takes what is raised out of the line, and says where it stood. A raised
// figure behind a Latin letter is part of a unit (km²) and stays, as does a line
// that is raised whole.
func (l *Line) lower(raised []Span) (mark Span) {
	if len(raised) == 0 {
		return mark
	}
	n, kept := 0, len(l.Runes)
	up := func(i int) bool {
		for _, s := range raised {
			if l.Offset[i] >= s.Start && l.Offset[i] < s.End {
				return true
			}
		}
		return false
	}
	for i := range l.Runes {
		if up(i) {
			kept--
		}
	}
	if kept == 0 {
		return mark
	}
	last := rune(0)
	end := l.Offset[len(l.Runes)]
	for i, r := range l.Runes {
		at := l.span(i, i+1)
		if up(i) && !letter(last) {
			if mark.Empty() {
				mark = at
			}
			mark.End = at.End
			continue
		}
		l.Runes[n], l.Raw[n], l.Offset[n], l.Gap[n] = r, l.Raw[i], l.Offset[i], l.Gap[i]
		last = r
		n++
	}
	l.Runes, l.Raw, l.Gap = l.Runes[:n], l.Raw[:n], l.Gap[:n]
	l.Offset = append(l.Offset[:n], end)
	return mark
}
