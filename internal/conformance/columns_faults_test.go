package conformance_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"selfeval"
	"selfeval/report"
)

// faultyTable is a summary with several columns that look alike, to put faults into.
type faultyTable struct {
	heads []string
	rows  []map[string]decimal.Decimal // by head
	total map[string]decimal.Decimal
	// budget, executed and rate are the heads of these.
	budget, executed, rate string
}

const faultyRows = 9

// faultyTables are true tables of three kinds of heads.
func faultyTables() []*faultyTable {
	var out []*faultyTable
	for _, t := range []faultyTable{
		{heads: []string{"预算数", "执行数", "结余", "执行率", "自评得分"}, budget: "预算数", executed: "执行数", rate: "执行率"},
		{heads: []string{"年初预算数", "预算调整数", "调整后预算数", "全年执行数", "执行率", "自评得分"}, budget: "调整后预算数", executed: "全年执行数", rate: "执行率"},
		{heads: []string{"财政拨款", "其他资金", "资金合计", "支出合计", "执行率", "得分"}, budget: "资金合计", executed: "支出合计", rate: "执行率"},
	} {
		for r := range faultyRows {
			b := decimal.New(int64(15245+4713*r), -2)
			e := b.Mul(decimal.New(int64(96-r), -2)).Round(2)
			p := b.Mul(decimal.New(8, -1)).Round(2)
			row := map[string]decimal.Decimal{t.budget: b, t.executed: e, "结余": b.Sub(e), "年初预算数": p, "财政拨款": p, "预算调整数": b.Sub(p), "其他资金": b.Sub(p), "自评得分": decimal.New(int64(955-9*r), -1), "得分": decimal.New(int64(955-9*r), -1)}
			t.rows = append(t.rows, row)
		}
		t.sum()
		out = append(out, &t)
	}
	return out
}

// sum makes rates and the total row follow from the rows.
func (t *faultyTable) sum() {
	t.total = map[string]decimal.Decimal{}
	for _, r := range t.rows {
		r[t.rate] = r[t.executed].Div(r[t.budget]).Shift(2).Round(2)
		for h, v := range r {
			t.total[h] = t.total[h].Add(v)
		}
	}
}

func (t *faultyTable) markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# 云泽县水利局2024年度项目支出绩效自评结果汇总表\n\n单位：万元\n\n| 序号 | 项目名称 | %s |\n|---|---%s|\n", strings.Join(t.heads, " | "), strings.Repeat("|---", len(t.heads)))
	line := func(first, name string, row map[string]decimal.Decimal, total bool) {
		fmt.Fprintf(&b, "| %s | %s |", first, name)
		for _, h := range t.heads {
			switch {
			case total && (h == t.rate || strings.HasSuffix(h, "得分")):
				b.WriteString("  |")
			case h == t.rate:
				fmt.Fprintf(&b, " %s%% |", row[h].StringFixed(2))
			default:
				fmt.Fprintf(&b, " %s |", row[h])
			}
		}
		b.WriteString("\n")
	}
	for r, row := range t.rows {
		line(fmt.Sprint(r+1), []string{"渠道防渗改造", "泵站机组更新", "堤防白蚁防治", "节水灌溉示范", "水文站点运维", "山塘整治", "河道保洁", "水质监测", "防汛物资"}[r], row, false)
	}
	line("", "合计", t.total, true)
	return b.String()
}

