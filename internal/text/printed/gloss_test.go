package printed

import "testing"

func TestWithoutGlosses(t *testing.T) {
	for _, c := range []struct {
		text, want string
		n          int
	}{
		{"財(cái)政撥款萬(wàn)元，績(jī)效評(píng)價(jià)，項(xiàng)目120（萬(wàn)元）", "財政撥款萬元，績效評價，項目120（萬元）", 7},
		{"行(xíng)政村(cūn)", "行(xíng)政村(cūn)", 0}, // a reading or two are the paper's own
		{"绩效(KPI)指标(a)合格(ok)率(rate)数(n)量(q)", "绩效(KPI)指标(a)合格(ok)率(rate)数(n)量(q)", 0},
	} {
		if got, n := WithoutGlosses(c.text); got != c.want || n != c.n {
			t.Errorf("%s gives %s with %d taken away, want %s with %d", c.text, got, n, c.want, c.n)
		}
	}
}
