package printed

import "testing"

func TestYearIn(t *testing.T) {
	for _, c := range []struct {
		text string
		open bool
		want string
	}{
		{"2022年度项目支出绩效自评表", false, "2022"}, {"(2023年度)", false, "2023"}, {"1999年", false, "1999"},
		{"2022", true, "2022"}, {"2022", false, ""}, {"2022年度", true, "2022"}, {"2022年12月", false, ""}, {"2150年", false, ""},
		{"项目编号52022年", false, "2022"}, {"2021-2022年", false, "2022"}, {"", true, ""}, {"12345", true, ""},
	} {
		if got := YearIn(c.text, c.open); got != c.want {
			t.Errorf("%q, open %v: %q, want %q", c.text, c.open, got, c.want)
		}
	}
}
