package form

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/extract/interpret/paper"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/internal/text/printed"
	"selfeval/report"
)

// This file reads the labels of a form whose values stand beside them: project,
// departments, contact; in cells of their own or as 填报人：… in a line of text.

var (
	// A form's year: （2022年度）, 2022年度项目支出绩效自评表.
	formYear = regexp.MustCompile(`((?:19|20)\d\d)年(?:[^\d]|$)`)
	// otherLabel is a further label in a line, of whatever it names: 单位负责人签字：
	otherLabel = regexp.MustCompile(`(?:[\s\x{3000}]+|[\dXx]{4})(\p{Han}[\p{Han}（）()]{1,11}[:：])`)
	formPoints = regexp.MustCompile(`[(\[【]?(?:共|满分|分值|权重)?[:：]?(\d+(?:\.\d+)?)分[)\]】]?`)
)

// title reports whether a line is the title of a form.
func (l *formLine) title() (string, bool) {
	text := l.text
	if l.t != nil {
		c, ok := l.alone()
		if !ok {
			return "", false
		}
		text = c.Text
	}
	return text, lexicon.IsFormTitle(text)
}

// colon parts a label from its value.
var colon = cjk.NewSet(":：")

// pair is a label and its value in a text.
type pair struct{ field, value string }

// pairs reads 填报人：张三 联系电话：123: every label before a colon, with the text
// up to the next label. A text that does not start with a label has none.
func (rd *room) pairs(text string) []pair {
	if !colon.In(text) {
		return nil
	}
	type mark struct {
		field      string
		start, end int // bytes of the label with its colon
	}
	var marks []mark
	for i, r := range text {
		if r != ':' && r != '：' {
			continue
		}
		if field, start := rd.labelBefore(text[:i]); field != "" {
			marks = append(marks, mark{field, start, i + utf8.RuneLen(r)})
		}
	}
	if len(marks) == 0 || strings.TrimFunc(text[:marks[0].start], cjk.Space) != "" {
		return nil
	}
	out := make([]pair, 0, len(marks))
	for i, m := range marks {
		end := len(text)
		if i+1 < len(marks) {
			end = max(marks[i+1].start, m.end)
		}
		value := text[m.end:end]
		if next := otherLabel.FindStringSubmatchIndex(value); next != nil {
			value = value[:next[2]]
		}
		out = append(out, pair{m.field, strings.TrimFunc(value, func(r rune) bool {
			return cjk.Space(r) || r == ';' || r == '；' || r == '，' || r == ','
		})})
	}
	return out
}

// labelBefore finds the longest label that a text ends with.
func (rd *room) labelBefore(text string) (field string, start int) {
	for s, n := len(text), 0; s > 0 && n < 16; n++ {
		r, size := utf8.DecodeLastRuneInString(text[:s])
		s -= size
		if cjk.Space(r) {
			continue
		}
		if f := rd.Vocab.FormFields.Exactly(cjk.Squeeze(text[s:])); f != "" {
			field, start = f, s // the longest wins: 项目负责人电话 over 电话
		}
	}
	return field, start
}

// labelled reads the labels of a line with their values. It reports whether the
// line held any.
func (fr *reader) labelled(l *formLine) bool {
	found := false
	if l.t == nil {
		for _, p := range fr.pairs(l.text) {
			if p.field == "remark" && utf8.RuneCountInString(p.value) > 60 {
				continue // the template's own notes: 备注：1.涉密部门不公开。2.…
			}
			fr.set(p.field, p.value, l.at)
			found = true
		}
		return found
	}
	for _, c := range l.cells {
		field := fr.Vocab.FormFields.Exactly(c.key)
		if field == "" {
			for _, p := range fr.pairs(c.Text) {
				value := p.value
				if value == "" { // 项目名称： in a cell with other labels
					value, _ = fr.valueRight(l, c)
				}
				fr.set(p.field, value, c.At)
				found = true
			}
			continue
		}
		value, _ := fr.valueRight(l, c)
		if field == "unit" && value == "" {
			fr.caption(c.Text, c.At) // 单位：万元 in one cell
		}
		fr.set(field, value, c.At)
		found = true
	}
	return found
}

// set writes a label's value to the form; the first one printed counts.
func (fr *reader) set(field, value string, at report.Location) {
	f := fr.form
	if printed.Unstated(value) {
		return
	}
	put := func(s *string) {
		if *s == "" {
			*s = value
		}
	}
	switch field {
	case "project":
		put(&f.Project)
	case "code":
		put(&f.Code)
	case "number":
		put(&f.Number)
	case "department":
		put(&f.Department)
	case "implementer":
		put(&f.Implementer)
	case "year":
		if m := formYear.FindStringSubmatch(cjk.Squeeze(value) + "年"); m != nil && f.FiscalYear.Raw == "" {
			f.FiscalYear = report.Integer{Raw: m[1], At: at}
		}
	case "unit":
		if u := lexicon.UnitIn("单位：" + value); u != "" {
			fr.unit = u
		} else {
			put(&f.Implementer)
		}
	case "contact":
		put(&f.Contact)
	case "phone":
		put(&f.Phone)
	case "date":
		put(&f.Date)
	case "grade":
		put(&f.Grade)
	case "total_weight":
		if f.TotalWeight == nil && paper.Numeric(value) {
			f.TotalWeight = &report.Number{Raw: value, At: at}
		}
	case "total_score":
		if f.TotalScore == nil && paper.Numeric(value) {
			f.TotalScore = &report.Number{Raw: value, At: at}
		}
	case "remark":
		if !strings.Contains(f.Remark, value) {
			addText(&f.Remark, value)
		}
	case "superior":
		if fr.superior == "" {
			fr.superior = value
		}
	}
}

// caption takes year and unit from a title or caption line.
func (fr *reader) caption(text string, at report.Location) {
	f := fr.form
	key := cjk.Squeeze(text)
	if m := formYear.FindStringSubmatch(key); m != nil && f.FiscalYear.Raw == "" && utf8.RuneCountInString(key) <= 50 {
		f.FiscalYear = report.Integer{Raw: m[1], At: at}
	}
	if u := lexicon.UnitIn(text); u != "" {
		fr.unit = u
	}
}

// figure makes a report.Number of a cell's text, nil for a blank or a dash.
func figure(text string, c *document.Cell) *report.Number {
	if text == "" || printed.Unstated(text) {
		return nil
	}
	n := &report.Number{Raw: text}
	if c != nil {
		n.At = c.At
	}
	return n
}
