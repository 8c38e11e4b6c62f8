package flat

import (
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// Tail reads the rest of a form whose heads are lost: a line that starts with the name of
// a group of indicators, below the title of a form. Of the orders in which columns are
// known to stand, just one must read all of it.
func Tail(text string, at report.Location, above string, words *lexicon.Vocabulary) (f Form, ok bool) {
	if !lexicon.IsFormTitle(above) || len(text) > longestGlued {
		return f, false
	}
	g := newGlued(text, at, words)
	if g.groupAt(g.text) == 0 || words.FormIndicators.Heading(cjk.Squeeze(text)) != "" {
		return f, false
	}
	f.Glued = true
	for _, fields := range [][]string{
		{"level1", "level2", "level3", "weight", "target", "actual", "score"},
		{"level1", "level2", "level3", "target", "actual", "weight", "score"},
		{"level1", "level2", "level3", "target", "actual", "score"},
	} {
		l := layoutOf(fields)
		s, _ := l.shapeOf()
		g := newGlued(text, at, words)
		g.tail = true
		head := make([]cell, len(fields))
		for i, name := range fields {
			head[i].text = words.FormIndicators.Words()[name][0]
		}
		g.add(cell{above, at})
		g.add(head...)
		g.treeRows(l, s)
		if !g.whole || g.text != "" || len(g.rows) < leastRows {
			continue
		}
		if f.Table != nil {
			return Form{}, true // two orders read it
		}
		f.Table, f.Whole = g.table(), true
	}
	return f, f.Table != nil
}
