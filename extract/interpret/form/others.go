package form

import (
	"selfeval/extract/interpret/form/rows"
	"selfeval/internal/text/lexicon"
)

// This file keeps what has no field of its own under the name that the paper prints:
// every figure of a form has a place in the record.

// other keeps a value that stands beside a label.
func (fr *reader) other(name string, value rows.Cell) {
	unit := lexicon.UnitIn(name)
	o, ok := rows.Other(name, value.Cell, unit, unit != "" || fr.MoneyLabel(name))
	if !ok {
		return
	}
	if o.Amount != nil && unit == "" {
		o.Amount.Unit = fr.unit
	}
	fr.form.Others = append(fr.form.Others, o)
}
