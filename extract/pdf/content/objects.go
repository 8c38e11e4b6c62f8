// Package content reads PDF pages with an interpreter of our own for content
// streams, on ledongthuc/pdf's objects. It is the fast engine: what it cannot
// open or decode it says, and package pdfium reads instead. It knows glyphs and
// drawn rules; words, lines and tables are package layout's.
package content

import (
	"context"
	"reflect"

	"github.com/ledongthuc/pdf"

	"selfeval/extract/document"
	"selfeval/report"
)

// objectID is the number of the object a value was read from, 0 for a direct
// one. The library keeps it to itself, but a font must be decoded once a file,
// not once a page.
func objectID(v pdf.Value) uint64 {
	p := reflect.ValueOf(v).FieldByName("ptr")
	if !p.IsValid() || p.Kind() != reflect.Struct || p.NumField() == 0 {
		return 0
	}
	return p.Field(0).Uint()
}

// leaf is a page with the attributes it inherits from the tree above it.
type leaf struct {
	page      pdf.Value
	resources pdf.Value
	media     [4]float64
	crop      [4]float64
	rotate    int
}

// readTree lists the pages. A node is visited once, so a loop ends.
func (f *File) readTree(ctx context.Context) error {
	root := f.reader.Trailer().Key("Root").Key("Pages")
	seen := map[uint64]bool{}
	var walk func(v pdf.Value, up leaf, depth int) error
	walk = func(v pdf.Value, up leaf, depth int) error {
		if depth > f.limits.Depth || v.Kind() != pdf.Dict {
			return nil
		}
		kids := v.Key("Kids")
		if id := objectID(v); id != 0 {
			if seen[id] {
				return nil
			}
			seen[id] = true
		}
		if r := v.Key("Resources"); r.Kind() == pdf.Dict {
			up.resources = r
		}
		if b, ok := box(v.Key("MediaBox")); ok {
			up.media = b
		}
		if b, ok := box(v.Key("CropBox")); ok {
			up.crop = b
		}
		if r := v.Key("Rotate"); r.Kind() == pdf.Integer {
			up.rotate = int(r.Int64())
		}
		if kids.Kind() != pdf.Array {
			up.page = v
			if f.pages = append(f.pages, up); len(f.pages) > f.limits.Pages {
				return document.Errorf(report.Location{}, document.ErrLimit, "页数超过上限 %d", "more pages than the limit of %d", f.limits.Pages)
			}
			return ctx.Err()
		}
		for i := range kids.Len() {
			if err := f.kid(kids, i, up, depth, walk); err != nil {
				return err
			}
		}
		return nil
	}
	return walk(root, leaf{media: [4]float64{0, 0, 595, 842}}, 0)
}

// kid walks one child; one that cannot be read is an empty page of its own
// rather than the end of the file.
func (f *File) kid(kids pdf.Value, i int, up leaf, depth int, walk func(pdf.Value, leaf, int) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			f.pages = append(f.pages, leaf{media: up.media})
		}
	}()
	return walk(kids.Index(i), up, depth+1)
}

func box(v pdf.Value) (b [4]float64, ok bool) {
	if v.Kind() != pdf.Array || v.Len() < 4 {
		return b, false
	}
	for i := range 4 {
		b[i] = v.Index(i).Float64()
	}
	b[0], b[2] = min(b[0], b[2]), max(b[0], b[2])
	b[1], b[3] = min(b[1], b[3]), max(b[1], b[3])
	return b, b[2]-b[0] > 1 && b[3]-b[1] > 1
}
