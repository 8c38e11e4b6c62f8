package interpret

import (
	"strings"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/internal/text/cjk"
)

// goalColumns is where the goal's texts stand below their labels.
type goalColumns struct {
	expected, actual []int
	inline           bool // labels and texts share their cells: only a page break continues them
	row              int
}

// goalLine reads a line that holds labels of the goal. It reports whether there
// were any.
func (fr *formReader) goalLine(l *formLine) bool {
	g := &goalColumns{row: l.row}
	found := false
	labels, sides, actuals, lastGoal := 0, 0, 0, -1
	for i, c := range l.cells {
		field := fr.vocab.FormGoals.Exactly(c.key)
		switch field {
		case "":
			continue
		case "goal":
			lastGoal = i
		case "actual":
			actuals++
			fallthrough
		default:
			sides++
		}
		labels++
	}
	if sides == 0 || labels == sides+1 && l.cells[0].key == l.cells[max(lastGoal, 0)].key {
		lastGoal = -1 // the head of the rows alone
	}
	if labels > 0 && fr.goal != nil && fr.goal.actual != nil && (sides == 0 || labels == 1 && sameAsAbove(l, l.cells[0])) {
		return false // the head of the rows repeated beside their texts
	}
	for i, c := range l.cells {
		field := fr.vocab.FormGoals.Exactly(c.key)
		if i > 0 && c.Text == l.cells[i-1].Text {
			continue // a merged cell repeated
		}
		if field == "" {
			if field, rest := fr.goalInline(c.Text); field != "" {
				found = true
				g.inline = true
				if field == "actual" {
					addText(&fr.form.Goal.Actual, rest)
					g.actual = columnsOf(c.Cell)
				} else {
					addText(&fr.form.Goal.Expected, rest)
					g.expected = columnsOf(c.Cell)
				}
			}
			continue
		}
		found = true
		if field == "other" || field == "expected" && i == 0 && sides-actuals > 1 {
			continue // the goal as changed in the year, or the head of the others
		}
		value, _ := fr.valueRight(l, c)
		if f, _ := fr.goalInline(value); f != "" {
			continue
		}
		into := &fr.form.Goal.Expected
		if field == "actual" {
			into = &fr.form.Goal.Actual
		}
		if value != "" {
			addText(into, value)
			continue
		}
		if field == "goal" && labels > 1 && !(i == lastGoal && sides == actuals) {
			continue // the head of the others
		}
		from, to := underHead(l, c)
		cols := make([]int, 0, to-from)
		for col := from; col < to; col++ {
			cols = append(cols, col)
		}
		if field == "actual" {
			g.actual = cols
		} else if g.expected == nil {
			g.expected = cols
		}
	}
	if found {
		fr.goal = g
	}
	return found
}

// goalInline takes apart a text that starts with its label: 年初设定目标：….
func (fr *formReader) goalInline(text string) (field, rest string) {
	i := strings.IndexAny(text, ":：")
	if i < 0 || i > 60 {
		return "", ""
	}
	if field = fr.vocab.FormGoals.Exactly(cjk.Squeeze(text[:i])); field == "" {
		return "", ""
	}
	return field, strings.TrimLeftFunc(strings.TrimLeft(text[i:], ":："), cjk.Space)
}

// goalText reads a line of texts under the goal's labels.
func (fr *formReader) goalText(l *formLine) {
	if fr.goal.inline && !l.seam {
		return
	}
	for _, side := range []struct {
		cols []int
		into *string
	}{{fr.goal.expected, &fr.form.Goal.Expected}, {fr.goal.actual, &fr.form.Goal.Actual}} {
		if text, _ := textIn(l, side.cols, -1); text != "" && !cjk.Unstated(text) {
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
