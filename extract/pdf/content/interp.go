package content

import (
	"bytes"
	"context"
	"math"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/ledongthuc/pdf"

	"selfeval/extract/document"
	"selfeval/extract/pdf/page"
	"selfeval/report"
)

// maxOperators bounds the work on one page; a dense page has some thousands.
const maxOperators = 5_000_000

// formWork is what painting a form costs at least, in operators: it is looked up, read
// and its state kept, however little it paints.
const formWork = 250

// Page reads page n, 1-based. Glyphs that could not be decoded are counted in
// Undecoded; another engine may know them.
func (f *File) Page(ctx context.Context, n int) (*page.Page, error) {
	if n < 1 || n > len(f.pages) {
		return nil, document.Errorf(report.Location{Page: n}, nil, "没有这一页", "there is no such page")
	}
	p, again, err := f.interpret(ctx, n, nil)
	if err == nil && len(again) > 0 {
		p, _, err = f.interpret(ctx, n, again)
	}
	return p, err
}

// interpret reads a page; gbk are the fonts whose bytes are known to be GBK, found those
// of which the page tells it.
func (f *File) interpret(ctx context.Context, n int, gbk map[*font]bool) (p *page.Page, found map[*font]bool, err error) {
	defer func() {
		if x := recover(); x != nil {
			p, found, err = nil, nil, caught(x)
		}
	}()
	lf := &f.pages[n-1]
	if lf.broken != nil {
		return nil, nil, document.Errorf(report.Location{Page: n}, lf.broken, "页面对象损坏", "the page's object is broken")
	}
	in := &interp{f: f, ctx: ctx, page: page.New(n, Engine), gbk: gbk}
	base := in.frame(lf)
	if in.page.Same, in.page.Missing = lf.same, lf.missing; lf.same > 0 {
		return in.page, in.found, nil
	}
	src := sources.Get().(*bytes.Buffer)
	src.Reset()
	defer sources.Put(src)
	cut, err := f.contents(src, lf.page.Key("Contents"))
	if err != nil {
		return nil, nil, err
	}
	in.page.Missing = in.page.Missing || cut
	in.gs = gstate{ctm: base, clip: page.Box{X1: in.page.Width, Y1: in.page.Height}, scale: 1, width: 1, alpha: 1, group: 1}
	start := in.gs
	if err := in.run(src.Bytes(), lf.resources, 0); err != nil {
		return nil, nil, err
	}
	in.close(0)
	if err := in.annotations(lf.page.Key("Annots"), start); err != nil {
		return nil, nil, err
	}
	in.uncover()
	in.page.DropUnknown()
	known := in.recognised()
	in.page.Recognised += len(known)
	in.page.Glyphs = append(in.page.Glyphs, known...)
	return in.page, in.found, nil
}

// sources are buffers for the content of pages, which lives no longer than its page.
var sources = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// contents joins a page's content streams; cut says that one of them breaks off.
func (f *File) contents(buf *bytes.Buffer, v pdf.Value) (cut bool, err error) {
	if v.Kind() != pdf.Array {
		return f.streamInto(buf, v)
	}
	for i := range v.Len() {
		broke, err := f.streamInto(buf, v.Index(i))
		if err != nil {
			return false, err
		}
		cut = cut || broke
		if buf.Len() > maxStream {
			return false, document.Errorf(report.Location{}, document.ErrLimit, "解压后的数据超过上限", "inflated data exceeds the limit")
		}
		buf.WriteByte('\n')
	}
	return cut, nil
}

// frame sets the page's size and returns the transformation that undoes crop
// and rotation.
func (in *interp) frame(lf *leaf) page.Matrix {
	b := lf.media
	if c := lf.crop; c[2] > c[0] {
		if i := [4]float64{max(b[0], c[0]), max(b[1], c[1]), min(b[2], c[2]), min(b[3], c[3])}; i[2] > i[0] && i[3] > i[1] {
			b = i
		}
	}
	m, w, h := page.Frame(page.Box{X0: b[0], Y0: b[1], X1: b[2], Y1: b[3]}, lf.rotate, lf.page.Key("UserUnit").Float64())
	in.page.Width, in.page.Height = w, h
	return m
}

