package form

import (
	"selfeval/extract/interpret/form/signs"
	"slices"
	"strings"
	"unicode/utf8"

	"selfeval/extract/interpret/form/rows"
	"selfeval/extract/interpret/paper"
	"selfeval/internal/text/cjk"
)

// This file lays the tables of a run out as lines and cuts these at every form.

// formLines lists the rows of a run of tables with the short paragraphs before,
// between and after them.
func (rd *room) formLines(group []*paper.Table) []rows.Line {
	first, end := group[0].Block, group[len(group)-1].Block+1
	from, to := first, end
	for from > 0 && first-from < maxBefore && rd.short(from-1) {
		from--
	}
	for to < len(rd.Blocks) && to-end < maxAfter && rd.short(to) && len(rd.Pairs(rd.Blocks[to].Text)) > 0 {
		to++
	}
	lines := rd.paragraphs(nil, from, first)
	for i, t := range group {
		if i > 0 {
			lines = rd.paragraphs(lines, group[i-1].Block+1, t.Block)
		}
		lines = append(lines, rows.OfParts(t, len(group) > 1)...)
	}
	rows.Stitch(lines, rd.cut)
	return rd.paragraphs(lines, end, to)
}

// How many short paragraphs before a form and after it may belong to it.
const (
	maxBefore = 6
	maxAfter  = 3
)

// short reports a paragraph that may be a label or a caption.
func (rd *room) short(i int) bool {
	b := &rd.Blocks[i]
	return b.Table == nil && utf8.RuneCountInString(b.Text) <= 60 && !strings.ContainsAny(b.Text, "。；")
}

// paragraphs adds the paragraphs from ≤ i < to to lines.
func (rd *room) paragraphs(lines []rows.Line, from, to int) []rows.Line {
	for i := from; i < to; i++ {
		if b := &rd.Blocks[i]; b.Table == nil && b.Text != "" {
			lines = append(lines, rows.Line{Block: i, Text: b.Text, At: b.At})
		}
	}
	return lines
}

// splitForms cuts the lines at every form's start: a title, or the next
// project's name.
func (rd *room) splitForms(lines []rows.Line) [][]rows.Line {
	var out [][]rows.Line
	var prev *segment
	for _, s := range rd.segments(lines) {
		if prev != nil && s.repeats(prev) {
			out[len(out)-1] = append(out[len(out)-1], s.lines...)
			prev.shows |= s.shows
			continue
		}
		prev = s
		out = append(out, slices.Clip(s.lines))
	}
	return out
}

// segment is a run of lines that a title or a project's name may begin.
type segment struct {
	lines          []rows.Line
	shows          signs.Evidence
	title, project string
}

// segments cuts the lines wherever a form may start.
func (rd *room) segments(lines []rows.Line) []*segment {
	cur := &segment{}
	segs := []*segment{cur}
	for i := range lines {
		l := lines[i]
		e := rd.shows(&l)
		if rd.starts(cur, e, &l) {
			cur = &segment{}
			segs = append(segs, cur)
		}
		cur.lines = append(cur.lines, l)
		cur.shows |= e
		if title, ok := l.Title(); ok && cur.title == "" {
			cur.title = cjk.Squeeze(title)
		}
		if cur.project == "" && e&signs.Project != 0 {
			cur.project = cjk.Squeeze(rd.projectOf(&l))
		}
	}
	return segs
}

// starts reports a line that starts another form: a title below a body, a project's name
// below another or below the tree, the department below the tree.
func (rd *room) starts(cur *segment, e signs.Evidence, l *rows.Line) bool {
	switch {
	case e&signs.Title != 0 && cur.shows&(signs.Funds|signs.Goal|signs.Tree) != 0,
		e&signs.Project != 0 && cur.shows&(signs.Project|signs.Tree) != 0:
		return true
	}
	return cur.shows&signs.Tree != 0 && e&signs.Labels != 0 && rd.leadsForm(l)
}

// repeats reports a page that prints the title, or title and name, of the form before it
// once more, above the rows that go on.
func (s *segment) repeats(prev *segment) bool {
	if s.shows&signs.Funds != 0 {
		return false
	}
	return s.project == "" && s.shows&signs.Labels == 0 && s.title == prev.title || s.project != "" && s.project == prev.project
}

// leadsForm reports whether a line after a finished tree starts a department's
// form: it names the department first, and is no line of signatures.
func (rd *room) leadsForm(l *rows.Line) bool {
	f := rd.Field(l.Cells[0].Key)
	return f == "department" || f == "implementer" && !rd.Vocab.FormFillers.Starts(l.Cells[0].Key)
}
