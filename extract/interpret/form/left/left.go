// Package left finds what of a form no field took: a text beside a label that nobody
// knows. It is kept under the name that the paper prints, so that no miss is silent.
package left

import (
	"strings"
	"unicode/utf8"

	"selfeval/extract/interpret/form/labels"
	"selfeval/extract/interpret/form/rows"
	"selfeval/extract/interpret/paper"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/internal/text/printed"
	"selfeval/report"
)

const (
	longText = 24  // characters from which on a text may be part of a joined one
	mostLeft = 100 // texts of a form that are kept so; a table with more is no form
)

// held is what a form's record holds.
type held struct {
	texts map[string]bool
	long  []string // those that may have been joined of several cells
}

func holds(f *report.Form) held {
	h := held{texts: map[string]bool{}}
	add := func(s string) {
		key := rows.Key(s)
		h.texts[key] = true
		if utf8.RuneCountInString(key) >= longText {
			h.long = append(h.long, key)
		}
	}
	r := report.Report{Forms: []report.Form{*f}}
	r.Walk(report.Visitor{Text: func(_ report.Path, s *string, _ report.Location) { add(*s) }})
	for _, o := range f.Others {
		add(o.Name)
	}
	for _, s := range []string{f.DepartmentCode, f.ImplementerCode, f.FiscalYear.Raw} {
		add(s)
	}
	return h
}

// has reports whether a cell's text is in the record, alone or as a part of a text.
func (h *held) has(key string) bool {
	if h.texts[key] || h.texts[rows.Key(lexicon.WithoutBrackets(key))] {
		return true
	}
	for _, s := range h.long {
		if strings.Contains(s, key) {
			return true
		}
	}
	return false
}

// Over lists the texts of a form's lines that its record does not hold and that stand
// beside something with the look of a label, under the name of that.
func Over(f *report.Form, lines []rows.Line, tl labels.Teller) (out []report.Other) {
	h := holds(f)
	for i := range lines {
		l := &lines[i]
		if _, alone := l.Alone(); l.T == nil || alone {
			continue
		}
		for k := 1; k < len(l.Cells); k++ {
			if len(out) == mostLeft {
				return out
			}
			name, c := l.Cells[k-1], l.Cells[k]
			if !h.misses(l, name, c, tl) {
				continue
			}
			if o, ok := rows.Other(name.Text, c.Cell, "", false); ok {
				out = append(out, o)
				h.texts[c.Key] = true
			}
		}
	}
	return out
}

// misses reports whether a cell is the value of the one on its left, and was not read.
func (h *held) misses(l *rows.Line, name, c rows.Cell, tl labels.Teller) bool {
	if figures := paper.Numeric(c.Text) || printed.Unstated(c.Text); figures || !paper.Wordy(c.Text) || utf8.RuneCountInString(c.Key) < 2 || name.Key == c.Key {
		return false
	}
	if label, value, ok := strings.Cut(c.Key, ":"); ok && (value == "" || h.has(value) || tl.IsLabel(label)) {
		return false // 预算数：86.40 in one cell
	}
	return !h.explains(l, name, c, tl) && h.names(l, name, c)
}

// explains reports a cell that is a word of the form, the tree's own, or in the record.
func (h *held) explains(l *rows.Line, name, c rows.Cell, tl labels.Teller) bool {
	if tl.Words.FormTasks.Exactly(c.Key) != "" || tl.IsLabel(labels.WithoutOrdinal(c.Key)) || rows.SameAsAbove(l, c) || h.has(c.Key) {
		return true
	}
	groups := tl.Words.FormGroups // the tree keeps its own
	return groups.Holds(name.Key) || labels.Shaped(c.Key) && groups.Holds(c.Key)
}

// names reports whether a cell is the label of the one on its right rather than a value,
// the head of rows or the head of a column.
func (h *held) names(l *rows.Line, name, c rows.Cell) bool {
	if !labels.Shaped(name.Key) || h.texts[name.Key] || name.Col+name.ColSpan != c.Col || rows.SameAsAbove(l, name) {
		return false
	}
	below := l.T.Cell(l.Row+c.RowSpan, c.Col)
	head := below != nil && below.ColSpan == c.ColSpan && (paper.Numeric(below.Text) || h.texts[cjk.Squeeze(below.Text)])
	return !head || utf8.RuneCountInString(c.Key) > lexicon.MaxBare
}
