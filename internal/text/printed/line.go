package printed

import (
	"selfeval/internal/text/cjk"
)

// Line is a text in the form in which tokens are read: folded to half width,
// radicals to their characters, white space left out, each character with where it
// stands.
type Line struct {
	Src    string
	Runes  []rune // folded
	Raw    []rune // the same as printed
	Offset []int  // byte offset of each rune, and of the end
	Gap    []bool // white space stands before the rune
}

// Read fills the line with a text; its slices are used again.
func (l *Line) Read(src string) {
	l.Src = src
	l.Runes, l.Raw, l.Offset, l.Gap = l.Runes[:0], l.Raw[:0], l.Offset[:0], l.Gap[:0]
	gap := false
	for i, r := range src {
		if cjk.Space(r) {
			gap = true
			continue
		}
		if unseen(r) {
			continue
		}
		l.Runes, l.Raw = append(l.Runes, foldSign(r)), append(l.Raw, r)
		l.Offset, l.Gap = append(l.Offset, i), append(l.Gap, gap)
		gap = false
	}
	l.Offset = append(l.Offset, len(src))
}

// span is the bytes of runes i to j.
func (l *Line) span(i, j int) Span {
	if i >= j {
		return Span{}
	}
	end := l.Offset[j-1]
	for k := range l.Src[end:] { // the end of the last rune: where the next starts
		if k > 0 {
			return Span{l.Offset[i], end + k}
		}
	}
	return Span{l.Offset[i], len(l.Src)}
}

// unseen reports characters that leave no ink: soft hyphens, joiners, marks of
// direction, variation selectors.
func unseen(r rune) bool {
	switch {
	case r < 0xad:
		return false
	case r == 0xad, r >= 0x200c && r <= 0x200f, r >= 0x202a && r <= 0x202e:
		return true
	}
	return selector(r)
}

// foldSign brings a character to the one form that the grammar knows.
func foldSign(r rune) rune {
	switch r {
	case '﹪':
		return '%'
	case '−', '–', '﹣':
		return '-'
	case '〜', '～':
		return '~'
	case '【', '［', '〔':
		return '〔'
	case '】', '］', '〕':
		return '〕'
	case '﹐':
		return ','
	case '￥':
		return '¥'
	}
	if radical(r) {
		return ideograph(r)
	}
	return cjk.Fold(r)
}

func digit(r rune) bool { return r >= '0' && r <= '9' }

func letter(r rune) bool { return r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' }

// at is the rune at i, 0 behind the end.
func (l *Line) at(i int) rune {
	if i < 0 || i >= len(l.Runes) {
		return 0
	}
	return l.Runes[i]
}

// has reports whether a word stands at rune i.
func (l *Line) has(i int, word string) bool {
	for _, r := range word {
		if l.at(i) != r {
			return false
		}
		i++
	}
	return true
}

// width is how many runes a word is long.
func width(word string) int {
	n := 0
	for range word {
		n++
	}
	return n
}

// whole reports whether a word is all of the line from rune i on.
func (l *Line) whole(i int, word string) bool {
	return l.has(i, word) && i+width(word) == len(l.Runes)
}
