// Package cjk holds what every room needs to know of Chinese text set in lines:
// where a line end or a gap stands for a space and where for nothing.
package cjk

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Wide reports whether a character is set in a full square, so that no space
// belongs beside it: Han, Chinese punctuation, full-width forms.
func Wide(r rune) bool {
	return unicode.Is(unicode.Han, r) ||
		r >= 0x3000 && r <= 0x303f || // CJK punctuation
		r >= 0xff00 && r <= 0xffef || // full-width forms
		r == '“' || r == '”' || r == '‘' || r == '’' || r == '…' || r == '—' || r == '·' || r == '〇'
}

// Join appends the text after a line end: with a space only where both sides
// are Latin letters or digits.
func Join(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + Gap(a, b) + b
}

// Gap is what a line end between a and b stands for: a space or nothing.
func Gap(a, b string) string {
	last, _ := utf8.DecodeLastRuneInString(a)
	first, _ := utf8.DecodeRuneInString(b)
	if unicode.IsLetter(last) && !Wide(last) && unicode.IsLetter(first) && !Wide(first) {
		return " "
	}
	return ""
}

// Space reports white space in the wide sense of Chinese files: also the
// no-break, ideographic and zero-width spaces.
func Space(r rune) bool {
	if r >= 0x3001 && r < 0xfeff { // Han, by far the most frequent
		return false
	}
	return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' || r == '\u2060'
}

// Collapse trims s and makes every run of white space one space, or nothing
// where the run holds a line end and a wide character stands beside it.
func Collapse(s string) string {
	if collapsed(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	var last rune
	space, line := false, false
	for _, r := range s {
		if Space(r) {
			space = true
			line = line || r == '\n' || r == '\r'
			continue
		}
		if space && b.Len() > 0 && !(line && (Wide(last) || Wide(r))) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		last, space, line = r, false, false
	}
	return b.String()
}

// collapsed reports, by its bytes alone, that Collapse changes nothing in s, as
// in most cells and paragraphs. It may miss some such texts.
func collapsed(s string) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c > ' ' && c < 0xc2: // ASCII, or the second byte of a character
		case c == ' ':
			if i == 0 || i+1 == len(s) || s[i+1] <= ' ' {
				return false
			}
		case c < ' ', c == 0xc2, c == 0xe1: // line ends; no-break and Ogham spaces
			return false
		case c == 0xe2: // general punctuation: spaces of all widths among quotes
			if i+2 >= len(s) || s[i+1] == 0x81 || s[i+1] == 0x80 && (s[i+2] < 0x90 || s[i+2] >= 0xa8 && s[i+2] < 0xb0) {
				return false
			}
		case c == 0xe3: // the ideographic space among its punctuation
			if i+2 >= len(s) || s[i+1] == 0x80 && s[i+2] == 0x80 {
				return false
			}
		case c == 0xef: // the byte order mark among full-width forms
			if i+1 >= len(s) || s[i+1] == 0xbb {
				return false
			}
		}
	}
	return true
}

// Squeeze removes all white space and folds full-width letters, digits and
// punctuation to half width: the form in which words are compared.
func Squeeze(s string) string {
	if squeezed(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		if !Space(r) {
			b.WriteRune(Fold(r))
		}
	}
	return b.String()
}

// squeezed reports that Squeeze changes nothing in s. Most texts are squeezed, and
// are asked again and again: only bytes with which white space or a full-width
// form may start are looked at as characters.
func squeezed(s string) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c > ' ' && c < 0xc2 || c >= 0xe4 && c < 0xef:
			continue
		case c <= ' ', c == 0xc2, c >= 0xe1 && c <= 0xe3, c == 0xef:
			if r, _ := utf8.DecodeRuneInString(s[i:]); Space(r) || Fold(r) != r {
				return false
			}
		}
	}
	return true
}

// Fold brings a full-width form to its half-width one.
func Fold(r rune) rune {
	switch {
	case r >= 0xff01 && r <= 0xff5e:
		return r - 0xfee0
	case r == 0x3000:
		return ' '
	}
	return r
}

// OpenBracket reports whether a text breaks off inside brackets or quotes.
func OpenBracket(s string) bool {
	depth := 0
	for _, r := range s {
		switch Fold(r) {
		case '(', '《', '〔', '“', '【':
			depth++
		case ')', '》', '〕', '”', '】':
			depth--
		}
	}
	return depth > 0
}
