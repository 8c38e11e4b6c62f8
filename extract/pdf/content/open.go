package content

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/ledongthuc/pdf"

	"selfeval/extract/document"
	"selfeval/extract/pdf/page"
	"selfeval/report"
)

// Engine is this engine's name in page.Page.
const Engine = "content"

// File is an open PDF file. It implements page.Source.
type File struct {
	reader   *pdf.Reader
	plain    *plainFile // the file as it was laid out anew
	limits   document.Limits
	pages    []leaf
	title    string
	off      layers
	anew     bool         // viewers are to make the appearances of fields anew
	inflated atomic.Int64 // bytes decompressed so far, all streams together

	mu        sync.Mutex
	fonts     map[string]*font // by the object they stand in and content, decoded once a file
	fontsByID map[uint64]*font // by object number
	forms     map[uint64]*form
}

var _ page.Source = (*File)(nil)

// Open opens a PDF file. An error that wraps neither document.ErrLimit nor the
// context's error means that this engine cannot read the file; another may.
func Open(ctx context.Context, data []byte, limits document.Limits) (f *File, err error) {
	defer func() {
		if p := recover(); p != nil {
			f, err = nil, caught(p)
		}
	}()
	limits = limits.WithDefaults()
	plain, err := rebuild(ctx, data, limits)
	if err != nil {
		if errors.Is(err, document.ErrLimit) || ctx.Err() != nil {
			return nil, err
		}
		return nil, document.Errorf(report.Location{}, err, "PDF 结构损坏", "the PDF's structure is broken")
	}
	reader, err := pdf.NewReader(plain, int64(plain.Len()))
	if err != nil {
		return nil, document.Errorf(report.Location{}, err, "PDF 结构损坏", "the PDF's structure is broken")
	}
	f = &File{reader: reader, plain: plain, limits: limits, fonts: map[string]*font{}, fontsByID: map[uint64]*font{}, forms: map[uint64]*form{}}
	f.title = reader.Trailer().Key("Info").Key("Title").Text()
	f.off = f.hiddenLayers()
	f.anew = reader.Trailer().Key("Root").Key("AcroForm").Key("NeedAppearances").Bool()
	if err := f.readTree(ctx); err != nil {
		return nil, err
	}
	return f, nil
}

// caught turns a panic of the object layer into an error.
func caught(p any) error {
	if err, ok := p.(error); ok {
		var de *document.Error
		if errors.As(err, &de) {
			return de
		}
		return document.Errorf(report.Location{}, err, "PDF 对象损坏", "a PDF object is broken")
	}
	return document.Errorf(report.Location{}, fmt.Errorf("%v", p), "PDF 对象损坏", "a PDF object is broken")
}

// Pages is the number of pages.
func (f *File) Pages() int { return len(f.pages) }

// Title is the title in the file's own metadata.
func (f *File) Title() string { return f.title }

// Close does nothing: the file lives in memory.
func (f *File) Close() error { return nil }