// meanings are the columns that the figures of the first row stand in.
func meanings(doc *selfeval.Document) string {
	if doc.Report == nil || len(doc.Report.Projects) != faultyRows {
		return "rows are lost"
	}
	var out []string
	for i := range doc.Report.Projects {
		p := &doc.Report.Projects[i]
		at := func(a *report.Amount) int {
			if a == nil {
				return 0
			}
			return a.At.Column
		}
		if s := fmt.Sprint(at(p.Budget), at(p.Executed), at(p.Rate), at(p.Score)); !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return strings.Join(out, ", ")
}

// swapped exchanges two neighbouring digits of a figure that differ.
func swapped(d decimal.Decimal) decimal.Decimal {
	s := []byte(d.StringFixed(2))
	for i := range len(s) - 1 {
		if s[i] != '.' && s[i+1] != '.' && s[i] != s[i+1] && (i > 0 || s[i+1] != '0') {
			s[i], s[i+1] = s[i+1], s[i]
			return decimal.RequireFromString(string(s))
		}
	}
	return d.Add(decimal.NewFromInt(1))
}

// TestFaultsChangeNoMeaning puts more than a hundred faults into tables whose columns
// are told apart by arithmetic too: what the columns mean stays as it was, and every
// fault is found.
func TestFaultsChangeNoMeaning(t *testing.T) {
	at := func(rule string) func(k int) string {
		return func(k int) string { return fmt.Sprintf("%s@%d", rule, k+1) }
	}
	whole := func(rule string) func(int) string { return func(int) string { return rule } }
	faults := []struct {
		name string
		put  func(t *faultyTable, k int)
		want func(k int) string
	}{
		{"overspent", func(t *faultyTable, k int) {
			t.rows[k][t.executed] = t.rows[k][t.budget].Add(decimal.New(301, -2))
			t.sum()
		}, at("execution-exceeds-budget")},
		{"overspent from here on", func(t *faultyTable, k int) {
			for _, row := range t.rows[k:] {
				row[t.executed] = row[t.budget].Add(decimal.New(301, -2))
			}
			t.sum()
		}, at("execution-exceeds-budget")},
		{"digits of the executed amount", func(t *faultyTable, k int) { t.rows[k][t.executed] = swapped(t.rows[k][t.executed]) }, whole("total-row-mismatch")},
		{"digits of the budget", func(t *faultyTable, k int) { t.rows[k][t.budget] = swapped(t.rows[k][t.budget]) }, whole("total-row-mismatch")},
		{"a wrong rate", func(t *faultyTable, k int) { t.rows[k][t.rate] = t.rows[k][t.rate].Sub(decimal.NewFromInt(3)) }, at("execution-rate-mismatch")},
		{"a wrong total", func(t *faultyTable, k int) {
			t.total[t.executed] = t.total[t.executed].Add(decimal.New(int64(k+1), 0))
		}, whole("total-row-mismatch")},
		{"budget and execution exchanged", func(t *faultyTable, k int) {
			r := t.rows[k]
			r[t.budget], r[t.executed] = r[t.executed], r[t.budget]
			t.sum()
		}, at("execution-exceeds-budget")},
	}
	clean := faultyTables()
	put, caught := 0, 0
	for kind, c := range clean {
		doc := checkHTML("a.md", c.markdown())
		want := meanings(doc)
		if a := accused(doc); len(a) > 0 || strings.Contains(want, "0") || strings.Contains(want, ",") {
			t.Fatalf("%v: the clean table means %s and is accused by %v", c.heads, want, a)
		}
		for _, f := range faults {
			for k := range faultyRows {
				bad := faultyTables()[kind]
				f.put(bad, k)
				doc := checkHTML("a.md", bad.markdown())
				put++
				if got := meanings(doc); got != want {
					t.Errorf("%v, %s in row %d: the columns are %s and were %s", c.heads, f.name, k+1, got, want)
				}
				found := false
				for _, x := range doc.Findings {
					s := x.Rule
					if len(x.Projects) > 0 && strings.Contains(f.want(k), "@") {
						s += fmt.Sprintf("@%d", x.Projects[0])
					}
					found = found || s == f.want(k)
				}
				if found {
					caught++
				} else {
					t.Errorf("%v, %s in row %d is not found: %v", c.heads, f.name, k+1, accused(doc))
				}
			}
		}
	}
	t.Logf("%d of %d faults are found", caught, put)
}
