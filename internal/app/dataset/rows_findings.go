package dataset

import (
	"maps"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"selfeval/report"
	"selfeval/rules"
)

func findingRows(s *source, emit func(...any)) {
	for i, f := range s.Findings {
		var at report.Location
		if len(f.At) > 0 {
			at = f.At[0]
		}
		var causedBy, confirmed any
		if f.CausedBy != nil {
			causedBy = str(*f.CausedBy)
		}
		if f.Confirmed != nil {
			confirmed = *f.Confirmed
		}
		emit(s.ID, int64(i+1), str(f.Fingerprint), str(f.ValuesDigest), causedBy, confirmed, f.Rule, string(f.Severity), str(f.Title), str(f.Message), str(f.Advice),
			str(rules.Cited(f.Basis)), placeValues(at))
	}
}

func findingValueRows(s *source, emit func(...any)) {
	for i, f := range s.Findings {
		for _, name := range slices.Sorted(maps.Keys(f.Values)) {
			raw := f.Values[name]
			figure, unit := figureOf(raw)
			emit(s.ID, int64(i+1), name, figure, str(unit), str(raw))
		}
	}
}

// figureOf takes a figure that a rule wrote apart: 100.00 万元, 83.3%. What is none has
// neither value nor unit.
func figureOf(raw string) (value any, unit string) {
	number, unit, _ := strings.Cut(raw, " ")
	if n, ok := strings.CutSuffix(number, "%"); ok && unit == "" {
		number, unit = n, "%"
	}
	d, err := decimal.NewFromString(number)
	if err != nil {
		return nil, ""
	}
	return d, unit
}

func findingPlaceRows(s *source, emit func(...any)) {
	for i, f := range s.Findings {
		for j, at := range f.At {
			emit(s.ID, int64(i+1), int64(j+1), placeValues(at), num(at.Column))
		}
	}
}

func findingLinkRows(s *source, emit func(...any)) {
	for i, f := range s.Findings {
		for _, to := range []struct {
			table     string
			positions []int
		}{{"projects", f.Projects}, {"forms", f.Forms}} {
			for _, n := range slices.Compact(slices.Sorted(slices.Values(to.positions))) {
				emit(s.ID, int64(i+1), to.table, int64(n))
			}
		}
	}
}

func withheldRows(s *source, emit func(...any)) {
	for i, w := range s.Withheld {
		var at report.Location
		if len(w.At) > 0 {
			at = w.At[0]
		}
		emit(s.ID, int64(i+1), w.Rule, str(w.Why), placeValues(at))
	}
}

func violationRows(s *source, emit func(...any)) {
	for i, v := range s.Violations {
		emit(s.ID, int64(i+1), str(v.Field), str(v.Rule), str(v.Message))
	}
}

func noteRows(s *source, emit func(...any)) {
	for i, n := range s.Notes {
		emit(s.ID, int64(i+1), n.Lost, str(n.Message), placeValues(n.At))
	}
}
