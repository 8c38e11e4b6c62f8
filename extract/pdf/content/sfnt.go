package content

import (
	"encoding/binary"

	"selfeval/internal/text/printed"
)

// sfnt is an embedded TrueType or OpenType font program, of which only the
// tables that tell what a glyph means are read. Fonts lie, so every offset is
// checked: a table that does not hold what it says is one that is not there.
type sfnt map[string][]byte

func parseSFNT(data []byte) sfnt {
	if len(data) < 12 {
		return nil
	}
	if string(data[:4]) == "ttcf" && len(data) >= 16 {
		at := uint64(binary.BigEndian.Uint32(data[12:]))
		if at+12 > uint64(len(data)) {
			return nil
		}
		return tables(data, data[at:])
	}
	return tables(data, data)
}

func tables(data, head []byte) sfnt {
	out := sfnt{}
	n := int(binary.BigEndian.Uint16(head[4:]))
	for i := range n {
		at := 12 + 16*i
		if at+16 > len(head) {
			break
		}
		from, size := uint64(binary.BigEndian.Uint32(head[at+8:])), uint64(binary.BigEndian.Uint32(head[at+12:]))
		if from < uint64(len(data)) {
			out[string(head[at:at+4])] = data[from:min(from+size, uint64(len(data)))]
		}
	}
	return out
}

// u16 and u32 read a number, 0 beyond the end.
func u16(b []byte, at int) int {
	if at < 0 || at+2 > len(b) {
		return 0
	}
	return int(binary.BigEndian.Uint16(b[at:]))
}

func u32(b []byte, at int) int {
	if at < 0 || at+4 > len(b) {
		return 0
	}
	return int(binary.BigEndian.Uint32(b[at:]))
}

// subtable is one of the character maps of a font.
type subtable struct {
	platform, encoding int
	data               []byte
}

func (s sfnt) subtables() (out []subtable) {
	t := s["cmap"]
	for i := range min(u16(t, 2), 64) {
		at := u32(t, 8+8*i)
		if at > 0 && at < len(t) {
			out = append(out, subtable{u16(t, 4+8*i), u16(t, 6+8*i), t[at:]})
		}
	}
	return out
}

// unicode reports a map whose codes are Unicode characters.
func (t subtable) unicode() bool {
	return t.platform == 0 || t.platform == 3 && (t.encoding == 1 || t.encoding == 10)
}

// maxMapped bounds the characters of one font that are looked at.
const maxMapped = 1 << 17

// each calls f with the codes of the map and their glyphs, those of glyph 0 left
// out, until none of the codes that may be looked at are left.
func (t subtable) each(left *int, f func(code, glyph int)) {
	d := t.data
	switch u16(d, 0) {
	case 0:
		for c := range 256 {
			if 6+c < len(d) && d[6+c] != 0 {
				f(c, int(d[6+c]))
			}
		}
	case 4:
		t.segments(left, f)
	case 6:
		first := u16(d, 6)
		for i := range u16(d, 8) {
			if g := u16(d, 10+2*i); g != 0 {
				f(first+i, g)
			}
		}
	case 12:
		for i := range min(u32(d, 12), (len(d)-16)/12) {
			first, last, glyph := u32(d, 16+12*i), u32(d, 20+12*i), u32(d, 24+12*i)
			for c := first; c <= last && *left > 0; c++ {
				f(c, glyph+c-first)
				*left--
			}
		}
	}
}

// segments reads format 4.
func (t subtable) segments(left *int, f func(code, glyph int)) {
	d := t.data
	n := u16(d, 6) / 2
	for i := range n {
		last, first := u16(d, 14+2*i), u16(d, 16+2*n+2*i)
		delta, offset := u16(d, 16+4*n+2*i), u16(d, 16+6*n+2*i)
		for c := first; c <= last && c < 0xffff && *left > 0; c++ {
			*left--
			g := c
			if offset != 0 {
				if g = u16(d, 16+6*n+2*i+offset+2*(c-first)); g == 0 {
					continue
				}
			}
			if g = (g + delta) & 0xffff; g != 0 {
				f(c, g)
			}
		}
	}
}

// characters inverts the font's Unicode maps: the text of each glyph. Of several
// characters for one glyph the common one counts, not a radical or a
// compatibility form that looks the same.
func (s sfnt) characters() map[int]rune {
	out := map[int]rune{}
	left := maxMapped
	for _, t := range s.subtables() {
		if !t.unicode() {
			continue
		}
		t.each(&left, func(c, g int) {
			if old, ok := out[g]; c >= ' ' && c <= 0x10ffff && (!ok || rank(rune(c)) < rank(old)) {
				out[g] = rune(c)
			}
		})
	}
	return out
}

// rank orders the characters that may share a glyph, the one most likely meant
// first.
func rank(r rune) int {
	switch {
	case r >= 0xe000 && r < 0xf900 || r >= 0xf0000: // private use
		return 3
	case printed.Lookalike(r):
		return 2
	case r == 0xa0 || r == 0xad || r >= 0x2000 && r <= 0x200f || r >= 0xff61 && r <= 0xffdc:
		return 1
	}
	return 0
}

// names reads the post table, by which glyphs may be named.
func (s sfnt) names() map[int]string {
	t := s["post"]
	if u32(t, 0) != 0x00020000 {
		return nil
	}
	n := u16(t, 32)
	var own []string
	for at := 34 + 2*n; at < len(t); at += 1 + int(t[at]) {
		own = append(own, string(t[at+1:min(at+1+int(t[at]), len(t))]))
	}
	out := map[int]string{}
	for g := range n {
		if i := u16(t, 34+2*g) - 258; i >= 0 && i < len(own) {
			out[g] = own[i]
		}
	}
	return out
}
