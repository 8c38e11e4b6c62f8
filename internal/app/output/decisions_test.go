package output

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"selfeval"
	"selfeval/report"
)

// A workbook goes round the offices and comes back: columns moved, a title above, days as
// spreadsheets keep them.
func TestDecisionsComeBackFromAWorkbook(t *testing.T) {
	src := "# 甲县水利局2023年度部门整体支出绩效自评报告\n\n单位：万元\n\n" +
		"| 序号 | 项目名称 | 项目实施单位 | 预算数 | 执行数 | 自评得分 |\n|---|---|---|---|---|---|\n" +
		"| 1 | 渠道维修 | 甲县水利局 | 100.5 | 120.25 | 98 |\n| 2 | 水库除险 | 甲县水利局 | 80 | 81 | 100 |\n"
	for _, lang := range []report.Lang{report.ZH, report.EN} {
		t.Run(string(lang), func(t *testing.T) {
			docs := selfeval.Check(t.Context(), selfeval.Input{Name: "a.md", Data: []byte(src)}, selfeval.Options{Lang: lang})
			var b bytes.Buffer
			w, err := newXLSX(&b, Options{Lang: lang})
			if err != nil {
				t.Fatal(err)
			}
			if err := w.Document(docs[0]); err != nil {
				t.Fatal(err)
			}
			if err := w.Close(Summary{}); err != nil {
				t.Fatal(err)
			}
			f, err := excelize.OpenReader(&b)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			sheet := sheets[sheetFindings].name.In(lang)
			// The office puts a title above and a column before.
			for _, err := range []error{f.InsertRows(sheet, 1, 1), f.SetCellValue(sheet, "A1", "复核情况"), f.InsertCols(sheet, "A", 1)} {
				if err != nil {
					t.Fatal(err)
				}
			}
			at := map[string]string{}
			heads, _ := f.GetRows(sheet)
			for i, h := range heads[1] {
				at[h], _ = excelize.ColumnNumberToName(i + 1)
			}
			set := func(head report.Text, row int, v any) {
				t.Helper()
				if err := f.SetCellValue(sheet, fmt.Sprintf("%s%d", at[head.In(lang)], row), v); err != nil {
					t.Fatal(err)
				}
			}
			set(headState, 3, stateAccepted.In(lang))
			set(headBy, 3, "张三")
			set(headReason, 3, "追加文件已核")
			set(headUntil, 3, time.Date(2026, 12, 31, 0, 0, 0, 0, time.UTC))
			var back bytes.Buffer
			if err := f.Write(&back); err != nil {
				t.Fatal(err)
			}
			got, err := ReadDecisions(&back)
			if err != nil {
				t.Fatal(err)
			}
			if len(got) != len(docs[0].Findings) || len(got) < 2 {
				t.Fatalf("%d decisions of %d findings", len(got), len(docs[0].Findings))
			}
			first := got[0]
			if !first.Accepted || first.By != "张三" || first.Reason != "追加文件已核" || first.Until != "2026-12-31" || first.Row != 3 ||
				first.Rule == "" || len(first.ValuesDigest) != 16 || first.Department != "甲县水利局" || first.Year != "2023" {
				t.Errorf("%+v", first)
			}
			if got[1].Accepted {
				t.Errorf("nobody accepted %+v", got[1])
			}
		})
	}
}

func TestWorkbookPrintsOnPages(t *testing.T) {
	var b bytes.Buffer
	w, err := newXLSX(&b, Options{Lang: report.ZH})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(Summary{}); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, s := range f.GetSheetList() {
		l, err := f.GetPageLayout(s)
		if err != nil || l.Orientation == nil || *l.Orientation != "landscape" || l.FitToWidth == nil || *l.FitToWidth != 1 {
			t.Errorf("%s: %+v %v", s, l, err)
		}
	}
	if n := len(f.GetDefinedName()); n < len(sheets) {
		t.Errorf("%d names", n)
	}
	v, err := f.GetDataValidations("问题清单")
	if err != nil || len(v) != 1 || v[0].Formula1 != `"待处理,已接受,误报,要求整改,已整改"` {
		t.Errorf("%+v %v", v, err)
	}
}
