// Package pdfium reads PDF pages with PDFium, compiled to WebAssembly. It is the
// slow and forgiving engine, started only when a page needs it.
package pdfium

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"sync"

	"github.com/klippa-app/go-pdfium"
	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/responses"

	"selfeval/extract/document"
	"selfeval/extract/pdf/page"
	"selfeval/report"
)

// Engine is this engine's name in page.Page.
const Engine = "pdfium"

// File is an open PDF file. It implements page.Source; its pages are read one at
// a time.
type File struct {
	mu       sync.Mutex
	instance pdfium.Pdfium
	doc      references.FPDF_DOCUMENT
	pages    int
	title    string
	closed   bool
}

var _ page.Source = (*File)(nil)

// Open opens a PDF file. The first call starts the engine. The error wraps
// page.ErrPassword where the file needs a password that is not empty.
func Open(ctx context.Context, data []byte, limits document.Limits) (_ *File, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = broken(fmt.Errorf("%v", p))
		}
	}()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	limits = limits.WithDefaults()
	instance, err := start(ctx)
	if err != nil {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		return nil, document.Errorf(report.Location{}, err, "PDFium 无法启动", "PDFium cannot be started")
	}
	f := &File{instance: instance}
	var opened *responses.OpenDocument
	err = f.within(ctx, func() (err error) {
		opened, err = instance.OpenDocument(&requests.OpenDocument{File: &data})
		return err
	})
	if err != nil {
		f.Close()
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		if errors.Is(err, pdfiumerrors.ErrPassword) {
			return nil, document.Errorf(report.Location{}, page.ErrPassword, "文件需要密码", "the file needs a password")
		}
		return nil, broken(err)
	}
	f.doc = opened.Document
	count, err := instance.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: f.doc})
	if err != nil {
		f.Close()
		return nil, broken(err)
	}
	f.pages = count.PageCount
	if f.pages > limits.Pages {
		f.Close()
		return nil, document.Errorf(report.Location{}, document.ErrLimit, "页数 %d 超过上限 %d", "%d pages are over the limit of %d", f.pages, limits.Pages)
	}
	if meta, err := instance.FPDF_GetMetaText(&requests.FPDF_GetMetaText{Document: f.doc, Tag: "Title"}); err == nil {
		f.title = meta.Value
	}
	return f, nil
}

// within does work that knows no clock. When the time is up the engine ends the call it
// is in, after which the instance is of no more use, nor is the file.
func (f *File) within(ctx context.Context, work func() error) (err error) {
	until(f.instance, ctx)
	defer func() {
		if ctx.Err() == nil {
			until(f.instance, context.Background())
			return
		}
		f.closed = true
		f.instance.Kill()
		err = context.Cause(ctx)
		recover() // what a stopped instance says of it is of no interest
	}()
	return work()
}

func broken(err error) error {
	return document.Errorf(report.Location{}, err, "PDF 无法打开", "the PDF cannot be opened")
}

// Decrypted is the file without its encryption.
func (f *File) Decrypted() (data []byte, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	defer func() {
		if p := recover(); p != nil {
			data, err = nil, broken(fmt.Errorf("%v", p))
		}
	}()
	saved, err := f.instance.FPDF_SaveAsCopy(&requests.FPDF_SaveAsCopy{Document: f.doc, Flags: requests.SaveFlagRemoveSecurity})
	if err != nil || saved.FileBytes == nil {
		return nil, broken(err)
	}
	return *saved.FileBytes, nil
}

// Pages is the number of pages.
func (f *File) Pages() int { return f.pages }

// Title is the title in the file's own metadata.
func (f *File) Title() string { return f.title }

// Page reads page n, 1-based.
func (f *File) Page(ctx context.Context, n int) (*page.Page, error) {
	return f.read(ctx, n, true)
}

// Text reads the characters of page n, 1-based, and nothing else of it.
func (f *File) Text(ctx context.Context, n int) (*page.Page, error) {
	return f.read(ctx, n, false)
}

func (f *File) read(ctx context.Context, n int, drawn bool) (*page.Page, error) {
	return onPage(ctx, f, n, func(r *reading) (*page.Page, error) {
		err := r.text()
		if err == nil && drawn {
			err = r.objects()
		}
		return r.page, err
	})
}

// onPage does work on page n, 1-based, one caller at a time and until the context's end.
// What the engine trips over is the page's error, with nothing beside it.
func onPage[T any](ctx context.Context, f *File, n int, work func(*reading) (T, error)) (out T, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	var none T
	defer func() {
		if x := recover(); x != nil {
			out, err = none, document.Errorf(report.Location{Page: n}, fmt.Errorf("%v", x), "页面无法读取", "the page cannot be read")
		}
	}()
	if f.closed || n < 1 || n > f.pages {
		return none, document.Errorf(report.Location{Page: n}, nil, "没有这一页", "there is no such page")
	}
	err = f.within(ctx, func() error {
		loaded, err := f.instance.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: f.doc, Index: n - 1})
		if err != nil {
			return document.Errorf(report.Location{Page: n}, err, "页面无法读取", "the page cannot be read")
		}
		defer f.instance.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: loaded.Page})
		r := &reading{instance: f.instance, ctx: ctx, ref: requests.Page{ByReference: &loaded.Page}, page: &page.Page{Number: n, Engine: Engine}}
		r.frame()
		out, err = work(r)
		return err
	})
	if err != nil {
		return none, err
	}
	return out, nil
}

// Render paints page n, 1-based, at the resolution.
func (f *File) Render(n, dpi int) (image.Image, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	out, err := f.instance.RenderPageInDPI(&requests.RenderPageInDPI{DPI: dpi,
		Page: requests.Page{ByIndex: &requests.PageByIndex{Document: f.doc, Index: n - 1}}})
	if err != nil {
		return nil, document.Errorf(report.Location{Page: n}, err, "页面无法绘制", "the page cannot be rendered")
	}
	defer out.Cleanup()
	// The pixels lie in the engine's memory until Cleanup: take a copy.
	src := out.Result.RenderedImage
	dst := image.NewRGBA(src.Bounds())
	draw.Draw(dst, dst.Rect, src, src.Bounds().Min, draw.Src)
	return dst, nil
}

// Close gives the engine's instance back.
func (f *File) Close() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed {
		return nil
	}
	f.closed = true
	if f.doc != "" {
		f.instance.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: f.doc})
	}
	return f.instance.Close()
}
