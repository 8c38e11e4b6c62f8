// Package pdfium reads PDF pages with PDFium, compiled to WebAssembly. It is the
// slow and forgiving engine, started only when a page needs it.
package pdfium

import (
	"context"

	"selfeval/extract/document"
	"selfeval/extract/pdf/page"
	"selfeval/report"
)

// Engine is this engine's name in page.Page.
const Engine = "pdfium"

// File is an open PDF file. It implements page.Source.
type File struct{}

var _ page.Source = (*File)(nil)

// Open opens a PDF file. The first call starts the engine. The error wraps
// page.ErrPassword where the file needs a password that is not empty.
func Open(ctx context.Context, data []byte, limits document.Limits) (*File, error) {
	return nil, document.Errorf(report.Location{}, nil, "尚不支持", "not supported yet")
}

// Pages is the number of pages.
func (f *File) Pages() int { return 0 }

// Title is the title in the file's own metadata.
func (f *File) Title() string { return "" }

// Page reads page n, 1-based.
func (f *File) Page(ctx context.Context, n int) (*page.Page, error) { return nil, nil }

// Close gives the engine's instance back.
func (f *File) Close() error { return nil }
