// Package goal takes apart the lines of a form that hold labels of the year's goal: what was
// expected and what was reached, beside their labels or in the columns below.
package goal

import (
	"slices"
	"unicode/utf8"

	"selfeval/extract/interpret/form/labels"
	"selfeval/extract/interpret/form/rows"
	"selfeval/internal/text/lexicon"
)

// teller tells by words.
type teller struct{ labels.Teller }

// Columns is where the goal's texts stand below their labels.
type Columns struct {
	Expected, Actual []int
	Other            []int  // the goal as changed in the year
	OtherName        string // and what it is called
	Inline           bool   // labels and texts share their cells: only a page break continues them
	row              int
}

// Parts is what a line with labels of the goal says of it.
type Parts struct {
	Columns Columns
	Texts   []Part
}

// Part is a text of the goal: what was expected, or what was reached.
type Part struct {
	Actual bool
	Text   string
}

// Read takes apart a line that holds labels of the goal, nil where it holds none.
// above is where the goal's texts stand by the lines above, nil where none spoke of it.
func Read(l *rows.Line, above *Columns, words labels.Teller) *Parts {
	rd := teller{words}
	fields := rd.goalFields(l)
	heads := goalHeadsOf(l, fields)
	if heads.labels > 0 && above != nil && above.Actual != nil && (heads.sides == 0 || heads.labels == 1 && rows.SameAsAbove(l, l.Cells[0])) {
		return nil // the head of the rows repeated beside their texts
	}
	g := &Parts{Columns: Columns{row: l.Row}}
	found := false
	for i, c := range l.Cells {
		if i > 0 && c.Text == l.Cells[i-1].Text {
			continue // a merged cell repeated
		}
		if field := fields[i]; field != "" {
			found = true
			rd.goalCell(g, l, i, fields, heads)
		} else if field, rest := rd.GoalInline(c.Text); field != "" {
			found = true
			g.Columns.Inline = true
			g.add(field == "actual", rest)
			g.Columns.set(field == "actual", rows.Columns(c.Cell))
		}
	}
	if !found {
		return nil
	}
	return g
}

// goalHeads counts the labels of the goal on a line.
type goalHeads struct {
	labels   int // all of them
	sides    int // those that name a side: expected, actual
	actuals  int
	lastGoal int // the last cell that only says goal, -1 where it is the head of the rows alone
}

// goalFields tells what each cell of a line names of the goal, "" where nothing. The
// words of the goal and of what was reached are much alike (年度目标完成情况): where a
// line names several, the last is what was reached, and what stands before it was aimed
// at, whatever it is called.
func (rd teller) goalFields(l *rows.Line) []string {
	if fields := rd.withoutShare(l); fields != nil {
		return fields
	}
	fields := make([]string, len(l.Cells))
	last, named := -1, 0
	for i, c := range l.Cells {
		if fields[i] = rd.Words.FormGoals.Exactly(labels.WithoutOrdinal(c.Key)); fields[i] != "" && (i == 0 || c.Key != l.Cells[i-1].Key) {
			last = i
			named++
		}
	}
	if rd.sidesByPlace(l, fields) {
		return fields
	}
	if (named > 0 || l.Cells[0].RowSpan > 1 && rd.Aims(l.Cells[0].Key)) && rd.otherSides(l, fields) {
		last, named = len(l.Cells)-1, 2
	}
	if named < 2 || last != len(l.Cells)-1 || last == 0 {
		return fields
	}
	rd.goalSides(l, fields, last)
	return fields
}

// otherSides tells the sides of the goal by what their heads are composed of (年初设定,
// 年末完成), on a line that names the goal and holds nothing else.
func (rd teller) otherSides(l *rows.Line, fields []string) bool {
	told := map[int]string{}
	for i, c := range l.Cells {
		if fields[i] != "" {
			continue
		}
		side := rd.Side(c.Key)
		switch {
		case i == 0 && c.RowSpan > 1 && rd.Aims(c.Key):
			side = "goal"
		case side == "" || i == 0:
			return false
		}
		told[i] = side
	}
	for i, side := range told {
		fields[i] = side
	}
	return len(told) > 0 && fields[len(fields)-1] == "actual"
}

