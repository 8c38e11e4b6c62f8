// Package pdf reads PDF files into a document.Document. It chooses the engine
// that reads a page, content first and pdfium where that fails, hands the page
// to layout and says what could not be read. What stands on a page is the
// engines' question, how it hangs together is package layout's.
package pdf

import (
	"bytes"
	"context"
	"errors"
	"runtime"

	"golang.org/x/sync/errgroup"

	"selfeval/extract/document"
	"selfeval/extract/pdf/layout"
	"selfeval/report"
)

// Sniff tells how sure it is, 0 to 100, that data is a PDF file.
func Sniff(_ string, data []byte) int {
	if bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-")) {
		return 100
	}
	return 0
}

// Read reads a PDF file. Pages without text, such as scans, and characters that
// no engine could decode are told in the document's notes. Its error is a
// *document.Error or the context's.
func Read(ctx context.Context, data []byte, limits document.Limits) (*document.Document, error) {
	return reader.Read(ctx, data, limits)
}

// Read reads a PDF file as the function Read does, with the reader's engines.
func (r Reader) Read(ctx context.Context, data []byte, limits document.Limits) (*document.Document, error) {
	limits = limits.WithDefaults()
	e, err := r.open(ctx, data, limits)
	if err != nil {
		return nil, err
	}
	defer e.close()
	n := e.first.Pages()
	if n > limits.Pages {
		return nil, document.Errorf(report.Location{}, document.ErrLimit, "共 %d 页，超过上限 %d 页", "%d pages are over the limit of %d", n, limits.Pages)
	}
	if n == 0 {
		return nil, document.Errorf(report.Location{}, nil, "PDF 中没有页面", "the PDF has no pages")
	}
	readings, err := e.readAll(ctx, n)
	if err == nil && !e.again && blank(readings) {
		if _, err2 := e.fallback(); err2 == nil {
			e.again = true
			readings, err = e.readAll(ctx, n)
		}
	}
	if err != nil {
		return nil, err
	}
	doc := &document.Document{Format: document.PDF, Title: e.first.Title(), Pages: n, Engines: map[int]string{}}
	doc.Unread = unread(readings)
	if truncated(data) {
		doc.BreakOff()
	}
	doc.Notes = append(doc.Notes, notes(readings)...)
	sheets := make([]*layout.Sheet, 0, n)
	for i := range readings {
		if s := readings[i].sheet; s != nil {
			sheets = append(sheets, s)
		}
		if r := &readings[i]; r.engine != "" && r.engine != primary {
			doc.Engines[i+1] = r.engine
		}
	}
	var gaps layout.Gaps
	doc.Blocks, gaps = layout.Assemble(sheets)
	doc.Notes = append(doc.Notes, tableNotes(doc.Blocks, gaps)...)
	leave(doc, readings, gaps.Furniture)
	if err := failure(readings); err != nil {
		return nil, err
	}
	return doc, nil
}

// readAll reads all pages, as many at once as there are processors.
func (e *engines) readAll(ctx context.Context, n int) ([]reading, error) {
	readings := make([]reading, n)
	g, gctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i := range n {
		g.Go(func() (err error) {
			readings[i], err = e.read(gctx, i+1, e.limits)
			return err
		})
	}
	if err := g.Wait(); err != nil {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		var de *document.Error
		if !errors.As(err, &de) {
			err = document.Errorf(report.Location{}, err, "读取 PDF 失败", "reading the PDF failed")
		}
		return nil, err
	}
	return readings, nil
}
