package pdf

import (
	"context"
	"image"

	"selfeval/extract/document"
	"selfeval/extract/pdf/page"
	"selfeval/extract/pdf/pdfium"
	"selfeval/report"
)

// View is one page as the engine saw it, beside what was made of it.
type View struct {
	Page   *page.Page
	Blocks []document.Block // the document's blocks that stand on the page, in part or whole
}

// Look reads a file and gives page n, 1-based, for a person to look at.
func Look(ctx context.Context, data []byte, n int, limits document.Limits) (*View, error) {
	doc, err := Read(ctx, data, limits)
	if err != nil {
		return nil, err
	}
	if n < 1 || n > doc.Pages {
		return nil, document.Errorf(report.Location{}, nil, "没有第 %d 页，共 %d 页", "there is no page %d of %d", n, doc.Pages)
	}
	e, err := reader.open(ctx, data, limits.WithDefaults())
	if err != nil {
		return nil, err
	}
	defer e.close()
	p, err := e.page(ctx, n)
	if err != nil {
		return nil, err
	}
	v := &View{Page: p}
	for _, b := range doc.Blocks {
		on := b.At.Page == n
		for _, piece := range b.Pieces {
			on = on || piece.At.Page == n
		}
		if on {
			v.Blocks = append(v.Blocks, b)
		}
	}
	return v, nil
}

// Pages reads pages, 1-based, and hands each to see, which must not keep it. A page that
// cannot be read is passed over.
func Pages(ctx context.Context, data []byte, numbers []int, limits document.Limits, see func(*page.Page)) error {
	e, err := reader.open(ctx, data, limits.WithDefaults())
	if err != nil {
		return err
	}
	defer e.close()
	for _, n := range numbers {
		p, err := e.page(ctx, n)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			continue
		}
		see(p)
		p.Done()
	}
	return nil
}

// Render paints page n, 1-based.
func Render(ctx context.Context, data []byte, n, dpi int, limits document.Limits) (image.Image, error) {
	f, err := pdfium.Open(ctx, data, limits.WithDefaults())
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.Render(n, min(max(dpi, 36), 400))
}
