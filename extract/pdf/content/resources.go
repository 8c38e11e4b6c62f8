package content

import (
	"bytes"
	"strconv"

	"github.com/ledongthuc/pdf"

	"selfeval/extract/pdf/page"
)

// resourceSet finds fonts by name, decoding each once a file.
type resourceSet struct {
	f      *File
	v      pdf.Value
	list   pdf.Value         // of the fonts, once one was asked for
	fonts  map[string]*font  // by name in this set
	spaces map[string]bool   // colour spaces of inks, by name in this set
	states map[string]state  // graphics states, by name in this set
	fills  map[string]uint32 // the colours of patterns, by name in this set
}

// state is what a graphics state dictionary sets of what concerns text: the
// opacity, the font. What it does not set is negative or nil.
type state struct {
	alpha  float64
	blends int // 1: what is painted is mixed with what lies under it, 0: it is not
	font   *font
	size   float64
}

func (r *resourceSet) state(name string) state {
	s, ok := r.states[name]
	if ok {
		return s
	}
	s.alpha, s.blends = -1, -1
	v := r.v.Key("ExtGState").Key(name)
	if ca := v.Key("ca"); ca.Kind() == pdf.Real || ca.Kind() == pdf.Integer {
		s.alpha = min(max(ca.Float64(), 0), 1)
	}
	if mask := v.Key("SMask"); mask.Kind() == pdf.Dict {
		s.blends = 1
	} else if mode := v.Key("BM"); mode.Kind() == pdf.Name || listed(mode) > 0 {
		s.blends = 1
		if m := mode.Name() + mode.Index(0).Name(); m == "Normal" || m == "Compatible" {
			s.blends = 0
		}
	} else if mask.Name() == "None" {
		s.blends = 0
	}
	if fo := v.Key("Font"); listed(fo) == 2 && fo.Index(0).Kind() == pdf.Dict {
		s.font, s.size = r.f.font(fo.Index(0)), fo.Index(1).Float64()
	}
	if r.states == nil {
		r.states = map[string]state{}
	}
	r.states[name] = s
	return s
}

func (in *interp) setState(s state) {
	if s.alpha >= 0 {
		in.gs.alpha = s.alpha
	}
	if s.blends >= 0 {
		in.gs.blends = s.blends == 1
	}
	if s.font != nil {
		in.gs.font, in.gs.size = s.font, s.size
	}
}

func (r *resourceSet) font(name string) *font {
	if fo, ok := r.fonts[name]; ok {
		return fo
	}
	if r.list.IsNull() {
		r.list = r.v.Key("Font")
	}
	var fo *font
	if id := entryID(r.list, name); id != 0 {
		fo = r.f.fontObject(id, r.list, name)
	} else if v := r.list.Key(name); v.Kind() == pdf.Dict {
		fo = r.f.font(v)
	}
	if r.fonts == nil {
		r.fonts = map[string]*font{}
	}
	r.fonts[name] = fo
	return fo
}

// fontObject returns the decoded font that is an object of its own, nil where that is no
// font. It is read once a file.
func (f *File) fontObject(id uint64, list pdf.Value, name string) *font {
	f.mu.Lock()
	fo, ok := f.fontsByID[id]
	f.mu.Unlock()
	if ok {
		return fo
	}
	if v := list.Key(name); v.Kind() == pdf.Dict {
		fo = f.loadFont(v)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if first, ok := f.fontsByID[id]; ok {
		return first // read by another page meanwhile: one font, one value
	}
	f.fontsByID[id] = fo
	return fo
}

// font returns the decoded font that is written into another object. Fonts written into one object share its number;
// what is written in them tells them apart.
func (f *File) font(v pdf.Value) *font {
	key := strconv.FormatUint(objectID(v), 10) + v.String()
	f.mu.Lock()
	fo, ok := f.fonts[key]
	f.mu.Unlock()
	if ok {
		return fo
	}
	fo = f.loadFont(v)
	f.mu.Lock()
	defer f.mu.Unlock()
	if first, ok := f.fonts[key]; ok {
		return first
	}
	f.fonts[key] = fo
	return fo
}

// inks reports a colour space whose numbers are amounts of ink, 0 for none, and
// not of light.
func (r *resourceSet) inks(name string) bool {
	ink, ok := r.spaces[name]
	if !ok {
		kind := r.v.Key("ColorSpace").Key(name).Index(0).Name()
		ink = kind == "Separation" || kind == "DeviceN"
		if r.spaces == nil {
			r.spaces = map[string]bool{}
		}
		r.spaces[name] = ink
	}
	return ink
}

// unknownFill stands for the colour of a pattern that is not worked out: neither dark
// nor white.
const unknownFill = 0x808080

// pattern is the colour, on the whole, of what is filled with a pattern.
func (r *resourceSet) pattern(name string) uint32 {
	c, ok := r.fills[name]
	if !ok {
		c = unknownFill
		if v := r.v.Key("Pattern").Key(name); v.Key("PatternType").Int64() == 2 {
			c = r.shade(v.Key("Shading"))
		}
		if r.fills == nil {
			r.fills = map[string]uint32{}
		}
		r.fills[name] = c
	}
	return c
}

// maxStops bounds the colours of a gradient that are looked at.
const maxStops = 32

// shade is the colour of a gradient, on the whole: the mean of the colours that its
// functions name.
func (r *resourceSet) shade(v pdf.Value) uint32 {
	var sum [3]float64
	n := 0
	add := func(c pdf.Value) {
		o := operands{}
		for i := range min(listed(c), 4) {
			o.list = append(o.list, token{kind: tokNumber, num: c.Index(i).Float64()})
		}
		if rgb, ok := components(&o, false); ok && n < 2*maxStops {
			for i := range sum {
				sum[i] += float64(rgb >> (16 - 8*i) & 0xff)
			}
			n++
		}
	}
	var walk func(f pdf.Value, depth int)
	walk = func(f pdf.Value, depth int) {
		add(f.Key("C0"))
		add(f.Key("C1"))
		if parts := f.Key("Functions"); depth < 4 {
			for i := range min(listed(parts), maxStops) {
				walk(parts.Index(i), depth+1)
			}
		}
	}
	walk(v.Key("Function"), 0)
	if n == 0 {
		return unknownFill
	}
	for i := range sum {
		sum[i] /= 255 * float64(n)
	}
	return rgb(sum[0], sum[1], sum[2])
}

// form is a form XObject, its stream decoded once a file.
type form struct {
	src       []byte
	cut       bool // its stream breaks off
	resources pdf.Value
	matrix    page.Matrix
	bbox      [4]float64
	bounded   bool
	group     bool // painted as a whole, with the opacity then in force
}

func (f *File) form(v pdf.Value) (*form, error) {
	id := objectID(v)
	f.mu.Lock()
	fm, ok := f.forms[id]
	f.mu.Unlock()
	if ok && id != 0 {
		return fm, nil
	}
	var buf bytes.Buffer
	cut, err := f.streamInto(&buf, v)
	if err != nil {
		return nil, err
	}
	fm = &form{src: buf.Bytes(), cut: cut, resources: v.Key("Resources"), matrix: page.Identity}
	if m := v.Key("Matrix"); m.Len() == 6 {
		for i := range fm.matrix {
			fm.matrix[i] = m.Index(i).Float64()
		}
	}
	fm.group = v.Key("Group").Key("S").Name() == "Transparency"
	fm.bbox, fm.bounded = box(v.Key("BBox"))
	f.mu.Lock()
	f.forms[id] = fm
	f.mu.Unlock()
	return fm, nil
}
