package printed

import (
	"strings"
	"sync"
	"unicode/utf8"
)

// The table is made by gen.

var simplifiedOf = sync.OnceValue(func() map[rune]rune {
	m := make(map[rune]rune, len(traditional)/6)
	for s := traditional; s != ""; {
		from, n := utf8.DecodeRuneInString(s)
		to, k := utf8.DecodeRuneInString(s[n:])
		m[from], s = to, s[n+k:]
	}
	return m
})

// Simplified writes a text in simplified characters, for comparing words alone: the
// text itself stays as printed. Text that is simplified does not change.
func Simplified(s string) string {
	if ascii(s) {
		return s
	}
	m := simplifiedOf()
	for _, r := range s {
		if _, ok := m[r]; ok {
			return strings.Map(func(r rune) rune {
				if to, ok := m[r]; ok {
					return to
				}
				return r
			}, s)
		}
	}
	return s
}

// SimplifiedRune is the simplified writing of a character.
func SimplifiedRune(r rune) rune {
	if r < utf8.RuneSelf {
		return r
	}
	if to, ok := simplifiedOf()[r]; ok {
		return to
	}
	return r
}

func ascii(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
