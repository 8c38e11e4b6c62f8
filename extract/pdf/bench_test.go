package pdf

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"selfeval/extract/document"
	"selfeval/extract/pdf/content"
	"selfeval/extract/pdf/layout"
	"selfeval/extract/pdf/page"
	"selfeval/extract/pdf/seen"
	"selfeval/internal/conformance/testpdf"
)

// benchFile is a ruled table over several pages.
const benchFile = "testdata/gbk-longheader.pdf"

func load(b *testing.B) (data []byte, pages []*page.Page) {
	data, err := os.ReadFile(benchFile)
	if err != nil {
		b.Fatal(err)
	}
	f, err := content.Open(context.Background(), data, document.Limits{}.WithDefaults())
	if err != nil {
		b.Fatal(err)
	}
	for n := range f.Pages() {
		p, err := f.Page(context.Background(), n+1)
		if err != nil {
			b.Fatal(err)
		}
		pages = append(pages, p)
	}
	return data, pages
}

// BenchmarkRead is bytes to blocks; pages/s counts pages.
func BenchmarkRead(b *testing.B) {
	data, pages := load(b)
	for b.Loop() {
		if _, err := Read(context.Background(), data, document.Limits{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(pages)*b.N)/b.Elapsed().Seconds(), "pages/s")
}

// BenchmarkLayout is glyphs and lines to blocks.
func BenchmarkLayout(b *testing.B) {
	_, pages := load(b)
	for b.Loop() {
		var sheets []*layout.Sheet
		for _, p := range pages {
			s, err := layout.Analyse(context.Background(), p, document.Limits{})
			if err != nil {
				b.Fatal(err)
			}
			sheets = append(sheets, s)
		}
		layout.Assemble(sheets)
	}
	b.ReportMetric(float64(len(pages)*b.N)/b.Elapsed().Seconds(), "pages/s")
}

// BenchmarkGrowth reads files of more and more of one thing; ns a thing must not grow.
func BenchmarkGrowth(b *testing.B) {
	line := func(i int) string { return fmt.Sprintf("BT /F%d 10 Tf 72 %d Td (line %d) Tj ET\n", i, 780-i%70*11, i) }
	for _, c := range []struct {
		name string
		file func(n int) []byte
	}{
		{"pages", func(n int) []byte {
			f := testpdf.New()
			font := f.Add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
			for i := range n {
				f.Page("", fmt.Sprintf("/Font << /F0 %d 0 R >>", font), strings.Repeat(line(0), 20)+fmt.Sprint("% ", i))
			}
			return f.Bytes()
		}},
		{"fonts", func(n int) []byte {
			f := testpdf.New()
			fonts, text := "", ""
			for i := range n {
				fonts += fmt.Sprintf("/F%d %d 0 R ", i, f.Add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar 32 /Widths [278 300] >>"))
				text += line(i)
			}
			for range 4 {
				f.Page("", "/Font << "+fonts+" >>", text[:min(len(text), 40*50)])
			}
			return f.Bytes()
		}},
		{"objects", func(n int) []byte {
			f := testpdf.New()
			font := f.Add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
			for i := range n {
				f.Stream("/Type /Thing", fmt.Sprint("data of object ", i))
			}
			f.Page("", fmt.Sprintf("/Font << /F0 %d 0 R >>", font), line(0))
			return f.Bytes()
		}},
		{"glyphs", func(n int) []byte {
			f := testpdf.New()
			font := f.Add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
			f.Page("", fmt.Sprintf("/Font << /F0 %d 0 R >>", font), strings.Repeat("BT /F0 1 Tf 72 700 Td (text of a long page) Tj ET\n", n/19))
			return f.Bytes()
		}},
	} {
		for _, n := range []int{250, 1000, 4000} {
			b.Run(fmt.Sprintf("%s/%d", c.name, n), func(b *testing.B) {
				data := c.file(n)
				for b.Loop() {
					f, err := content.Open(context.Background(), data, document.Limits{})
					if err != nil {
						b.Fatal(err)
					}
					for i := range f.Pages() {
						p, err := f.Page(context.Background(), i+1)
						if err != nil {
							b.Fatal(err)
						}
						if err := seen.Judge(context.Background(), p); err != nil {
							b.Fatal(err)
						}
						p.Done()
					}
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/"+c.name)
			})
		}
	}
}
