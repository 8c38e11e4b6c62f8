package document

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"selfeval/internal/text/cjk"
	"selfeval/internal/text/printed"
)

// Line gathers a line of text piece by piece, with the marks of its pieces.
type Line struct {
	raw   strings.Builder
	parts []part
}

// part is a marked part of a line's raw text.
type part struct {
	start, end int
	mark       Mark
}

// Write adds a piece.
func (l *Line) Write(s string, m Mark) {
	if m != 0 && s != "" {
		at := l.raw.Len()
		if k := len(l.parts); k > 0 && l.parts[k-1].end == at && l.parts[k-1].mark == m {
			l.parts[k-1].end += len(s)
		} else {
			l.parts = append(l.parts, part{at, at + len(s), m})
		}
	}
	l.raw.WriteString(s)
}

// Len is how many bytes were written.
func (l *Line) Len() int { return l.raw.Len() }

// Raw is the text as written.
func (l *Line) Raw() string { return l.raw.String() }

// Take gives the line's text, white space collapsed and without what is not seen,
// and its marked pieces, and empties the line.
func (l *Line) Take() (string, []Run) {
	raw, parts := l.raw.String(), l.parts
	l.raw.Reset()
	l.parts = nil
	if parts == nil {
		return Plain(raw)
	}
	return compose(raw, parts)
}

// Plain is the text of a line without marked pieces. Characters that are printed
// raised, such as ¹, are marked all the same.
func Plain(raw string) (string, []Run) {
	if !hasRaised(raw) {
		return cjk.Collapse(raw), nil
	}
	return compose(raw, nil)
}

// hasRaised reports whether a text holds raised figures: ² ³ ¹, ⁰ and ⁴ to ⁹. It is
// asked of every cell, so it looks at bytes.
func hasRaised(s string) bool {
	for rest := s; ; {
		i := strings.IndexByte(rest, 0xc2)
		if i < 0 || i+1 >= len(rest) {
			break
		}
		if c := rest[i+1]; c == 0xb2 || c == 0xb3 || c == 0xb9 {
			return true
		}
		rest = rest[i+2:]
	}
	for rest := s; ; {
		i := strings.IndexByte(rest, 0xe2)
		if i < 0 || i+2 >= len(rest) {
			return false
		}
		if c := rest[i+2]; rest[i+1] == 0x81 && (c == 0xb0 || c >= 0xb4 && c <= 0xb9) {
			return true
		}
		rest = rest[i+3:]
	}
}

const (
	raisedDigits  = "⁰¹²³⁴⁵⁶⁷⁸⁹"
	loweredDigits = "₀₁₂₃₄₅₆₇₈₉"
)

var (
	raise = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹", "-", "⁻", "−", "⁻")
	lower = strings.NewReplacer("0", "₀", "1", "₁", "2", "₂", "3", "₃", "4", "₄", "5", "₅", "6", "₆", "7", "₇", "8", "₈", "9", "₉")
	level = strings.NewReplacer("⁰", "0", "¹", "1", "²", "2", "³", "3", "⁴", "4", "⁵", "5", "⁶", "6", "⁷", "7", "⁸", "8", "⁹", "9")
)

// composer writes a line piece by piece and collapses its white space.
type composer struct {
	out         strings.Builder
	last        rune
	space, line bool
	runs        []Run
}

func compose(raw string, parts []part) (string, []Run) {
	var c composer
	at := 0
	for i, p := range parts {
		c.plain(raw[at:p.start], raw[p.start:])
		rest := raw[p.end:]
		for _, q := range parts[i+1 : min(i+9, len(parts))] { // what follows and is seen
			if q.start != len(raw)-len(rest) || q.mark&Unseen == 0 {
				break
			}
			rest = raw[q.end:]
		}
		c.marked(raw[p.start:p.end], p.mark, rest)
		at = p.end
	}
	c.plain(raw[at:], "")
	return c.out.String(), c.runs
}

// plain writes an unmarked piece, in which raised figures may stand as characters
// of their own.
func (c *composer) plain(s, rest string) {
	for hasRaised(s) {
		i := strings.IndexAny(s, raisedDigits)
		j := i
		for j < len(s) {
			r, n := utf8.DecodeRuneInString(s[j:])
			if !strings.ContainsRune(raisedDigits, r) {
				break
			}
			j += n
		}
		c.write(s[:i])
		after := s[j:]
		if after == "" {
			after = rest
		}
		c.marked(s[i:j], Raised, after)
		s = s[j:]
	}
	c.write(s)
}

