package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"selfeval/extract/document"
)

func TestSniff(t *testing.T) {
	for data, want := range map[string]int{
		"%PDF-1.4\n":                           100,
		"\xef\xbb\xbf\n junk before\n%PDF-1.7": 100,
		"<html>%PDF":                           0,
		"":                                     0,
		strings.Repeat("x", 2000) + "%PDF-1.4\n...": 0,
	} {
		if got := Sniff("a.pdf", []byte(data)); got != want {
			t.Errorf("Sniff(%.20q) = %d, want %d", data, got, want)
		}
	}
}

// file writes a PDF of pages with the given content streams and resources.
func file(pages ...string) []byte {
	var b bytes.Buffer
	var at []int
	obj := func(s string) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(at), s)
	}
	b.WriteString("%PDF-1.4\n")
	var kids strings.Builder
	for i := range pages {
		fmt.Fprintf(&kids, "%d 0 R ", 5+2*i)
	}
	obj("<</Type/Catalog/Pages 2 0 R>>")
	obj(fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>/XObject<</I 4 0 R>>>>>>", len(pages), kids.String()))
	obj("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
	obj("<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>\nstream\n0\nendstream")
	for i, p := range pages {
		obj(fmt.Sprintf("<</Type/Page/Parent 2 0 R/Contents %d 0 R>>", 6+2*i))
		obj(fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(p), p))
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, a := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", a)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, start)
	return b.Bytes()
}

const (
	scan  = "q 595 0 0 842 0 0 cm /I Do Q"
	words = "BT /F 12 Tf 72 700 Td (Some words to read.) Tj ET"
)

func TestScans(t *testing.T) {
	doc, err := Read(context.Background(), file(words, scan, scan, "", scan), document.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if len(doc.Blocks) != 1 || doc.Blocks[0].Text != "Some words to read." || doc.Pages != 5 {
		t.Errorf("blocks %+v, %d pages", doc.Blocks, doc.Pages)
	}
	if len(doc.Notes) != 1 || !doc.Notes[0].Lost || !strings.Contains(doc.Notes[0].Text.ZH, "第 2-3, 5 页") || doc.Notes[0].At.Page != 2 {
		t.Errorf("notes %+v", doc.Notes)
	}
	doc, err = Read(context.Background(), file(scan, scan), document.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if len(doc.Blocks) != 0 || len(doc.Notes) != 1 || !doc.Notes[0].Lost {
		t.Errorf("nothing but scans: %+v, notes %+v", doc.Blocks, doc.Notes)
	}
	doc, err = Read(context.Background(), file(""), document.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if len(doc.Notes) != 1 || !doc.Notes[0].Lost {
		t.Errorf("an empty page: notes %+v", doc.Notes)
	}
}

func TestLimits(t *testing.T) {
	_, err := Read(context.Background(), file(words, words, words), document.Limits{Pages: 2})
	var de *document.Error
	if !errors.Is(err, document.ErrLimit) || !errors.As(err, &de) {
		t.Errorf("three pages of two: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Read(ctx, file(words), document.Limits{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// TestDeterministic reads a file of many pages twice: pages are read at once and
// must come out in order.
func TestDeterministic(t *testing.T) {
	data, err := os.ReadFile("testdata/reportlab-longheader.pdf")
	if err != nil {
		t.Fatal(err)
	}
	first := ""
	for range 4 {
		doc, err := Read(context.Background(), data, document.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for _, k := range doc.Blocks {
			fmt.Fprintf(&b, "%d %d %v %s\n", k.Kind, k.At.Page, k.At.BBox != nil, k.Text)
			if k.Table != nil {
				b.WriteString(k.Table.String())
			}
		}
		if first == "" {
			first = b.String()
		} else if b.String() != first {
			t.Fatal("two readings differ")
		}
	}
}

// TestDamaged cuts a file off and spoils bytes of it: an error or what can
// still be read, never a panic.
func TestDamaged(t *testing.T) {
	data, err := os.ReadFile("testdata/gbk-levels.pdf")
	if err != nil {
		t.Fatal(err)
	}
	for _, cut := range []int{9, 100, len(data) / 3, len(data) / 2, len(data) - 200, len(data) - 8} {
		doc, err := Read(context.Background(), data[:cut], document.Limits{})
		if (doc == nil) == (err == nil) {
			t.Errorf("cut at %d: %v, %v", cut, doc, err)
		}
		var de *document.Error
		if err != nil && !errors.As(err, &de) {
			t.Errorf("cut at %d: the error is %T: %v", cut, err, err)
		}
	}
	whole, err := Read(context.Background(), data[:len(data)-200], document.Limits{})
	if err != nil || len(whole.Blocks) == 0 {
		t.Errorf("without its last 200 bytes: %v", err)
	}
}
