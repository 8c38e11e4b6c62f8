package report_test

import (
	"testing"

	"github.com/shopspring/decimal"

	"selfeval/report"
)

func TestConvert(t *testing.T) {
	for _, c := range []struct{ value, from, to, want string }{
		{"500000.00", "元", "万元", "50"},
		{"50", "万元", "元", "500000"},
		{"1.5", "亿元", "万元", "15000"},
		{"15000", "万元", "亿元", "1.5"},
		{"3", "千元", "元", "3000"},
		{"0.01", "元", "亿元", "0.0000000001"},
		{"7", "万美元", "美元", "70000"},
		{"7", "分", "分", "7"},
		{"7", "万美元", "万元", ""},
		{"7", "分", "元", ""},
		{"7", "", "元", ""},
	} {
		got, ok := report.Convert(decimal.RequireFromString(c.value), c.from, c.to)
		if ok != (c.want != "") || ok && !got.Equal(decimal.RequireFromString(c.want)) {
			t.Errorf("%s %s in %s = %s, %t; want %q", c.value, c.from, c.to, got, ok, c.want)
		}
	}
}
