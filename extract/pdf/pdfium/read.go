package pdfium

import (
	"context"
	"math"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"selfeval/extract/document"
	"selfeval/extract/pdf/page"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/printed"
	"selfeval/report"
)

// maxObjects bounds the drawn objects looked at on a page.
const maxObjects = 200_000

// reading is one page being read.
type reading struct {
	instance pdfium.Pdfium
	ctx      context.Context
	ref      requests.Page
	page     *page.Page
	base     page.Matrix
	seen     int
}

// frame finds how the page's space lies on the page as it is read.
func (r *reading) frame() {
	b := page.Box{X1: 595, Y1: 842}
	if m, err := r.instance.FPDFPage_GetMediaBox(&requests.FPDFPage_GetMediaBox{Page: r.ref}); err == nil {
		b = page.Box{X0: float64(m.Left), Y0: float64(m.Bottom), X1: float64(m.Right), Y1: float64(m.Top)}
	}
	if c, err := r.instance.FPDFPage_GetCropBox(&requests.FPDFPage_GetCropBox{Page: r.ref}); err == nil {
		crop := b.Intersect(page.Box{X0: float64(c.Left), Y0: float64(c.Bottom), X1: float64(c.Right), Y1: float64(c.Top)})
		if crop.X1 > crop.X0 && crop.Y1 > crop.Y0 {
			b = crop
		}
	}
	rotate := 0
	if rot, err := r.instance.FPDFPage_GetRotation(&requests.FPDFPage_GetRotation{Page: r.ref}); err == nil {
		rotate = int(rot.PageRotation) * 90
	}
	r.base, r.page.Width, r.page.Height = page.Frame(b, rotate, 1)
}

// text reads the page's characters. Those that PDFium made up for reading
// (spaces, line ends) only mark a gap.
func (r *reading) text() error {
	tp, err := r.instance.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: r.ref})
	if err != nil {
		return document.Errorf(report.Location{Page: r.page.Number}, err, "文字无法读取", "the text cannot be read")
	}
	defer r.instance.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: tp.TextPage})
	count, err := r.instance.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: tp.TextPage})
	if err != nil {
		return document.Errorf(report.Location{Page: r.page.Number}, err, "文字无法读取", "the text cannot be read")
	}
	space := false
	for i := range count.Count {
		if i%256 == 0 && r.ctx.Err() != nil {
			return context.Cause(r.ctx)
		}
		u, err := r.instance.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: tp.TextPage, Index: i})
		if err != nil {
			continue
		}
		c := rune(u.Unicode)
		if cjk.Space(c) {
			space = space || c != '\r' && c != '\n'
			continue
		}
		if !r.decoded(tp.TextPage, i, c) {
			r.page.Undecoded++
			continue
		}
		if g, ok := r.glyph(tp.TextPage, i, c); ok {
			g.Space, space = space, false
			r.page.Glyphs = append(r.page.Glyphs, g)
		}
	}
	return nil
}

// decoded reports whether a character is known: where its font does not tell it, PDFium
// gives its code.
func (r *reading) decoded(text references.FPDF_TEXTPAGE, i int, c rune) bool {
	if c < ' ' || c == 0xfffd || c >= 0xe000 && c < 0xf900 {
		return false
	}
	e, err := r.instance.FPDFText_HasUnicodeMapError(&requests.FPDFText_HasUnicodeMapError{TextPage: text, Index: i})
	return err != nil || !e.HasUnicodeMapError
}

