package cjk

import (
	"strings"
	"testing"
	"unicode"
)

// A set must say of every character what a search for it says.
func TestSetSaysWhatASearchSays(t *testing.T) {
	const chars = "()[]【】〔〕①⑳，。万亿"
	set := NewSet(chars)
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if r == unicode.ReplacementChar {
			continue
		}
		if set.Has(r) != strings.ContainsRune(chars, r) {
			t.Fatalf("Has(%q) is %v", r, set.Has(r))
		}
		if s := "预a" + string(r) + "算"; set.Index(s) != strings.IndexAny(s, chars) {
			t.Fatalf("Index(%q) is %d", s, set.Index(s))
		}
	}
	for _, s := range []string{"", "\xe3算", "预\xe3", "\xe3\x80", "（（"} {
		if set.Index(s) != strings.IndexAny(s, chars) {
			t.Errorf("Index(%q) is %d, want %d", s, set.Index(s), strings.IndexAny(s, chars))
		}
	}
}
