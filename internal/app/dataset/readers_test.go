package dataset_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"testing"

	"github.com/shopspring/decimal"

	"selfeval"
	"selfeval/extract/document"
	"selfeval/internal/app/dataset"
	"selfeval/report"
	"selfeval/rules"
)

// python is an interpreter with DuckDB, pyarrow and polars. Without one the test
// skips, but not where CI has installed them.
func python(t *testing.T) string {
	t.Helper()
	for _, p := range []string{os.Getenv("SELFEVAL_PYTHON"), "python3"} {
		if p != "" && exec.Command(p, "testdata/readers.py", "--available").Run() == nil {
			return p
		}
	}
	if os.Getenv("SELFEVAL_PYTHON") != "" || os.Getenv("CI") != "" {
		t.Fatal("no Python with duckdb, pyarrow and polars")
	}
	t.Skip("no Python with duckdb, pyarrow and polars: set SELFEVAL_PYTHON to one")
	return ""
}

// TestIndependentReaders asks three readers of Parquet, and SQLite, for what the
// CSV holds: they have rows left out by wrong statistics before.
func TestIndependentReaders(t *testing.T) {
	py := python(t)
	dir := folder(t, append(varied(150), documents(t)...))
	out, err := exec.Command(py, "testdata/readers.py", dir).CombinedOutput()
	if err != nil {
		t.Errorf("%v:\n%s", err, out)
	}
	t.Logf("%s", out)
}

// varied makes documents whose figures are of every sign, size and precision that
// papers print, with gaps.
func varied(n int) []*selfeval.Document {
	r := rand.New(rand.NewPCG(7, 9))
	v := variety{r}
	var docs []*selfeval.Document
	for i := range n {
		d := &selfeval.Document{
			Path: fmt.Sprintf("甲/%d.md", i), SHA256: fmt.Sprintf("%064x", i+1), Format: document.Markdown, Status: selfeval.OK,
			Report: &report.Report{Title: fmt.Sprintf("第%d局2023年度自评", i), Department: fmt.Sprintf("第%d局", i%17), Kind: report.KindDepartment,
				Conclusion: &report.Conclusion{Score: v.amount("", 100, 2)},
				Declared:   &report.Declared{Funds: v.amount("万元", 1e6, 6)}},
			Findings: []rules.Finding{{Rule: "total-row-mismatch", Severity: rules.Error, Message: "合计不符", Fingerprint: fmt.Sprintf("%015xa", i), Projects: []int{1, 2},
				Values: map[string]string{"budget": "100 万元", "difference": "-3.5 万元"}, At: []report.Location{{Line: 3}, {Line: 9}}}},
		}
		d.Report.FiscalYear.Set(2015 + i%10)
		d.Report.Budget.Revenue.Total = v.amount("万元", 1e5, 4)
		d.Report.Budget.Expenditure.Total = v.amount("%", 100, 2)
		for j := range 1 + r.IntN(60) {
			// No paper prints 元 finer than a 分, or 亿元 finer than a hundred 元.
			u := []string{"元", "万元", "亿元", "万元"}[r.IntN(4)]
			fine := map[string]int32{"元": 2, "万元": 6, "亿元": 6}[u]
			p := report.Project{Name: fmt.Sprintf("项目%d", j), Budget: v.amount(u, 1e4, fine), Executed: v.amount(u, 1e4, 2), Returned: v.amount(u, 10, 2),
				CarriedOver: v.amount(u, 10, 2), Score: v.amount("", 100, 1), Rate: v.amount("%", 100, 8), At: report.Location{Line: j + 1}}
			p.Seq.Set(j + 1)
			if j%3 == 0 {
				p.Parts = []report.ProjectPart{{Name: "中央资金", Budget: v.amount(u, 1e4, fine), Executed: v.amount(u, 1e4, 2), Returned: v.amount(u, 10, 2), CarriedOver: v.amount(u, 10, 2), Rate: v.amount("%", 100, 2), Score: v.amount("", 100, 1)}}
				p.Others = report.Others{{Name: "到位数", Amount: v.amount(u, 1e4, 2)}, {Name: "备注", Text: "无"}}
			}
			d.Report.Projects = append(d.Report.Projects, p)
		}
		d.Report.Totals = []report.Total{{Label: "合计", Budget: v.amount("元", 9e11, 2), Executed: v.amount("元", 9e11, 2), Returned: v.amount("亿元", 1e4, 6), CarriedOver: v.amount("万元", 1e4, 2), Score: v.amount("", 100, 2), Rate: v.amount("%", 100, 2)}}
		d.Report.Targets = []report.Target{{Name: "收入", Target: v.amount("亿元", 1e4, 2), Actual: v.amount("亿元", 1e4, 2), Score: v.amount("", 10, 1)}}
		d.Report.Goals = []report.Goal{{Name: "工程", Investment: v.amount("万元", 1e4, 2)}}
		d.Report.Budget.Changes = []report.Change{{Name: "项目支出", Base: v.amount("万元", 1e4, 2), Prior: v.amount("万元", 1e4, 2), Total: v.amount("万元", 1e4, 2)}}
		d.Report.Conclusion.Full, d.Report.Conclusion.Mean = v.amount("", 120, 0), v.amount("", 100, 2)
		d.Report.Conclusion.Dimensions = []report.Dimension{{Name: "产出", Weight: v.amount("", 50, 0), Score: v.amount("", 50, 1)}}
		d.Report.Unread = []report.Unread{{Raw: "3", At: report.Location{Line: 1 + i}}}
		d.Reading = &report.Reading{Figures: report.Figures{Seen: 9 * i, Placed: 7 * i, Unread: i, Explained: map[string]int{"page": i}}, Pages: report.PagesSeen{Total: i, Unread: []int{1, 3}},
			Tables: report.TablesSeen{Seen: i, Read: i / 2, Left: []report.LeftTable{{Why: "没有认出", Figures: i, At: report.Location{Page: 1 + i}}}}, Ends: report.EndsWhole}
		d.Report.Forms = []report.Form{{Project: "表", Funds: []report.Fund{{Name: "总额", Total: true, Initial: v.amount("万元", 1e3, 2), Budget: v.amount("万元", 1e3, 2), Executed: v.amount("万元", 1e3, 2), Weight: v.number(10), Rate: v.number(100), Score: v.number(10)}},
			Tasks:      []report.Task{{Name: "任务", Budget: v.amount("万元", 1e3, 2), Executed: v.amount("万元", 1e3, 2)}},
			Groups:     []report.GroupWeight{{Level: 1, Name: "产出指标", Weight: v.number(50)}},
			Indicators: []report.Indicator{{Level1: "产出", Target: report.Measure{Value: v.text(1e6), Raw: "x"}, Actual: report.Measure{Value: v.text(1e6), Raw: "x"}, Weight: v.number(10), Score: v.number(10)}},
			TotalScore: v.number(100), TotalWeight: v.number(100)}}
		docs = append(docs, d)
	}
	return docs
}

