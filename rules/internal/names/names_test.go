package names

import "testing"

func TestLikeness(t *testing.T) {
	for _, c := range []struct {
		a, b     string
		min, max int
	}{
		{"人居环境整治提升项目", "2022年镇级人居环境整治提升费用", 100, 100},
		{"石榴园沿街景观工程项目", "石榴园沿街景观工程", 100, 100},
		{"森林防火道路建设项目", "森林防火道路建设工程", 100, 100},
		{"党建工作经费", "2022年镇级党建工作经费", 100, 100},
		{"南大街两侧亮化、美化提升工程", "南大街与北桥周边绿化提升工程及云路东头整治工程", 0, 44},
		{"苗圃温室大棚改造项目", "森林防火道路建设工程", 0, 44},
		{"城区供水管网改造", "城区供水管网改造二期工程", 80, 99},
		{"项目", "2022年项目", 0, 100},
	} {
		if got := NewCores([]string{"", Core(c.b)}).Likeness(Core(c.a))[1]; got < c.min || got > c.max {
			t.Errorf("%s and %s are %d%% alike, want %d to %d (%s, %s)", c.a, c.b, got, c.min, c.max, Core(c.a), Core(c.b))
		}
	}
}
