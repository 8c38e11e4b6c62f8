package lexicon

import (
	"strings"
	"unicode/utf8"
)

// FormSigns tell, by the ends of its words alone, that a line holds no label of a
// form. Most lines of most tables are rows of names and figures; they need not be
// compared with every word that a form may have.
type FormSigns struct {
	starts, ends [1024]uint64 // a bit for the first two characters of every word, and for its last three
	all          bool         // a word in pieces: it may begin and end with anything
}

func newFormSigns(lists ...*Labels) *FormSigns {
	s := &FormSigns{}
	for _, l := range lists {
		for w := range l.exact {
			r := []rune(w)
			if len(r) == 1 {
				set(&s.starts, bit(r[0], 0))
				continue
			}
			set(&s.starts, bit(r[0], r[1]))
			if n := len(r); n > 2 {
				set(&s.ends, bit(rune(bit(r[n-3], r[n-2])), r[n-1]))
			}
		}
		for _, w := range l.firsts() {
			r := []rune(w)
			set(&s.starts, bit(r[0], r[1]))
		}
		for _, w := range l.loose {
			s.all = s.all || w.pieces != nil
		}
	}
	return s
}

// Label reports whether a squeezed text may be a label, or hold one before a colon.
func (s *FormSigns) Label(key string) bool {
	return s.all || maybeLetter(key) && (mayStart(&s.starts, key) || strings.Contains(key, ":"))
}

// Head reports whether a squeezed text that is no word may end with one of at least
// three characters, as the heads of columns do.
func (s *FormSigns) Head(key string) bool {
	if !maybeLetter(key) {
		return false
	}
	var last [3]rune
	for i := 2; i >= 0; i-- {
		r, n := utf8.DecodeLastRuneInString(key)
		if n == 0 {
			return false
		}
		if !plainSign(r) {
			return true
		}
		last[i], key = r, key[:len(key)-n]
	}
	return !han(last[2]) || last[2] == '元' || got(&s.ends, bit(rune(bit(last[0], last[1])), last[2]))
}