type variety struct{ *rand.Rand }

func (v variety) decimal(most float64, places int32) *decimal.Decimal {
	if v.IntN(8) == 0 {
		return nil
	}
	places = v.Int32N(places + 1)
	d := decimal.NewFromFloat(v.Float64() * most).Round(places)
	switch v.IntN(6) {
	case 0:
		d = d.Neg()
	case 1:
		d = decimal.Zero
	}
	return &d
}

func (v variety) amount(unit string, most float64, places int32) *report.Amount {
	if v.IntN(8) == 0 {
		return nil
	}
	return &report.Amount{Value: v.decimal(most, places), Unit: unit, Raw: "原文", At: report.Location{Line: 1 + v.IntN(300)}}
}

func (v variety) number(most float64) *report.Number {
	return &report.Number{Value: v.decimal(most, 2)}
}

func (v variety) text(most float64) string {
	if d := v.decimal(most, 3); d != nil {
		return d.String()
	}
	return ""
}

// A figure too large or too fine for its Parquet column is left out there, never
// rounded, and told.
func TestBeyondTheColumn(t *testing.T) {
	big, fine, fits := decimal.RequireFromString("1234567890123.5"), decimal.RequireFromString("1.23456789"), decimal.RequireFromString("999999999999.999999")
	d := &selfeval.Document{Path: "a.md", SHA256: fmt.Sprintf("%064x", 1), Status: selfeval.OK, Report: &report.Report{Projects: []report.Project{
		{Name: "大", Budget: &report.Amount{Value: &big, Unit: "元", Raw: "1234567890123.5"}},
		{Name: "细", Budget: &report.Amount{Value: &fine, Unit: "亿元", Raw: "1.23456789"}},
		{Name: "可", Budget: &report.Amount{Value: &fits, Unit: "元", Raw: "999999999999.999999"}},
	}}}
	w, err := dataset.NewFolder(t.TempDir(), []dataset.Format{dataset.Parquet}, dataset.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Document(d); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	got := w.Beyond()
	if got["projects.budget"] != 2 || got["projects.budget_yuan"] != 1 || len(got) != 2 {
		t.Errorf("figures beyond their columns: %v", got)
	}
}
