package content

// cff is an embedded font program in Adobe's compact format, of which only what
// tells the meaning of glyphs is read: the character collection or the names.
type cff struct {
	ordering string      // of the CIDs, "" in a font whose glyphs have names
	cids     map[int]int // glyph of each CID, nil where both are the same
	names    map[int]string
	codes    [256]int // glyph of each code of the font's own encoding
	glyphs   int
}

// parseCFF reads a font program, nil if it is none.
func parseCFF(d []byte) (c *cff) {
	defer func() {
		if recover() != nil {
			c = nil // an offset beyond the end
		}
	}()
	if len(d) < 4 || d[0] != 1 {
		return nil
	}
	_, at := cffIndex(d, int(d[2]))
	tops, at := cffIndex(d, at)
	strings, _ := cffIndex(d, at)
	if len(tops) == 0 {
		return nil
	}
	top := cffDict(tops[0])
	sid := func(n int) string {
		if i := n - 391; i >= 0 && i < len(strings) {
			return string(strings[i])
		}
		return standardString(n)
	}
	c = &cff{}
	if v := top[17]; len(v) == 1 {
		list, _ := cffIndex(d, v[0])
		c.glyphs = len(list)
	}
	ros := top[0x0c1e]
	if len(ros) == 3 {
		c.ordering = sid(ros[1])
		c.cids = map[int]int{}
	} else {
		c.names = map[int]string{}
	}
	if v := top[15]; len(v) == 1 && v[0] > 2 {
		cffCharset(d[v[0]:], c.glyphs, func(glyph, id int) {
			if c.cids != nil {
				c.cids[id] = glyph
			} else {
				c.names[glyph] = sid(id)
			}
		})
	} else if c.names != nil {
		for g := 1; g < c.glyphs; g++ {
			c.names[g] = sid(g) // the predefined charset, in the order of its strings
		}
	} else {
		c.cids = nil
	}
	if v := top[16]; c.names != nil {
		if len(v) == 1 && v[0] > 1 {
			c.encoding(d[v[0]:])
		} else {
			for g, name := range c.names {
				if text := glyphText(name); len(text) == 1 {
					c.codes[text[0]] = g // the standard encoding, as far as ASCII goes
				}
			}
		}
	}
	return c
}

// cffIndex reads an index at an offset and tells where it ends.
func cffIndex(d []byte, at int) (items [][]byte, end int) {
	n := u16(d, at)
	if n == 0 {
		return nil, at + 2
	}
	size := int(d[at+2])
	offset := func(i int) int {
		v := 0
		for _, b := range d[at+3+i*size : at+3+(i+1)*size] {
			v = v<<8 | int(b)
		}
		return v
	}
	base := at + 3 + (n+1)*size - 1
	for i := range n {
		items = append(items, d[base+offset(i):base+offset(i+1)])
	}
	return items, base + offset(n)
}

// cffDict reads the operators of a dictionary that take whole numbers; those of
// two bytes are 0x0cNN.
func cffDict(d []byte) map[int][]int {
	out := map[int][]int{}
	var args []int
	for i := 0; i < len(d); i++ {
		switch b := int(d[i]); {
		case b == 12:
			i++
			out[0x0c00|int(d[i])], args = args, nil
		case b <= 21:
			out[b], args = args, nil
		case b == 28:
			args = append(args, int(int16(u16(d, i+1))))
			i += 2
		case b == 29:
			args = append(args, int(int32(u32(d, i+1))))
			i += 4
		case b == 30: // a real number, of no use here
			for i++; i < len(d) && d[i]&0xf != 0xf && d[i]>>4 != 0xf; i++ {
			}
			args = append(args, 0)
		case b <= 246:
			args = append(args, b-139)
		case b <= 250:
			args = append(args, (b-247)*256+int(d[i+1])+108)
			i++
		case b <= 254:
			args = append(args, -(b-251)*256-int(d[i+1])-108)
			i++
		}
	}
	return out
}

// cffCharset calls f with the CID or the string number of each glyph.
func cffCharset(d []byte, glyphs int, f func(glyph, id int)) {
	format, at := d[0], 1
	for g := 1; g < glyphs; {
		id := u16(d, at)
		at += 2
		more := 0
		switch format {
		case 1:
			more = int(d[at])
			at++
		case 2:
			more = u16(d, at)
			at += 2
		}
		if at > len(d) {
			return
		}
		for i := 0; i <= more && g < glyphs; i++ {
			f(g, id+i)
			g++
		}
	}
}

// encoding reads the codes of the glyphs of a font with names. The supplement, by
// which a glyph may have a second code, is left out: no writer of reports uses it.
func (c *cff) encoding(d []byte) {
	n, at, g := int(d[1]), 2, 1
	for range n {
		first, more := int(d[at]), 0
		at++
		if d[0]&0x7f == 1 {
			more = int(d[at])
			at++
		}
		for i := 0; i <= more && first+i < 256; i++ {
			c.codes[first+i] = g
			g++
		}
	}
}

// standardString is the name of one of the strings that every reader knows, as
// far as glyphs of reports have them.
func standardString(n int) string {
	switch {
	case n == 8:
		return "quoteright"
	case n == 65:
		return "quoteleft"
	case n >= 1 && n <= 95:
		return asciiNames[n+31]
	}
	return standardStrings[n]
}

var standardStrings = map[int]string{
	100: "yen", 102: "section", 104: "quotesingle", 105: "quotedblleft", 109: "fi", 110: "fl", 111: "endash", 114: "periodcentered",
	116: "bullet", 119: "quotedblright", 121: "ellipsis", 122: "perthousand", 124: "grave", 137: "emdash",
	158: "plusminus", 161: "degree", 165: "registered", 166: "minus", 168: "multiply", 170: "copyright", 159: "divide",
}

// asciiNames are the names of the printable ASCII characters.
var asciiNames = func() (out [128]string) {
	for name, s := range glyphNames {
		if len(s) == 1 && name != "nbspace" && name != "sfthyphen" {
			out[s[0]] = name
		}
	}
	for c := byte('A'); c <= 'z'; c++ {
		if c <= 'Z' || c >= 'a' {
			out[c] = string(c)
		}
	}
	return out
}()
