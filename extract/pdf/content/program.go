package content

import (
	"bytes"
	"regexp"
	"strconv"

	"github.com/ledongthuc/pdf"
)

// program tells the text of codes by the font program that is embedded: for fonts
// that come without a ToUnicode CMap, or with one that leaves out what is shown.
// The maps by which the program's maker reached its glyphs are inverted.
type program struct {
	text func(code uint32) string // "" where the program does not say
}

// loadProgram reads the embedded program of a composite or simple font by the font's
// description; ids maps a composite font's CIDs to glyphs. It returns nil where there is
// none that helps.
func (f *File) loadProgram(desc, ids pdf.Value, composite bool) (p *program) {
	defer func() {
		if recover() != nil {
			p = nil
		}
	}()
	var data []byte
	for _, key := range []string{"FontFile2", "FontFile3", "FontFile"} {
		v := desc.Key(key)
		if v.Kind() != pdf.Stream {
			continue
		}
		var err error
		if data, err = f.stream(v); err != nil || len(data) < 4 {
			return nil
		}
		break
	}
	switch {
	case data == nil:
		return nil
	case bytes.HasPrefix(data, []byte("%!")) || data[0] == 0x80:
		return typeOne(data)
	case data[0] == 1 && data[1] < 4 && data[2] >= 4: // the header of a CFF program
		c := parseCFF(data)
		if c == nil {
			return nil
		}
		return c.program(nil, composite)
	}
	return f.sfntProgram(parseSFNT(data), ids, composite)
}

func (f *File) sfntProgram(s sfnt, toGlyph pdf.Value, composite bool) *program {
	chars := s.characters()
	if c := parseCFF(s["CFF "]); c != nil {
		return c.program(chars, composite)
	}
	names := s.names()
	glyph := func(g int) string {
		if r, ok := chars[g]; ok {
			return string(r)
		}
		return glyphText(names[g])
	}
	if composite {
		ids := []byte(nil)
		if toGlyph.Kind() == pdf.Stream {
			ids, _ = f.stream(toGlyph)
		}
		return &program{func(cid uint32) string {
			g := int(cid)
			if ids != nil {
				g = u16(ids, 2*g)
			}
			return glyph(g)
		}}
	}
	// A symbolic font: its codes stand in a map of its own, whose glyphs another
	// map or their names tell.
	codes, left := map[int]int{}, maxMapped
	for _, t := range s.subtables() {
		if t.platform == 1 && t.encoding == 0 || t.platform == 3 && t.encoding == 0 {
			t.each(&left, func(c, g int) {
				if c < 256 || c>>8 == 0xf0 {
					codes[c&0xff] = g
				}
			})
		}
	}
	return &program{func(code uint32) string { return glyph(codes[int(code)]) }}
}

// program tells text by a CFF program, chars being the glyphs' characters by an
// OpenType font's own map, if there is one.
func (c *cff) program(chars map[int]rune, composite bool) *program {
	collection, known := collections[c.ordering]
	return &program{func(code uint32) string {
		g := int(code)
		switch {
		case !composite:
			if g > 255 {
				return ""
			}
			g = c.codes[g]
		case known:
			if table := collection(); g < len(table) && table[g] != 0 {
				return string(rune(table[g]))
			}
			return ""
		case c.cids != nil:
			g = c.cids[g]
		}
		if r, ok := chars[g]; ok {
			return string(r)
		}
		return glyphText(c.names[g])
	}}
}

var typeOneCode = regexp.MustCompile(`dup\s+(\d{1,3})\s*/([^\s/]+)\s+put`)

// typeOne reads the encoding in the clear part of a Type 1 program.
func typeOne(data []byte) *program {
	if i := bytes.Index(data, []byte("eexec")); i >= 0 {
		data = data[:i]
	}
	var text [256]string
	for _, m := range typeOneCode.FindAllSubmatch(data[:min(len(data), 1<<16)], 256) {
		if c, err := strconv.Atoi(string(m[1])); err == nil && c < 256 {
			text[c] = glyphText(string(m[2]))
		}
	}
	return &program{func(code uint32) string {
		if code > 255 {
			return ""
		}
		return text[code]
	}}
}
