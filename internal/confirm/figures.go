package confirm

import (
	"slices"
	"strings"

	"selfeval/internal/text/cjk"
)

// tokens are the figures of a text as they are printed, without separators of thousands:
// what two readings must agree on. What a figure means is not asked here.
func tokens(s string) []string {
	var out []string
	var b strings.Builder
	end := func() {
		if t := strings.TrimRight(b.String(), "."); t != "" {
			out = append(out, t)
		}
		b.Reset()
	}
	last := ' '
	for _, c := range s {
		c = cjk.Fold(c)
		switch {
		case c >= '0' && c <= '9':
			if b.Len() == 0 && minus(last) {
				b.WriteByte('-')
			}
			b.WriteRune(c)
		case c == '.' && b.Len() > 0:
			b.WriteRune(c)
		case c == ',' && b.Len() > 0:
		default:
			end()
		}
		last = c
	}
	end()
	return out
}

func minus(r rune) bool { return r == '-' || r == '−' || r == '－' || r == '△' || r == '▲' }

// agree reports whether a reading of a cell holds what was read there first: the same
// figures one after the other, however they are spaced.
func agree(first, second string) bool {
	want := tokens(first)
	if len(want) == 0 {
		return first != "" && strings.Contains(cjk.Squeeze(second), cjk.Squeeze(first))
	}
	have := tokens(second)
	for i := 0; i+len(want) <= len(have); i++ {
		if slices.Equal(have[i:i+len(want)], want) {
			return true
		}
	}
	return slices.Equal(tokens(unspaced(second)), tokens(unspaced(first)))
}

// sameFigures reports whether two readings hold the same figures, in whatever order.
func sameFigures(a, b string) bool {
	x, y := tokens(a), tokens(b)
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y) || slices.Equal(tokens(unspaced(a)), tokens(unspaced(b)))
}

func unspaced(s string) string {
	return strings.Map(func(r rune) rune {
		if cjk.Space(r) {
			return -1
		}
		return r
	}, s)
}
