package pdfium

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"

	"github.com/klippa-app/go-pdfium/requests"

	"selfeval/extract/document"
	"selfeval/extract/pdf/page"
	"selfeval/internal/text/printed"
	"selfeval/report"
)

// Bounded gives the text that stands in boxes of page n, 1-based, as PDFium itself puts
// it together: far less work than all characters of the page with their places.
func (f *File) Bounded(ctx context.Context, n int, boxes []page.Box) ([]string, error) {
	return onPage(ctx, f, n, func(r *reading) ([]string, error) { return r.bounded(ctx, boxes) })
}

func (r *reading) bounded(ctx context.Context, boxes []page.Box) ([]string, error) {
	tp, err := r.instance.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: r.ref})
	if err != nil {
		return nil, document.Errorf(report.Location{Page: r.page.Number}, err, "文字无法读取", "the text cannot be read")
	}
	defer r.instance.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: tp.TextPage})
	own := r.base.Inverse()
	out := make([]string, len(boxes))
	for i, b := range boxes {
		if i%64 == 0 && ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		b = own.Box(b.X0, b.Y0, b.X1, b.Y1)
		text, err := r.instance.FPDFText_GetBoundedText(&requests.FPDFText_GetBoundedText{TextPage: tp.TextPage, Left: b.X0, Top: b.Y1, Right: b.X1, Bottom: b.Y0})
		if err == nil { // else nothing stands there
			out[i] = printed.Fold(text.Text)
		}
	}
	return out, nil
}

var (
	started atomic.Bool // the engine runs
	warming sync.Once
)

// Ready reports whether the engine runs already, or was compiled on this machine before
// and so starts within a moment.
func Ready() bool {
	if started.Load() {
		return true
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		return false
	}
	compiled, err := filepath.Glob(filepath.Join(dir, "selfeval", "wazero", "*", "*"))
	return err == nil && len(compiled) > 0
}

// Warm starts the engine without waiting for it.
func Warm() {
	warming.Do(func() {
		go func() {
			defer func() { _ = recover() }() // whoever needs the engine is told
			_, _ = engine()
		}()
	})
}
