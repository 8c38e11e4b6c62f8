package output

import (
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"selfeval"
	"selfeval/extract/document"
	"selfeval/internal/app/evidence"
	"selfeval/report"
)

// TestWorkbookQuotes holds that a finding has the row or the sentence that it points at
// beside it, as text.
func TestWorkbookQuotes(t *testing.T) {
	src := []byte("# 甲县水利局2023年度部门整体支出绩效自评报告\n\n我局编制40人，年末在职43人。\n\n单位：万元\n\n" +
		"| 序号 | 项目名称 | 预算数 | 执行数 | 自评得分 | 备注 |\n|---|---|---|---|---|---|\n" +
		"| =1+1 | 渠道维修 | 100.5 | 120.25 | 98 | |\n| 2 | 水库除险 | 80 | 80 | 100 | |\n")
	docs := selfeval.Check(t.Context(), selfeval.Input{Name: "a.md", Data: src}, selfeval.Options{NoConfirm: true})
	evidence.Collect(t.Context(), src, docs, document.Limits{})
	f := workbook(t, docs)
	rows, err := f.GetRows("问题清单")
	if err != nil {
		t.Fatal(err)
	}
	at := slices.Index(rows[0], "原文")
	if at < 0 {
		t.Fatalf("no column of that name among %q", rows[0])
	}
	var all []string
	for i, row := range rows[1:] {
		all = append(all, row[at])
		name, _ := excelize.CoordinatesToCellName(at+1, i+2)
		if formula, _ := f.GetCellFormula("问题清单", name); formula != "" {
			t.Errorf("%s holds the formula %q", name, formula)
		}
	}
	for _, want := range []string{"=1+1 | 渠道维修 | 【100.5】 | 【120.25】 | 98", "我局编制【40】人，年末在职【43】人。"} {
		if !slices.Contains(all, want) {
			t.Errorf("no %q among %q", want, all)
		}
	}
}

func TestQuote(t *testing.T) {
	row := selfeval.EvidenceRow{Cells: []selfeval.EvidencePart{{Text: "一"}, {Marked: true}, {}}}
	e := &selfeval.Evidence{Rows: []selfeval.EvidenceRow{{Head: true, Cells: []selfeval.EvidencePart{{Text: "名称"}}}, row, row}, More: 3}
	if got := quote(e, report.ZH); got != "一 | 【】\n一 | 【】\n另有 3 处" {
		t.Errorf("%q", got)
	}
	if got := quote(nil, report.ZH); got != "" {
		t.Errorf("%q", got)
	}
	long := &selfeval.Evidence{Text: []selfeval.EvidencePart{{Text: strings.Repeat("长", 2*maxQuote)}}}
	if n := len([]rune(quote(long, report.EN))); n != maxQuote+1 {
		t.Errorf("%d characters are quoted", n)
	}
}
