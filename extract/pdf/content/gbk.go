package content

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Old report systems show Chinese in simple fonts that they do not embed: the bytes
// are GBK, two a character, whatever encoding the font's dictionary names, and the
// system's own font of that name drew them. Read by the dictionary they are accented
// Latin letters. The bytes give it away: text in Latin letters has no runs of four
// different ones beyond ASCII that are all common characters in GBK.

// chineseFamilies are pieces of the names of fonts that every Chinese system has.
var chineseFamilies = []string{"simsun", "simhei", "fangsong", "simfang", "simkai", "kaiti", "songti", "heiti", "stsong", "stkai", "sthei", "stxihei", "stzhongsong", "yahei", "dengxian", "lisu", "youyuan"}

// chineseFamily reports the name of a Chinese font, in Latin letters or in Chinese
// ones of GBK or UTF-8, which some writers escape twice.
func chineseFamily(name string) bool {
	lower := strings.ToLower(name)
	for _, f := range chineseFamilies {
		if strings.Contains(lower, f) {
			return true
		}
	}
	raw := (&lexer{src: []byte(name)}).name()
	if utf8.Valid(raw) {
		return strings.ContainsFunc(string(raw), func(r rune) bool { return unicode.Is(unicode.Han, r) })
	}
	k := weighGBK(raw)
	return k.whole && 2*k.common >= k.pairs
}

// gbkBytes is what the bytes of a string are as GBK.
type gbkBytes struct {
	whole         bool // ASCII and pairs, nothing else
	pairs, common int  // common: those of the first level of GB 2312, and its punctuation
	kinds         int  // different bytes beyond ASCII, three or more count as three
}

func weighGBK(s []byte) (k gbkBytes) {
	var seen [3]byte
	see := func(b byte) {
		for i := range k.kinds {
			if seen[i] == b {
				return
			}
		}
		if k.kinds < len(seen) {
			seen[k.kinds] = b
			k.kinds++
		}
	}
	for i := 0; i < len(s); i++ {
		if s[i] < 0x80 {
			continue
		}
		if i+1 == len(s) || !gbkPair(s[i], s[i+1]) {
			return gbkBytes{}
		}
		k.pairs++
		if lead := s[i]; s[i+1] >= 0xa1 && (lead >= 0xa1 && lead <= 0xa3 || lead >= 0xb0 && lead <= 0xd7) {
			k.common++
		}
		see(s[i])
		see(s[i+1])
		i++
	}
	k.whole = k.pairs > 0
	return k
}

func gbkPair(lead, trail byte) bool {
	return lead >= 0x81 && lead <= 0xfe && trail >= 0x40 && trail <= 0xfe && trail != 0x7f
}

// signed reports bytes that are GBK whatever the font says.
func (k gbkBytes) signed() bool {
	return k.whole && k.pairs >= 2 && k.kinds == 3 && 2*k.common >= k.pairs
}

// likely reports bytes that are GBK in a font of which that is known.
func (k gbkBytes) likely() bool { return k.whole && k.kinds >= 2 && 2*k.common >= k.pairs }

// bytesAs decides how a string in a simple font is read: as pairs of GBK, or, where an
// embedded font shows what it likes under codes that cannot be Latin, as nothing.
func (in *interp) bytesAs(fo *font, s []byte) (pairs, wrong bool) {
	if !fo.byName {
		return false, false
	}
	i := 0
	for i < len(s) && s[i] < 0x80 {
		i++
	}
	if i == len(s) {
		return false, false
	}
	k := weighGBK(s)
	switch {
	case fo.own:
		return false, k.signed()
	case fo.chinese || in.gbk[fo]:
		return k.likely(), false
	case k.signed():
		// The page is read once more, for the strings before this one.
		if in.found == nil {
			in.found = map[*font]bool{}
		}
		in.found[fo] = true
		return true, false
	}
	return false, false
}

// pair decodes a character of one or two bytes.
func (fo *font) pair(s []byte) char {
	if s[0] < 0x80 || len(s) == 1 {
		return fo.next(s)
	}
	text, _ := gb18030()(s[:2])
	c := char{text: text, size: 2, codes: 2, width: fo.simple[s[0]] + fo.simple[s[1]]}
	if c.width == 0 {
		c.width = 1000
	}
	return c.clean()
}
