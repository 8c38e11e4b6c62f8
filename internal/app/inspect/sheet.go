package inspect

import (
	_ "embed" // the sheet's template
	"fmt"
	"html/template"
	"io"
	"strings"

	"selfeval"
	"selfeval/report"
	"selfeval/rules"
)

//go:embed sheet.html
var sheetTemplate string

var sheets = template.Must(template.New("sheet").Funcs(template.FuncMap{
	"place":  func(l report.Location, lang report.Lang) string { return l.In(lang) },
	"grid":   gridRows,
	"pieces": pieces,
}).Parse(sheetTemplate))

// HTML writes a document of any format as a page on which every cell is outlined: on
// purple with the field's name where it went into the record, with a dashed line
// where it holds something that did not. What a finding points at has a red frame and
// the finding's number, which leads to it and back.
func HTML(w io.Writer, name string, n *Neutral, lang report.Lang) error {
	return sheets.Execute(w, &sheet{Name: name, Lang: lang, ZH: lang != report.EN, Neutral: n, shown: map[int]bool{}})
}

// sheet is what the template writes.
type sheet struct {
	Name string
	Lang report.Lang
	ZH   bool
	*Neutral
	shown map[int]bool // the findings of which a place has been written
}

// badge is a finding's number at a place of its; the first place can be linked to.
type badge struct {
	Number      int
	ID, Message string
}

// Badges are the numbers at a place.
func (s *sheet) Badges(numbers []int) (out []badge) {
	for _, n := range numbers {
		b := badge{Number: n, Message: s.Findings[n-1].Message}
		if !s.shown[n] {
			s.shown[n] = true
			b.ID = fmt.Sprintf("f%d", n)
		}
		out = append(out, b)
	}
	return out
}

// Grade is the name of a severity.
func (s *sheet) Grade(v rules.Severity) string { return rules.SeverityName(v).In(s.Lang) }

// Class is how a cell is drawn.
func (s *sheet) Class(c NeutralCell) string {
	var names []string
	switch {
	case c.Field != "":
		names = append(names, "read")
	case c.Text != "":
		names = append(names, "left")
	}
	if len(c.Findings) > 0 {
		names = append(names, "points")
	}
	return strings.Join(names, " ")
}

// Summary says how many findings there are, and what their want means.
func (s *sheet) Summary() string {
	text := report.Textf("发现的问题：%d 个", "findings: %d", len(s.Findings))
	switch {
	case s.Status == selfeval.Failed:
		text = report.Text{ZH: "未能读取，未作检查", EN: "could not be read and was not checked"}
	case s.Status == selfeval.Other:
		text = report.Text{ZH: "不是绩效自评报告，未作检查", EN: "no self-evaluation paper: not checked"}
	case len(s.Findings) == 0 && s.Status == selfeval.Partial:
		text = report.Text{ZH: "读到的部分未发现问题，但没有读全", EN: "nothing found in what was read, which is not all"}
	case len(s.Findings) == 0:
		text = report.Text{ZH: "未发现问题", EN: "nothing found"}
	}
	return text.In(s.Lang)
}

// piece is a part of a text, with the findings that point at it.
type piece struct {
	Text     string
	Findings []int
}

// pieces are a block's text, cut where findings begin and end to point at it.
func pieces(b NeutralBlock) (out []piece) {
	pos := 0
	for _, m := range b.Marks {
		if m.Start < pos || m.End > len(b.Text) {
			continue
		}
		if m.Start > pos {
			out = append(out, piece{Text: b.Text[pos:m.Start]})
		}
		out = append(out, piece{b.Text[m.Start:m.End], m.Findings})
		pos = m.End
	}
	if pos < len(b.Text) {
		out = append(out, piece{Text: b.Text[pos:]})
	}
	return out
}

// gridRow is a row of a table as HTML wants it: the cells that start in it.
type gridRow struct{ Cells []NeutralCell }

// gridRows deals the cells of a table to its rows. A row in which no cell starts, as
// where all are merged with the row above, stays empty.
func gridRows(t *NeutralTable) []gridRow {
	rows := make([]gridRow, t.Rows)
	for _, c := range t.Cells {
		if c.Row >= 1 && c.Row <= len(rows) {
			rows[c.Row-1].Cells = append(rows[c.Row-1].Cells, c)
		}
	}
	return rows
}
