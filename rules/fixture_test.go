package rules_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"selfeval/report"
	"selfeval/rules"
)

// A fixture is a report of one table, with the findings expected written where
// they are expected (testdata/rows/*.md): the last column of a row, or a line
// "want:" for those that name no row. A finding is given as
//
//	rule-id “words of its message”
//
// and more than one with ; between. "rules:" names the rules that run, all others
// being off, and "param:" sets a parameter; without "rules:" all run.
type fixture struct {
	name   string
	config rules.Config
	report *report.Report
	wants  []want
}

type want struct {
	rule, words string
	row         int // 0: none
	line        int
}

func (w want) String() string { return fmt.Sprintf("line %d: %s “%s”", w.line, w.rule, w.words) }

func readFixture(t *testing.T, path string) *fixture {
	t.Helper()
	src, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	f := &fixture{name: strings.TrimSuffix(filepath.Base(path), ".md"), report: &report.Report{Department: "测试局", Unit: "万元"}}
	f.report.FiscalYear.Set(2022)
	var header []string
	for i, line := range strings.Split(string(src), "\n") {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "|"):
			cells := strings.Split(strings.Trim(line, "|"), "|")
			for i := range cells {
				cells[i] = strings.TrimSpace(cells[i])
			}
			switch {
			case strings.Trim(line, "|-: ") == "":
			case header == nil:
				header = cells
			default:
				f.row(t, i+1, header, cells)
			}
		default:
			if key, value, ok := strings.Cut(line, ":"); ok {
				f.set(t, i+1, key, strings.TrimSpace(value))
			}
		}
	}
	f.report.Init()
	return f
}

func (f *fixture) set(t *testing.T, line int, key, value string) {
	t.Helper()
	switch key {
	case "year":
		y, err := strconv.Atoi(value)
		if err != nil {
			t.Fatalf("line %d: %v", line, err)
		}
		f.report.FiscalYear.Set(y)
	case "rules":
		f.config.Off = true
		f.config.Settings = map[string]rules.Setting{}
		for id := range strings.FieldsSeq(value) {
			if rules.Lookup(id) == nil {
				t.Fatalf("line %d: unknown rule %s", line, id)
			}
			f.config.Settings[id] = rules.On()
		}
	case "param":
		parts := strings.Fields(value)
		s := f.config.Settings[parts[0]]
		var v any = parts[2]
		if b, err := strconv.ParseBool(parts[2]); err == nil && parts[2] != "0" && parts[2] != "1" {
			v = b
		}
		s.Params = map[string]any{parts[1]: v}
		f.config.Settings[parts[0]] = s
	case "expenditure":
		f.report.Budget.Expenditure.Total = amount(t, value, "万元")
	case "want":
		f.want(t, line, 0, value)
	}
}

var wantForm = regexp.MustCompile(`^([a-z-]+)(?: “(.*)”)?$`)

func (f *fixture) want(t *testing.T, line, row int, cell string) {
	t.Helper()
	for s := range strings.SplitSeq(cell, ";") {
		if s = strings.TrimSpace(s); s == "" {
			continue
		}
		m := wantForm.FindStringSubmatch(s)
		if m == nil || rules.Lookup(m[1]) == nil {
			t.Fatalf("%s line %d: %q is not an expected finding", f.name, line, s)
		}
		f.wants = append(f.wants, want{rule: m[1], words: m[2], row: row, line: line})
	}
}

func (f *fixture) row(t *testing.T, line int, header, cells []string) {
	t.Helper()
	get := func(name string) string {
		if i := slices.Index(header, name); i >= 0 && i < len(cells) {
			return cells[i]
		}
		return ""
	}
	at := report.Location{Line: line}
	figure := func(name, unit string) *report.Amount { return amount(t, get(name), unit) }
	if label := get("序号"); strings.HasSuffix(label, "计") {
		total := report.Total{Label: label, Budget: figure("预算数", "万元"), Executed: figure("执行数", "万元"),
			Returned: figure("交回数", "万元"), Score: figure("得分", "分"), At: at}
		for n := range f.report.Projects {
			total.Rows = append(total.Rows, n+1)
		}
		if total.Budget != nil {
			total.Budget.At = at
		}
		if total.Executed != nil {
			total.Executed.At = at
		}
		if total.Returned != nil {
			total.Returned.At = at
		}
		f.report.Totals = append(f.report.Totals, total)
		f.want(t, line, -line, get("want"))
		return
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
	f.report.Projects = append(f.report.Projects, pr)
	f.want(t, line, len(f.report.Projects), get("want"))
}

// amount reads 12.50, 12.50 元 or 12.5%; "?" stands for text that normalising did
// not understand.
func amount(t *testing.T, s, unit string) *report.Amount {
	t.Helper()
	if s == "" {
		return nil
	}
	a := &report.Amount{Raw: s, Unit: unit}
	if s == "?" {
		return a
	}
	if v, u, ok := strings.Cut(s, " "); ok {
		s, a.Unit = v, u
	}
	d, err := decimal.NewFromString(strings.TrimSuffix(s, "%"))
	if err != nil {
		t.Fatalf("%q is not a figure", s)
	}
	a.Value = &d
	return a
}

// TestFixtures holds every rule of the summary table against annotated tables.
func TestFixtures(t *testing.T) {
	paths, err := filepath.Glob("testdata/rows/*.md")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	for _, path := range paths {
		f := readFixture(t, path)
		t.Run(f.name, func(t *testing.T) {
			if err := f.config.Check(); err != nil {
				t.Fatal(err)
			}
			res, err := rules.Check(t.Context(), f.report, &f.config)
			if err != nil {
				t.Fatal(err)
			}
			for _, n := range res.Notes {
				t.Error(n.Text.ZH)
			}
			f.compare(t, res.Findings)
		})
	}
}

// compare matches findings with expectations, one to one. A finding of several
// rows stands at the last of them.
func (f *fixture) compare(t *testing.T, found []rules.Finding) {
	t.Helper()
	open := slices.Clone(f.wants)
	for _, g := range found {
		row := 0
		switch {
		case len(g.Projects) > 0:
			row = g.Projects[len(g.Projects)-1]
		case len(g.At) == 1 && g.Rule == "total-row-mismatch":
			row = -g.At[0].Line
		}
		i := slices.IndexFunc(open, func(w want) bool {
			return w.rule == g.Rule && w.row == row && strings.Contains(g.Message, w.words)
		})
		if i < 0 {
			t.Errorf("unexpected at row %d: %s: %s", row, g.Rule, g.Message)
			continue
		}
		open = slices.Delete(open, i, i+1)
		f.wellFormed(t, g)
	}
	for _, w := range open {
		t.Errorf("missing: %s", w)
	}
}

// wellFormed holds what every finding must have.
func (f *fixture) wellFormed(t *testing.T, g rules.Finding) {
	t.Helper()
	if g.Text.ZH == "" || g.Text.EN == "" || g.Title == "" || g.Advice == "" || g.Fingerprint == "" || len(g.Values) == 0 {
		t.Errorf("%s: text, title, advice, values or fingerprint is missing: %+v", g.Rule, g)
	}
	for _, text := range append(slices.Collect(maps.Values(g.Values)), g.Text.ZH, g.Text.EN) {
		if strings.Contains(text, "%!") || strings.Contains(text, "<nil>") {
			t.Errorf("%s: badly formatted: %s", g.Rule, text)
		}
	}
}
