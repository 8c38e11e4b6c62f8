package layout

import (
	"cmp"
	"slices"

	"selfeval/extract/document"
	"selfeval/extract/pdf/page"
)

// What a picture shows is not read. Those that could hold a table or a part of the text
// are told by their place among the blocks, as in other formats.

// shown gives the pictures of a page that may hold something to read, from the top:
// not small ones, nor those behind text. A page of nothing but pictures is told as one.
func (s *Sheet) shown() []page.Box {
	if len(s.items) == 0 {
		return nil
	}
	var out []page.Box
	for _, b := range s.pictures {
		if !finite(b.X0, b.X1, b.Y0, b.Y1) || area(b) < leastPicture*s.Width*s.Height {
			continue
		}
		behind := slices.ContainsFunc(s.items, func(it item) bool {
			k := it.box()
			return inside(b, (k.X0+k.X1)/2, (k.Y0+k.Y1)/2)
		})
		if !behind && len(out) < 100 {
			out = append(out, b)
		}
	}
	slices.SortStableFunc(out, func(a, b page.Box) int { return cmp.Compare(b.Y1, a.Y1) })
	return out
}

// picture writes a picture as a block.
func (s *Sheet) picture(b page.Box) document.Block {
	return document.Block{Kind: document.Picture, At: s.at(b)}
}
