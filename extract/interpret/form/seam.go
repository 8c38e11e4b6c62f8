package form

import (
	"slices"

	"selfeval/extract/document"
	"selfeval/extract/interpret/form/labels"
	"selfeval/extract/interpret/form/rows"
	"selfeval/extract/interpret/paper"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// This file joins what a page break cut: the lines of a row, and the name of a
// group whose cell reaches over the break.

// cut reports whether a row is the rest of the one before the break: every text
// of it stands below one of that row, and the two make up a name.
func (rd *room) cut(a, b *rows.Line) bool {
	if _, ok := b.Title(); ok {
		return false // the next form starts
	}
	figures := slices.ContainsFunc(b.Cells, func(c rows.Cell) bool { return paper.Numeric(c.Text) })
	whole := false
	for _, c := range b.Cells {
		above := rows.Over(a, b, c)
		if above == nil {
			return false
		}
		source, _ := rd.FundLevel(above.Text)
		top, joined := rows.Key(above.Text), rows.Key(cjk.Join(above.Text, c.Text))
		switch {
		case top == "" || paper.Numeric(c.Text):
		case rd.IsWord(joined):
			whole = true
		case rd.IsWord(top):
			return false // a head, and what stands under it
		case !figures && rows.Letters(source) > 1 && !rd.FundNameLike(source) && rd.FundNameLike(joined) && above.Row == a.Row:
			whole = true
		}
	}
	return whole
}

// restOfRow reports whether the first row of a part is the rest of the row before
// the break, whose texts go on in their columns.
func (fr *reader) restOfRow(in *report.Indicator) bool {
	n := len(fr.form.Indicators)
	if n == 0 || lexicon.IsTemplateName(rows.Key(in.Level3)) && in.Level3 != "" {
		return false
	}
	if in.Target.Raw == "" && in.Actual.Raw == "" && in.Score == nil {
		return true
	}
	prev := &fr.form.Indicators[n-1]
	if pointed(in) != pointed(prev) { // one of them has the points of both
		return in.Target.Raw == "" || prev.Target.Raw == "" || fr.allPointed(n-1)
	}
	nameless := in.Level3 == "" && (in.Target.Raw == "" || in.Actual.Raw == "")
	return nameless && in.Score == nil
}

// pointed reports whether a row has a weight or a score.
func pointed(in *report.Indicator) bool { return in.Weight != nil || in.Score != nil }

// allPointed reports whether all of the first n rows have, and there are some.
func (fr *reader) allPointed(n int) bool {
	for i := range fr.form.Indicators[:n] {
		if !pointed(&fr.form.Indicators[i]) {
			return false
		}
	}
	return n > 0
}

// joinRow adds the rest of a row to the indicator before the break.
func (fr *reader) joinRow(l *rows.Line, in *report.Indicator) {
	prev := &fr.form.Indicators[len(fr.form.Indicators)-1]
	for level, name := range fr.tree.names() {
		if text, c := rows.TextIn(l, fr.tree.cols[name], -1); text != "" {
			fr.renameGroup(level+1, text)
			fr.tree.rest[level] = c
		}
	}
	prev.Level3 = cjk.Join(prev.Level3, in.Level3)
	prev.Reason = cjk.Join(prev.Reason, in.Reason)
	measure := func(to *report.Measure, rest report.Measure) {
		if to.Raw == "" {
			*to = rest
			return
		}
		to.Raw = cjk.Join(to.Raw, rest.Raw)
	}
	measure(&prev.Target, in.Target)
	measure(&prev.Actual, in.Actual)
	number := func(to **report.Number, rest *report.Number) {
		switch {
		case rest == nil:
		case *to == nil:
			*to = rest
		default:
			(*to).Raw += rest.Raw
		}
	}
	number(&prev.Weight, in.Weight)
	number(&prev.Score, in.Score)
}

// names are the fields of the tree's groups, the first level first.
func (it *indicatorTable) names() [2]string { return [2]string{"level1", "level2"} }

// joinGroups adds the rest of groups' names that the break cut, and names rows
// above it whose group has its name below it.
func (fr *reader) joinGroups(l *rows.Line) {
	it := fr.tree
	for i, field := range it.names() {
		text, c := rows.TextIn(l, it.cols[field], -1)
		if text == "" || c == nil {
			continue
		}
		current := it.level1
		if i == 1 {
			current = it.level2
		}
		if fr.RestOfName(current, text) {
			fr.renameGroup(i+1, text)
			it.rest[i] = c
		}
	}
}

// renameGroup adds text to the name of the group that the last rows stand in.
func (fr *reader) renameGroup(level int, text string) {
	it := fr.tree
	current := &it.level1
	of := func(in *report.Indicator) *string { return &in.Level1 }
	if level == 2 {
		current = &it.level2
		of = func(in *report.Indicator) *string { return &in.Level2 }
	}
	before := *current
	name, weight := labels.Points(cjk.Join(before, text))
	*current = name
	for i := len(fr.form.Indicators) - 1; i >= 0; i-- {
		in := &fr.form.Indicators[i]
		if *of(in) != before {
			break
		}
		*of(in) = name
	}
	if n := len(fr.form.Groups); n > 0 && fr.form.Groups[n-1].Level == level && fr.form.Groups[n-1].Name == before {
		fr.form.Groups[n-1].Name = name
	} else if weight != "" {
		if at := len(fr.form.Indicators) - 1; at >= 0 {
			place := fr.form.Indicators[at].At
			fr.form.Groups = append(fr.form.Groups, report.GroupWeight{Level: level, Name: name, Weight: &report.Number{Raw: weight, At: place}, At: place})
		}
	}
}

// isRest reports whether a cell holds the rest of a name, which is read already.
func (it *indicatorTable) isRest(c *document.Cell) bool {
	return c != nil && (c == it.rest[0] || c == it.rest[1])
}
