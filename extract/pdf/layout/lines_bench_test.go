package layout

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"selfeval/extract/document"
	"selfeval/extract/pdf/page"
)

// tall sets n lines on one page, as tall as it takes, in one of several ways.
func tall(kind string, n int) *page.Page {
	c := newCanvas()
	c.Height = float64(20*n + 100)
	r := rand.New(rand.NewPCG(1, uint64(n)))
	xs := []float64{40, 80, 260, 340, 420, 480}
	word := func() string { return strings.Repeat("abc", 1+r.IntN(3)) }
	for i := range n {
		y := c.Height - 50 - 20*float64(i)
		switch kind {
		case "words", "figures":
			x := 40.0
			for x < 500 {
				w := word()
				if kind == "figures" && r.IntN(3) == 0 {
					w = fmt.Sprintf("%.2f", 1000*r.Float64())
				}
				x = c.text(x, y, w) + 10
			}
			continue
		case "lines":
			c.h(y-6, xs[0], xs[5])
		case "grid":
			c.h(y-6, xs[0], xs[5])
			for _, x := range xs {
				c.v(x, y-6, y+14)
			}
		}
		c.cells(y, xs, fmt.Sprint(i+1), "某某项目", fmt.Sprintf("%.2f", 1000*r.Float64()), fmt.Sprintf("%.2f", 1000*r.Float64()), "95")
	}
	return c.Page
}

// BenchmarkLines shows how the cost of a page grows with its lines: ns/line stays.
// "words" and "figures" have gaps like a table's and no columns.
func BenchmarkLines(b *testing.B) {
	for _, kind := range []string{"words", "figures", "aligned", "lines", "grid"} {
		for _, n := range []int{100, 200, 400, 800, 1600} {
			b.Run(fmt.Sprintf("%s-%d", kind, n), func(b *testing.B) {
				p := tall(kind, n)
				for b.Loop() {
					if _, err := Analyse(context.Background(), p, document.Limits{}); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/line")
			})
		}
	}
}
