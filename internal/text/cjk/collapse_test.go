package cjk

import (
	"testing"
	"unicode"
)

// The short cut of Collapse must know every kind of white space.
func TestCollapsedKnowsEverySpace(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if !Space(r) {
			continue
		}
		for _, s := range []string{string(r) + "预", "预" + string(r), "预" + string(r) + " 算", "a " + string(r) + "b"} {
			if collapsed(s) {
				t.Errorf("%q (U+%04X) counts as collapsed", s, r)
			}
		}
	}
}

func TestCollapse(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"", ""}, {"预算", "预算"}, {"2022 年", "2022 年"}, {" a  b ", "a b"}, {"预\n 算", "预算"}, {"a\nb", "a b"},
		{"\u3000\u3000一、概况", "一、概况"}, {"1\u00a0200", "1 200"}, {"“优”—≥90…", "“优”—≥90…"}, {"（一）《办法》", "（一）《办法》"}, {"\ufeff题", "题"},
	} {
		if got := Collapse(c.src); got != c.want {
			t.Errorf("Collapse(%q) = %q, want %q", c.src, got, c.want)
		}
	}
}
