package cjk

import "unicode/utf8"

// Set is a set of characters, for texts that are asked again and again whether they
// hold one: strings.ContainsAny searches a set with Chinese characters in it once
// for every character of the text.
type Set struct {
	lead  [256]bool  // by the first byte of a character
	some  [16]uint64 // by the last ten bits of a character
	runes []rune
}

// NewSet makes the set of the characters of a text.
func NewSet(chars string) *Set {
	s := &Set{runes: []rune(chars)}
	for i, r := range chars {
		s.lead[chars[i]] = true
		s.some[r&1023>>6] |= 1 << (r & 63)
	}
	return s
}

// Has reports whether a character is in the set.
func (s *Set) Has(r rune) bool {
	if s.some[r&1023>>6]&(1<<(r&63)) == 0 {
		return false
	}
	for _, x := range s.runes {
		if x == r {
			return true
		}
	}
	return false
}

// In reports whether a text holds a character of the set.
func (s *Set) In(text string) bool { return s.Index(text) >= 0 }

// Index is the place of the first character of the set in a text, -1 where it
// holds none.
func (s *Set) Index(text string) int {
	for i := 0; i < len(text); i++ {
		if !s.lead[text[i]] {
			continue
		}
		if text[i] < utf8.RuneSelf {
			return i
		}
		// Only the first byte of a character can be one of those in lead.
		if r, n := utf8.DecodeRuneInString(text[i:]); n > 1 && s.Has(r) {
			return i
		}
	}
	return -1
}
