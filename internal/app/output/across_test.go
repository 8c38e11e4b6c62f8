package output

import (
	"strings"
	"testing"

	"selfeval"
	"selfeval/report"
	"selfeval/rules"
)

// writeAcross writes a paper of which a finding compares with another one, and what the
// reports of its run say together.
func writeAcross(t *testing.T, format string) string {
	t.Helper()
	figures := AcrossFigures{Rate: "98.5%", Score: "96.5 分", Findings: Counts{Error: 2, Warning: 1}}
	last := AcrossFigures{Score: "95 分"}
	a := &Across{Compared: 1, Listed: 3, Unplaced: 2, Silent: []AcrossSilent{{"民政局", "2023"}, {"教育局", "2023"}}, Departments: []AcrossDepartment{
		{Name: "林业局", Year: "2023", Listed: true, Papers: 1, Missing: []string{"summary", "form"}, AcrossFigures: figures, Ranks: &AcrossRanks{Rate: 1, Score: 2, Findings: 1}, Last: &last},
		{Name: "水务局", Year: "2023", Papers: 1, AcrossFigures: AcrossFigures{Score: "97 分"}, Ranks: &AcrossRanks{Score: 1, Findings: 2}},
		{Name: "水务局", Year: "2022", Papers: 1, Ranks: &AcrossRanks{Findings: 1}},
	}}
	f, _ := Lookup(format)
	var b strings.Builder
	w, err := f.New(&b, Options{Lang: report.ZH})
	if err != nil {
		t.Fatal(err)
	}
	r := &report.Report{Department: "林业局"}
	r.Init()
	d := &selfeval.Document{Path: "2023/a.md", Status: selfeval.OK, Report: r, Findings: []rules.Finding{{Rule: "prior-year-mismatch", Severity: rules.Warning, Message: "上年数不同",
		Against: []rules.Counterpart{{Document: "2022/a.md", At: []report.Location{{Line: 9}}}}}}}
	if err := w.Document(d); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(Summary{Documents: 1, Across: a}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestAcross: what reports say together is written for people, with the year before in
// brackets, and findings name the other file.
func TestAcross(t *testing.T) {
	got := writeAcross(t, "text")
	for _, want := range []string{
		"对照       2022/a.md  第9行文本", "未见公开任何文件的部门（名单共 3 个）", "  2023年度（2 个）  民政局、教育局", "另有 2 份文件读不了",
		"林业局 2023年度：未见自评结果汇总表、项目自评表", "2023年度各部门", "2/1 (0/0)", "98.5% 第1 (—)", "96.5 分 第2 (95 分)", "—                        97 分 第1", "错误/警告",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if strings.Contains(got, "水务局 2023年度：") {
		t.Error("a department that is not listed lacks papers")
	}
}

// TestPageTellsAcross: the page says who has published nothing, who lacks a kind of paper
// and how departments stand beside each other, and a finding leads to the other paper.
func TestPageTellsAcross(t *testing.T) {
	got := writeAcross(t, "html")
	for _, want := range []string{
		`"g":[{"k":"` + keyOf("2022/a.md", 0) + `","t":"2022/a.md 第9行文本"}]`, "未见公开任何文件的部门（名单共 3 个）", "<b>2023年度（2 个）</b> 民政局、教育局", "另有 2 份文件读不了",
		"林业局 2023</a> 自评结果汇总表、项目自评表", "2023年度各部门", "2 / 1", "98.5%", "96.5 分", "95 分",
		`href="#dept=%E6%9E%97%E4%B8%9A%E5%B1%80&amp;year=2023"`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}
