package normalize_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"selfeval/normalize"
	"selfeval/report"
)

func amount(raw, unit string) *report.Amount { return &report.Amount{Raw: raw, Unit: unit} }

func fixes(fs []report.Fix) []string {
	var out []string
	for _, f := range fs {
		out = append(out, fmt.Sprintf("%s %s: %q → %q", f.Step, f.Field, f.Before, f.After))
	}
	return out
}

func TestReport(t *testing.T) {
	r := &report.Report{
		Title: "某市 2022 年度自评报告",
		Unit:  "人民币万 元",
		Targets: []report.Target{
			{Name: "税收", Target: amount("1,260", "亿元"), Growth: "２５％"},
		},
		Projects: []report.Project{
			{Seq: report.Integer{Raw: "1"}, Name: "道路 养护", Budget: amount("1000", "万元"), Executed: amount("1,000", "万元"), Returned: amount("—", "万元"), Score: amount("98", "分")},
			{Seq: report.Integer{Raw: "２"}, Name: "桥梁", Budget: amount("12,34.5.6", "万元"), Executed: amount("35000元", "万元")},
		},
		Problems: []string{"依据某发【2019】8号文件"},
		Forms:    []report.Form{{Funds: []report.Fund{{Weight: &report.Number{Raw: "10分"}, Rate: &report.Number{Raw: "98.50%"}, Score: &report.Number{Raw: "/"}}}}},
	}
	got, notes := normalize.Report(r)
	want := []string{
		`names title: "某市 2022 年度自评报告" → "某市2022年度自评报告"`,
		`names projects[0].name: "道路 养护" → "道路养护"`,
		`names problems[0]: "依据某发【2019】8号文件" → "依据某发〔2019〕8号文件"`,
		`integers projects[1].seq: "２" → "2"`,
		`amounts targets[0].target: "1,260" → "1260"`,
		`amounts projects[0].executed: "1,000" → "1000"`,
		`amounts projects[0].returned: "—" → ""`,
		`amounts projects[1].executed.unit: "万元" → "元"`,
		`numbers forms[0].funds[0].weight: "10分" → "10"`,
		`numbers forms[0].funds[0].rate: "98.50%" → "98.50"`,
		`numbers forms[0].funds[0].score: "/" → ""`,
		`units unit: "人民币万 元" → "万元"`,
		`growth targets[0].growth: "２５％" → "25%"`,
	}
	if diff := cmp.Diff(want, fixes(got)); diff != "" {
		t.Errorf("fixes (-want +got)\n%s", diff)
	}
	if r.Projects[1].Budget.Value != nil || r.Projects[1].Budget.Raw != "12,34.5.6" {
		t.Errorf("a figure that is none must stay as printed: %+v", r.Projects[1].Budget)
	}
	if len(notes) != 1 || !notes[0].Lost {
		t.Errorf("notes = %+v, want one of a lost figure", notes)
	}
	if r.Projects[0].Returned != nil {
		t.Error("— is not stated")
	}
	if e := r.Projects[1].Executed; report.Plain(e.Dec()) != "35000" || e.Unit != "元" {
		t.Errorf("35000元 under 万元 = %v", e)
	}
}

