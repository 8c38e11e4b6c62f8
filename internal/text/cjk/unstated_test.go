package cjk_test

import (
	"testing"

	"selfeval/internal/text/cjk"
)

func TestUnstated(t *testing.T) {
	for _, s := range []string{"", " ", "—", "——", "-", "/", "\\", "无", "、", "N/A", "－", "　", "不适用", "不涉及", "不 涉 及"} {
		if !cjk.Unstated(s) {
			t.Errorf("%q states nothing", s)
		}
	}
	for _, s := range []string{"0", "0.00", "无偿", "1", "一", "不涉及资金 3 万元"} {
		if cjk.Unstated(s) {
			t.Errorf("%q states something", s)
		}
	}
}
