package document

import "selfeval/report"

// PartedBy says by what the columns of a table that is written as text were told; by is
// what textgrid calls it.
func PartedBy(by string) report.Text {
	if t, ok := parted[by]; ok {
		return t
	}
	return report.Textf("列按 %s 分开", "columns of %s", by)
}

var parted = map[string]report.Text{
	"bars":   {ZH: "列按竖线分开", EN: "columns of bars"},
	"tabs":   {ZH: "列按制表符分开", EN: "columns of tabs"},
	"commas": {ZH: "列按逗号分开", EN: "columns of commas"},
	"spaces": {ZH: "列按空格对齐分开", EN: "columns of spaces"},
}
