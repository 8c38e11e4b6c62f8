package pdfium

import (
	"context"
	"fmt"
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
func (f *File) Bounded(ctx context.Context, n int, boxes []page.Box) (texts []string, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	defer func() {
		if x := recover(); x != nil {
			texts, err = nil, document.Errorf(report.Location{Page: n}, fmt.Errorf("%v", x), "页面无法读取", "the page cannot be read")
		}
	}()
	if f.closed || n < 1 || n > f.pages {
		return nil, document.Errorf(report.Location{Page: n}, nil, "没有这一页", "there is no such page")
	}
	err = f.within(ctx, func() error {
		texts, err = f.bounded(ctx, n, boxes)
		return err
	})
	if err != nil {
		return nil, err
	}
	return texts, nil
}

func (f *File) bounded(ctx context.Context, n int, boxes []page.Box) ([]string, error) {
	loaded, err := f.instance.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: f.doc, Index: n - 1})
	if err != nil {
		return nil, document.Errorf(report.Location{Page: n}, err, "页面无法读取", "the page cannot be read")
	}
	defer f.instance.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: loaded.Page})
	r := &reading{instance: f.instance, ctx: ctx, ref: requests.Page{ByReference: &loaded.Page}, page: &page.Page{Number: n, Engine: Engine}}
	r.frame()
	tp, err := f.instance.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: r.ref})
	if err != nil {
		return nil, document.Errorf(report.Location{Page: n}, err, "文字无法读取", "the text cannot be read")
	}
	defer f.instance.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: tp.TextPage})
	own := r.base.Inverse()
	out := make([]string, len(boxes))
	for i, b := range boxes {
		if i%64 == 0 && ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		b = own.Box(b.X0, b.Y0, b.X1, b.Y1)
		text, err := f.instance.FPDFText_GetBoundedText(&requests.FPDFText_GetBoundedText{TextPage: tp.TextPage, Left: b.X0, Top: b.Y1, Right: b.X1, Bottom: b.Y0})
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
