package content

import (
	"github.com/ledongthuc/pdf"

	"selfeval/extract/pdf/page"
)

// maxAnnotations bounds those of one page that are looked at.
const maxAnnotations = 20_000

// What a viewer never shows of an annotation.
const (
	annotationHidden = 1 << 1
	annotationNoView = 1 << 5
)

// annotations paints the fields of forms and the text boxes that lie on the page:
// what people filled in is no part of the page's own content. Notes, links and
// signatures are no text of the report.
func (in *interp) annotations(list pdf.Value, start gstate) error {
	for i := range min(listed(list), maxAnnotations) {
		if err := in.annotation(list.Index(i), start); err != nil {
			return err
		}
	}
	return nil
}

func (in *interp) annotation(v pdf.Value, start gstate) error {
	field := false
	switch v.Key("Subtype").Name() {
	case "FreeText":
	case "StrikeOut":
		in.strikeOut(v, start)
		return nil
	case "Widget":
		kind := v.Key("FT")
		if kind.IsNull() {
			kind = v.Key("Parent").Key("FT")
		}
		if kind.Name() == "Sig" {
			return nil
		}
		field = true
	default:
		return nil
	}
	if v.Key("F").Int64()&(annotationHidden|annotationNoView) != 0 || in.f.off.hides(v.Key("OC")) {
		return nil
	}
	rect, ok := box(v.Key("Rect"))
	if !ok {
		return nil
	}
	if !field {
		return in.appearance(v, rect, start)
	}
	filled, ok := in.f.fieldValue(v)
	if in.ops += len(filled.text); in.ops > maxOperators {
		return in.complex()
	}
	// Where a file asks for it, viewers make the appearances anew from the values;
	// else they do so where one is missing. One that shows nothing of the value was
	// written in codes that its font does not have.
	if !ok || !in.f.anew {
		glyphs, undecoded, misnamed := len(in.page.Glyphs), in.page.Undecoded, in.page.Misnamed
		if err := in.appearance(v, rect, start); err != nil || !ok || filled.shown(in.page.Glyphs[glyphs:]) {
			return err
		}
		in.page.Glyphs, in.page.Undecoded, in.page.Misnamed = in.page.Glyphs[:glyphs], undecoded, misnamed
	}
	in.gs, in.stack = start, in.stack[:0]
	in.fill(filled, rect)
	return nil
}

// maxQuads bounds the stretches of text that one annotation strikes out.
const maxQuads = 1000

// strikeOut takes the text away that a reviewer struck out: what lies in the annotation's
// quadrilaterals.
func (in *interp) strikeOut(v pdf.Value, start gstate) {
	if v.Key("F").Int64()&(annotationHidden|annotationNoView) != 0 || in.f.off.hides(v.Key("OC")) {
		return
	}
	quads := v.Key("QuadPoints")
	for i := 0; i+7 < min(listed(quads), 8*maxQuads); i += 8 {
		var b page.Box
		for k := 0; k < 8; k += 2 {
			x, y := start.ctm.Apply(quads.Index(i+k).Float64(), quads.Index(i+k+1).Float64())
			if k == 0 {
				b = page.Box{X0: x, Y0: y, X1: x, Y1: y}
			}
			b = b.Union(page.Box{X0: x, Y0: y, X1: x, Y1: y})
		}
		in.work(len(in.page.Glyphs))
		in.page.Leave(page.Struck, func(i int) bool { return b.Holds(in.page.Glyphs[i].Box.Center()) })
	}
}

// appearance paints what an annotation brings to be shown in its rectangle.
func (in *interp) appearance(v pdf.Value, rect [4]float64, start gstate) error {
	look := v.Key("AP").Key("N")
	if look.Kind() == pdf.Dict { // one for each state of a button
		look = look.Key(v.Key("AS").Name())
	}
	if look.Kind() != pdf.Stream {
		return nil
	}
	fm, err := in.f.form(look)
	if err != nil || fm == nil || !fm.bounded {
		return err
	}
	// The appearance's box, as its own matrix places it, is fitted to the rectangle.
	b := fm.matrix.Box(fm.bbox[0], fm.bbox[1], fm.bbox[2], fm.bbox[3])
	if b.X1-b.X0 < 0.01 || b.Y1-b.Y0 < 0.01 {
		return nil
	}
	sx, sy := (rect[2]-rect[0])/(b.X1-b.X0), (rect[3]-rect[1])/(b.Y1-b.Y0)
	in.gs, in.stack = start, in.stack[:0]
	in.gs.ctm = page.Matrix{sx, 0, 0, sy, rect[0] - b.X0*sx, rect[1] - b.Y0*sy}.Mul(start.ctm)
	in.space = true // its text is apart from what was painted before
	return in.paintForm(fm, pdf.Value{}, 0)
}
