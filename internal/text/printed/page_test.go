package printed

import "testing"

func TestIsPageNumber(t *testing.T) {
	for _, s := range []string{"3", "-3-", "—12—", "第3页", "第3页共12页", "第三页", "3/12", "3of12", "page3", "Page3of12", "iv", "第3页/共12页"} {
		if !IsPageNumber(s) {
			t.Errorf("%q numbers a page", s)
		}
	}
	for _, s := range []string{"", "12345", "3.5", "第3条", "共12个", "续表", "3万元", "2023年", "1,200", "1,200.00"} {
		if IsPageNumber(s) {
			t.Errorf("%q numbers no page", s)
		}
	}
}