// gstate is the graphics state, the text state in it.
type gstate struct {
	ctm          page.Matrix
	clip         page.Box
	fill, stroke uint32
	fillInk      bool // the colour space counts ink, not light
	strokeInk    bool
	width        float64
	alpha, group float64 // opacity of what is filled, and of the group it belongs to
	blends       bool    // what is painted is mixed with what lies under it
	ragged       bool    // the clip is no upright rectangle: it shows less than clip says

	font                 *font
	size, char, word     float64
	scale, leading, rise float64 // scale 1 is 100 %
	mode                 int
}

// interp runs the content streams of one page.
type interp struct {
	f      *File
	ctx    context.Context
	page   *page.Page
	hidden []page.Glyph // invisible text
	// layered is the text of layers that are switched off.
	layered    []page.Glyph
	covered    []cover        // what was painted over text, in painting order
	gbk, found map[*font]bool // fonts whose bytes are GBK: known, and found on the page
	gs         gstate
	stack      []gstate
	ops        int
	steps      int // since the clock was looked at

	tm, tlm  page.Matrix
	space    bool // a space was shown since the last glyph
	text     textRun
	path     []segment
	start    [2]float64 // of the current subpath
	at       [2]float64
	rects    []page.Box // rectangles of the current path, in user space of the page
	clipping bool
	curved   bool // the current path has curves
	arcs     arcs // these

	marks []marked // the marked content that is open
	off   int      // how many of marks hide what they hold
	spans int      // how many of marks stand for another text than their glyphs'
}

type segment struct{ x0, y0, x1, y1 float64 } // in page space

// work counts steps and looks at the clock now and then. It ends the page by a panic,
// which interpret takes for the error that it is: few places have a way to return one.
func (in *interp) work(steps int) {
	if in.steps += steps; in.steps >= breath {
		in.steps = 0
		if in.ctx.Err() != nil {
			panic(context.Cause(in.ctx))
		}
	}
}

// breath is how many steps are made between two looks at the clock: some milliseconds.
const breath = 1 << 16

// operand stack of one operator.
type operands struct {
	list []token
}

func (o *operands) num(i int) float64 {
	if i < len(o.list) {
		return o.list[i].num
	}
	return 0
}

func (o *operands) matrix() page.Matrix {
	var m page.Matrix
	for i := range m {
		m[i] = o.num(i)
	}
	return m
}

// run executes a content stream with its resources.
func (in *interp) run(src []byte, resources pdf.Value, depth int) error {
	l := &lexer{src: src}
	res := &resourceSet{f: in.f, v: resources}
	var o operands
	array := false
	var items []token // of the array operand, for TJ
	for {
		t := l.next()
		switch t.kind {
		case tokEOF:
			return nil
		case tokArrayStart:
			array, items = true, items[:0]
		case tokArrayEnd:
			array = false
		case tokOperator:
			if in.ops++; in.ops > maxOperators {
				return in.complex()
			}
			if in.ops%4096 == 0 && in.ctx.Err() != nil {
				return context.Cause(in.ctx)
			}
			if err := in.operator(string(t.str), &o, items, res, l, depth); err != nil {
				return err
			}
			o.list, items, array = o.list[:0], items[:0], false
		default:
			if array {
				items = append(items, t)
			} else if len(o.list) < 64 {
				o.list = append(o.list, t)
			}
		}
	}
}

func (in *interp) complex() error {
	return document.Errorf(report.Location{Page: in.page.Number}, document.ErrLimit, "页面内容过于复杂", "the page's content is too complex")
}

