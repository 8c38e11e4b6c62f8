// Package content reads PDF pages with an interpreter of our own for content
// streams, on ledongthuc/pdf's objects. It is the fast engine: what it cannot
// open or decode it says, and package pdfium reads instead. It knows glyphs and
// drawn rules; words, lines and tables are package layout's.
package content

import (
	"context"

	"selfeval/extract/document"
	"selfeval/extract/pdf/page"
	"selfeval/report"
)

// Engine is this engine's name in page.Page.
const Engine = "content"

// File is an open PDF file. It implements page.Source.
type File struct{}

var _ page.Source = (*File)(nil)

// Open opens a PDF file. An error that wraps neither document.ErrLimit nor the
// context's error means that this engine cannot read the file; another may.
func Open(ctx context.Context, data []byte, limits document.Limits) (*File, error) {
	return nil, document.Errorf(report.Location{}, nil, "尚不支持", "not supported yet")
}

// Pages is the number of pages.
func (f *File) Pages() int { return 0 }

// Title is the title in the file's own metadata.
func (f *File) Title() string { return "" }

// Page reads page n, 1-based. Glyphs that could not be decoded are counted in
// Undecoded; another engine may know them.
func (f *File) Page(ctx context.Context, n int) (*page.Page, error) { return nil, nil }

// Close does nothing: the file lives in memory.
func (f *File) Close() error { return nil }
