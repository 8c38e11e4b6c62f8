package content

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/ledongthuc/pdf"

	"selfeval/internal/text/printed"
)

// font decodes the strings shown in it into glyphs. Widths are in thousandths of
// the font size, whatever the font's own units.
type font struct {
	name            string
	bold            bool
	ascent, descent float64 // thousandths
	vertical        bool

	composite bool
	toUnicode *cmap
	wrong     map[uint32]bool // codes that toUnicode misnames
	// Composite fonts.
	encoding   *cmap // an embedded CMap, nil for Identity or a predefined one
	predefined *predefined
	collection []uint16
	widths     map[uint32]float64
	fallback   float64 // DW, or MissingWidth
	// Simple fonts.
	simple [256]float64
	chars  [256]string
	// byName says that the encoding's name alone tells the codes beyond ASCII, own that
	// the font is embedded, chinese that its name is that of a Chinese one.
	byName, own, chinese bool

	// embedded is the font program, read when a code's text is not known without it.
	embedded func() *program
}

// char is one decoded code.
type char struct {
	text  string // "" where it could not be told
	width float64
	size  int // bytes of the code
	codes int // how many codes the character is, 0 for one
	space bool
	wrong bool // it has a text that is not to be believed
	hole  bool // the font says of it that its text is not known
}

func (f *File) loadFont(v pdf.Value) (fo *font) {
	fo = &font{ascent: 880, descent: -120, fallback: 1000}
	defer func() {
		// What is broken in a font leaves it half known; its glyphs then count as
		// undecoded.
		if recover() != nil && fo.widths == nil {
			fo.widths = map[uint32]float64{}
		}
	}()
	fo.name = v.Key("BaseFont").Name()
	if i := strings.IndexByte(fo.name, '+'); i == 6 {
		fo.name = fo.name[7:]
	}
	lower := strings.ToLower(fo.name)
	fo.bold = strings.Contains(lower, "bold") || strings.Contains(lower, "heavy") || strings.Contains(lower, "black")
	if tu := v.Key("ToUnicode"); tu.Kind() == pdf.Stream {
		if src, err := f.stream(tu); err == nil {
			fo.toUnicode = parseCMap(src)
		}
	}
	fo.embedded = func() *program { return nil }
	switch v.Key("Subtype").Name() {
	case "Type0":
		f.loadComposite(fo, v)
		fo.wrong = fo.distrusted()
	case "Type3":
		f.loadSimple(fo, v, v.Key("FontMatrix").Index(0).Float64()*1000)
		// The glyph space of a Type3 font is its own; its box tells the heights.
		if b, ok := box(v.Key("FontBBox")); ok {
			scale := v.Key("FontMatrix").Index(3).Float64() * 1000
			fo.metrics(max(b[1]*scale, b[3]*scale), min(b[1]*scale, b[3]*scale))
		}
	default:
		f.loadSimple(fo, v, 1)
	}
	return fo
}

// metrics takes ascent and descent where they are sane.
func (fo *font) metrics(ascent, descent float64) {
	if ascent > 300 && ascent < 1500 {
		fo.ascent = ascent
	}
	if descent < 0 && descent > -600 {
		fo.descent = descent
	}
}

func (f *File) loadComposite(fo *font, v pdf.Value) {
	fo.composite = true
	d := v.Key("DescendantFonts").Index(0)
	desc := d.Key("FontDescriptor")
	fo.metrics(desc.Key("Ascent").Float64(), desc.Key("Descent").Float64())
	fo.flags(desc)
	// What is kept for later is the font's description alone: its widths are long.
	ids := d.Key("CIDToGIDMap")
	fo.embedded = sync.OnceValue(func() *program { return f.loadProgram(desc, ids, true) })
	if dw := d.Key("DW"); dw.Kind() == pdf.Integer || dw.Kind() == pdf.Real {
		fo.fallback = dw.Float64()
	}
	fo.widths = readWidths(d.Key("W"))
	ordering := d.Key("CIDSystemInfo").Key("Ordering").RawString()
	if table, ok := collections[ordering]; ok {
		fo.collection = table()
	}
	switch enc := v.Key("Encoding"); enc.Kind() {
	case pdf.Name:
		name := enc.Name()
		fo.vertical = strings.HasSuffix(name, "-V")
		if name != "Identity-H" && name != "Identity-V" {
			fo.predefined = lookupPredefined(name)
		}
	case pdf.Stream:
		if src, err := f.stream(enc); err == nil {
			fo.encoding = parseCMap(src)
		}
		fo.vertical = enc.Key("WMode").Int64() == 1
		if use := enc.Key("UseCMap"); use.Kind() == pdf.Name {
			fo.predefined = lookupPredefined(use.Name())
		}
	}
}

func (fo *font) flags(desc pdf.Value) {
	if desc.Key("FontWeight").Float64() >= 600 || desc.Key("Flags").Int64()&(1<<18) != 0 {
		fo.bold = true
	}
}

// readWidths reads a W array: c [w …] and c1 c2 w.
func readWidths(w pdf.Value) map[uint32]float64 {
	out := map[uint32]float64{}
	for i := 0; i+1 < w.Len(); {
		first := uint32(w.Index(i).Int64())
		second := w.Index(i + 1)
		if second.Kind() == pdf.Array {
			for j := range min(second.Len(), 1<<16) {
				out[first+uint32(j)] = second.Index(j).Float64()
			}
			i += 2
			continue
		}
		last, width := uint32(second.Int64()), w.Index(i+2).Float64()
		for c := first; c <= last && c-first < 1<<16; c++ {
			out[c] = width
		}
		i += 3
	}
	return out
}

