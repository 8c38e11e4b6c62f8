package content

import (
	"math"
	"strings"
	"unicode"

	"github.com/ledongthuc/pdf"

	"selfeval/extract/pdf/page"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/printed"
)

// Flags of fields that decide how a value is shown.
const (
	fieldMultiline = 1 << 12
	fieldPassword  = 1 << 13
	fieldComb      = 1 << 24
)

// value is what is filled into a field and how a viewer sets it.
type value struct {
	text      []rune
	size      float64 // 0: as large as there is room
	align     int64   // 0 left, 1 centred, 2 right
	multiline bool
	cells     int // of equal width, a character in each; 0: none
}

// inherited is an entry of a field, or of the fields above it.
func inherited(v pdf.Value, key string) pdf.Value {
	for range 32 {
		if e := v.Key(key); !e.IsNull() || v.Key("Parent").Kind() != pdf.Dict {
			return e
		}
		v = v.Key("Parent")
	}
	return pdf.Value{}
}

// fieldValue is the value of a field of text or choice. Buttons and signatures
// have none, and a password is not shown.
func (f *File) fieldValue(v pdf.Value) (value, bool) {
	form := f.reader.Trailer().Key("Root").Key("AcroForm")
	kind, flags := inherited(v, "FT").Name(), inherited(v, "Ff").Int64()
	if kind != "Tx" && kind != "Ch" || kind == "Tx" && flags&fieldPassword != 0 {
		return value{}, false
	}
	text := f.filled(inherited(v, "V"))
	if kind == "Ch" {
		text = displayed(inherited(v, "Opt"), text)
	}
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	out := value{text: []rune(text), align: inherited(v, "Q").Int64(), multiline: kind == "Tx" && flags&fieldMultiline != 0}
	if most := inherited(v, "MaxLen").Int64(); kind == "Tx" && flags&fieldComb != 0 && !out.multiline && most >= int64(len(out.text)) {
		out.cells = int(most)
	}
	look := inherited(v, "DA")
	if look.IsNull() {
		look = form.Key("DA")
	}
	out.size = fontSize(look.RawString())
	return out, strings.TrimSpace(text) != ""
}

// shown reports glyphs among which a character of the value is: viewers may set a
// value in another form, 0.95 as 95%, but not in other characters.
func (v *value) shown(glyphs []page.Glyph) bool {
	held := map[rune]bool{}
	for _, r := range v.text {
		held[r] = !unicode.IsSpace(r)
	}
	for i := range glyphs {
		for _, r := range glyphs[i].Text {
			if held[r] {
				return true
			}
		}
	}
	return false
}

// filled is a value as text; of a choice of several, one a line.
func (f *File) filled(v pdf.Value) string {
	switch v.Kind() {
	case pdf.String:
		return textString([]byte(v.RawString()))
	case pdf.Stream:
		src, _ := f.stream(v)
		return textString(src)
	case pdf.Array:
		var lines []string
		for i := range min(v.Len(), 1000) {
			lines = append(lines, textString([]byte(v.Index(i).RawString())))
		}
		return strings.Join(lines, "\n")
	}
	return ""
}

// displayed gives choices, by line, the text that the list shows for them.
func displayed(options pdf.Value, text string) string {
	shown := map[string]string{}
	for i := range min(listed(options), 10_000) {
		if o := options.Index(i); listed(o) == 2 {
			shown[textString([]byte(o.Index(0).RawString()))] = textString([]byte(o.Index(1).RawString()))
		}
	}
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		if s, ok := shown[l]; ok {
			lines[i] = s
		}
	}
	return strings.Join(lines, "\n")
}

// fontSize is the size that a default appearance sets, 0 where it leaves it open.
func fontSize(look string) float64 {
	l := &lexer{src: []byte(look)}
	last, size := 0.0, 0.0
	for {
		switch t := l.next(); {
		case t.kind == tokEOF:
			return min(max(size, 0), 200)
		case t.kind == tokNumber:
			last = t.num
		case t.kind == tokOperator && string(t.str) == "Tf":
			size = last
		}
	}
}

// ems is the width of a character as far as the font is not known.
func ems(r rune) float64 {
	if cjk.Wide(r) {
		return 1
	}
	return 0.5
}

// fill sets a value into a field's rectangle as viewers do. It is made to fit, so
// that all of it stands where the field stands.
func (in *interp) fill(v value, rect [4]float64) {
	const inset, leading, least = 2, 1.2, 1
	width, height := max(rect[2]-rect[0]-2*inset, 1), max(rect[3]-rect[1], 1)
	size := v.size
	if size == 0 {
		size = 12
	}
	size = max(min(size, height/leading), least)
	lines := [][]rune{}
	if v.multiline {
		// No larger than its characters have room, were there no ends of lines.
		size = max(min(size, math.Sqrt(width*height/leading/max(total(v.text), 1))), least)
		for lines = wrap(v.text, width/size); float64(len(lines))*leading*size > height && size > least; lines = wrap(v.text, width/size) {
			size *= 0.9
		}
	} else {
		// A field of one line shows the lines of a list, or of a text, after each other.
		lines = append(lines, v.text)
	}
	fo := &font{ascent: 880, descent: -120}
	in.gs.font, in.gs.size = fo, size
	y := rect[1] + (height-size)/2 + 0.12*size
	if v.multiline {
		y = rect[3] - inset - 0.88*size
	}
	for _, line := range lines {
		in.space = true
		in.fillLine(v, line, rect[0]+inset, y, width, size)
		y -= leading * size
	}
}

// fillLine sets one line of a value.
func (in *interp) fillLine(v value, line []rune, x, y, width, size float64) {
	squeeze := min(1, width/max(total(line)*size, 1))
	if v.cells == 0 {
		x += (width - total(line)*size*squeeze) * float64(min(max(v.align, 0), 2)) / 2
	}
	for _, r := range line {
		step := ems(r) * size * squeeze
		if v.cells > 0 {
			step = width / float64(v.cells)
		}
		if unicode.IsSpace(r) || unicode.IsControl(r) {
			in.space = true
		} else {
			w := min(step, ems(r)*size)
			in.glyph(char{text: printed.Fold(string(r)), width: w / size * 1000}, page.Matrix{1, 0, 0, 1, x + (step-w)/2, y}.Mul(in.gs.ctm))
		}
		x += step
	}
}

func total(line []rune) (sum float64) {
	for _, r := range line {
		sum += ems(r)
	}
	return sum
}

// wrap breaks a text into lines of some ems: between any two characters, but not
// within a run of Latin letters and digits that fits a line.
func wrap(text []rune, width float64) [][]rune {
	var lines [][]rune
	start, used, brk := 0, 0.0, 0
	for i := 0; i < len(text); i++ {
		r := text[i]
		if r == '\n' {
			lines = append(lines, text[start:i])
			start, used, brk = i+1, 0, i+1
			continue
		}
		if i > start && (cjk.Wide(r) || cjk.Wide(text[i-1]) || unicode.IsSpace(text[i-1])) {
			brk = i
		}
		if used += ems(r); used > width && i > start {
			if brk <= start {
				brk = i
			}
			lines = append(lines, text[start:brk])
			start, used = brk, 0
			for _, r := range text[start : i+1] {
				used += ems(r)
			}
		}
	}
	return append(lines, text[start:])
}