func (r *reading) glyph(tp references.FPDF_TEXTPAGE, i int, c rune) (g page.Glyph, ok bool) {
	b, err := r.instance.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: tp, Index: i})
	if err != nil {
		return g, false
	}
	g = page.Glyph{Text: printed.Fold(string(c)), Box: r.base.Box(float64(b.Rect.Left), float64(b.Rect.Bottom), float64(b.Rect.Right), float64(b.Rect.Top))}
	g.Size = g.Box.Y1 - g.Box.Y0
	if s, err := r.instance.FPDFText_GetFontSize(&requests.FPDFText_GetFontSize{TextPage: tp, Index: i}); err == nil && s.FontSize > 1 {
		// The size in the font's own space; the box tells how far it was scaled.
		g.Size = min(max(s.FontSize, g.Size*0.5), g.Size*1.5)
	}
	if o, err := r.instance.FPDFText_GetCharOrigin(&requests.FPDFText_GetCharOrigin{TextPage: tp, Index: i}); err == nil {
		_, g.Baseline = r.base.Apply(o.X, o.Y)
	} else {
		g.Baseline = g.Box.Y0
	}
	if a, err := r.instance.FPDFText_GetCharAngle(&requests.FPDFText_GetCharAngle{TextPage: tp, Index: i}); err == nil && a.CharAngle > 0 {
		// The text's own angle and the page's turn add up.
		turn := math.Atan2(r.base[1], r.base[0])
		deg := math.Mod((float64(a.CharAngle)+turn)*180/math.Pi, 360)
		if deg > 180 {
			deg -= 360
		}
		if math.Abs(deg) > 0.5 {
			g.Angle = deg
		}
	} else if turn := math.Atan2(r.base[1], r.base[0]); turn != 0 {
		g.Angle = turn * 180 / math.Pi
	}
	return g, true
}

// objects reads the lines drawn on the page and where its images lie.
func (r *reading) objects() error {
	n, err := r.instance.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: r.ref})
	if err != nil {
		return nil // text without lines is still text
	}
	for i := range n.Count {
		o, err := r.instance.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: r.ref, Index: i})
		if err != nil {
			continue
		}
		if err := r.object(o.PageObject, r.base, 0); err != nil {
			return err
		}
	}
	return nil
}

func (r *reading) object(o references.FPDF_PAGEOBJECT, m page.Matrix, depth int) error {
	if r.seen++; r.seen > maxObjects || depth > 20 {
		return nil
	}
	if r.seen%64 == 0 && r.ctx.Err() != nil {
		return context.Cause(r.ctx)
	}
	kind, err := r.instance.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: o})
	if err != nil {
		return nil
	}
	switch kind.Type {
	case enums.FPDF_PAGEOBJ_PATH:
		if len(r.page.Glyphs)+r.page.Undecoded > 0 { // lines without text are no table
			r.path(o, r.matrix(o).Mul(m))
		}
	case enums.FPDF_PAGEOBJ_IMAGE:
		r.page.Pictures = append(r.page.Pictures, r.matrix(o).Mul(m).Box(0, 0, 1, 1))
	case enums.FPDF_PAGEOBJ_FORM:
		n, err := r.instance.FPDFFormObj_CountObjects(&requests.FPDFFormObj_CountObjects{PageObject: o})
		if err != nil {
			return nil
		}
		inner := r.matrix(o).Mul(m)
		for i := range n.Count {
			child, err := r.instance.FPDFFormObj_GetObject(&requests.FPDFFormObj_GetObject{PageObject: o, Index: uint64(i)})
			if err != nil {
				continue
			}
			if err := r.object(child.PageObject, inner, depth+1); err != nil {
				return err
			}
		}
	}
	return nil
}

func (r *reading) matrix(o references.FPDF_PAGEOBJECT) page.Matrix {
	m, err := r.instance.FPDFPageObj_GetMatrix(&requests.FPDFPageObj_GetMatrix{PageObject: o})
	if err != nil {
		return page.Identity
	}
	return page.Matrix{float64(m.Matrix.A), float64(m.Matrix.B), float64(m.Matrix.C), float64(m.Matrix.D), float64(m.Matrix.E), float64(m.Matrix.F)}
}

