package interpret

import (
	"testing"

	"selfeval/extract/document"
)

// What a goal says is to be spent was not spent yet; what a result says was.
func TestGoalsAreNotSpent(t *testing.T) {
	for text, want := range map[string]string{
		"目标：2023年使用175万元":            "",
		"绩效目标：2023年使用资金175万元用于道路硬化。": "",
		"年度目标：全年支出175万元，修建水渠2公里。":    "",
		"实际完成情况：2023年使用175万元。":       "175万元",
		"2023年使用175万元。":              "175万元",
	} {
		doc := &document.Document{Blocks: []document.Block{
			{Kind: document.Heading, Level: 1, Text: "临江县水利局2023年度项目支出绩效自评报告"},
			{Kind: document.Paragraph, Text: "二、项目绩效目标"},
			{Kind: document.Paragraph, Text: text},
		}}
		reports, _, err := Document(t.Context(), doc, nil)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, f := range reports[0].Report.Funds {
			if f.Executed != nil {
				got = f.Executed.Raw
			}
		}
		if got != want {
			t.Errorf("%s: %q was spent, want %q", text, got, want)
		}
	}
}
