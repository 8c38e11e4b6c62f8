package layout

import (
	"strings"
	"testing"

	"selfeval/extract/pdf/page"
)

// TestAbuttingTexts sets figures so long that they all but touch the next cell's, each
// character placed on its own as browsers do.
func TestAbuttingTexts(t *testing.T) {
	// set gives the marks of texts, 5 points a character, gap points behind each other.
	set := func(x, within, gap float64, texts ...string) (r row) {
		for _, text := range texts {
			for _, c := range text {
				r = append(r, mark{text: string(c), box: page.Box{X0: x, Y0: 0, X1: x + 5, Y1: 10}, base: 3, size: 10, apart: true})
				x += 5 + within
			}
			x += gap - within
		}
		return r
	}
	var hs, vs []stroke
	for _, y := range []float64{-10, 20} {
		hs = append(hs, stroke{pos: y, a: 0, b: 150})
	}
	for _, x := range []float64{0, 50, 100, 150} {
		vs = append(vs, stroke{pos: x, a: -10, b: 20})
	}
	g := newGrid(hs, vs)
	g.cut(hs, vs)
	for _, c := range []struct {
		name string
		row  row
		want string
	}{
		{"over the edge", set(3, 0, 1.4, "71.828382", "649.358319"), "71.828382 649.358319"},
		{"three of them", set(3, 0, 1.4, "71.828382", "649.358319", "0"), "71.828382 649.358319 0"},
		{"letters apart", set(8, 1.4, 1.4, "71.828382", "649.3583"), "71.828382649.3583"},
		{"one text", set(20, 0, 0, "71.828382649"), "71.828382649"},
		{"far apart", set(3, 0, 6, "71.8283", "649.358"), "71.8283 649.358"},
		{"two characters", set(46, 1.4, 1.4, "12"), "12"},
	} {
		var got []string
		for _, w := range words([]*grid{g}, c.row) {
			got = append(got, rowText(w))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: got %q, want %q", c.name, s, c.want)
		}
	}
}
