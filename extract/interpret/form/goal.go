package form

import (
	"strings"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/printed"
)

// goalColumns is where the goal's texts stand below their labels.
type goalColumns struct {
	expected, actual []int
	inline           bool // labels and texts share their cells: only a page break continues them
	row              int
}

// goalParts is what a line with labels of the goal says of it.
type goalParts struct {
	columns goalColumns
	texts   []goalPart
}

// goalPart is a text of the goal: what was expected, or what was reached.
type goalPart struct {
	actual bool
	text   string
}

// goalParts takes apart a line that holds labels of the goal, nil where it holds none.
// above is where the goal's texts stand by the lines above, nil where none spoke of it.
func (rd *room) goalParts(l *formLine, above *goalColumns) *goalParts {
	heads := rd.goalHeads(l)
	if heads.labels > 0 && above != nil && above.actual != nil && (heads.sides == 0 || heads.labels == 1 && sameAsAbove(l, l.cells[0])) {
		return nil // the head of the rows repeated beside their texts
	}
	g := &goalParts{columns: goalColumns{row: l.row}}
	found := false
	for i, c := range l.cells {
		if i > 0 && c.Text == l.cells[i-1].Text {
			continue // a merged cell repeated
		}
		if field := rd.Vocab.FormGoals.Exactly(c.key); field != "" {
			found = true
			rd.goalCell(g, l, i, field, heads)
		} else if field, rest := rd.goalInline(c.Text); field != "" {
			found = true
			g.columns.inline = true
			g.add(field == "actual", rest)
			g.columns.set(field == "actual", columnsOf(c.Cell))
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

func (rd *room) goalHeads(l *formLine) goalHeads {
	h := goalHeads{lastGoal: -1}
	for i, c := range l.cells {
		switch rd.Vocab.FormGoals.Exactly(c.key) {
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
	if h.sides == 0 || h.labels == h.sides+1 && l.cells[0].key == l.cells[max(h.lastGoal, 0)].key {
		h.lastGoal = -1
	}
	return h
}

// goalCell reads a cell that is a label of the goal: its text stands beside it, or
// below.
func (rd *room) goalCell(g *goalParts, l *formLine, i int, field string, heads goalHeads) {
	c := l.cells[i]
	if field == "other" || field == "expected" && i == 0 && heads.sides-heads.actuals > 1 {
		return // the goal as changed in the year, or the head of the others
	}
	value, _ := rd.valueRight(l, c)
	if f, _ := rd.goalInline(value); f != "" {
		return
	}
	if value != "" {
		g.add(field == "actual", value)
		return
	}
	if field == "goal" && heads.labels > 1 && !(i == heads.lastGoal && heads.sides == heads.actuals) {
		return // the head of the others
	}
	from, to := underHead(l, c)
	cols := make([]int, 0, to-from)
	for col := from; col < to; col++ {
		cols = append(cols, col)
	}
	if field == "actual" || g.columns.expected == nil {
		g.columns.set(field == "actual", cols)
	}
}

func (g *goalParts) add(actual bool, text string) { g.texts = append(g.texts, goalPart{actual, text}) }

func (g *goalColumns) set(actual bool, cols []int) {
	if actual {
		g.actual = cols
	} else {
		g.expected = cols
	}
}

// goalLine reads a line that holds labels of the goal. It reports whether there
// were any.
func (fr *reader) goalLine(l *formLine) bool {
	g := fr.goalParts(l, fr.goal)
	if g == nil {
		return false
	}
	for _, part := range g.texts {
		if part.actual {
			addText(&fr.form.Goal.Actual, part.text)
		} else {
			addText(&fr.form.Goal.Expected, part.text)
		}
	}
	fr.goal = &g.columns
	return true
}

// goalInline takes apart a text that starts with its label: 年初设定目标：….
func (rd *room) goalInline(text string) (field, rest string) {
	i := strings.IndexAny(text, ":：")
	if i < 0 || i > 60 {
		return "", ""
	}
	if field = rd.Vocab.FormGoals.Exactly(cjk.Squeeze(text[:i])); field == "" {
		return "", ""
	}
	return field, strings.TrimLeftFunc(strings.TrimLeft(text[i:], ":："), cjk.Space)
}

// goalText reads a line of texts under the goal's labels.
func (fr *reader) goalText(l *formLine) {
	if fr.goal.inline && !l.seam {
		return
	}
	for _, side := range []struct {
		cols []int
		into *string
	}{{fr.goal.expected, &fr.form.Goal.Expected}, {fr.goal.actual, &fr.form.Goal.Actual}} {
		if text, _ := textIn(l, side.cols, -1); text != "" && !printed.Unstated(text) {
			addText(side.into, text)
		}
	}
}

func columnsOf(c *document.Cell) []int {
	cols := make([]int, c.ColSpan)
	for i := range cols {
		cols[i] = c.Col + i
	}
	return cols
}

// addText adds a further paragraph to a goal.
func addText(to *string, text string) {
	if *to == "" {
		*to = text
		return
	}
	last, _ := utf8.DecodeLastRuneInString(*to)
	if !strings.ContainsRune("。；;！!", last) {
		*to = cjk.Join(*to, text)
		return
	}
	*to += text
}
