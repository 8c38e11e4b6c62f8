package pdf

import (
	"bytes"
	"compress/zlib"
	"context"
	"fmt"
	"strings"
	"testing"

	"selfeval/extract/document"
	"selfeval/internal/conformance/testpdf"
)

// TestPageNumbers reads page trees with a page that cannot be read or is listed twice:
// the page with the word keeps its number, and what is amiss is told.
func TestPageNumbers(t *testing.T) {
	file := func(kids string, broken string) []byte {
		f := testpdf.New()
		font := f.Add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
		page := func(text string) int {
			return f.Page("", fmt.Sprintf("/Font << /F1 %d 0 R >>", font), "BT /F1 10 Tf 72 700 Td ("+text+") Tj ET")
		}
		a, b := page("first page of the paper"), page("budget and execution")
		bad := f.Add("%s", broken)
		f.Tree(fmt.Sprintf("<< /Type /Pages /Count 3 /Kids [%s] >>", strings.NewReplacer("a", fmt.Sprint(a, " 0 R"), "b", fmt.Sprint(b, " 0 R"), "x", fmt.Sprint(bad, " 0 R"), "?", "999 0 R").Replace(kids)))
		return f.Bytes()
	}
	for _, c := range []struct {
		name, kids, broken string
		pages, at          int
		told               string
		lost               bool
	}{
		{"whole", "a b", "<< >>", 2, 2, "", false},
		{"twice", "a a b", "<< >>", 3, 3, "第 2 页在文件中就是前面的第 1 页", false},
		{"damaged", "a x b", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] ) ]", 3, 3, "第 2 页", true},
		{"missing", "a ? b", "<< >>", 3, 3, "第 2 页", true},
		{"no page", "a x b", "(text)", 3, 3, "第 2 页", true},
		{"content missing", "a x b", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 998 0 R >>", 3, 3, "第 2 页", true},
		{"empty", "a x b", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>", 3, 3, "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, err := Read(context.Background(), file(c.kids, c.broken), document.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			if doc.Pages != c.pages {
				t.Errorf("%d pages, want %d", doc.Pages, c.pages)
			}
			at, times := 0, 0
			for _, b := range doc.Blocks {
				if strings.Contains(b.Text, "budget and execution") {
					at, times = b.At.Page, times+1
				}
			}
			if at != c.at || times != 1 {
				t.Errorf("the words stand on page %d, %d times; want page %d, once", at, times, c.at)
			}
			told, lost := "", false
			for _, n := range doc.Notes {
				told += n.Text.ZH
				lost = lost || n.Lost
			}
			if !strings.Contains(told, c.told) || c.told == "" && told != "" || lost != c.lost {
				t.Errorf("notes %q, lost %v", told, lost)
			}
		})
	}
}

// TestTruncated cuts a file at every tenth of its length: what is left is read or the
// file fails, and it is never silent.
func TestTruncated(t *testing.T) {
	whole := pagesOf(4)
	for _, tail := range []string{"", "\n\n", "\x00\x00\x00", "\n<!-- served by a machine -->\n" + strings.Repeat(" ", 3000)} {
		doc, err := Read(context.Background(), append(bytes.Clone(whole), tail...), document.Limits{})
		if err != nil || len(doc.Notes) > 0 {
			t.Errorf("with %d bytes behind it: %v, %v", len(tail), err, doc)
		}
	}
	read := 0
	for tenth := 1; tenth < 10; tenth++ {
		doc, err := Read(context.Background(), whole[:len(whole)*tenth/10], document.Limits{})
		if err != nil {
			continue
		}
		read++
		if len(doc.Notes) == 0 || !doc.Notes[0].Lost {
			t.Errorf("cut at %d0 %%: notes %v", tenth, doc.Notes)
		}
	}
	if read == 0 {
		t.Error("no cut file could be read in part")
	}
}

func pagesOf(n int) []byte {
	f := testpdf.New()
	font := f.Add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
	for i := range n {
		f.Page("", fmt.Sprintf("/Font << /F1 %d 0 R >>", font), fmt.Sprintf("BT /F1 10 Tf 72 700 Td (page %d of the paper) Tj ET", i+1))
	}
	return f.Bytes()
}

// TestStreamsBreakOff reads pages whose content, or a form on them, breaks off within its
// compressed data: what came is read and the page is not whole. A sum that is missing
// behind the data loses nothing.
func TestStreamsBreakOff(t *testing.T) {
	var text strings.Builder
	for i := range 400 {
		fmt.Fprintf(&text, "BT /F1 10 Tf 72 %d Td (line %d of the budget %d) Tj ET\n", 800-i, i, i*7919%997)
	}
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	_, _ = z.Write([]byte(text.String()))
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	whole := packed.String()
	for _, c := range []struct {
		name string
		data string
		lost bool
	}{
		{"whole", whole, false},
		{"without the sum", whole[:len(whole)-4], false},
		{"with another sum", whole[:len(whole)-4] + "abcd", false},
		{"half", whole[:len(whole)/2], true},
		{"all but its end", whole[:len(whole)-40], true},
		{"damaged", whole[:len(whole)/2] + strings.Repeat("\xff", 60), true},
	} {
		for _, form := range []bool{false, true} {
			f := testpdf.New()
			font := f.Add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
			resources := fmt.Sprintf("/Font << /F1 %d 0 R >>", font)
			content := f.Stream("/Filter /FlateDecode", c.data)
			if form {
				x := f.Stream(fmt.Sprintf("/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << %s >> /Filter /FlateDecode", resources), c.data)
				resources, content = fmt.Sprintf("/XObject << /X %d 0 R >>", x), f.Stream("", "/X Do")
			}
			page := f.Add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << %s >> /Contents %d 0 R >>", resources, content)
			f.Tree(fmt.Sprintf("<< /Type /Pages /Count 1 /Kids [%d 0 R] >>", page))
			doc, err := Read(t.Context(), f.Bytes(), document.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			if lost := len(doc.Unread) > 0; lost != c.lost || len(doc.Blocks) == 0 {
				t.Errorf("%s, in a form %v: pages %v are not whole, %d blocks", c.name, form, doc.Unread, len(doc.Blocks))
			}
		}
	}
}
