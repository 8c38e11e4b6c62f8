package account

import (
	"cmp"
	"slices"
	"strings"

	"selfeval/internal/text/cjk"
)

// Where the cells of a form run together in a line of text, so do their figures:
// 1001008010100 is 100, 100, 80, 10 and 100. Such a figure is placed where figures of the
// record, which stand at its place and are no figure printed alone, make up all of it.

// keep remembers a figure of the record whose place is a spot that a form in text was
// read from.
func (a *Account) keep(n int, digits string) {
	if digits == "" || !a.flat[n] {
		return
	}
	if a.pieces == nil {
		a.pieces = map[int]map[string]int{}
	}
	if a.pieces[n] == nil {
		a.pieces[n] = map[string]int{}
	}
	a.pieces[n][digits]++
}

// glue places the figures that are made up of what was kept, the longest first: one that
// is printed alone must not take what is a part of another.
func (a *Account) glue() {
	for n, pieces := range a.pieces {
		figures := slices.Clone(a.spots[n].figures)
		slices.SortStableFunc(figures, func(i, k int) int { return cmp.Compare(len(a.figures[k].Raw), len(a.figures[i].Raw)) })
		steps := 0
		for _, i := range figures {
			if f := &a.figures[i]; f.Fate != Explained && madeOf(plainDigits(f.Raw), pieces, &steps) {
				f.Fate = Placed
			}
		}
	}
}

// mostPieces bounds the ways in which pieces are tried.
const mostPieces = 100_000

// madeOf reports whether pieces make up a text, and takes them.
func madeOf(s string, pieces map[string]int, steps *int) bool {
	if s == "" {
		return true
	}
	for end := len(s); end > 0; end-- {
		if *steps++; *steps > mostPieces {
			return false
		}
		if pieces[s[:end]] == 0 {
			continue
		}
		pieces[s[:end]]--
		if madeOf(s[end:], pieces, steps) {
			return true
		}
		pieces[s[:end]]++
	}
	return false
}

// plainDigits are a figure's digits and points as they stand.
func plainDigits(raw string) string {
	var b strings.Builder
	for _, r := range raw {
		if r = cjk.Fold(r); r >= '0' && r <= '9' || r == '.' {
			b.WriteRune(r)
		}
	}
	return b.String()
}
