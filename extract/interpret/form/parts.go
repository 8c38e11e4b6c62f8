package form

import (
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
	var lines []rows.Line
	paragraphs := func(from, to int) {
		for i := from; i < to; i++ {
			if b := &rd.Blocks[i]; b.Table == nil && b.Text != "" {
				lines = append(lines, rows.Line{Block: i, Text: b.Text, At: b.At})
			}
		}
	}
	short := func(i int) bool {
		b := &rd.Blocks[i]
		return b.Table == nil && utf8.RuneCountInString(b.Text) <= 60 && !strings.ContainsAny(b.Text, "。；")
	}
	first := group[0].Block
	from := first
	for from > 0 && first-from < 6 && short(from-1) {
		from--
	}
	paragraphs(from, first)
	for i, t := range group {
		if i > 0 {
			paragraphs(group[i-1].Block+1, t.Block)
		}
		own := t.Table
		if len(group) > 1 || len(t.Logical.Seams) > 0 { // rows that a page break cut are joined below
			whole := *t.Table
			whole.Cells = slices.Clone(t.Cells)
			whole.Seal()
			own = &whole
		}
		ls := rows.Of(t.Block, own)
		for j := range ls {
			ls[j].Seam = j == 0 || t.Seam(j)
		}
		lines = append(lines, ls...)
	}
	rd.stitch(lines)
	end := group[len(group)-1].Block + 1
	to := end
	for to < len(rd.Blocks) && to-end < 3 && short(to) && len(rd.Pairs(rd.Blocks[to].Text)) > 0 {
		to++
	}
	paragraphs(end, to)
	return lines
}

// splitForms cuts the lines at every form's start: a title, or the next
// project's name.
func (rd *room) splitForms(lines []rows.Line) [][]rows.Line {
	type segment struct {
		lines          []rows.Line
		shows          evidence
		title, project string
	}
	var segs []segment
	var cur segment
	for i := range lines {
		l := lines[i]
		e := rd.shows(&l)
		project := ""
		if e&showsProject != 0 {
			project = rd.projectOf(&l)
		}
		body := cur.shows&(showsFunds|showsGoal|showsTree) != 0
		if body && e&showsTitle != 0 || e&showsProject != 0 && cur.shows&showsProject != 0 ||
			e&showsProject != 0 && cur.shows&showsTree != 0 ||
			cur.shows&showsTree != 0 && e&showsLabels != 0 && rd.leadsForm(&l) {
			segs = append(segs, cur)
			cur = segment{}
		}
		cur.lines = append(cur.lines, l)
		cur.shows |= e
		if title, ok := l.Title(); ok && cur.title == "" {
			cur.title = cjk.Squeeze(title)
		}
		if cur.project == "" {
			cur.project = cjk.Squeeze(project)
		}
	}
	segs = append(segs, cur)
	var out [][]rows.Line
	var prev *segment
	for i := range segs {
		s := &segs[i]
		// A page that repeats the title, or title and name, above the rows that go on.
		same := prev != nil && s.shows&showsFunds == 0 &&
			(s.project == "" && s.shows&showsLabels == 0 && s.title == prev.title || s.project != "" && s.project == prev.project)
		if same {
			out[len(out)-1] = append(out[len(out)-1], s.lines...)
			prev.shows |= s.shows
			continue
		}
		prev = s
		out = append(out, slices.Clip(s.lines))
	}
	return out
}

// leadsForm reports whether a line after a finished tree starts a department's
// form: it names the department first, and is no line of signatures.
func (rd *room) leadsForm(l *rows.Line) bool {
	f := rd.Field(l.Cells[0].Key)
	return f == "department" || f == "implementer" && !rd.Vocab.FormFillers.Starts(l.Cells[0].Key)
}
