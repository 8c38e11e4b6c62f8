package textgrid

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func draw(g *Grid) string {
	if g == nil {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s, headers %d\n", g.Reason, g.Headers)
	for _, r := range g.Rows {
		fmt.Fprintf(&b, "%d: %s\n", r.Line, strings.Join(r.Cells, "|"))
	}
	return b.String()
}

func TestFind(t *testing.T) {
	for name, c := range map[string]struct{ src, want string }{
		"tabs": {"序号\t项目名称\t预算数\n1\t绿化养护\t35.20\n\t合计\t35.20",
			"tabs, headers 0\n0: 序号|项目名称|预算数\n1: 1|绿化养护|35.20\n2: |合计|35.20\n"},
		"indented by a tab": {"\t序号\t项目\t预算\t\n\t1\t绿化\t3\t\n",
			"tabs, headers 0\n0: 序号|项目|预算\n1: 1|绿化|3\n"},
		"labels and values": {"项目名称\t绿化养护\n主管部门\t某县园林局\n预算数\t35.20",
			"tabs, headers 0\n0: 项目名称|绿化养护\n1: 主管部门|某县园林局\n2: 预算数|35.20\n"},
		"a list of contents":        {"一、部门概况\t1\n二、收支情况\t2\n三、评价结论\t5", ""},
		"one tab in a line of text": {"根据通知要求\t我单位开展了自评。", ""},
		"commas": {"序号,项目名称,预算数,执行数\n1,绿化养护,\"1,035.20\",1000\n2,\"设备,购置\",20.00,",
			"commas, headers 0\n0: 序号|项目名称|预算数|执行数\n1: 1|绿化养护|1,035.20|1000\n2: 2|设备,购置|20.00|\n"},
		"commas in prose": {"我局编制数40人,在职38人,退休12人,聘用3人\n收入合计500万元,支出合计480万元,结余20万元,其他0元\n综合得分95分,等级为优,排名第3,奖励1万元", ""},
		"aligned": {
			"序号  项目名称      预算数   执行数（至12月底）得分\n" +
				"1     绿化养护      35.20    35.20             95\n" +
				"2     设备购置      20.00    18.00             90\n" +
				"3     路灯 维修     8.00     8.00              98\n" +
				"合计                63.20    61.20",
			"spaces, headers 0\n0: 序号|项目名称|预算数|执行数（至12月底）|得分\n1: 1|绿化养护|35.20|35.20|95\n2: 2|设备购置|20.00|18.00|90\n" +
				"3: 3|路灯 维修|8.00|8.00|98\n4: 合计||63.20|61.20|\n"},
		"aligned at the right, with a rule": {
			"项目        预算     执行\n--------  -------  -------\n绿化养护    35.20    35.20\n设备购置  1020.00   918.00\n",
			"spaces, headers 1\n0: 项目|预算|执行\n2: 绿化养护|35.20|35.20\n3: 设备购置|1020.00|918.00\n"},
		"aligned with wide spaces": {
			"序号　　项目　　　　金额\n１　　　绿化　　　　35.20\n２　　　设备　　　　20.00\n",
			"spaces, headers 0\n0: 序号|项目|金额\n1: １|绿化|35.20\n2: ２|设备|20.00\n"},
		"text after the rows": {
			"序号  项目      预算\n1     绿化      35.20\n2     设备      20.00\n3     路灯      8.00\n注：以上  数据均来自部门决算报表，口径一致，不含上年结转的资金。",
			"spaces, headers 0\n0: 序号|项目|预算\n1: 1|绿化|35.20\n2: 2|设备|20.00\n3: 3|路灯|8.00\n"},
		"names in columns": {"组长：  张三    王五\n副组长：李四    赵六\n成员：  钱七    孙八", ""},
		"indented prose":   {"　　根据通知要求，我单位开展自评。\n　　现将情况报告如下。\n　　一是完成目标。", ""},
	} {
		f := Finder{Lines: strings.Split(c.src, "\n")}
		if g, _ := f.At(0); draw(g) != c.want {
			t.Errorf("%s:\n%swant\n%s", name, draw(g), c.want)
		}
	}
}

func TestBars(t *testing.T) {
	g, end := Bars(strings.Split("┌──┬──┐\n│序号│项目│\n├──┼──┤\n│1│绿化│\n└──┴──┘\n后文", "\n"), 0)
	if want := "bars, headers 1\n1: 序号|项目\n3: 1|绿化\n"; draw(g) != want || end != 5 {
		t.Errorf("%send %d, want\n%s", draw(g), end, want)
	}
	if g, _ := Bars([]string{"甲|乙|丙", "正文"}, 0); g != nil {
		t.Errorf("one line is a table: %s", draw(g))
	}
}

// However a text is made, looking for tables in it costs no more than its length
// asks for, and what is found lies in it.
func TestCost(t *testing.T) {
	n := 100_000
	if testing.Short() {
		n = 5000
	}
	for name, src := range map[string]string{
		"gaps": strings.Repeat("a  b\n", n), "tabs": strings.Repeat("1、\ta\n", n), "commas": strings.Repeat("文字文字,文字文字,文字文字,文字文字\n", n), "wide": strings.Repeat(strings.Repeat("a  ", 500)+"\n", n/500),
		"quotes": strings.Repeat(`"a,,,`+"\n", n), "columns": strings.Repeat(strings.Repeat("1  ", 190)+"\n", n/100), "odd": strings.Repeat("1  2  3\n字字字字字字字字  字\n", n/2),
	} {
		start := time.Now()
		f := Finder{Lines: strings.Split(src, "\n")}
		for i := 0; i < len(f.Lines); {
			g, end := f.At(i)
			if g != nil && end <= i {
				t.Fatalf("%s: a table without lines", name)
			}
			i = max(end, i+1)
		}
		if took := time.Since(start); took > 30*time.Second {
			t.Errorf("%s took %v", name, took)
		} else {
			t.Logf("%s: %v", name, took)
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add("序号\t项目\n1\t绿化\t3\n")
	f.Add("a,b,c,d\n1,2,3,4\n5,6,7,8\n")
	f.Add("序号  项目      预算\n1     绿化      35.20\n2     设备      20.00\n3     路灯      8.00\n")
	f.Add("|a|b|\n├─┼─┤\n|1|2|\n")
	f.Fuzz(func(t *testing.T, src string) {
		finder := Finder{Lines: strings.Split(src, "\n")}
		for i := range finder.Lines {
			for _, find := range []func(int) (*Grid, int){finder.At, func(i int) (*Grid, int) { return Bars(finder.Lines, i) }} {
				g, end := find(i)
				if g == nil {
					continue
				}
				if end <= i || end > len(finder.Lines) || len(g.Rows) == 0 {
					t.Fatalf("table of %d rows from %d to %d", len(g.Rows), i, end)
				}
				for _, r := range g.Rows {
					if r.Line < i || r.Line >= end || len(r.Cells) == 0 {
						t.Fatalf("row %v outside %d to %d", r, i, end)
					}
				}
			}
		}
	})
}
