package rulestest

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"selfeval/report"
	"selfeval/rules"
)

// table is a fixture of the summary table's rules: a Markdown table whose last column
// says what is expected of its row. Above it may stand
//
//	rules: the only rules that run, by id
//	param: rule-id parameter value
//	year: the report's year
//	expenditure: the prose's expenditure in 万元
//	want: a finding that names no row
//
// and, in Chinese, what the fixture is about.
type table struct {
	*Case
	path   string
	line   int
	header []string
}

// known are the columns that a table may have; 说明 is for people.
var known = []string{"序号", "项目名称", "实施单位", "分组", "预算数", "执行数", "交回数", "执行率", "得分", "等级", "意见", "说明", "want"}

var keyLine = regexp.MustCompile(`^([A-Za-z_-]+):(.*)$`)

func readTable(path, src string) ([]*Case, error) {
	c, _ := only(nil)
	f := &table{path: path, Case: &Case{Name: strings.TrimSuffix(filepath.Base(path), ".md"), Config: c,
		Report: &report.Report{Department: "测试局", Unit: "万元"}}}
	f.Report.FiscalYear.Set(2022)
	for i, line := range strings.Split(src, "\n") {
		f.line = i + 1
		if err := f.read(strings.TrimSpace(line)); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, f.line, err)
		}
	}
	f.Report.Init()
	return []*Case{f.Case}, nil
}

func (f *table) read(line string) error {
	if !strings.HasPrefix(line, "|") {
		if m := keyLine.FindStringSubmatch(line); m != nil {
			return f.set(m[1], strings.TrimSpace(m[2]))
		}
		return nil
	}
	cells := strings.Split(strings.TrimSuffix(strings.TrimPrefix(line, "|"), "|"), "|")
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	switch {
	case strings.Trim(line, "|-: ") == "":
		return nil
	case f.header != nil:
		return f.row(cells)
	}
	for _, name := range cells {
		if !slices.Contains(known, name) {
			return fmt.Errorf("unknown column %q", name)
		}
	}
	f.header = cells
	return nil
}

func (f *table) set(key, value string) (err error) {
	switch key {
	case "year":
		var y int
		if y, err = strconv.Atoi(value); err == nil {
			f.Report.FiscalYear.Set(y)
		}
	case "rules":
		f.Config, err = only(strings.Fields(value))
	case "param":
		return setParam(&f.Config, value)
	case "expenditure":
		f.Report.Budget.Expenditure.Total, err = amount(value, "万元", f.place(0))
	case "want":
		return f.want(0, value)
	default:
		return fmt.Errorf("unknown key %q", key)
	}
	return err
}

// setParam reads "rule-id parameter value".
func setParam(c *rules.Config, text string) error {
	parts := strings.Fields(text)
	if len(parts) != 3 {
		return fmt.Errorf("%q is not a rule, a parameter and a value", text)
	}
	s := c.Settings[parts[0]]
	var v any = parts[2]
	if parts[2] == "true" || parts[2] == "false" {
		v = parts[2] == "true"
	}
	s.Params = map[string]any{parts[1]: v}
	c.Settings[parts[0]] = s
	return nil
}

func (f *table) want(row int, cell string) error {
	ws, err := wants(cell, row, f.line)
	f.Wants = append(f.Wants, ws...)
	return err
}

// place is a cell's, by its column from 1; 0 is the whole line's.
func (f *table) place(column int) report.Location {
	return report.Location{Line: f.line, Column: column}
}

func (f *table) row(cells []string) error {
	if len(cells) > len(f.header) {
		return fmt.Errorf("%d cells under %d columns", len(cells), len(f.header))
	}
	get := func(name string) string {
		if i := slices.Index(f.header, name); i >= 0 && i < len(cells) {
			return cells[i]
		}
		return ""
	}
	var failed error
	figure := func(name, unit string) *report.Amount {
		a, err := amount(get(name), unit, f.place(slices.Index(f.header, name)+1))
		if err != nil {
			failed = err
		}
		return a
	}
	at := f.place(0)
	if label := get("序号"); strings.HasSuffix(label, "计") {
		total := report.Total{Label: label, Budget: figure("预算数", "万元"), Executed: figure("执行数", "万元"),
			Returned: figure("交回数", "万元"), Score: figure("得分", "分"), At: at}
		for n := range f.Report.Projects {
			total.Rows = append(total.Rows, n+1)
		}
		f.Report.Totals = append(f.Report.Totals, total)
		if failed != nil {
			return failed
		}
		return f.want(-f.line, get("want"))
	}
	pr := report.Project{
		SeqPrinted: get("序号"), Name: get("项目名称"), Implementer: get("实施单位"), Group: get("分组"),
		Budget: figure("预算数", "万元"), Executed: figure("执行数", "万元"), Returned: figure("交回数", "万元"),
		Rate: figure("执行率", "%"), Score: figure("得分", "分"), UseOfResult: get("意见"), Grade: get("等级"), At: at,
	}
	seq := pr.SeqPrinted
	if printed, repaired, ok := strings.Cut(seq, "→"); ok {
		pr.SeqPrinted, seq = printed, repaired
	}
	if n, err := strconv.Atoi(seq); err == nil {
		pr.Seq.Set(n)
	}
	f.Report.Projects = append(f.Report.Projects, pr)
	if failed != nil {
		return failed
	}
	return f.want(len(f.Report.Projects), get("want"))
}

// amount reads 12.50, 12.50 元 or 12.5%; "?" stands for text that normalising did
// not understand.
func amount(s, unit string, at report.Location) (*report.Amount, error) {
	if s == "" {
		return nil, nil
	}
	a := &report.Amount{Raw: s, Unit: unit, At: at}
	if s == "?" {
		return a, nil
	}
	if v, u, ok := strings.Cut(s, " "); ok {
		s, a.Unit = v, u
	}
	if v, ok := strings.CutSuffix(s, "%"); ok {
		s, a.Unit = v, "%"
	}
	d, err := decimal.NewFromString(s)
	if err != nil {
		return nil, fmt.Errorf("%q is not a figure", s)
	}
	a.Value = &d
	return a, nil
}