func (in *interp) operator(op string, o *operands, items []token, res *resourceSet, l *lexer, depth int) error {
	gs := &in.gs
	switch op {
	// Graphics state.
	case "q":
		if len(in.stack) < 512 {
			in.stack = append(in.stack, *gs)
		}
	case "Q":
		if n := len(in.stack); n > 0 {
			*gs = in.stack[n-1]
			in.stack = in.stack[:n-1]
		}
	case "cm":
		gs.ctm = o.matrix().Mul(gs.ctm)
	case "w":
		gs.width = o.num(0)
	case "gs":
		if len(o.list) > 0 {
			in.setState(res.state(string(o.list[0].str)))
		}
	case "g":
		gs.fill, gs.fillInk = gray(o.num(0)), false
	case "G":
		gs.stroke, gs.strokeInk = gray(o.num(0)), false
	case "rg":
		gs.fill, gs.fillInk = rgb(o.num(0), o.num(1), o.num(2)), false
	case "RG":
		gs.stroke, gs.strokeInk = rgb(o.num(0), o.num(1), o.num(2)), false
	case "k":
		gs.fill, gs.fillInk = cmyk(o.num(0), o.num(1), o.num(2), o.num(3)), false
	case "K":
		gs.stroke, gs.strokeInk = cmyk(o.num(0), o.num(1), o.num(2), o.num(3)), false
	case "cs":
		gs.fill, gs.fillInk = 0, len(o.list) > 0 && res.inks(string(o.list[0].str))
	case "CS":
		gs.stroke, gs.strokeInk = 0, len(o.list) > 0 && res.inks(string(o.list[0].str))
	case "sc", "scn":
		if c, ok := components(o, gs.fillInk); ok {
			gs.fill = c
		} else if n := len(o.list); n > 0 && o.list[n-1].kind == tokName {
			gs.fill = res.pattern(string(o.list[n-1].str))
		}
	case "SC", "SCN":
		if c, ok := components(o, gs.strokeInk); ok {
			gs.stroke = c
		}

	// Text.
	case "BT":
		in.tm, in.tlm = page.Identity, page.Identity
		in.place()
	case "Tf":
		if len(o.list) >= 2 {
			gs.font, gs.size = res.font(string(o.list[0].str)), o.num(1)
		}
	case "Tc":
		gs.char = o.num(0)
	case "Tw":
		gs.word = o.num(0)
	case "Tz":
		gs.scale = o.num(0) / 100
	case "TL":
		gs.leading = o.num(0)
	case "Ts":
		gs.rise = o.num(0)
	case "Tr":
		gs.mode = int(o.num(0))
	case "Td":
		in.move(o.num(0), o.num(1))
	case "TD":
		gs.leading = -o.num(1)
		in.move(o.num(0), o.num(1))
	case "Tm":
		in.tlm = o.matrix()
		in.tm = in.tlm
		in.place()
	case "T*":
		in.move(0, -gs.leading)
	case "Tj":
		if len(o.list) > 0 {
			in.show(o.list[len(o.list)-1].str)
		}
	case "'":
		in.move(0, -gs.leading)
		if len(o.list) > 0 {
			in.show(o.list[len(o.list)-1].str)
		}
	case "\"":
		gs.word, gs.char = o.num(0), o.num(1)
		in.move(0, -gs.leading)
		if len(o.list) > 2 {
			in.show(o.list[2].str)
		}
	case "TJ":
		for _, t := range items {
			switch t.kind {
			case tokNumber:
				d := -t.num / 1000 * gs.size
				if gs.font != nil && gs.font.vertical {
					in.tm = page.Matrix{1, 0, 0, 1, 0, d}.Mul(in.tm)
				} else {
					in.tm = page.Matrix{1, 0, 0, 1, d * gs.scale, 0}.Mul(in.tm)
				}
			case tokString:
				in.show(t.str)
			}
		}

	// Paths.
	case "m":
		in.start = [2]float64{o.num(0), o.num(1)}
		in.at = in.start
	case "l":
		in.line(o.num(0), o.num(1))
	case "c":
		in.curve(o.num(4), o.num(5)) // no ruling line
	case "v", "y":
		in.curve(o.num(2), o.num(3))
	case "h":
		in.line(in.start[0], in.start[1])
	case "re":
		in.rectangle(o.num(0), o.num(1), o.num(2), o.num(3))
	case "S":
		in.paint(false, true)
	case "s":
		in.line(in.start[0], in.start[1])
		in.paint(false, true)
	case "f", "F", "f*":
		in.paint(true, false)
	case "B", "B*":
		in.paint(true, true)
	case "b", "b*":
		in.line(in.start[0], in.start[1])
		in.paint(true, true)
	case "n":
		in.paint(false, false)
	case "W", "W*":
		in.clipping = true

	case "sh":
		if len(o.list) > 0 && in.off == 0 {
			in.shade(gs.clip, res.shade(res.v.Key("Shading").Key(string(o.list[0].str))))
		}
	case "Do":
		if len(o.list) > 0 {
			return in.object(res, string(o.list[0].str), depth)
		}
	case "BMC", "BDC":
		in.open(o, res)
	case "EMC":
		in.unmark()
	case "BI":
		inlineImage(l)
		in.picture(false)
	}
	return nil
}

