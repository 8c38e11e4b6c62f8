package output

import (
	"fmt"
	"strings"
	"testing"

	"selfeval"
	"selfeval/report"
	"selfeval/rules"
)

// many are papers of 30 departments; one of them has serious findings.
func many() []*selfeval.Document {
	var out []*selfeval.Document
	for i := range 90 {
		r := &report.Report{Department: fmt.Sprintf("青禾县第%d局", i%30)}
		r.FiscalYear.Set(2021 + i/30)
		r.Init()
		d := &selfeval.Document{Path: fmt.Sprintf("报告/%d.md", i), Status: selfeval.OK, Report: r}
		severity := rules.Info
		if i%30 == 17 {
			severity = rules.Error
		}
		d.Findings = []rules.Finding{{Rule: "execution-exceeds-budget", Title: "执行数超过预算数", Severity: severity, Fingerprint: fmt.Sprint(i),
			Message: fmt.Sprintf("序号%d“防火道”：执行数 120.00 万元，超过预算数 100.00 万元，多 20.00 万元（20%%）", i)}}
		out = append(out, d)
	}
	return append(out, selfeval.Failure("坏.pdf", fmt.Errorf("boom"), report.ZH))
}

func writtenOut(t *testing.T, opt Options, docs []*selfeval.Document) string {
	t.Helper()
	f, _ := Lookup("text")
	var b strings.Builder
	w, err := f.New(&b, opt)
	if err != nil {
		t.Fatal(err)
	}
	var sum Summary
	for _, d := range docs {
		if err := w.Document(d); err != nil {
			t.Fatal(err)
		}
		sum.Add(d)
	}
	if err := w.Close(sum); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestBatchInShort: of many papers the departments are written, with the serious findings
// first, and how to see all; of few, with -v or into a file every paper is.
func TestBatchInShort(t *testing.T) {
	got := writtenOut(t, Options{Lang: report.ZH}, many())
	lines := strings.Split(got, "\n")
	if len(lines) > 60 || !strings.Contains(lines[2], "各部门（30 个") || !strings.Contains(lines[4], "第17局") || !strings.Contains(lines[4], "     3    0    0    3") {
		t.Errorf("%d lines:\n%s", len(lines), got)
	}
	for _, want := range []string{"最重的问题", "青禾县第17局 2021年度", "序号17“防火道”", "坏.pdf  boom", "执行数超过预算数：90 条，30 个部门", "加 -v", "共 91 份：失败 1"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	for name, s := range map[string]string{"-v": writtenOut(t, Options{All: true}, many()), "few": writtenOut(t, Options{}, many()[:mostInFull])} {
		if n := strings.Count(s, "报告/"); n != min(90, map[string]int{"-v": 90, "few": mostInFull}[name]) || strings.Contains(s, "各部门") {
			t.Errorf("%s: %d papers written", name, n)
		}
	}
}

// TestNarrow: on every width no line is too wide, nothing is lost, and what goes on stands
// under its beginning.
func TestNarrow(t *testing.T) {
	d := many()[17]
	d.Findings[0].Advice = "核对预算调整文件与国库支付数；确有追加的，预算数应改列调整后数。"
	plain := strings.Join(strings.Fields(writtenOut(t, Options{All: true}, []*selfeval.Document{d})), "")
	for width := 24; width < 140; width += 7 {
		got := writtenOut(t, Options{All: true, Width: width}, []*selfeval.Document{d})
		if strings.Join(strings.Fields(got), "") != plain {
			t.Fatalf("width %d: something was lost:\n%s", width, got)
		}
		for i, line := range strings.Split(got, "\n")[3:] { // the first lines are the run's and the paper's name
			if cells(line) > width && strings.Contains(line, "多") {
				t.Errorf("width %d: line %d is %d wide: %s", width, i, cells(line), line)
			}
		}
	}
	if got := writtenOut(t, Options{All: true, Width: 60}, []*selfeval.Document{d}); !strings.Contains(got, "\n           多 20.00 万元") && !strings.Contains(got, "\n           100.00 万元") {
		t.Errorf("no hanging indent:\n%s", got)
	}
}

// TestWrap breaks where a reader would, and nowhere else.
func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  string
	}{
		{"执行数，超过预算数", 6, "执行|数，超|过预算|数"},
		{"合计（万元）为一", 8, "合计（万|元）为一"},
		{"100.00 万元以上", 8, "100.00|万元以上"},
		{"1234567890", 4, "1234|5678|90"},
		{"budget of 100", 8, "budget|of 100"},
		{"“某项目”自评表", 8, "“某项目”|自评表"},
	} {
		if got := strings.Join(wrap(c.text, c.width), "|"); got != c.want {
			t.Errorf("%q at %d: %s, want %s", c.text, c.width, got, c.want)
		}
	}
}

// FuzzWrap: no character but blanks at line ends is lost, and lines fit.
func FuzzWrap(f *testing.F) {
	f.Add("序号24“某项目”：执行数 120.00 万元，超过预算数", 20)
	f.Add("，，，，", 1)
	f.Fuzz(func(t *testing.T, text string, width int) {
		if width < 2 || width > 1000 || len(text) > 4096 {
			return
		}
		lines := wrap(text, width)
		strip := func(s string) string { return strings.ReplaceAll(string([]rune(s)), " ", "") }
		if strip(strings.Join(lines, "")) != strip(text) {
			t.Errorf("%q became %q", text, lines)
		}
		for _, l := range lines {
			if cells(l) > width {
				t.Errorf("%q is wider than %d", l, width)
			}
		}
	})
}
