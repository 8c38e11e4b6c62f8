package content

import (
	"strings"
	"unicode/utf8"
)

// Widths, in thousandths, by which a Chinese font tells its own characters from
// Latin ones.
const (
	squareWidth = 950
	narrowWidth = 750
)

// fullWidth are the letters that Chinese fonts set on a full square themselves:
// those by which pinyin is written.
// Signs and ligatures can be as wide in any font.
const fullWidth = "àáèéêìíòóùúüāēěīńňōū" + "×÷ÆæŒœ"

// distrusted lists the codes that a damaged ToUnicode CMap misnames. Tools that
// write fonts anew have been seen to fold both bytes of a character into one: 、
// becomes 1, 。 becomes 2, 为 becomes ~. The glyphs give it away, for they keep
// their width: a Latin character on a full square, where the font has the same
// character narrow, or where it is a letter or a control character that no Chinese
// font has in that width. One tells of the CMap, so all its Latin characters on
// full squares are told apart from text.
func (fo *font) distrusted() map[uint32]bool {
	m := fo.toUnicode
	if m == nil || !fo.composite || fo.encoding != nil || fo.predefined != nil {
		return nil
	}
	square := map[uint32]rune{}
	narrow := map[rune]bool{}
	see := func(code uint32, r rune) {
		width, ok := fo.widths[code]
		if !ok {
			width = fo.fallback
		}
		switch latin := r > ' ' && r <= 0x17f; {
		case latin && width >= squareWidth:
			square[code] = r
		case latin && width < narrowWidth:
			narrow[r] = true
		}
	}
	for code, s := range m.text {
		if r, n := utf8.DecodeRuneInString(s); n == len(s) && n > 0 {
			see(code, r)
		}
	}
	for _, r := range m.runes {
		for c := r.lo; c <= r.hi && r.to+rune(c-r.lo) <= 0x17f; c++ {
			see(c, r.to+rune(c-r.lo))
		}
	}
	twice, foreign := false, 0
	for _, r := range square {
		twice = twice || r < 0x7f && narrow[r]
		if r >= 0x7f && r < 0xa0 || r >= 0xc0 && !strings.ContainsRune(fullWidth, r) {
			foreign++
		}
	}
	if !twice && foreign < 2 {
		return nil
	}
	out := make(map[uint32]bool, len(square))
	for code := range square {
		out[code] = true
	}
	return out
}