func (in *interp) move(x, y float64) {
	in.tlm = page.Matrix{1, 0, 0, 1, x, y}.Mul(in.tlm)
	in.tm = in.tlm
	in.place()
}

// show paints a string.
func (in *interp) show(s []byte) {
	gs := &in.gs
	fo := gs.font
	if fo == nil {
		// A font that is not there: its text is lost, and must not be lost in silence.
		if in.off == 0 {
			in.page.Undecoded += max(1, len(s)/2)
		}
		return
	}
	pairs, wrong := in.bytesAs(fo, s)
	for len(s) > 0 {
		in.work(1)
		var ch char
		switch {
		case pairs:
			ch = fo.pair(s)
		default:
			if ch = fo.next(s); wrong && s[0] >= 0x80 {
				ch.text, ch.wrong = "", true
			}
		}
		s = s[min(max(ch.size, 1), len(s)):]
		advance := ch.width/1000*gs.size + gs.char*float64(max(ch.codes, 1))
		if ch.space {
			advance += gs.word
		}
		m := page.Matrix{gs.scale, 0, 0, 1, 0, gs.rise}.Mul(in.tm).Mul(gs.ctm)
		switch {
		case in.off > 0 && (ch.text == "" || blank(ch.text)):
		case ch.text == "" && gs.mode != 3 && in.spans > 0:
			ch.text = unknown
			in.glyph(ch, m)
		case ch.text == "" && gs.mode != 3:
			if ch.wrong {
				in.page.Misnamed++
			} else {
				in.page.Undecoded++
			}
			if ch.hole {
				ch.text = page.Unknown
				in.glyph(ch, m)
			}
		case ch.text == "": // nobody sees it, and it says nothing
		case blank(ch.text):
			in.space = true
		default:
			in.glyph(ch, m)
		}
		if fo.vertical {
			in.tm = page.Matrix{1, 0, 0, 1, 0, -(gs.size + gs.char)}.Mul(in.tm)
		} else {
			in.tm = page.Matrix{1, 0, 0, 1, advance * gs.scale, 0}.Mul(in.tm)
		}
	}
}

// blank reports a character that only keeps others apart.
func blank(text string) bool {
	r, n := utf8.DecodeRuneInString(text)
	return n == len(text) && unicode.IsSpace(r)
}

func (in *interp) glyph(ch char, m page.Matrix) {
	gs := &in.gs
	fo := gs.font
	w := ch.width / 1000 * gs.size
	up, down := fo.ascent/1000*gs.size, fo.descent/1000*gs.size
	var b page.Box
	if fo.vertical {
		b = m.Box(-gs.size/2, -gs.size, gs.size/2, 0)
	} else {
		b = m.Box(0, down, w, up)
	}
	// What the clip hides is not on the page. The ink of a bracket or a comma fills half
	// of its square. A line that a page end cuts in half is on the page that has its middle.
	x0, x1, cy := (b.X0+b.X1)/2, b.X1-(b.X1-b.X0)/4, (b.Y0+b.Y1)/2
	if in.text.begun {
		x0 = b.X0 + (b.X1-b.X0)/4
	}
	if c := gs.clip; (x1 < c.X0-1 || x0 > c.X1+1 || cy < c.Y0 || cy >= c.Y1 || math.IsNaN(x0+cy)) && !in.runsOn(b, m) {
		return
	}
	_, baseline := m.Apply(0, 0)
	g := page.Glyph{
		Text: ch.text, Box: b, Size: math.Abs(gs.size) * math.Hypot(m[2], m[3]), Baseline: baseline,
		Font: fo.name, Bold: fo.bold || gs.mode == 2, Color: gs.seen(gs.fill), Vertical: fo.vertical, Space: in.space, Apart: in.shown(),
	}
	// A negative size turns the text by half, which its matrix often undoes.
	if x, y := math.Copysign(m[0], m[0]*gs.size), math.Copysign(m[1], m[1]*gs.size); y != 0 || x < 0 {
		g.Angle = math.Atan2(y, x) * 180 / math.Pi
	}
	in.space = false
	switch {
	case in.off > 0:
		in.layered = append(in.layered, g)
	case gs.mode == 3:
		in.hidden = append(in.hidden, g)
	case gs.mode != 7:
		in.page.Glyphs = append(in.page.Glyphs, g)
	}
}