func (f *File) loadSimple(fo *font, v pdf.Value, scale float64) {
	desc := v.Key("FontDescriptor")
	fo.metrics(desc.Key("Ascent").Float64(), desc.Key("Descent").Float64())
	fo.flags(desc)
	if !desc.IsNull() {
		fo.embedded = sync.OnceValue(func() *program { return f.loadProgram(desc, pdf.Value{}, false) })
	}
	missing := desc.Key("MissingWidth").Float64()
	standard := v.Key("Widths").Kind() != pdf.Array
	for i := range fo.simple {
		fo.simple[i] = missing
		if standard {
			fo.simple[i] = standardWidth(fo.name, byte(i))
		}
	}
	first := int(v.Key("FirstChar").Int64())
	widths := v.Key("Widths")
	for i := range widths.Len() {
		if c := first + i; c >= 0 && c < 256 {
			fo.simple[c] = widths.Index(i).Float64() * scale
		}
	}
	enc := v.Key("Encoding")
	base := enc.Name()
	if enc.Kind() == pdf.Dict {
		base = enc.Key("BaseEncoding").Name()
	}
	// A symbolic font with no encoding numbers its glyphs as it likes: nothing but
	// ToUnicode can tell them.
	symbolic := desc.Key("Flags").Int64()&4 != 0 && !desc.IsNull() || v.Key("Subtype").Name() == "Type3"
	embedded := desc.Key("FontFile").Kind() == pdf.Stream || desc.Key("FontFile2").Kind() == pdf.Stream || desc.Key("FontFile3").Kind() == pdf.Stream
	fo.own, fo.chinese = embedded, chineseFamily(fo.name)
	fo.byName = fo.toUnicode == nil && v.Key("Subtype").Name() != "Type3" && (!embedded || base != "")
	if own, ok := pictorial(fo.name); ok && (base != "" || !symbolic || !embedded) {
		fo.chars, fo.byName = own, false
	} else if base != "" || !symbolic {
		fo.chars = baseEncoding(base)
	}
	if diff := enc.Key("Differences"); diff.Kind() == pdf.Array {
		c := 0
		for i := range min(diff.Len(), 1024) {
			switch d := diff.Index(i); d.Kind() {
			case pdf.Integer:
				c = int(d.Int64())
			case pdf.Name:
				if c >= 0 && c < 256 {
					fo.chars[c] = glyphText(d.Name())
					fo.byName = fo.byName && c < 0x80
				}
				c++
			}
		}
	}
}

// next decodes the first code of a string, which is not empty.
func (fo *font) next(s []byte) char {
	if !fo.composite {
		c := char{width: fo.simple[s[0]], size: 1, text: fo.chars[s[0]], space: s[0] == ' '}
		if fo.toUnicode != nil {
			if t, ok := fo.toUnicode.lookup(uint32(s[0])); ok {
				c.text = t
			}
		}
		return fo.complete(c.clean(), uint32(s[0]))
	}
	var ch char
	var cid, raw uint32
	switch {
	case fo.encoding != nil:
		raw, ch.size = fo.encoding.next(s)
		cid = fo.encoding.cid(raw)
		if fo.predefined != nil && cid == 0 {
			ch.text, _ = fo.predefined.next(s[:ch.size])
		}
	case fo.predefined != nil:
		ch.text, ch.size = fo.predefined.next(s)
		ch.size = max(ch.size, 1)
		raw = code(s[:ch.size])
		cid = fo.predefined.cid(ch.text)
	default:
		ch.size = min(2, len(s))
		raw = code(s[:ch.size])
		cid = raw
	}
	ch.space = ch.size == 1 && s[0] == ' '
	// The codes of a predefined CMap say what they are; tools that write fonts
	// anew have been seen to give them wrong ToUnicode entries.
	if fo.toUnicode != nil && ch.text == "" {
		if t, ok := fo.toUnicode.lookup(raw); ok {
			if ch.wrong = fo.wrong[raw]; !ch.wrong {
				ch.text = t
			}
		}
	}
	if ch.text == "" && int(cid) < len(fo.collection) && fo.collection[cid] != 0 {
		ch.text = string(rune(fo.collection[cid]))
	}
	w, ok := fo.widths[cid]
	if !ok {
		w = fo.fallback
	}
	ch.width = w
	return fo.complete(ch.clean(), cid)
}

// complete asks the font program for the text of a code (of a CID, in a composite
// font) that nothing else tells.
func (fo *font) complete(c char, code uint32) char {
	if c.text != "" {
		return c
	}
	if p := fo.embedded(); p != nil {
		c.text = p.text(code)
		return c.clean()
	}
	return c
}

// clean drops what is no text: control characters, replacement characters.
func (c char) clean() char {
	if len(c.text) == 1 && c.text[0] >= ' ' && c.text[0] < 0x7f {
		return c
	}
	r, n := utf8.DecodeRuneInString(c.text)
	switch {
	case n < len(c.text) || n == 0:
	case r == utf8.RuneError:
		c.text, c.hole = "", true
	case r == 0 || r < ' ' && r != '\t':
		c.text = ""
	case unicode.Is(unicode.Co, r), r&0xfffe == 0xfffe:
		c.text = "" // private use: known to this font alone; or no character at all
	default:
		c.text = printed.Fold(c.text)
	}
	return c
}
