package dataset

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"selfeval"
	"selfeval/internal/text/safe"
	"selfeval/report"
	"selfeval/rules"
)

// source is a document with what several tables ask of it.
type source struct {
	*selfeval.Document
	Identity
}

// Rows gives a document's rows of the table, in order, under the report's key.
func (t *Table) Rows(d *selfeval.Document, id Identity, emit func(row []any)) {
	t.rows(&source{d, id}, func(row ...any) {
		flat := row[:0:0]
		for _, v := range row {
			if group, ok := v.([]any); ok {
				flat = append(flat, group...)
			} else {
				flat = append(flat, v)
			}
		}
		// The same text in every format, and none that steers the terminal it is shown on.
		for i, v := range flat {
			if s, ok := v.(string); ok {
				flat[i] = safe.Text(s)
			}
		}
		if len(flat) != len(t.Fields) {
			panic(fmt.Sprintf("dataset: %s: %d values for %d fields", t.Name, len(flat), len(t.Fields)))
		}
		emit(flat)
	})
}

func amountValues(a *report.Amount) []any {
	if a == nil {
		return []any{nil, nil, nil, nil, nil}
	}
	v := []any{nil, str(a.Unit), nil, str(a.Raw), str(compact(a.At))}
	if a.Value != nil {
		v[0] = *a.Value
		if yuan, ok := a.In("元"); ok {
			v[2] = yuan
		}
	}
	return v
}

func placeValues(at report.Location) []any {
	return []any{num(at.Page), num(at.Line), num(at.Table), num(at.Row)}
}

// compact writes a place as a short stable key: page=3;table=2;row=5;column=4.
func compact(at report.Location) string {
	var parts []string
	for _, p := range []struct {
		name string
		n    int
	}{{"page", at.Page}, {"line", at.Line}, {"table", at.Table}, {"row", at.Row}, {"column", at.Column}} {
		if p.n > 0 {
			parts = append(parts, p.name+"="+strconv.Itoa(p.n))
		}
	}
	return strings.Join(parts, ";")
}

