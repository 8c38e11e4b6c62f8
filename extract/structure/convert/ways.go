package convert

import (
	"slices"

	"selfeval/extract/structure/grid"
)

const (
	mostShapes  = 200 // shapes of rows that a table is looked at for
	mostChoices = 16  // ways to place a row that its words choose among
)

// shape tells rows alike: as many cells of the same kinds, over the same places.
func (sr *shortRow) shape(see *grid.Sight) string {
	b := make([]byte, 0, len(sr.cells)+len(sr.free)+2)
	for _, c := range sr.cells {
		k := see.KindOf(c.Text)
		switch {
		case k == grid.Integer || k == grid.Figure:
			k = grid.Figure
		case k == grid.Prose:
			k = grid.Words
		case k == grid.Unstated:
			k = grid.Blank
		}
		b = append(b, 'a'+byte(k))
	}
	b = append(b, '/')
	for _, c := range sr.free {
		b = append(b, byte(c))
	}
	if sr.total {
		b = append(b, '=')
	}
	return string(b)
}

// choice is one way to place the cells of rows of one shape.
type choice struct {
	into  []int
	score int
}

// choices lists the ways to place rows of one shape that agree with what stands in the
// columns, the best first.
func (p *placer) choices(sr *shortRow) []choice {
	var out []choice
	for _, into := range gaps(len(sr.cells), sr.free) {
		if score, ok := p.weigh(sr, into); ok {
			out = append(out, choice{into, score})
		}
	}
	slices.SortStableFunc(out, func(a, b choice) int { return b.score - a.score })
	return out[:min(len(out), mostChoices)]
}

// decide chooses among the ways by what the row says; nil where that leaves it open. Of
// words that fit two columns as well, as names of bodies do where two columns hold such,
// their place alone is left open, where the row's figures are the same in both.
func (p *placer) decide(sr *shortRow, choices []choice) []int {
	if len(choices) == 0 {
		return nil
	}
	scores := make([]int, len(choices))
	best := 0
	for i, c := range choices {
		scores[i] = c.score + p.known(sr, c.into) + p.count(sr, c.into)
		if scores[i] > scores[best] {
			best = i
		}
	}
	into := slices.Clone(choices[best].into)
	for i, c := range choices {
		behind := scores[best] - scores[i]
		if i == best || behind >= grid.Strong {
			continue
		}
		if p.figuresDiffer(sr, c.into, choices[best].into) {
			if behind >= grid.Fair {
				continue
			}
			if sr.total {
				return p.bySum(sr, choices)
			}
			sr.lost = true
		}
		for k := range into {
			if c.into[k] != choices[best].into[k] && !p.w.See.KindOf(sr.cells[k].Text).Empty() {
				sr.open = append(sr.open, c.into[k], choices[best].into[k])
				into[k] = -1
			}
		}
	}
	return into
}

// figuresDiffer reports whether two ways put a figure, or a total's label, into different
// columns.
func (p *placer) figuresDiffer(sr *shortRow, a, b []int) bool {
	for i, c := range sr.cells {
		if a[i] != b[i] && (p.w.See.KindOf(c.Text).Figures() || sr.total && !grid.IsBlank(c.Text)) {
			return true
		}
	}
	return false
}

// gaps lists the ways to place n cells, in order, on free places: cells are missing in
// one place, or one each in two places, and at the end.
func gaps(n int, free []int) [][]int {
	miss := len(free) - n
	var out [][]int
	way := func(at, gap, also int) {
		into := make([]int, n)
		for i := range n {
			k := i
			if i >= at {
				k += gap
			}
			if i >= also {
				k++
			}
			into[i] = free[k]
		}
		out = append(out, into)
	}
	for gap := 0; gap <= miss; gap++ {
		for at := range n {
			way(at, gap, n)
			if gap == 0 {
				break
			}
		}
	}
	const most = 24 // columns of a table in which cells are looked for in two places
	if miss >= 2 && len(free) <= most {
		for at := range n {
			for also := at + 1; also < n; also++ {
				way(at, 1, also)
			}
		}
	}
	return out
}
