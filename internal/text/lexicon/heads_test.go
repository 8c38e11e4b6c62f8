package lexicon

import "testing"

func TestHeads(t *testing.T) {
	for head, want := range map[string]string{
		"执行率(B/A)": "B/A", "执行率③=②/①": "②/①", "预算到位(D/C×100%)": "D/C", "预算数(A)": "", "科室/处室": "",
	} {
		over, under, ok := Quotient(head)
		if got := over + "/" + under; ok != (want != "") || ok && got != want {
			t.Errorf("%s: %s", head, got)
		}
	}
	for head, want := range map[string]string{"预算数(A)": "A", "执行数②": "②", "预算数[B]": "B", "C=B/A": "C", "预算数": "", "预算数(万元)": ""} {
		if got := HeadLetter(head); got != want {
			t.Errorf("%s: letter %q, want %q", head, got, want)
		}
	}
	for head, want := range map[string]bool{"11月底执行数": true, "1-10月支出": true, "执行数(至2022年12月底)": false, "1-12月执行数": false, "全年执行数": false, "月均支出": false} {
		if UpToMonth(head) != want {
			t.Errorf("%s: up to a month is %v", head, !want)
		}
	}
	for head, want := range map[string]string{"预算数（万）": "万元", "发行金额（亿）": "亿元", "预算数（万元）": "万元", "（元）": "元", "元": "元", "预算数（调整）": "", "万人次": ""} {
		if got := HeadUnit(head); got != want {
			t.Errorf("%s: unit %q, want %q", head, got, want)
		}
	}
	for head, want := range map[string]string{"自评得分(满分120分)": "120", "得分(20分)": "20", "得分(20分制)": "20", "得分": ""} {
		if got := FullMarkIn(head); got != want {
			t.Errorf("%s: out of %q, want %q", head, got, want)
		}
	}
	signs := Default().ColumnSigns
	for head, want := range map[string]string{"支出小计": "支出", "调整后金额": "调整后金额", "合计支出": "支出", "预算": "预算"} {
		if got, _ := signs.Whole.CutEither(head); got != want {
			t.Errorf("%s: without the word for the whole %q, want %q", head, got, want)
		}
	}
	if !signs.Adjusted.In("预算数(调整)之后") || signs.Adjusted.In("预算调整数") {
		t.Error("a word in pieces needs all of them")
	}
}
