// Package testpdf writes tiny PDF files by hand for tests: as many objects as
// are given, with a cross-reference table that is right. Text in fonts that are
// not embedded is how report systems print Chinese, and no library here writes it.
package testpdf

import (
	"bytes"
	"fmt"
	"strings"
)

// File is a PDF being put together. Object 1 is the catalog, 2 the page tree.
type File struct {
	objects []string
	pages   []int
	catalog string
}

// New starts a file.
func New() *File { return &File{objects: make([]string, 2)} }

// Add adds an object and returns its number.
func (f *File) Add(format string, args ...any) int {
	f.objects = append(f.objects, fmt.Sprintf(format, args...))
	return len(f.objects)
}

// Stream adds a stream with the entries of its dictionary, besides its length.
func (f *File) Stream(entries, data string) int {
	return f.Add("<< %s /Length %d >>\nstream\n%s\nendstream", entries, len(data), data)
}

// Page adds an A4 page; entries go into its dictionary (/Rotate 90), resources
// into its resources (/Font << /F1 5 0 R >>).
func (f *File) Page(entries, resources, content string) int {
	c := f.Stream("", content)
	n := f.Add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << %s >> /Contents %d 0 R %s >>", resources, c, entries)
	f.pages = append(f.pages, n)
	return n
}

// CID adds a composite font that is not embedded, with a predefined CMap.
func (f *File) CID(base, cmap, ordering, extra string) int {
	d := f.Add("<< /Type /Font /Subtype /CIDFontType0 /BaseFont /%s /CIDSystemInfo << /Registry (Adobe) /Ordering (%s) /Supplement 4 >> /DW 1000 %s >>", base, ordering, extra)
	return f.Add("<< /Type /Font /Subtype /Type0 /BaseFont /%s-%s /Encoding /%s /DescendantFonts [%d 0 R] >>", base, cmap, cmap, d)
}

// Bytes writes the file.
func (f *File) Bytes() []byte {
	var kids []string
	for _, n := range f.pages {
		kids = append(kids, fmt.Sprintf("%d 0 R", n))
	}
	f.objects[0] = "<< /Type /Catalog /Pages 2 0 R " + f.catalog + " >>"
	if f.objects[1] == "" {
		f.objects[1] = fmt.Sprintf("<< /Type /Pages /Count %d /Kids [%s] >>", len(kids), strings.Join(kids, " "))
	}
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	offsets := make([]int, len(f.objects))
	for i, o := range f.objects {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(f.objects)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(f.objects)+1, start)
	return b.Bytes()
}

// Catalog adds entries to the catalog.
func (f *File) Catalog(entries string) { f.catalog = entries }

// Tree replaces the page tree's root, for trees that loop or lie.
func (f *File) Tree(object string) { f.objects[1] = object }
