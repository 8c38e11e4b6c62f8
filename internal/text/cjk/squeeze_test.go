package cjk

import (
	"testing"
	"unicode"
)

// The short cut of Squeeze must know every character that it changes.
func TestSqueezedKnowsEveryChange(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if change := Space(r) || Fold(r) != r; squeezed("预"+string(r)+"算") == change {
			t.Errorf("%q (U+%04X): squeezed says %v", string(r), r, !change)
		}
	}
	if !squeezed("预\xe3算\xef") {
		t.Error("a broken character counts as white space")
	}
}
