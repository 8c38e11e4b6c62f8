package pdf

import (
	"context"
	"sync"

	"selfeval/extract/document"
	"selfeval/extract/pdf/content"
	"selfeval/extract/pdf/page"
	"selfeval/extract/pdf/pdfium"
	"selfeval/extract/pdf/seen"
	"selfeval/report"
)

// Char is a character as an engine found it on a page.
type Char struct {
	Text   string
	Box    page.Box // on the page as it is read, points from its lower left corner
	Raised bool     // the mark of a note
	Space  bool     // a space stands before it
}

// Characters gives the characters of one file by what one engine sees, for reading a
// place on a page again. Its methods may be called from several goroutines.
type Characters interface {
	// Pages is how many pages the engine counts; where engines differ, page n of one is
	// not page n of the other.
	Pages() int
	// Characters gives those whose middle lies in a box of page n, 1-based, in the order
	// in which they were painted.
	Characters(ctx context.Context, n int, box page.Box) ([]Char, error)
	// Texts gives what stands in each of several boxes of page n, without the places of
	// the characters: with PDFium a small part of the work of Characters.
	Texts(ctx context.Context, n int, boxes []page.Box) ([]string, error)
	Close() error
}

// The engines, by the names that document.Document and Chars know.
const (
	EngineContent = content.Engine
	EnginePDFium  = pdfium.Engine
)

// Chars opens a file with one engine, EngineContent or EnginePDFium. PDFium itself is
// started once a process, however many files are opened with it; each open file holds one
// of its few instances, so close it. Known of PDFium: it passes over a Chinese character
// painted alone in a font that is not embedded. Figures are not concerned.
func Chars(ctx context.Context, data []byte, engine string, limits document.Limits) (Characters, error) {
	limits = limits.WithDefaults()
	switch engine {
	case EngineContent:
		e, err := reader.open(ctx, data, limits)
		if err != nil {
			return nil, err
		}
		if e.again {
			e.close()
			return nil, document.Errorf(report.Location{}, nil, "首选引擎无法打开 PDF", "the first engine cannot open the PDF")
		}
		return &chars{pages: e.first.Pages(), read: e.first.Page, close: func() error { e.close(); return nil }}, nil
	case EnginePDFium:
		f, err := pdfium.Open(ctx, data, limits)
		if err != nil {
			return nil, err
		}
		return &chars{pages: f.Pages(), read: f.Text, texts: f.Bounded, close: f.Close}, nil
	}
	return nil, document.Errorf(report.Location{}, nil, "没有引擎 %s", "there is no engine %s", engine)
}

// chars keeps the page that it was asked of last: one asks for the cells of a table one
// after the other.
type chars struct {
	pages int
	read  func(context.Context, int) (*page.Page, error)
	texts func(context.Context, int, []page.Box) ([]string, error) // nil: of the characters
	close func() error

	mu   sync.Mutex
	n    int
	last *page.Page
}

func (c *chars) Pages() int { return c.pages }

func (c *chars) Characters(ctx context.Context, n int, box page.Box) ([]Char, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.last == nil || c.n != n {
		p, err := c.read(ctx, n)
		if err != nil {
			return nil, err
		}
		if err := seen.Judge(ctx, p); err != nil {
			return nil, err
		}
		c.n, c.last = n, p
	}
	var out []Char
	for i := range c.last.Glyphs {
		if g := &c.last.Glyphs[i]; box.Holds(g.Box.Center()) {
			out = append(out, Char{Text: g.Text, Box: g.Box, Raised: g.Raised, Space: g.Space})
		}
	}
	return out, nil
}

func (c *chars) Texts(ctx context.Context, n int, boxes []page.Box) ([]string, error) {
	if c.texts != nil {
		return c.texts(ctx, n, boxes)
	}
	out := make([]string, len(boxes))
	for i := range boxes {
		found, err := c.Characters(ctx, n, boxes[i])
		if err != nil {
			return nil, err
		}
		for _, char := range found {
			if char.Space {
				out[i] += " "
			}
			out[i] += char.Text
		}
	}
	return out, nil
}

// Ready reports whether an engine can be had within a moment: PDFium takes seconds where
// it was never started on this machine.
func Ready(engine string) bool { return engine != EnginePDFium || pdfium.Ready() }

// Warm starts an engine without waiting for it.
func Warm(engine string) {
	if engine == EnginePDFium {
		pdfium.Warm()
	}
}

func (c *chars) Close() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.last = nil
	return c.close()
}