// marked writes a marked piece, or notes it where it is no part of the text; rest
// is what follows.
func (c *composer) marked(s string, m Mark, rest string) {
	run := Run{Text: cjk.Collapse(s), Mark: m}
	switch {
	case run.Text == "":
		c.write(s)
		return
	case m&Unseen != 0, m&Raised != 0 && noteMark(c.out.String(), level.Replace(run.Text), rest):
		run.Start, run.End = c.out.Len(), c.out.Len()
	default:
		switch {
		case c.out.Len() == 0 && strings.TrimSpace(rest) == "": // all of the line: beside nothing
		case m&Raised != 0:
			s = raise.Replace(s)
		case m&Lowered != 0:
			s = lower.Replace(s)
		}
		s = c.gap(s)
		run.Start = c.out.Len()
		c.write(s)
		run.End = c.out.Len()
	}
	c.runs = append(c.runs, run)
}

// gap writes what a piece's leading white space stands for and returns the rest.
func (c *composer) gap(s string) string {
	rest := strings.TrimLeftFunc(s, cjk.Space)
	for _, r := range s[:len(s)-len(rest)] {
		c.see(r)
	}
	first, _ := utf8.DecodeRuneInString(rest)
	c.settle(first)
	return rest
}

// see notes white space that was not written yet.
func (c *composer) see(r rune) {
	c.space = true
	c.line = c.line || r == '\n' || r == '\r'
}

// settle writes the white space before r.
func (c *composer) settle(r rune) {
	if c.space && c.out.Len() > 0 && !(c.line && (cjk.Wide(c.last) || cjk.Wide(r))) {
		c.out.WriteByte(' ')
	}
	c.space, c.line = false, false
}

func (c *composer) write(s string) {
	for _, r := range s {
		if cjk.Space(r) {
			c.see(r)
			continue
		}
		c.settle(r)
		c.out.WriteRune(r)
		c.last = r
	}
}

// noteMark reports whether a raised piece is the mark of a note and no exponent:
// ¹ beside a figure or after a word, but not m², 米², 10⁴, ×10⁴.
func noteMark(before, mark, rest string) bool {
	mark = strings.TrimSpace(mark)
	inner := strings.Trim(mark, "[](){}〔〕【】（）［］")
	bare := inner == mark
	inner = strings.TrimPrefix(inner, printed.NoteWord)
	if !noteShape(inner) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(rest)
	if before == "" {
		return figure(next) // before its figure; before words it opens the note itself
	}
	if figure(last) && (figure(next) || next == '.') {
		return false // two figures would become one
	}
	if !bare || inner[0] < '0' || inner[0] > '9' {
		return true
	}
	return !exponent(before, inner, last, next)
}

// noteShape reports whether a text is what notes are marked with.
func noteShape(s string) bool {
	switch n := utf8.RuneCountInString(s); {
	case n == 0 || n > 5:
		return false
	case strings.Trim(s, "*＊※†‡§#") == "":
		return n <= 3
	case n == 1:
		r, _ := utf8.DecodeRuneInString(s)
		return r >= '0' && r <= '9' || r >= 'a' && r <= 'e' || r >= '①' && r <= '⒇'
	}
	other := strings.IndexFunc(s, func(r rune) bool { return !figure(r) && !strings.ContainsRune(",，、", r) })
	return other < 0 && len(strings.Trim(s, ",，、")) > 0 && (len(s) <= 2 || strings.ContainsAny(s, ",，、"))
}

// exponent reports whether figures raised after a text are its power.
func exponent(before, figures string, last, next rune) bool {
	if last < utf8.RuneSelf && unicode.IsLetter(last) || printed.EndsLength(last) {
		return true // a unit: m², 公里²
	}
	base, ok := strings.CutSuffix(before, "10")
	if !ok || figures == "1" {
		return false
	}
	sign, _ := utf8.DecodeLastRuneInString(strings.TrimRight(base, " "))
	switch {
	case figure(sign) || sign == '.':
		return false // 110, 0.10
	case strings.ContainsRune("×xX*·", sign):
		return true
	}
	return unicode.IsLetter(next) || figures >= "4"
}

func figure(r rune) bool { return r >= '0' && r <= '9' }
