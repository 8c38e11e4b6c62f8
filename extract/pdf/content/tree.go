package content

import (
	"context"
	"errors"
	"slices"

	"github.com/ledongthuc/pdf"

	"selfeval/extract/document"
	"selfeval/report"
)

// leaf is a page with the attributes it inherits from the tree above it.
type leaf struct {
	page      pdf.Value
	resources pdf.Value
	media     [4]float64
	crop      [4]float64
	rotate    int
	same      int   // the number of the page before that is this object, 0 if none is
	broken    error // why its object cannot be read
	missing   bool  // the file does not hold all of its content
}

var (
	errNoObject = errors.New("the page's object is missing")
	errNoPage   = errors.New("the object is no page")
)

// tree walks the page tree. A number is given to each page that is listed, whether it
// can be read or not: another page's number must not depend on it.
type tree struct {
	f     *File
	ctx   context.Context
	above map[uint64]bool // nodes on the way down: a loop ends
	first map[uint64]int  // the number of each page object
	nodes int
}

// readTree lists the pages.
func (f *File) readTree(ctx context.Context) error {
	t := &tree{f: f, ctx: ctx, above: map[uint64]bool{}, first: map[uint64]int{}}
	root := f.reader.Trailer().Key("Root").Key("Pages")
	if root.Kind() != pdf.Dict {
		return nil
	}
	return t.walk(root, leaf{media: [4]float64{0, 0, 595, 842}}, 0)
}

// walk lists the pages of a node, a dictionary.
func (t *tree) walk(v pdf.Value, up leaf, depth int) error {
	if depth > t.f.limits.Depth {
		return nil
	}
	if t.nodes++; t.nodes > 8*t.f.limits.Pages+64 {
		return t.tooMany()
	}
	id := objectID(v)
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
	kids := v.Key("Kids")
	if kids.Kind() != pdf.Array {
		up.page, up.same, up.missing = v, t.first[id], contentMissing(v)
		if id != 0 && up.same == 0 {
			t.first[id] = len(t.f.pages) + 1
		}
		return t.add(up)
	}
	if id != 0 {
		if t.above[id] {
			return nil
		}
		t.above[id] = true
		defer delete(t.above, id)
	}
	for i := range kids.Len() {
		if err := t.kid(kids, i, up, depth); err != nil {
			return err
		}
	}
	return nil
}

// kid walks one child; one that cannot be read is a page of its own that is not read,
// rather than the end of the file.
func (t *tree) kid(kids pdf.Value, i int, up leaf, depth int) (err error) {
	n := len(t.f.pages)
	defer func() {
		if p := recover(); p != nil {
			err = nil
			if len(t.f.pages) == n {
				err = t.add(leaf{media: up.media, broken: caught(p)})
			}
		}
	}()
	v := kids.Index(i)
	switch v.Kind() {
	case pdf.Dict:
		return t.walk(v, up, depth+1)
	case pdf.Null:
		return t.add(leaf{media: up.media, broken: errNoObject})
	}
	return t.add(leaf{media: up.media, broken: errNoPage})
}

func (t *tree) add(l leaf) error {
	if t.f.pages = append(t.f.pages, l); len(t.f.pages) > t.f.limits.Pages {
		return t.tooMany()
	}
	return t.ctx.Err()
}

func (t *tree) tooMany() error {
	return document.Errorf(report.Location{}, document.ErrLimit, "页数超过上限 %d", "more pages than the limit of %d", t.f.limits.Pages)
}

// contentMissing reports a page that names a content which the file does not hold.
func contentMissing(v pdf.Value) bool {
	switch c := v.Key("Contents"); c.Kind() {
	case pdf.Null:
		return slices.Contains(v.Keys(), "Contents")
	case pdf.Array:
		for i := range c.Len() {
			if c.Index(i).IsNull() {
				return true
			}
		}
	}
	return false
}