func TestSequence(t *testing.T) {
	for _, c := range []struct {
		name          string
		printed, want []int
	}{
		{"printed twice", []int{22, 23, 23, 25, 26}, []int{22, 23, 24, 25, 26}},
		{"misprinted", []int{1, 2, 8, 4}, []int{1, 2, 3, 4}},
		{"shifted", []int{1, 2, 2, 3, 4}, []int{1, 2, 2, 3, 4}},
		{"gap", []int{1, 2, 4, 5}, []int{1, 2, 4, 5}},
		{"exchanged", []int{1, 3, 2, 4}, []int{1, 3, 2, 4}},
		{"printed elsewhere", []int{1, 5, 3, 4, 2}, []int{1, 5, 3, 4, 2}},
		{"first and last", []int{7, 2, 3, 9}, []int{7, 2, 3, 9}},
		{"not printed", []int{6, 0, 8}, []int{6, 7, 8}}, // 0: a blank cell
		{"two not printed", []int{6, 0, 0, 9}, []int{6, 0, 0, 9}},
		{"not printed where none is missing", []int{6, 0, 7, 8}, []int{6, 0, 7, 8}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := &report.Report{}
			text := func(n int) string {
				if n == 0 {
					return ""
				}
				return fmt.Sprint(n)
			}
			for _, n := range c.printed {
				r.Projects = append(r.Projects, report.Project{Seq: report.Integer{Raw: text(n)}, SeqPrinted: text(n)})
			}
			normalize.Report(r)
			var got []int
			for i, p := range r.Projects {
				got = append(got, p.Seq.Int())
				if p.SeqPrinted != text(c.printed[i]) {
					t.Errorf("the printed number is lost: %q", p.SeqPrinted)
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestRates(t *testing.T) {
	row := func(budget, executed, rate string) report.Project {
		return report.Project{Budget: amount(budget, "万元"), Executed: amount(executed, "万元"), Rate: amount(rate, "%")}
	}
	for _, c := range []struct {
		rows []report.Project
		want []string
	}{
		{[]report.Project{row("100", "98.5", "0.985"), row("50", "50", "1")}, []string{"98.5", "100"}},
		{[]report.Project{row("100", "98.5", "98.5"), row("50", "50", "100")}, []string{"98.5", "100"}},
		{[]report.Project{row("100", "98.5", "98.5%"), row("50", "0.5", "1%")}, []string{"98.5", "1"}},
		{[]report.Project{row("100", "0.5", "0.5"), row("50", "49", "0.98")}, []string{"0.5", "0.98"}}, // in doubt
	} {
		r := &report.Report{Projects: c.rows}
		normalize.Report(r)
		for i, p := range r.Projects {
			if got := report.Plain(p.Rate.Dec()); got != c.want[i] {
				t.Errorf("%s of %s printed %s = %s, want %s", p.Executed.Raw, p.Budget.Raw, p.Rate.Raw, got, c.want[i])
			}
		}
	}
}

// randomRecord makes a record of noisy texts and figures.
func randomRecord(rnd *rand.Rand, rows int) *report.Report {
	pieces := []string{"1", "23", "，", ",", "000", ".", " ", "　", "年", "万元", "（", "）", "-", "—", "％", "△", "元", "亿", "ＰＰＰ", "a", "项目", "减少", "壹佰", "整", "分", "【2020】", "3号", "无", "0.98", "\u200b"}
	text := func(n int) string {
		s := ""
		for range rnd.IntN(n + 1) {
			s += pieces[rnd.IntN(len(pieces))]
		}
		return s
	}
	figure := func() *report.Amount {
		if rnd.IntN(6) == 0 {
			return nil
		}
		return &report.Amount{Raw: text(3), Unit: text(1)}
	}
	r := &report.Report{Title: text(6), Unit: text(2), Conclusion: &report.Conclusion{Score: figure(), Scale: []report.Band{{Min: text(2), Max: text(2)}}}}
	for i := range rows {
		p := report.Project{Seq: report.Integer{Raw: fmt.Sprint(i + rnd.IntN(2))}, Name: text(6), Implementer: text(4), Budget: figure(), Executed: figure(), Returned: figure(), Rate: figure(), Score: figure(), Group: text(1)}
		p.SeqPrinted = p.Seq.Raw
		r.Projects = append(r.Projects, p)
	}
	r.Targets = []report.Target{{Name: text(3), Target: figure(), Growth: text(3)}}
	r.Budget.Changes = []report.Change{{FromYear: report.Integer{Raw: text(2)}, Total: figure(), Growth: text(2)}}
	r.Forms = []report.Form{{Funds: []report.Fund{{Budget: figure(), Rate: &report.Number{Raw: text(2)}}}}}
	return r
}

// TestTwice holds normalising to its promise: the second time nothing changes.
func TestTwice(t *testing.T) {
	for seed := range uint64(400) {
		r := randomRecord(rand.New(rand.NewPCG(seed, 1)), 12)
		normalize.Report(r)
		first, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		again, _ := normalize.Report(r)
		if len(again) > 0 {
			t.Fatalf("seed %d: the second time fixes %v", seed, fixes(again))
		}
		second, _ := json.Marshal(r)
		if diff := cmp.Diff(string(first), string(second)); diff != "" {
			t.Fatalf("seed %d: the second time changes the record\n%s", seed, diff)
		}
	}
}

// TestManyRows holds normalising to a cost that a batch can bear.
func TestManyRows(t *testing.T) {
	if testing.Short() {
		t.Skip("a matter of time")
	}
	r := &report.Report{}
	for i := range 100_000 {
		r.Projects = append(r.Projects, report.Project{
			Seq: report.Integer{Raw: fmt.Sprint(i + 1)}, SeqPrinted: fmt.Sprint(i + 1), Name: fmt.Sprintf("2022 年第%d个项目", i), Implementer: "某某单位",
			Budget: amount("1,234.5678", "万元"), Executed: amount("1234.5", "万元"), Returned: amount("—", "万元"), Score: amount("98.5", "分"),
		})
	}
	start := time.Now()
	fs, _ := normalize.Report(r)
	took := time.Since(start)
	t.Logf("100000 rows: %v, %d fixes", took, len(fs))
	if len(fs) != 300_000 {
		t.Errorf("%d fixes, want one for each name, budget and returned", len(fs))
	}
	if took > time.Minute { // a guard against a cost that grows with the square, not a measure
		t.Errorf("took %v", took)
	}
}
