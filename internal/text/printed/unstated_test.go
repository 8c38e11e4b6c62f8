package printed_test

import (
	"testing"

	"selfeval/internal/text/printed"
)

func TestUnstated(t *testing.T) {
	for _, s := range []string{"", " ", "—", "——", "-", "/", "\\", "无", "、", "N/A", "－", "　", "不适用", "不涉及", "不 涉 及"} {
		if !printed.Unstated(s) {
			t.Errorf("%q states nothing", s)
		}
	}
	for _, s := range []string{"0", "0.00", "无偿", "1", "一", "不涉及资金 3 万元"} {
		if printed.Unstated(s) {
			t.Errorf("%q states something", s)
		}
	}
}
