package night

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"selfeval/internal/app/across"
	"selfeval/internal/app/isolate"
	"selfeval/internal/service/crawl"
	"selfeval/internal/service/queue"
	"selfeval/internal/service/servicetest"
	"selfeval/internal/service/workspace"
	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/builtin"
)

// office is a workspace that looks through a folder every night.
type office struct {
	t   *testing.T
	dir string
	o   *servicetest.Opened
}

func newOffice(t *testing.T) *office {
	o := &office{t, t.TempDir(), servicetest.Open(t, workspace.Options{Location: filepath.Join(t.TempDir(), "ws")})}
	if err := o.o.W.AddRoot(t.Context(), o.dir); err != nil {
		t.Fatal(err)
	}
	return o
}

func (o *office) put(name, text string) {
	o.t.Helper()
	path := filepath.Join(o.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		o.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		o.t.Fatal(err)
	}
}

// run is a night's run.
func (o *office) run(day string) *Report {
	o.t.Helper()
	ctx := o.t.Context()
	r := Run{W: o.o.W, Q: o.o.Q, Settings: o.o.Settings, Day: day, MaxBytes: 1 << 20,
		Across: &across.Options{Rules: &rules.Config{Registry: builtin.Registry()}},
		Work: func(ctx context.Context) error {
			return o.o.Q.Run(ctx, queue.Work{Jobs: 1, Checker: func(s isolate.Settings, _ int) (isolate.Checker, error) { return isolate.NewInline(s) }})
		}}
	n, _, refused, err := r.Enqueue(ctx)
	if err != nil {
		o.t.Fatal(err)
	}
	rep, err := r.Finish(ctx, n, refused)
	if err != nil {
		o.t.Fatal(err)
	}
	return rep
}

// paper is a department's report for a year, as a department writes it.
func paper(year int, prose string) string {
	return fmt.Sprintf("# 青禾县林业局%d年度部门整体支出绩效自评报告\n\n一、部门收支情况\n\n%s\n\n二、项目自评情况\n\n单位：万元\n\n| 序号 | 项目名称 | 预算数 | 执行数 | 自评得分 |\n|---|---|---|---|---|\n| 1 | 林道维护 | 120.00 | 118.00 | 96 |\n| 2 | 防火宣传 | 80.00 | 79.00 | 97 |\n| 合计 |  | 200.00 | 197.00 |  |\n", year, prose)
}

// compared are the moves of the rules that compare reports.
func compared(moves []Move) (out []string) {
	for _, m := range moves {
		if len(m.Against) > 0 {
			out = append(out, fmt.Sprint(m.Cause, " ", m.Rule, " ", filepath.Base(m.Path), " ↔ ", filepath.Base(m.Against[0])))
		}
	}
	return out
}

// A night tells what reports show beside each other: once when it is new, again where its
// figures change, and that it is gone where it is, but not where a paper is.
func TestNightsCompareReports(t *testing.T) {
	o := newOffice(t)
	this := "2023年收入决算950.00万元，支出决算910.00万元，较上年870.00万元增加40.00万元，增长4.60%。"
	o.put("b.md", paper(2023, this))
	if rep := o.run("2026-03-01"); len(compared(rep.Findings.New)) != 0 {
		t.Errorf("alone: %v", compared(rep.Findings.New))
	}
	o.put("a.md", paper(2022, "2022年收入决算900.00万元，支出决算889.00万元。"))
	want := []string{"paper prior-year-mismatch b.md ↔ a.md"}
	rep := o.run("2026-03-02")
	if got := compared(rep.Findings.New); !slices.Equal(got, want) {
		t.Errorf("new: %v", got)
	}
	if rep.New("warning") != 1 {
		t.Errorf("%d new warnings", rep.New("warning"))
	}
	if rep := o.run("2026-03-03"); len(compared(slices.Concat(rep.Findings.New, rep.Findings.Changed, rep.Findings.Gone))) != 0 {
		t.Errorf("a night without news: %+v", rep.Findings)
	}
	o.put("a.md", paper(2022, "2022年收入决算900.00万元，支出决算881.50万元。"))
	if rep := o.run("2026-03-04"); !slices.Equal(compared(rep.Findings.Changed), want) || len(compared(rep.Findings.New)) != 0 {
		t.Errorf("other figures: %+v", rep.Findings)
	}
	o.put("a.md", paper(2022, "2022年收入决算900.00万元，支出决算870.00万元。"))
	if rep := o.run("2026-03-05"); !slices.Equal(compared(rep.Findings.Gone), want) {
		t.Errorf("mended: %+v", rep.Findings)
	}
	o.put("a.md", paper(2022, "2022年收入决算900.00万元，支出决算889.00万元。"))
	o.run("2026-03-06")
	if err := os.Remove(filepath.Join(o.dir, "a.md")); err != nil {
		t.Fatal(err)
	}
	if rep := o.run("2026-03-07"); len(compared(rep.Findings.Gone)) != 0 || len(rep.Documents.Vanished) != 1 {
		t.Errorf("vanished: %+v", rep)
	}
	var again Report
	n, err := o.o.W.NightOf(t.Context(), "2026-03-02")
	if err == nil {
		err = json.Unmarshal(n.Report, &again)
	}
	if err != nil || !slices.Equal(compared(again.Findings.New), want) {
		t.Errorf("%v %v", err, again.Findings.New)
	}
}

