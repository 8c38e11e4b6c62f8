package form

import (
	"strings"

	"selfeval/extract/document"
	"selfeval/extract/interpret/form/rows"
	"selfeval/extract/interpret/paper"
	"selfeval/internal/text/lexicon"
	"selfeval/internal/text/printed"
	"selfeval/report"
)

// This file keeps what has no field of its own under the name that the paper prints:
// every figure of a form has a place in the record.

// other makes what a cell holds an Other: an amount of money where unit says so and the
// cell is a figure that is no share.
func other(name string, c *document.Cell, unit string, money bool) (report.Other, bool) {
	text := strings.TrimSpace(c.Text)
	o := report.Other{Name: strings.TrimRight(strings.TrimSpace(name), ":："), At: c.At}
	switch {
	case text == "" || printed.Unstated(text):
		return o, false
	case money && paper.Numeric(text) && !strings.ContainsAny(text, "%％‰"):
		o.Amount = &report.Amount{Raw: text, Unit: unit, At: c.At}
	default:
		o.Text = text
	}
	return o, true
}

// other keeps a value that stands beside a label.
func (fr *reader) other(name string, value rows.Cell) {
	unit := lexicon.UnitIn(name)
	o, ok := other(name, value.Cell, unit, unit != "" || fr.MoneyLabel(name))
	if !ok {
		return
	}
	if o.Amount != nil && unit == "" {
		o.Amount.Unit = fr.unit
	}
	fr.form.Others = append(fr.form.Others, o)
}