// path turns a drawn path into rules: its straight segments where it is stroked,
// its box where it is filled and thin.
func (r *reading) path(o references.FPDF_PAGEOBJECT, m page.Matrix) {
	mode, err := r.instance.FPDFPath_GetDrawMode(&requests.FPDFPath_GetDrawMode{PageObject: o})
	if err != nil {
		return
	}
	p := subpath{r: r, filled: mode.FillMode != enums.FPDF_FILLMODE_NONE, stroked: mode.Stroke, width: 0.5, straight: true}
	if !p.filled && !p.stroked {
		return
	}
	count, err := r.instance.FPDFPath_CountSegments(&requests.FPDFPath_CountSegments{PageObject: o})
	if err != nil || count.Count > 10_000 {
		return
	}
	if w, err := r.instance.FPDFPageObj_GetStrokeWidth(&requests.FPDFPageObj_GetStrokeWidth{PageObject: o}); err == nil {
		p.width = max(float64(w.StrokeWidth)*m.Scale(), 0.1)
	}
	for i := range count.Count {
		seg, err := r.instance.FPDFPath_GetPathSegment(&requests.FPDFPath_GetPathSegment{PageObject: o, Index: i})
		if err != nil {
			return
		}
		kind, err1 := r.instance.FPDFPathSegment_GetType(&requests.FPDFPathSegment_GetType{PathSegment: seg.PathSegment})
		pt, err2 := r.instance.FPDFPathSegment_GetPoint(&requests.FPDFPathSegment_GetPoint{PathSegment: seg.PathSegment})
		if err1 != nil || err2 != nil {
			return
		}
		x, y := m.Apply(float64(pt.X), float64(pt.Y))
		p.segment(kind.Type, [2]float64{x, y})
		if c, err := r.instance.FPDFPathSegment_GetClose(&requests.FPDFPathSegment_GetClose{PathSegment: seg.PathSegment}); err == nil && c.IsClose {
			p.lineTo(p.start)
		}
	}
	p.flush()
}

// subpath is a part of a path between two moves.
type subpath struct {
	r               *reading
	filled, stroked bool
	width           float64
	start, at       [2]float64
	lines           []page.Rule
	straight        bool
}

// segment goes on to a point.
func (p *subpath) segment(kind enums.FPDF_SEGMENT, to [2]float64) {
	switch kind {
	case enums.FPDF_SEGMENT_MOVETO:
		p.flush()
		p.start, p.at = to, to
	case enums.FPDF_SEGMENT_LINETO:
		p.lineTo(to)
	default:
		p.straight, p.at = false, to
	}
}

func (p *subpath) lineTo(to [2]float64) {
	p.lines = append(p.lines, page.Rule{X0: p.at[0], Y0: p.at[1], X1: to[0], Y1: to[1]})
	p.at = to
}

// flush makes rules of what was drawn since the last move.
func (p *subpath) flush() {
	if len(p.lines) == 0 {
		return
	}
	if p.stroked {
		for _, s := range p.lines {
			p.r.rule(s, p.width)
		}
	}
	if p.filled && p.straight {
		p.r.filled(p.lines)
	}
	p.lines, p.straight = p.lines[:0], true
}

func (r *reading) rule(s page.Rule, width float64) {
	s.X0, s.X1 = min(s.X0, s.X1), max(s.X0, s.X1)
	s.Y0, s.Y1 = min(s.Y0, s.Y1), max(s.Y0, s.Y1)
	w, h := s.X1-s.X0, s.Y1-s.Y0
	if w > 0.5 && h > 0.5 || w+h < 0.5 || math.IsNaN(w+h) {
		return
	}
	s.Width = width
	r.page.Rules = append(r.page.Rules, s)
}

// filled takes a filled subpath that is an upright rectangle: a line if it is
// thin, an area else.
func (r *reading) filled(sub []page.Rule) {
	b := page.Box{X0: math.Inf(1), Y0: math.Inf(1), X1: math.Inf(-1), Y1: math.Inf(-1)}
	for _, s := range sub {
		if math.Abs(s.X0-s.X1) > 0.2 && math.Abs(s.Y0-s.Y1) > 0.2 {
			return
		}
		b.X0, b.Y0 = min(b.X0, s.X0, s.X1), min(b.Y0, s.Y0, s.Y1)
		b.X1, b.Y1 = max(b.X1, s.X0, s.X1), max(b.Y1, s.Y0, s.Y1)
	}
	w, h := b.X1-b.X0, b.Y1-b.Y0
	const thin = 3
	switch {
	case h <= thin && h <= w:
		r.rule(page.Rule{X0: b.X0, Y0: (b.Y0 + b.Y1) / 2, X1: b.X1, Y1: (b.Y0 + b.Y1) / 2}, h)
	case w <= thin:
		r.rule(page.Rule{X0: (b.X0 + b.X1) / 2, Y0: b.Y0, X1: (b.X0 + b.X1) / 2, Y1: b.Y1}, w)
	default:
		r.page.Areas = append(r.page.Areas, page.Area{Box: b})
	}
}