// sidesByPlace tells the sides of the goal by their place alone: two heads beside one that
// names the goal and reaches over the texts below them.
func (rd teller) sidesByPlace(l *rows.Line, fields []string) bool {
	if len(l.Cells) != 3 || l.T == nil || fields[1] != "" && fields[2] != "" || fields[0] == "" && !rd.Aims(l.Cells[0].Key) {
		return false
	}
	if !rows.ReachesDown(l, l.Cells[0]) {
		return false
	}
	for _, c := range l.Cells[1:] {
		below := l.T.Cell(l.Row+1, c.Col)
		if !labels.Shaped(c.Key) || below == nil || below.Row != l.Row+1 || below.Col != c.Col || utf8.RuneCountInString(rows.Key(below.Text)) <= utf8.RuneCountInString(c.Key) {
			return false
		}
	}
	fields[0], fields[1], fields[2] = "goal", "expected", "actual"
	return true
}

// withoutShare tells the fields of a line whose last cell heads how much of the goal was
// reached (总体完成率), nil for any other.
func (rd teller) withoutShare(l *rows.Line) []string {
	n := len(l.Cells) - 1
	if n <= 2 || !rd.shareBelow(l, l.Cells[n]) {
		return nil
	}
	head := *l
	head.Cells = l.Cells[:n]
	if fields := rd.goalFields(&head); slices.Contains(fields, "actual") {
		return append(fields, "other")
	}
	return nil
}

// shareBelow reports a head with nothing but a figure below: 总体完成率（%） over 100.
func (rd teller) shareBelow(l *rows.Line, head rows.Cell) bool {
	return l.T != nil && labels.Shaped(rows.Key(lexicon.WithoutBrackets(head.Key))) && rows.FiguresBelow(l, head)
}

// goalSides tells the last label of a line, and the one before it, from the goal's.
func (rd teller) goalSides(l *rows.Line, fields []string, last int) {
	if fields[last] == "goal" && slices.Contains(rd.Words.FormGoals.Fields(labels.WithoutOrdinal(l.Cells[last].Key)), "actual") {
		fields[last] = "actual"
	}
	// A head between the goal's and that of what was reached, both without a text
	// beside them, can only be that of what was aimed at.
	if before := last - 1; fields[last] == "actual" && before > 0 && fields[before] == "" && labels.Shaped(l.Cells[before].Key) && fields[0] != "" && l.Cells[0].RowSpan > 1 {
		fields[before] = "expected"
	}
}

func goalHeadsOf(l *rows.Line, fields []string) goalHeads {
	h := goalHeads{lastGoal: -1}
	for i := range l.Cells {
		switch fields[i] {
		case "":
			continue
		case "goal":
			h.lastGoal = i
		case "actual":
			h.actuals++
			fallthrough
		default:
			h.sides++
		}
		h.labels++
	}
	if h.sides == 0 || h.labels == h.sides+1 && l.Cells[0].Key == l.Cells[max(h.lastGoal, 0)].Key {
		h.lastGoal = -1
	}
	return h
}

// goalCell reads a cell that is a label of the goal: its text stands beside it, or
// below.
func (rd teller) goalCell(g *Parts, l *rows.Line, i int, fields []string, heads goalHeads) {
	c, field := l.Cells[i], fields[i]
	if field == "other" {
		g.Columns.Other, g.Columns.OtherName = rows.ColumnsUnder(l, c), c.Text
		return
	}
	if field == "expected" && i == 0 && heads.sides-heads.actuals > 1 {
		return // the goal as changed in the year, or the head of the others
	}
	value, _ := rows.ValueRight(l, c, rd.IsLabel)
	if i+1 < len(fields) && fields[i+1] != "" {
		value = "" // a label of no known word
	}
	if f, _ := rd.GoalInline(value); f != "" {
		return
	}
	if value != "" {
		g.add(field == "actual", value)
		return
	}
	if field == "goal" && heads.labels > 1 && !(i == heads.lastGoal && heads.sides == heads.actuals) {
		return // the head of the others
	}
	if field == "actual" || g.Columns.Expected == nil {
		g.Columns.set(field == "actual", rows.ColumnsUnder(l, c))
	}
}

func (g *Parts) add(actual bool, text string) { g.Texts = append(g.Texts, Part{actual, text}) }

func (g *Columns) set(actual bool, cols []int) {
	if actual {
		g.Actual = cols
	} else {
		g.Expected = cols
	}
}
