package convert

import (
	"selfeval/extract/structure/grid"
	"selfeval/internal/text/cjk"
)

// weigh scores a way to place a row; ok is false where words would stand among figures
// or figures among words.
func (p *placer) weigh(sr *shortRow, into []int) (score int, ok bool) {
	var used [grid.MaxAligned]bool
	for i, cell := range sr.cells {
		used[into[i]] = true
		fit, wrong := p.fit(p.w.See.KindOf(cell.Text), into[i], sr.total)
		if wrong {
			return 0, false
		}
		score += fit
	}
	last, lead := into[len(into)-1], true
	for i, col := range sr.free {
		lead = lead && !used[col]
		switch {
		case used[col]:
		case lead && !sr.total && col != p.seq && !p.cols[col].Mostly().Figures():
			if i == 0 { // the groups that rows stand in are merged from the left
				score -= grid.Weak
			}
		default:
			score += p.missing(col, col > last, sr.total)
		}
	}
	return score, true
}

// fit says how well a cell agrees with a column.
func (p *placer) fit(k grid.Content, col int, total bool) (score int, wrong bool) {
	c := &p.cols[col]
	m := c.Mostly()
	switch {
	case k.Empty():
		return 0, false
	case total && k.Text():
		return -grid.Fair * col, false // the label stands first, over the columns it is merged over
	case m.Figures() && k.Figures():
		if m == grid.Share != (k == grid.Share) {
			return -grid.Fair, false
		}
		return 3, false
	case m.Text() && k.Text():
		return fitWords(k, c), false
	case m.Figures() && k.Text(), m.Text() && k.Figures():
		return -6, true
	}
	if c.Count[grid.Blank] > 1 {
		return -1, false // nothing stands in it elsewhere
	}
	return fitHead(p.w.See, k, c.Head)
}

// fitWords says how well words agree with a column of words: names of bodies stand
// among such.
func fitWords(k grid.Content, c *grid.Column) int {
	bodies := c.Mostly() == grid.Body
	if bodies != (k == grid.Body) && (bodies || c.Count[grid.Body] == 0) {
		return 1
	}
	return 3
}

// fitBodies says how well a cell agrees with a head over names of public bodies.
func fitBodies(k grid.Content) (score int, wrong bool) {
	switch {
	case k == grid.Body:
		return 3, false
	case k.Figures():
		return -6, true
	}
	return 1, false
}

// fitHead says how well a cell agrees with a column of which the head alone is known.
func fitHead(see *grid.Sight, k grid.Content, head string) (score int, wrong bool) {
	names := see.HeadsNames(head)
	switch {
	case head == "":
		return 0, false
	case see.HeadsBodies(head):
		return fitBodies(k)
	case see.HeadsSequence(head):
		if k == grid.Integer {
			return 3, false
		}
		return -3, false
	case see.HeadsFigures(head):
		if k.Figures() {
			return 2, false
		}
		return -4, k == grid.Body || k == grid.Prose
	case names && k == grid.Words:
		return 3, false
	case names && k == grid.Body:
		return 1, false
	case k.Text():
		return 2, false
	}
	return -1, false
}

// known speaks for words that stand in their column in other rows too, and against
// those that do not where the column says a few things again and again.
func (p *placer) known(sr *shortRow, into []int) int {
	score := 0
	for i, cell := range sr.cells {
		if sr.total || !p.w.See.KindOf(cell.Text).Text() {
			continue
		}
		seen := p.texts[into[i]]
		if brief, all := p.brief[into[i]], len(seen); all > 0 && (grid.Runes(cell.Text) <= 2) != (brief*2 > all) {
			score -= grid.Fair // 优 among opinions, an opinion among grades
		}
		switch n := seen[cjk.Squeeze(cell.Text)]; {
		case n > 1:
			score += grid.Fair
			continue
		case n == 1:
			score += grid.Weak
			continue
		}
		if rows := p.said[into[i]]; rows > 5 && rows >= 2*len(seen) {
			score -= grid.Fair
		}
	}
	return score
}

// count says how well a row's number goes on with the row above.
func (p *placer) count(sr *shortRow, into []int) int {
	if p.seq < 0 || sr.total {
		return 0
	}
	for i, col := range into {
		if col != p.seq {
			continue
		}
		if _, ok := grid.SmallNumber(sr.cells[i].Text); ok || grid.ChineseNumeral(sr.cells[i].Text) {
			return grid.Strong
		}
		if !grid.IsBlank(sr.cells[i].Text) {
			return -4
		}
	}
	return 0
}

// missing is what speaks against a cell that is missing in a column.
func (p *placer) missing(col int, atEnd, total bool) int {
	figures := p.cols[col].Mostly().Figures()
	blanks := p.cols[col].Count[grid.Blank]
	switch {
	case total: // merged with the label
		if figures && col != p.seq && !atEnd {
			return -grid.Fair
		}
		return 0
	case atEnd && figures && blanks > 0:
		return -grid.Weak
	case figures && col != p.seq:
		return -grid.Strong - grid.Weak // a figure is not merged with those above it
	case atEnd && p.cols[col].Text() > blanks:
		return -grid.Fair
	case atEnd:
		return 0
	}
	return p.goesOnIn(col)
}

// goesOnIn is what speaks against a cell that is missing because the one above goes on.
func (p *placer) goesOnIn(col int) int {
	switch {
	case col == p.seq:
		return -grid.Strong
	case p.cols[col].Count[grid.Body] > 0 || p.w.See.HeadsBodies(p.cols[col].Head):
		return 0 // who carries it out is often merged over rows
	case p.merges[col]:
		return -grid.Weak
	}
	return -grid.Strong - grid.Weak
}
