package form

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/extract/interpret/form/labels"
	"selfeval/extract/interpret/form/rows"
	"selfeval/extract/interpret/paper"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/internal/text/printed"
	"selfeval/report"
)

// This file reads the labels of a form whose values stand beside them: project,
// departments, contact; in cells of their own or as 填报人：… in a line of text.

// labelled reads the labels of a line with their values. It reports whether the
// line held any.
func (fr *reader) labelled(l *rows.Line) bool {
	found := false
	if l.T == nil {
		for _, p := range fr.Pairs(l.Text) {
			if p.Field == "remark" && utf8.RuneCountInString(p.Value) > 60 {
				continue // the template's own notes: 备注：1.涉密部门不公开。2.…
			}
			fr.set(p.Field, p.Value, l.At)
			found = true
		}
		return found
	}
	for _, c := range l.Cells {
		if fields := fr.Fields(c.Key); len(fields) > 0 {
			fr.labelledCell(l, c, fields)
			found = true
			continue
		}
		for _, p := range fr.Pairs(c.Text) {
			value := p.Value
			if value == "" { // 项目名称： in a cell with other labels
				value, _ = rows.ValueRight(l, c, fr.IsLabel)
			}
			fr.set(p.Field, value, c.At)
			found = true
		}
	}
	if fr.tree == nil {
		found = fr.besides(l) || found
	}
	return found
}

// labelledCell reads a cell that is a label, or several, with the value beside it.
func (fr *reader) labelledCell(l *rows.Line, c rows.Cell, fields []string) {
	value, at := rows.ValueRight(l, c, fr.IsLabel)
	if fields[0] == "unit" && value == "" {
		fr.caption(c.Text, c.At) // 单位：万元 in one cell
	}
	place := c.At
	if at != nil {
		place = at.At
	}
	for i, part := range fr.Shared(value, len(fields)) {
		fr.set(fields[i], part, place)
		if at != nil && part != "" && unkept(fields[i]) {
			own := *at
			own.Text = part
			fr.other(fr.LabelPart(c.Text, i, len(fields)), rows.Cell{Cell: &own, Key: rows.Key(part)})
		}
	}
}

// unkept reports whether a form's value has no field of its own for a label.
func unkept(field string) bool { return field == "about" || field == "leader" || field == "superior" }

// set writes a label's value to the form; the first one printed counts.
func (fr *reader) set(field, value string, at report.Location) {
	f := fr.form
	if printed.Unstated(value) {
		return
	}
	if to := fr.textOf(field); to != nil {
		*to = cmp.Or(*to, value)
	}
	switch field {
	case "project":
		fr.code = cmp.Or(fr.code, labels.Code(value))
	case "department":
		f.DepartmentCode = labels.Code(f.Department)
	case "implementer":
		f.ImplementerCode = labels.Code(f.Implementer)
	case "year":
		if y := printed.YearIn(cjk.Squeeze(value), true); y != "" && f.FiscalYear.Raw == "" {
			f.FiscalYear = report.Integer{Raw: y, At: at}
		}
	case "unit":
		if u := lexicon.UnitNamed(value); u != "" {
			fr.unit = u
		} else {
			f.Implementer = cmp.Or(f.Implementer, value)
		}
	case "total_weight":
		setNumber(&f.TotalWeight, value, at)
	case "total_score":
		setNumber(&f.TotalScore, value, at)
	case "problems", "measures", "conclusion":
		addOnce(map[string]*string{"problems": &f.Problems, "measures": &f.Measures, "conclusion": &f.Conclusion}[field], value)
		addOnce(&f.Remark, value)
	case "remark":
		addOnce(&f.Remark, value)
	}
}

// textOf is where the text of a field is kept of which the first one printed counts, nil
// for other fields.
func (fr *reader) textOf(field string) *string {
	f := fr.form
	return map[string]*string{
		"project": &f.Project, "code": &f.Code, "number": &f.Number, "department": &f.Department, "superior": &fr.superior, "implementer": &f.Implementer,
		"contact": &f.Contact, "phone": &f.Phone, "date": &f.Date, "grade": &f.Grade,
	}[field]
}

// setNumber writes a figure where none was printed before.
func setNumber(to **report.Number, value string, at report.Location) {
	if *to == nil && paper.Numeric(value) {
		*to = &report.Number{Raw: value, At: at}
	}
}

// addOnce adds a text to what is there and does not hold it.
func addOnce(to *string, value string) {
	if !strings.Contains(*to, value) {
		addText(to, value)
	}
}

// caption takes year and unit from a title or caption line.
func (fr *reader) caption(text string, at report.Location) {
	f := fr.form
	key := cjk.Squeeze(text)
	if y := printed.YearIn(key, false); y != "" && f.FiscalYear.Raw == "" && utf8.RuneCountInString(key) <= 50 {
		f.FiscalYear = report.Integer{Raw: y, At: at}
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
