package pdf

import (
	"context"
	"os"
	"testing"

	"selfeval/extract/document"
	"selfeval/extract/pdf/content"
	"selfeval/extract/pdf/layout"
	"selfeval/extract/pdf/page"
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