// object paints a form or an image.
func (in *interp) object(res *resourceSet, name string, depth int) error {
	v := res.v.Key("XObject").Key(name)
	if in.f.off.hides(v.Key("OC")) {
		in.off++
		defer func() { in.off-- }()
	}
	switch v.Key("Subtype").Name() {
	case "Image":
		in.picture(!v.Key("ImageMask").Bool() && v.Key("SMask").IsNull() && v.Key("Mask").IsNull() && v.Key("SMaskInData").Int64() == 0)
	case "Form":
		if depth >= 20 {
			return nil // a form within itself, or as good as
		}
		if in.ops += formWork; in.ops > maxOperators {
			return in.complex()
		}
		fm, err := in.f.form(v)
		if err != nil || fm == nil {
			return err
		}
		return in.paintForm(fm, res.v, depth)
	}
	return nil
}

// paintForm runs a form's content; outer are the resources of what it stands in.
func (in *interp) paintForm(fm *form, outer pdf.Value, depth int) error {
	in.page.Missing = in.page.Missing || fm.cut
	saved, stack := in.gs, len(in.stack)
	tm, tlm := in.tm, in.tlm
	in.gs.ctm = fm.matrix.Mul(in.gs.ctm)
	if fm.group {
		in.gs.group, in.gs.alpha = in.gs.group*in.gs.alpha, 1
	}
	if fm.bounded {
		in.gs.clip = in.gs.clip.Intersect(in.gs.ctm.Box(fm.bbox[0], fm.bbox[1], fm.bbox[2], fm.bbox[3]))
	}
	resources := fm.resources
	if resources.IsNull() {
		resources = outer
	}
	marks := len(in.marks)
	err := in.run(fm.src, resources, depth+1)
	in.close(marks)
	in.gs, in.tm, in.tlm = saved, tm, tlm
	in.stack = in.stack[:min(stack, len(in.stack))]
	return err
}

// picture notes an image painted in the unit square; solid says that nothing is seen
// through it.
func (in *interp) picture(solid bool) {
	if in.off > 0 {
		return
	}
	b := in.gs.ctm.Box(0, 0, 1, 1)
	seen := in.gs.clip.Intersect(b)
	in.page.Pictures = append(in.page.Pictures, seen)
	if solid {
		in.covers(seen, true)
	}
	// Some writers stretch a dot to a line; slices of a scan are higher.
	if w, h := b.X1-b.X0, b.Y1-b.Y0; min(w, h) <= 1 && max(w, h) > 10*min(w, h) {
		in.along(b, 0)
	}
}

// inlineImage passes over the data of an inline image.
func inlineImage(l *lexer) {
	for {
		t := l.next()
		if t.kind == tokEOF {
			return
		}
		if t.kind == tokOperator && string(t.str) == "ID" {
			break
		}
	}
	src := l.src
	for i := l.pos; i+1 < len(src); i++ {
		if src[i] == 'E' && src[i+1] == 'I' && (i == 0 || class[src[i-1]] == 1) && (i+2 >= len(src) || class[src[i+2]] != 0) {
			l.pos = i + 2
			return
		}
	}
	l.pos = len(src)
}
