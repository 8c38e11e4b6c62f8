package content

import (
	"github.com/ledongthuc/pdf"

	"selfeval/extract/pdf/page"
)

// resourceSet finds fonts by name, decoding each once a file.
type resourceSet struct {
	f     *File
	v     pdf.Value
	fonts map[string]*font // by name in this set
}

func (r *resourceSet) font(name string) *font {
	if fo, ok := r.fonts[name]; ok {
		return fo
	}
	v := r.v.Key("Font").Key(name)
	var fo *font
	if v.Kind() == pdf.Dict {
		fo = r.f.font(v)
	}
	if r.fonts == nil {
		r.fonts = map[string]*font{}
	}
	r.fonts[name] = fo
	return fo
}

// font returns the decoded font. A font defined within the resources rather than
// as an object of its own shares their number and is decoded for each page.
func (f *File) font(v pdf.Value) *font {
	id := objectID(v)
	if v.Key("Type").Name() != "Font" || id == 0 {
		return f.loadFont(v)
	}
	id = id<<32 | uint64(len(v.Key("BaseFont").Name()))<<16 | fold(v.Key("BaseFont").Name())
	f.mu.Lock()
	fo, ok := f.fonts[id]
	f.mu.Unlock()
	if ok {
		return fo
	}
	fo = f.loadFont(v)
	f.mu.Lock()
	f.fonts[id] = fo
	f.mu.Unlock()
	return fo
}

// fold tells apart fonts that are written into one object.
func fold(s string) uint64 {
	h := uint64(0)
	for i := range len(s) {
		h = (h*31 + uint64(s[i])) & 0xffff
	}
	return h
}

// form is a form XObject, its stream decoded once a file.
type form struct {
	src       []byte
	resources pdf.Value
	matrix    page.Matrix
	bbox      [4]float64
	bounded   bool
}

func (f *File) form(v pdf.Value) (*form, error) {
	id := objectID(v)
	f.mu.Lock()
	fm, ok := f.forms[id]
	f.mu.Unlock()
	if ok && id != 0 {
		return fm, nil
	}
	src, err := f.stream(v)
	if err != nil {
		return nil, err
	}
	fm = &form{src: src, resources: v.Key("Resources"), matrix: page.Identity}
	if m := v.Key("Matrix"); m.Len() == 6 {
		for i := range fm.matrix {
			fm.matrix[i] = m.Index(i).Float64()
		}
	}
	fm.bbox, fm.bounded = box(v.Key("BBox"))
	f.mu.Lock()
	f.forms[id] = fm
	f.mu.Unlock()
	return fm, nil
}