// archive is a zip archive of files, a name and a text each.
func archive(t *testing.T, files ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err == nil {
			_, err = io.WriteString(w, files[i+1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Files in archives come, change and go as files do.
func TestNightsLookIntoArchives(t *testing.T) {
	o := newOffice(t)
	last := func(list []string) (out []string) {
		for _, p := range list {
			out = append(out, p[strings.LastIndex(p, "x.zip"):])
		}
		return out
	}
	o.put("x.zip", archive(t, "一/a.md", paper(2022, ""), "b.md", paper(2023, "")))
	if rep := o.run("2026-03-01"); !slices.Equal(last(rep.Documents.New), []string{"x.zip!/b.md", "x.zip!/一/a.md"}) {
		t.Errorf("%+v", rep.Documents)
	}
	if rep := o.run("2026-03-02"); len(rep.Documents.New)+len(rep.Documents.Changed)+len(rep.Documents.Vanished) != 0 {
		t.Errorf("%+v", rep.Documents)
	}
	o.put("x.zip", archive(t, "b.md", paper(2023, "2023年收入决算900.00万元。"), "c.md", paper(2021, "")))
	rep := o.run("2026-03-03")
	d := &rep.Documents
	if !slices.Equal(last(d.New), []string{"x.zip!/c.md"}) || !slices.Equal(last(d.Changed), []string{"x.zip!/b.md"}) || !slices.Equal(last(d.Vanished), []string{"x.zip!/一/a.md"}) {
		t.Errorf("%+v", d)
	}
	if err := os.Remove(filepath.Join(o.dir, "x.zip")); err != nil {
		t.Fatal(err)
	}
	if rep := o.run("2026-03-04"); len(rep.Documents.Vanished) != 2 {
		t.Errorf("%+v", rep.Documents)
	}
}

// The page of a night says what the text says, with its crawl, and runs nothing of a paper's.
func TestNightAsAPage(t *testing.T) {
	rep := &Report{Day: "2026-03-02", Since: "2026-03-01", Documents: Documents{New: []string{"<b>a.md"}},
		Findings: Findings{New: []Move{{Cause: Paper, Path: "b.md", Rule: "prior-year-mismatch", Severity: "warning", ZH: "与上年不符<script>", EN: "differs", Against: []string{"a.md"}}}},
		Crawl:    &crawl.Report{Day: "2026-03-02", Hosts: []crawl.HostReport{{Host: "x.example.cn", State: "done", Remarks: []crawl.Trouble{{URL: "http://x.example.cn/", ZH: "翻页要靠脚本", EN: "by a script"}}}}}}
	for name, write := range map[string]func(io.Writer, report.Lang) error{"page": rep.HTML, "text": rep.Text} {
		var b bytes.Buffer
		if err := write(&b, report.ZH); err != nil {
			t.Fatal(err)
		}
		for _, w := range []string{"夜间运行", "2026-03-01", "与上年不符", "↔ a.md", "x.example.cn", "翻页要靠脚本"} {
			if !strings.Contains(b.String(), w) {
				t.Errorf("%s: %q is missing", name, w)
			}
		}
		if name == "page" && (strings.Contains(b.String(), "<script>") || strings.Contains(b.String(), "<b>a.md")) {
			t.Error("markup of a paper's")
		}
	}
}
