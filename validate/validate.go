// Package validate holds a normalised record against its schema: what is
// required, which ranges hold, what may not be negative. The schema is the
// validator tags of package report and the checks registered here. It judges
// form only; whether figures agree with each other is the question of rules.
package validate

import (
	"errors"
	"reflect"
	"strings"
	"sync"

	"github.com/go-playground/validator/v10"
	"github.com/shopspring/decimal"

	"selfeval/report"
)

// Violation is one place where a record breaks its schema.
type Violation struct {
	Field   string          `json:"field"` // path in the record, 0-based as in fixes: projects[3].score
	Rule    string          `json:"rule"`  // the tag: required, gte, lte …; amount, number or integer for a figure that is none
	Message string          `json:"message"`
	Text    report.Text     `json:"-"`
	At      report.Location `json:"at,omitzero"`
}

// Report lists a record's violations: those of the schema in the order of its
// fields, then the figures that were not understood.
func Report(r *report.Report) []Violation {
	var out []Violation
	var broken validator.ValidationErrors
	if err := schema().Struct(r); errors.As(err, &broken) {
		full, known := r.FullScore()
		for _, e := range broken {
			path := strings.TrimPrefix(e.Namespace(), "Report.")
			if e.Tag() == "lte" && strings.HasPrefix(path, "projects[") && (!known || atMost(e.Value(), full)) {
				continue // full marks are others than the tag's
			}
			out = append(out, Violation{Field: path, Rule: e.Tag(), Text: message(path, e), At: locate(r, path)})
		}
	}
	return append(out, figures(r)...)
}

// atMost reports a figure, as the validator has it, of a bound or less.
func atMost(value any, bound decimal.Decimal) bool {
	written, _ := value.(string)
	n, err := decimal.NewFromString(written)
	return err == nil && n.LessThanOrEqual(bound)
}

// schema is the validator with what it must know of our types: figures compare
// as exact decimals, and fields are named as in JSON.
var schema = sync.OnceValue(func() *validator.Validate {
	v := validator.New(validator.WithRequiredStructEnabled())
	v.RegisterTagNameFunc(func(f reflect.StructField) string {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		return name
	})
	// Amounts and numbers tell their value themselves; whether a printed one is a
	// figure at all is the question of figures.
	v.RegisterCustomTypeFunc(func(x reflect.Value) any {
		if n := x.Addr().Interface().(*report.Integer); n.Value != nil {
			return n.String()
		}
		return nil
	}, report.Integer{})
	for tag, holds := range map[string]func(cmp int) bool{
		"gte": func(c int) bool { return c >= 0 },
		"lte": func(c int) bool { return c <= 0 },
	} {
		must(v.RegisterValidation(tag, func(fl validator.FieldLevel) bool {
			written := fl.Field().String()
			if fl.Param() == "0" { // the sign alone tells
				return holds(sign(written))
			}
			n, err := decimal.NewFromString(written)
			bound, errBound := decimal.NewFromString(fl.Param())
			return err == nil && errBound == nil && holds(n.Cmp(bound))
		}))
	}
	must(v.RegisterValidation("money_unit", func(fl validator.FieldLevel) bool {
		return report.IsMoneyUnit(fl.Field().String())
	}))
	return v
})

// sign is the sign of a decimal in writing.
func sign(written string) int {
	switch {
	case strings.Trim(written, "-0.") == "":
		return 0
	case written[0] == '-':
		return -1
	}
	return 1
}

// must stops at start-up what only a mistake in this file can cause.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

// figures lists the figures that are printed and were not understood.
func figures(r *report.Report) []Violation {
	var out []Violation
	add := func(at report.Path, rule, raw string, loc report.Location) {
		path := at.String()
		out = append(out, Violation{Field: path, Rule: rule, At: loc, Text: report.Textf(
			"%[1]s（%[3]s）：“%[2]s”不是可识别的数字", "%[1]s: %[2]q is not a figure that can be read", path, raw, label(path))})
	}
	r.Walk(report.Visitor{
		Amount: func(path report.Path, a **report.Amount) {
			if (*a).Value == nil && (*a).Raw != "" {
				add(path, "amount", (*a).Raw, (*a).At)
			}
		},
		Number: func(path report.Path, n **report.Number) {
			if (*n).Value == nil && (*n).Raw != "" {
				add(path, "number", (*n).Raw, (*n).At)
			}
		},
		Integer: func(path report.Path, n *report.Integer) {
			// A row may be numbered 1-1 or A3.
			if n.Value == nil && n.Raw != "" && path.Name() != "seq" {
				add(path, "integer", n.Raw, n.At)
			}
		},
	})
	return out
}