func str(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// num is a count that starts at 1, nil where it does not apply.
func num(n int) any {
	if n == 0 {
		return nil
	}
	return int64(n)
}

func integer(n report.Integer) any {
	if !n.Known() {
		return nil
	}
	return int64(n.Int())
}

func value(a *report.Amount) any {
	if !a.Known() {
		return nil
	}
	return a.Dec()
}

func number(n *report.Number) any {
	if !n.Known() {
		return nil
	}
	return n.Dec()
}

func decimalText(s string) any {
	d, err := decimal.NewFromString(s)
	if err != nil {
		return nil
	}
	return d
}

func joinInts(ns []int) any {
	s := make([]string, len(ns))
	for i, n := range ns {
		s[i] = strconv.Itoa(n)
	}
	return str(strings.Join(s, " "))
}

func reportRows(s *source, emit func(...any)) {
	var errText any
	if s.Error != nil {
		errText = *s.Error
	}
	count := map[rules.Severity]int64{}
	for _, f := range s.Findings {
		count[f.Severity]++
	}
	r := s.Report
	if r == nil {
		r = &report.Report{}
	}
	declared, conclusion := r.Declared, r.Conclusion
	if declared == nil {
		declared = &report.Declared{}
	}
	if conclusion == nil {
		conclusion = &report.Conclusion{}
	}
	var cause any
	if s.Cause != nil {
		cause = string(*s.Cause)
	}
	at, by := placeOf(s.Document)
	emit(s.ID, s.Key, s.CopyOf == "", str(s.CopyOf), num(s.Version), s.Path, num(s.Part), s.SHA256, str(string(s.Format)), string(s.Status), errText, cause,
		str(r.Title), str(r.Department), str(r.DepartmentCode), str(at.Province), str(at.Prefecture), str(at.County), str(by), integer(r.FiscalYear), str(string(r.Kind)), str(r.Unit),
		integer(declared.ProjectCount), amountValues(declared.Funds),
		value(conclusion.Score), value(conclusion.Full), value(conclusion.Mean), str(conclusion.Grade),
		int64(len(r.Projects)), int64(len(r.Forms)),
		count[rules.Error], count[rules.Warning], count[rules.Info])
}

func projectRows(s *source, emit func(...any)) {
	if s.Report == nil {
		return
	}
	flagged := map[int][]string{}
	for _, f := range s.Findings {
		for _, n := range f.Projects {
			if !slices.Contains(flagged[n], f.Rule) {
				flagged[n] = append(flagged[n], f.Rule)
			}
		}
	}
	for i := range s.Report.Projects {
		p := &s.Report.Projects[i]
		var raw any
		if p.Score != nil {
			raw = str(p.Score.Raw)
		}
		emit(s.ID, int64(i+1), s.CopyOf == "", str(s.Report.Department), integer(s.Report.FiscalYear),
			integer(p.Seq), str(p.SeqPrinted), str(p.Name), str(p.Implementer), str(p.Department), str(p.Group),
			amountValues(p.Budget), amountValues(p.Executed), amountValues(p.Returned), amountValues(p.CarriedOver),
			value(p.Score), raw, value(p.Rate), str(p.Grade), str(p.UseOfResult), p.NotEvaluated, str(strings.Join(flagged[i+1], " ")), placeValues(p.At))
	}
}

func totalRows(s *source, emit func(...any)) {
	if s.Report == nil {
		return
	}
	for i, t := range s.Report.Totals {
		emit(s.ID, int64(i+1), str(t.Label), amountValues(t.Budget), amountValues(t.Executed), amountValues(t.Returned), amountValues(t.CarriedOver),
			value(t.Rate), value(t.Score), joinInts(t.Rows), placeValues(t.At))
	}
}

func formRows(s *source, emit func(...any)) {
	if s.Report == nil {
		return
	}
	for i := range s.Report.Forms {
		f := &s.Report.Forms[i]
		emit(s.ID, int64(i+1), str(string(f.Kind)), str(f.Project), str(f.Code), str(f.Department), str(f.Implementer),
			integer(f.FiscalYear), str(f.Goal.Expected), str(f.Goal.Actual), number(f.TotalScore), str(f.Grade), str(f.Title), str(f.Number), number(f.TotalWeight), str(f.Conclusion), str(f.Problems), str(f.Measures), str(f.Remark), placeValues(f.At))
	}
}

func fundRows(s *source, emit func(...any)) {
	if s.Report == nil {
		return
	}
	for i := range s.Report.Forms {
		for j, f := range s.Report.Forms[i].Funds {
			emit(s.ID, int64(i+1), int64(j+1), str(f.Name), f.Total,
				amountValues(f.Initial), amountValues(f.Budget), amountValues(f.Executed),
				number(f.Weight), number(f.Rate), number(f.Score), placeValues(f.At))
		}
	}
}

func taskRows(s *source, emit func(...any)) {
	if s.Report == nil {
		return
	}
	for i := range s.Report.Forms {
		for j, t := range s.Report.Forms[i].Tasks {
			emit(s.ID, int64(i+1), int64(j+1), str(t.Name), str(t.Content), amountValues(t.Budget), amountValues(t.Executed), placeValues(t.At))
		}
	}
}

func indicatorRows(s *source, emit func(...any)) {
	if s.Report == nil {
		return
	}
	for i := range s.Report.Forms {
		for j, n := range s.Report.Forms[i].Indicators {
			emit(s.ID, int64(i+1), int64(j+1), str(n.Level1), str(n.Level2), str(n.Level3),
				str(n.Target.Operator), decimalText(n.Target.Value), str(n.Target.Unit), str(n.Target.Raw),
				decimalText(n.Actual.Value), str(n.Actual.Unit), str(n.Actual.Raw),
				number(n.Weight), number(n.Score), str(n.Reason), placeValues(n.At))
		}
	}
}

// factRows walks the record for every figure outside the summary table and the
// forms, which have tables of their own.
func factRows(s *source, emit func(...any)) {
	if s.Report == nil {
		return
	}
	var n int64
	names := factNames(s.Report)
	s.Report.Walk(report.Visitor{Amount: func(at report.Path, a **report.Amount) {
		if at.Within("projects") || at.Within("totals") || at.Within("forms") {
			return
		}
		n++
		path := at.String()
		emit(s.ID, n, path, str(names[path[:max(strings.LastIndexByte(path, '.'), 0)]]), amountValues(*a), placeValues((*a).At))
	}})
}

// factNames maps the path of every named thing to its name.
func factNames(r *report.Report) map[string]string {
	names := map[string]string{}
	r.Walk(report.Visitor{Text: func(path report.Path, s *string, _ report.Location) {
		if path.Name() == "name" {
			names[strings.TrimSuffix(path.String(), ".name")] = *s
		}
	}})
	return names
}

func fixRows(s *source, emit func(...any)) {
	for i, f := range s.Fixes {
		emit(s.ID, int64(i+1), f.Step, f.Field, str(f.Before), str(f.After), str(f.Why), placeValues(f.At))
	}
}
