package pdf

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"selfeval/extract/document"
	"selfeval/extract/pdf/page"
	"selfeval/report"
)

// faulty is an engine that fails on some pages, or panics there.
type faulty struct {
	page.Source
	pages  []int
	panics bool
}

var errFaulty = errors.New("the page's stream is broken")

func (f *faulty) Page(ctx context.Context, n int) (*page.Page, error) {
	if !slices.Contains(f.pages, n) {
		return f.Source.Page(ctx, n)
	}
	if f.panics {
		panic(errFaulty)
	}
	return nil, errFaulty
}

// failing makes an engine fail on pages.
func failing(open Open, panics bool, pages ...int) Open {
	return func(ctx context.Context, data []byte, limits document.Limits) (page.Source, error) {
		s, err := open(ctx, data, limits)
		if err != nil {
			return nil, err
		}
		return &faulty{s, pages, panics}, nil
	}
}

// spoilt is an engine whose pages trip what comes after it.
func spoilt(open Open, pages ...int) Open {
	return func(ctx context.Context, data []byte, limits document.Limits) (page.Source, error) {
		s, err := open(ctx, data, limits)
		if err != nil {
			return nil, err
		}
		return &spoiler{s, pages}, nil
	}
}

type spoiler struct {
	page.Source
	pages []int
}

func (f *spoiler) Page(ctx context.Context, n int) (*page.Page, error) {
	if slices.Contains(f.pages, n) {
		return nil, nil // nothing, and no error: what asks it for glyphs panics
	}
	return f.Source.Page(ctx, n)
}

// TestFaultyPages fails pages of every kind of file: with the first engine alone the
// second one reads them; with both they are told as not read.
func TestFaultyPages(t *testing.T) {
	files, err := filepath.Glob("../../fixtures/*/*.pdf")
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	n := 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		whole, err := Read(t.Context(), data, document.Limits{})
		if err != nil || whole.Pages < 2 || len(whole.Unread) > 0 {
			continue
		}
		if n++; n > 6 {
			break
		}
		page := 1 + n%whole.Pages
		first, second := reader.First, reader.Second
		for name, r := range map[string]Reader{
			"an error":             {failing(first, false, page), second},
			"a panic":              {failing(first, true, page), second},
			"a page that trips us": {spoilt(first, page), second},
		} {
			doc, err := r.Read(t.Context(), data, document.Limits{})
			if err != nil || len(doc.Unread) > 0 || doc.Engines[page] != EnginePDFium || textOn(doc, page) == "" {
				t.Errorf("%s, %s on page %d of the first engine: %v, unread %v, engines %v", file, name, page, err, doc.Unread, doc.Engines)
			}
		}
		for name, r := range map[string]Reader{
			"an error": {failing(first, false, page), failing(second, false, page)},
			"a panic":  {failing(first, true, page), failing(second, true, page)},
		} {
			doc, err := r.Read(t.Context(), data, document.Limits{})
			if err != nil || !slices.Equal(doc.Unread, []int{page}) || textOn(doc, page) != "" {
				t.Errorf("%s, %s on page %d of both engines: %v, unread %v", file, name, page, err, doc.Unread)
			}
			if !slices.ContainsFunc(doc.Notes, func(n report.Note) bool {
				return n.Lost && slices.Equal(n.Pages, []int{page}) && strings.Contains(n.Text.ZH, "无法读取")
			}) {
				t.Errorf("%s: nothing tells of page %d", file, page)
			}
		}
	}
	if n < 4 {
		t.Errorf("only %d files of several pages", n)
	}
}

// textOn is what was read on a page.
func textOn(doc *document.Document, n int) string {
	var s strings.Builder
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.At.Page == n {
			s.WriteString(b.Text)
			if b.Table != nil {
				s.WriteString(b.Table.String())
			}
		}
	}
	return s.String()
}
