package pdf

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"selfeval/extract/document"
	"selfeval/extract/pdf/content"
	"selfeval/extract/pdf/layout"
	"selfeval/extract/pdf/page"
	"selfeval/extract/pdf/pdfium"
	"selfeval/extract/pdf/seen"
	"selfeval/report"
)

// primary is the engine of first choice.
const primary = content.Engine

// Open opens a file with one engine.
type Open func(ctx context.Context, data []byte, limits document.Limits) (page.Source, error)

// Reader reads PDF files with an engine of first choice and one for the pages that the
// first cannot read.
type Reader struct{ First, Second Open }

// reader has the engines that Read uses.
var reader = Default()

// Default is the reader that Read uses.
func Default() Reader { return Reader{opened(content.Open), opened(pdfium.Open)} }

// opened keeps a nil file from becoming a source that is not nil.
func opened[F page.Source](open func(context.Context, []byte, document.Limits) (F, error)) Open {
	return func(ctx context.Context, data []byte, limits document.Limits) (page.Source, error) {
		f, err := open(ctx, data, limits)
		if err != nil {
			return nil, err
		}
		return f, nil
	}
}

// engines are the engines of one file. The second is started when a page needs it.
type engines struct {
	Reader
	ctx    context.Context
	data   []byte
	limits document.Limits
	first  page.Source
	again  bool // all pages are read with the second engine; not changed while pages are read

	once      sync.Once
	second    page.Source
	secondErr error
}

// reading is what became of one page.
type reading struct {
	sheet     *layout.Sheet
	engine    string
	undecoded int  // characters no engine could tell
	cut       int  // characters beyond the edge of what is seen
	over      bool // a table goes on there
	machine   bool // text that a machine read on a picture is among it
	pictured  bool // a picture fills the page, and what text there is says nothing of it
	left      []page.LeftOut
	same      int   // the page before that this one repeats
	missing   bool  // the file does not hold all of it
	failed    error // why the page could not be read at all
	tripped   bool  // failed with a fault of ours
}

// open opens the file with the first engine that can.
func (r Reader) open(ctx context.Context, data []byte, limits document.Limits) (*engines, error) {
	e := &engines{Reader: r, ctx: ctx, data: data, limits: limits}
	f, err := r.First(ctx, data, limits)
	if err == nil && f.Pages() > 0 {
		e.first = f
		return e, nil
	}
	if err != nil && stop(ctx, err) {
		return nil, err
	}
	s, err2 := e.fallback()
	if err2 == nil {
		if errors.Is(err, content.ErrEncrypted) {
			if f := e.decrypted(ctx, s); f != nil {
				e.first = f
				return e, nil
			}
		}
		e.first, e.again = s, true
		return e, nil
	}
	if stop(ctx, err2) {
		return nil, err2
	}
	if err == nil {
		err = err2
	}
	if errors.Is(err, page.ErrPassword) || errors.Is(err2, page.ErrPassword) {
		return nil, document.Errorf(report.Location{}, page.ErrPassword, "PDF 已加密，需要密码才能打开", "the PDF is encrypted and needs a password").Because(document.Encrypted)
	}
	var de *document.Error
	if errors.As(err, &de) {
		return nil, err
	}
	return nil, document.Errorf(report.Location{}, err, "无法打开 PDF", "the PDF cannot be opened")
}

// decrypted opens an encrypted file, which the second engine could open, with the
// first, whose text is the more exact. It returns nil where that cannot be done.
func (e *engines) decrypted(ctx context.Context, s page.Source) page.Source {
	locked, ok := s.(*pdfium.File)
	if !ok {
		return nil
	}
	data, err := locked.Decrypted()
	if err != nil {
		return nil
	}
	f, err := e.First(ctx, data, e.limits)
	if err != nil || f.Pages() != s.Pages() {
		return nil
	}
	return f
}

// stop reports an error after which no other engine is to be tried.
func stop(ctx context.Context, err error) bool {
	return ctx.Err() != nil || errors.Is(err, document.ErrLimit)
}

// fallback gives the second engine, started once.
func (e *engines) fallback() (page.Source, error) {
	e.once.Do(func() {
		f, err := e.Second(e.ctx, e.data, e.limits)
		if err != nil {
			e.secondErr = err
			return
		}
		e.second = f
	})
	return e.second, e.secondErr
}

// source is the engine that pages are asked of first.
func (e *engines) source() page.Source {
	if e.again {
		return e.second
	}
	return e.first
}

func (e *engines) close() {
	if e.first != nil && e.first != e.second {
		e.first.Close()
	}
	if e.second != nil {
		e.second.Close()
	}
}

