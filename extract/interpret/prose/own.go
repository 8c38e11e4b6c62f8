package prose

import (
	"strings"

	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/internal/text/printed"
)

// withoutOwn drops the department's name, or what is short for it, from the front
// of the name of one of its figures: 某某学院预算总收入, 县文联收入预算.
func (rd *room) withoutOwn(name string) string {
	department := cjk.Squeeze(rd.known.Department)
	for at, r := range name {
		if at >= len("县局") && lexicon.StartsWith(name[at:], "20", "部门", "单位", "预算", "决算", "收入", "支出", "收支", "总收", "总支", "全年", "本年", "年初", "整体", "实际") {
			if y, ok := printed.FindYear(name, true); ok && y.Digits.Start == at {
				at = y.End
			}
			return name[at:]
		}
		_, rest, ok := strings.Cut(department, string(r))
		if !ok {
			return name
		}
		department = rest
	}
	return name
}
