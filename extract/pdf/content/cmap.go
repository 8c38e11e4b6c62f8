package content

import (
	"slices"
	"unicode/utf16"
)

// cmap maps character codes to CIDs or, as a ToUnicode CMap, to text.
type cmap struct {
	spaces []codespace
	text   map[uint32]string
	cids   []cidRange
	runes  []runeRange
}

type codespace struct {
	size   int
	lo, hi uint32
}

type cidRange struct {
	lo, hi, cid uint32
}

// runeRange is a bfrange kept whole: lo…hi are runes from to on.
type runeRange struct {
	lo, hi uint32
	to     rune
}

// maxText bounds the single entries of one CMap; Unicode has not more to say.
const maxText = 1 << 17

// maxCMap bounds what is read of one CMap, in bytes: several times the largest there are.
const maxCMap = 8 << 20

// parseCMap reads a CMap or ToUnicode stream. What it does not understand it
// passes over.
func parseCMap(src []byte) *cmap {
	m := &cmap{text: map[uint32]string{}}
	l := &lexer{src: src[:min(len(src), maxCMap)]}
	var args []token
	for {
		t := l.next()
		switch t.kind {
		case tokEOF:
			return m.finish()
		case tokOperator:
			switch string(t.str) {
			case "endcodespacerange":
				for i := 0; i+1 < len(args); i += 2 {
					if n := len(args[i].str); n > 0 && n <= 4 {
						m.spaces = append(m.spaces, codespace{n, code(args[i].str), code(args[i+1].str)})
					}
				}
			case "endbfchar":
				m.bfchars(args)
			case "endcidchar":
				for i := 0; i+1 < len(args); i += 2 {
					c := code(args[i].str)
					m.cids = append(m.cids, cidRange{c, c, uint32(args[i+1].num)})
				}
			case "endcidrange":
				for i := 0; i+2 < len(args); i += 3 {
					m.cids = append(m.cids, cidRange{code(args[i].str), code(args[i+1].str), uint32(args[i+2].num)})
				}
			case "beginbfrange":
				m.bfranges(l)
			}
			args = args[:0]
		case tokString, tokNumber:
			if t.kind == tokString && len(t.str) > 64 {
				continue
			}
			args = append(args, t)
			if len(args) > 1<<16 {
				args = args[:0]
			}
		}
	}
}

func (m *cmap) bfchars(args []token) {
	for i := 0; i+1 < len(args); i += 2 {
		if len(m.text) < maxText && args[i].kind == tokString && args[i+1].kind == tokString {
			m.text[code(args[i].str)] = utf16Text(args[i+1].str)
		}
	}
}

// bfranges reads the entries up to endbfrange: <lo> <hi> <to> or <lo> <hi> [<to> …].
func (m *cmap) bfranges(l *lexer) {
	var ends []uint32
	for {
		t := l.next()
		switch t.kind {
		case tokEOF, tokOperator:
			return
		case tokString:
			if len(ends) < 2 {
				ends = append(ends, code(t.str))
				continue
			}
			lo, hi := ends[0], min(ends[1], ends[0]+0xffff)
			ends = ends[:0]
			to := utf16Text(t.str)
			if r := []rune(to); len(r) == 1 {
				m.runes = append(m.runes, runeRange{lo, hi, r[0]})
			} else if len(r) > 1 {
				// The last character counts up.
				for c := lo; c <= hi && len(m.text) < maxText; c++ {
					next := slices.Clone(r)
					next[len(next)-1] += rune(c - lo)
					m.text[c] = string(next)
				}
			}
		case tokArrayStart:
			var lo uint32
			if len(ends) > 0 {
				lo = ends[0]
			}
			ends = ends[:0]
			for c := lo; ; c++ {
				t := l.next()
				if t.kind != tokString {
					break
				}
				if len(m.text) < maxText {
					m.text[c] = utf16Text(t.str)
				}
			}
		}
	}
}

func (m *cmap) finish() *cmap {
	slices.SortFunc(m.cids, func(a, b cidRange) int { return int(int64(a.lo) - int64(b.lo)) })
	slices.SortStableFunc(m.runes, func(a, b runeRange) int { return int(int64(a.lo) - int64(b.lo)) })
	return m
}

func code(b []byte) uint32 {
	var v uint32
	for _, c := range b[:min(len(b), 4)] {
		v = v<<8 | uint32(c)
	}
	return v
}

func utf16Text(b []byte) string {
	if len(b) == 1 {
		return string(rune(b[0]))
	}
	u := make([]uint16, 0, len(b)/2)
	for i := 0; i+1 < len(b); i += 2 {
		u = append(u, uint16(b[i])<<8|uint16(b[i+1]))
	}
	return string(utf16.Decode(u))
}

// lookup returns the text of a code in a ToUnicode CMap.
func (m *cmap) lookup(c uint32) (string, bool) {
	if s, ok := m.text[c]; ok {
		return s, s != ""
	}
	i, _ := slices.BinarySearchFunc(m.runes, c, func(r runeRange, c uint32) int {
		if r.hi < c {
			return -1
		}
		if r.lo > c {
			return 1
		}
		return 0
	})
	if i < len(m.runes) && m.runes[i].lo <= c && c <= m.runes[i].hi {
		return string(m.runes[i].to + rune(c-m.runes[i].lo)), true
	}
	return "", false
}

// cid returns the CID of a code.
func (m *cmap) cid(c uint32) uint32 {
	i, _ := slices.BinarySearchFunc(m.cids, c, func(r cidRange, c uint32) int {
		if r.hi < c {
			return -1
		}
		if r.lo > c {
			return 1
		}
		return 0
	})
	if i < len(m.cids) && m.cids[i].lo <= c && c <= m.cids[i].hi {
		return m.cids[i].cid + c - m.cids[i].lo
	}
	return 0
}

// next takes one code off a string by the code space, two bytes where it says
// nothing.
func (m *cmap) next(s []byte) (c uint32, size int) {
	for n := 1; n <= 4 && n <= len(s); n++ {
		c = c<<8 | uint32(s[n-1])
		for _, sp := range m.spaces {
			if sp.size == n && inSpace(c, sp) {
				return c, n
			}
		}
	}
	if len(m.spaces) > 0 {
		n := min(m.spaces[0].size, len(s))
		return code(s[:n]), n
	}
	n := min(2, len(s))
	return code(s[:n]), n
}

// inSpace compares byte by byte, as code space ranges are meant.
func inSpace(c uint32, sp codespace) bool {
	for i := range sp.size {
		shift := uint(8 * i)
		b := c >> shift & 0xff
		if b < sp.lo>>shift&0xff || b > sp.hi>>shift&0xff {
			return false
		}
	}
	return true
}