// blank reports readings without a single character, and with something else than
// pictures to explain it: then the first engine may have missed the text.
func blank(readings []reading) bool {
	pictures := true
	for i := range readings {
		s := readings[i].sheet
		if s != nil && s.Chars > 0 {
			return false
		}
		pictures = pictures && s != nil && s.Pictures > 0
	}
	return !pictures
}

// read reads one page and lays it out, with the second engine where what the first one
// gives trips the steps behind it. The error is one that ends the document.
func (e *engines) read(ctx context.Context, n int, limits document.Limits) (reading, error) {
	r, err := e.lay(ctx, n, limits, e.glyphs)
	if r.tripped && !e.again {
		if r2, err2 := e.lay(ctx, n, limits, e.secondly); err2 != nil || r2.failed == nil {
			return r2, err2
		}
	}
	return r, err
}

// overhang is how many lines over the page's edge a table has at least that goes on there.
const overhang = 4

// lay reads one page with what gives its glyphs, and lays it out. A page that trips us
// must cost itself only, and no goroutine may take the process down.
func (e *engines) lay(ctx context.Context, n int, limits document.Limits, glyphs func(context.Context, int) (*page.Page, error)) (r reading, err error) {
	defer func() {
		if p := recover(); p != nil {
			r, err = reading{failed: fmt.Errorf("panic: %v", p), tripped: true}, nil
		}
	}()
	p, err := judged(ctx, n, glyphs)
	if err != nil {
		if stop(ctx, err) {
			return reading{}, err
		}
		return reading{failed: err}, nil
	}
	defer p.Done()
	recognised, full := p.Recognised > 0, pictured(p)
	s, err := layout.Analyse(ctx, p, limits)
	if err != nil {
		return reading{}, err
	}
	return reading{sheet: s, engine: p.Engine, undecoded: p.Undecoded + p.Misnamed, cut: p.Cut, over: p.Overhang >= overhang && s.ToEdge(), machine: recognised, pictured: full, left: p.LeftOut, same: p.Same, missing: p.Missing}, nil
}

// margin is the part of a page's height, above and below, in which page numbers
// and marks of filing stand.
const margin = 0.1

// pictured reports a page filled by pictures whose text, if any, is but a page
// number in the margin or a mark across it: most likely a scan.
func pictured(p *page.Page) bool {
	covered := 0.0
	for _, b := range p.Pictures {
		if w, h := b.X1-b.X0, b.Y1-b.Y0; w > 0 && h > 0 {
			covered += w * h
		}
	}
	if covered < 0.5*p.Width*p.Height {
		return false
	}
	for i := range p.Glyphs {
		g := &p.Glyphs[i]
		if y := (g.Box.Y0 + g.Box.Y1) / 2; g.Straight() && y > margin*p.Height && y < (1-margin)*p.Height {
			return false
		}
	}
	return true
}

// page reads one page and judges what of it is seen.
func (e *engines) page(ctx context.Context, n int) (*page.Page, error) {
	return judged(ctx, n, e.glyphs)
}

func judged(ctx context.Context, n int, glyphs func(context.Context, int) (*page.Page, error)) (*page.Page, error) {
	p, err := glyphs(ctx, n)
	if err != nil {
		return nil, err
	}
	return p, seen.Judge(ctx, p)
}

// glyphs reads one page with the engine that can tell more of it.
func (e *engines) glyphs(ctx context.Context, n int) (*page.Page, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	p, err := e.source().Page(ctx, n)
	if err != nil && stop(ctx, err) {
		return nil, err
	}
	if e.again || err == nil && (!unclear(p) || p.Misnamed > 0) {
		return p, err
	}
	p2, err2 := e.secondly(ctx, n)
	switch {
	case err2 != nil && stop(ctx, err2):
		return nil, err2
	case p2 == nil:
	case err == nil && p2.Known() > p.Known():
		return p2, nil
	case err != nil && len(p2.Glyphs)+len(p2.Pictures) > 0: // an empty page is not how a damaged one is read
		return p2, nil
	}
	return p, err
}

// secondly reads one page with the second engine. Where the engines do not count alike,
// its page n is another page.
func (e *engines) secondly(ctx context.Context, n int) (*page.Page, error) {
	s, err := e.fallback()
	if err != nil {
		return nil, err
	}
	if s.Pages() != e.first.Pages() {
		return nil, errOtherPages
	}
	return s.Page(ctx, n)
}

// errOtherPages says that the engines do not count alike.
var errOtherPages = errors.New("the engines count different pages")

// unclear reports a page of which the engine could not tell more than one
// character in a hundred.
func unclear(p *page.Page) bool {
	return p.Undecoded*100 > p.Known()+p.Undecoded
}
