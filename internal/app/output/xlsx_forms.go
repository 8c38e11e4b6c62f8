package output

import (
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"selfeval"
	"selfeval/internal/app/dataset"
	"selfeval/report"
	"selfeval/rules"
)

// forms writes the sheets of the forms (自评表): a row a form, and a row an
// indicator, those marked that a finding points to.
func (x *xlsxWriter) forms(d *selfeval.Document, r *report.Report, name string) error {
	byForm := map[int][]*rules.Finding{}
	for i := range d.Findings {
		for _, n := range d.Findings[i].Forms {
			byForm[n] = append(byForm[n], &d.Findings[i])
		}
	}
	for i := range r.Forms {
		f := &r.Forms[i]
		var total report.Fund
		for _, fund := range f.Funds {
			if fund.Total || len(f.Funds) == 1 {
				total = fund
				break
			}
		}
		title := f.Project
		if title == "" {
			title = f.Title
		}
		if err := x.row(sheetForms, f.Department, f.FiscalYear.String(), i+1, title, f.Implementer,
			x.figure(total.Initial), x.figure(total.Budget), x.figure(total.Executed), f.Unit, x.number(total.Rate),
			x.number(f.TotalScore), f.Grade, x.marks(byForm[i+1]), f.At.In(x.opt.Lang), name); err != nil {
			return err
		}
		for j := range f.Indicators {
			in := &f.Indicators[j]
			var found []*rules.Finding
			for _, g := range byForm[i+1] {
				if slices.ContainsFunc(g.At, func(at report.Location) bool { return inRow(at, in.At) }) {
					found = append(found, g)
				}
			}
			if err := x.row(sheetIndicators, title, i+1, in.Level1, in.Level2, in.Level3, in.Target.Raw, in.Actual.Raw,
				x.number(in.Weight), x.number(in.Score), in.Reason, x.marks(found), in.At.In(x.opt.Lang), name); err != nil {
				return err
			}
		}
	}
	return nil
}

// marks names the rules that found something, in the colour of the heaviest.
func (x *xlsxWriter) marks(found []*rules.Finding) any {
	if len(found) == 0 {
		return ""
	}
	var ids []string
	for _, f := range found {
		if !slices.Contains(ids, f.Rule) {
			ids = append(ids, f.Rule)
		}
	}
	return excelize.Cell{StyleID: x.style[string(found[0].Severity)], Value: strings.Join(ids, " ")}
}

// number is a figure without a unit as a number cell, or its raw text.
func (x *xlsxWriter) number(n *report.Number) any {
	switch {
	case n == nil:
		return nil
	case !n.Known():
		return n.Raw
	}
	return excelize.Cell{StyleID: x.style["number"], Value: dataset.SheetNumber(n.Dec())}
}
