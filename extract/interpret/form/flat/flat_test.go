package flat

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// The same small form, a cell after the other.
var cells = []string{
	"项目支出绩效自评表", "（2022年度）", "项目名称", "河道清淤项目", "主管部门", "青岚县水利局", "实施单位", "青岚县河湖站",
	"项目资金（万元）", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分",
	"年度资金总额", "210.50", "210.50", "200.00", "10", "95.01%", "9.5",
	"其中：当年财政拨款", "210.50", "210.50", "200.00", "—", "95.01%", "—", "上年结转资金", "其他资金",
	"年度总体目标", "预期目标", "实际完成情况", "完成清淤任务，改善水质", "已完成清淤任务，水质有所改善",
	"一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施",
	"产出指标", "数量指标", "清淤长度", "≥12公里", "12公里", "30", "30", "清淤河道条数", "3条", "2条", "20", "15", "一条因汛期推迟",
	"效益指标", "社会效益指标", "群众出行条件", "改善", "改善", "30", "30",
	"满意度指标", "服务对象满意度指标", "群众满意度", "≥95%", "96%", "10", "10", "总分", "100", "94.5",
}

const laid = `| 项目支出绩效自评表 | ← | ← | ← | ← | ← | ← | ← |
| （2022年度） | ← | ← | ← | ← | ← | ← | ← |
| 项目名称 | 河道清淤项目 | ∅ | ∅ | ∅ | ∅ | ∅ | ∅ |
| 主管部门 | 青岚县水利局 | ∅ | ∅ | ∅ | ∅ | ∅ | ∅ |
| 实施单位 | 青岚县河湖站 | ∅ | ∅ | ∅ | ∅ | ∅ | ∅ |
| 项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 | ∅ |
| 年度资金总额 | 210.50 | 210.50 | 200.00 | 10 | 95.01% | 9.5 | ∅ |
| 其中：当年财政拨款 | 210.50 | 210.50 | 200.00 | — | 95.01% | — | ∅ |
| 上年结转资金 |  |  |  |  |  |  | ∅ |
| 其他资金 |  |  |  |  |  |  | ∅ |
| 年度总体目标 | 预期目标 | 实际完成情况 | ∅ | ∅ | ∅ | ∅ | ∅ |
|  | 完成清淤任务，改善水质 | 已完成清淤任务，水质有所改善 | ∅ | ∅ | ∅ | ∅ | ∅ |
| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
| 产出指标 | 数量指标 | 清淤长度 | ≥12公里 | 12公里 | 30 | 30 |  |
|  |  | 清淤河道条数 | 3条 | 2条 | 20 | 15 | 一条因汛期推迟 |
| 效益指标 | 社会效益指标 | 群众出行条件 | 改善 | 改善 | 30 | 30 |  |
| 满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥95% | 96% | 10 | 10 |  |
| 总分 |  |  |  |  | 100 | 94.5 |  |
`

// A form is read alike from a paragraph a cell, from a line with spaces and from one
// without.
func TestOneFormInThreeShapes(t *testing.T) {
	words := lexicon.Default()
	var blocks []document.Block
	for _, c := range cells {
		blocks = append(blocks, document.Block{Text: c})
	}
	for name, blocks := range map[string][]document.Block{
		"a paragraph a cell": blocks,
		"spaces":             {{Text: strings.Join(cells, " ")}},
		"run together":       {{Text: strings.Join(cells, "")}},
	} {
		found := Find(blocks, func(int) bool { return false }, words)
		if len(found) != 1 || !found[0].Whole || found[0].From != 0 || found[0].To != len(blocks) {
			t.Errorf("%s: %+v", name, found)
			continue
		}
		want := laid
		if found[0].Glued { // nothing parts the title from the year
			want = strings.Replace(want, " | ← | ← | ← | ← | ← | ← | ← |\n| （2022年度）", "（2022年度）", 1)
		}
		if got := found[0].Table.String(); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, want)
		}
	}
}

// Text behind a form is none of it, and two forms are two.
func TestFormsEnd(t *testing.T) {
	var blocks []document.Block
	for _, c := range cells {
		blocks = append(blocks, document.Block{Text: c})
	}
	n := len(blocks)
	blocks = append(blocks, document.Block{Text: "二、存在的问题"}, document.Block{Text: "一是预算编制不够精细。"})
	for _, c := range cells {
		blocks = append(blocks, document.Block{Text: c})
	}
	found := Find(blocks, func(int) bool { return false }, lexicon.Default())
	if len(found) != 2 || found[0].To != n || found[1].From != n+2 {
		t.Errorf("%+v", found)
	}
}

func TestCutFunds(t *testing.T) {
	six := []string{"initial", "budget", "executed", "weight", "rate", "score"}
	three := []string{"budget", "executed", "rate"}
	for _, c := range []struct {
		text   string
		fields []string
		want   string
	}{
		{"1001008010100%10", six, "100 100 80 10 100% 10"}, // though the rate is wrong
		{"10010080—100%—", six, "100 100 80 — 100% —"},
		{"808.1692.9886%", three, "808.1 692.98 86%"},
		{"0.000.000.00———", six, "0.00 0.00 0.00 — — —"},
		{"1,200.001,200.001,140.001095%9.5", six, "1,200.00 1,200.00 1,140.00 10 95% 9.5"},
		{"300万元259.45万元86.5%", three, "300万元 259.45万元 86.5%"},
		{"123456", three, ""}, // nothing tells
		{"5050", three, ""},   // two figures under three heads
		{"1111111111", three, ""},
		{"32.5 30 10 92.31% 9.23", six, " 32.5 30 10 92.31% 9.23"}, // spaces are borders
		{"32.5301092.31%9.23", six, " 32.5 30 10 92.31% 9.23"},
		{"451090%9", six[1:], ""}, // 45 of what? or 5 of 4
		{"50100%0", six[1:], ""},  // 0% of 50, or of 5
		{"1209610", six, ""},
		{"18.918.917.0110", six, ""}, // 17.01 and 10, or 17.0, 1, 10
		{"10,000.0010,000.00100.00", six, ""},
	} {
		if got := strings.Join(cutFunds(c.text, c.fields), " "); got != c.want {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}

// Figures of which fewer are printed than there are heads go where alone they fit.
func TestFitFunds(t *testing.T) {
	six := []string{"initial", "budget", "executed", "weight", "rate", "score"}
	weightFirst := []string{"weight", "initial", "budget", "executed", "rate", "score"}
	four := []string{"budget", "executed", "rate", "score"}
	for _, c := range []struct {
		text   string
		fields []string
		want   string // - for a blank
	}{
		{"32.5 30 10 92.31% 9.23", six, "- 32.5 30 10 92.31% 9.23"},
		{"120 96 10 80 8", six, "- 120 96 10 80 8"},
		{"175 140 10 80%", six, "- 175 140 10 80% -"},
		{"120 120 96 10 8", six, "120 120 96 10 - 8"},
		{"60 60 10 0% 0", six, "60 60 - 10 0% 0"},
		{"120 120 96", six, "120 120 96 - - -"},
		{"0 0 0", six, "0 0 0 - - -"},
		{"130 104 80%", six, "- 130 104 - 80% -"},
		{"64 48 10 0.75 7.5", six, "- 64 48 10 0.75 7.5"},
		{"32.5 30 — 92.31% —", six, "- 32.5 30 — 92.31% —"},
		{"10 88.2 79.38 90% 9", weightFirst, "10 - 88.2 79.38 90% 9"},
		{"45万元 36万元 10 80% 8", six, "- 45万元 36万元 10 80% 8"},
		{"50 40 80%", four, "50 40 80% -"},
		{"300 330 10 110 10", six, "- 300 330 10 110 10"},
		{"100 100 80 10 100% 10", six, "100 100 80 10 100% 10"}, // each has its head: the rate is wrong
		{"100 80 10 100% 10", six, ""},                          // wrong, or not what it seems
		{"300 270 10 90% 10", six, ""},                          // the score is not the rate's
		{"120 96 10", six, ""},                                  // 10 is the weight, or was spent
		{"120 96", six, ""},
		{"18 18 10", six, ""},
		{"18 18 10 50%", six, ""},
		{"45 10 90% 9", six[1:], ""},  // nothing says of what
		{"100 80% 10 8 8 8", six, ""}, // a rate is no amount
		{"1 2 3 4 5 6 7", six, ""},
	} {
		got := fitFunds(c.fields, strings.Fields(c.text))
		for i := range got {
			if got[i] == "" {
				got[i] = "-"
			}
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %q, want %q", c.text, s, c.want)
		}
	}
}

// A row of money of which nothing says what its figures are is not placed in any of the
// shapes, and the form is not whole; one that is wrong below heads that are all filled is
// read as it is printed.
func TestRowsOfMoneyThatFitNothing(t *testing.T) {
	at := slices.Index(cells, "年度资金总额")
	end := slices.Index(cells, "其中：当年财政拨款")
	for values, want := range map[string]string{
		"210.50 200.00 10 95.01% 9.5":        "年度资金总额 |  | 210.50 | 200.00 | 10 | 95.01% | 9.5",
		"210.50 210.50 10 95.01%":            "年度资金总额 |  |  |  |  |  | ",
		"210.50 200.00 10":                   "年度资金总额 |  |  |  |  |  | ",
		"210.50 210.50 200.00 10 85.01% 9.5": "年度资金总额 | 210.50 | 210.50 | 200.00 | 10 | 85.01% | 9.5",
	} {
		own := slices.Concat(cells[:at+1], strings.Fields(values), cells[end:])
		var stacked []document.Block
		for _, c := range own {
			stacked = append(stacked, document.Block{Text: c})
		}
		for _, blocks := range [][]document.Block{stacked, {{Text: strings.Join(own, " ")}}} {
			found := Find(blocks, func(int) bool { return false }, lexicon.Default())
			if len(found) != 1 || !strings.Contains(found[0].Table.String(), want) || found[0].Whole == strings.Contains(want, "|  |  |") {
				t.Errorf("%s in %d: %+v\n%s", values, len(blocks), found, found[0].Table.String())
			}
		}
	}
}

func TestTellRow(t *testing.T) {
	for _, c := range []struct {
		text string
		s    shape
		want string
	}{
		{"种植面积30亩30亩5050", shape{0, 2}, "种植面积|30亩|30亩|50 50"},
		{"农户满意度≥95%96%1010", shape{0, 2}, "农户满意度|≥95%|96%|10 10"},
		{"就业率显著显著4038", shape{0, 2}, "就业率|显著|显著|40 38"},
		{"村庄数(个)22221515", shape{0, 2}, "村庄数(个)|22|22|15 15"},
		{"平均单价≤12.5万元12.5万元7.57.5", shape{0, 2}, "平均单价|≤12.5万元|12.5万元|7.5 7.5"},
		{"发放原种8550万粒550万粒8", shape{1, 1}, "发放原种|550万粒|550万粒|8 8"},
		{"受益户满意度10≥95%≥95%10", shape{1, 1}, "受益户满意度|≥95%|≥95%|10 10"},
		{"学员合格率15 85% 93% 15", shape{1, 1}, ""}, // spaces part it: the line is not glued
		{"建成道路12公里完成15", shape{0, 2}, ""},
		{"完成清淤长度13≥35", shape{1, 1}, ""}, // in the middle of 13≥35平方米40平方米13
		{"培训人数1234", shape{0, 2}, ""},
	} {
		r, ok := tellRow(c.text, c.s)
		got := ""
		if ok {
			got = strings.Join(r.names, "/") + "|" + r.target + "|" + r.actual + "|" + strings.Join(r.points, " ")
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}

// Where nothing but the sums can tell how points were cut, and these do not fit, the
// points stay unread.
func TestDoubtfulPointsNeedTheirSums(t *testing.T) {
	words := lexicon.Default()
	const heads = "一级指标二级指标三级指标年度指标值实际完成值分值得分产出指标数量指标"
	for text, want := range map[string]string{
		heads + "培训人数30人30人222质量指标合格率95%95%6868总分9070": "22 2",
		heads + "培训人数30人30人222质量指标合格率95%95%6868总分9990": " ",
	} {
		l := readGlued(text, report.Location{}, words)
		row := l.rows[1]
		if got := row[5].text + " " + row[6].text; got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
		if l.whole != (want != " ") {
			t.Errorf("%s: whole is %v", text, l.whole)
		}
	}
}

// A row that cannot be told is not swallowed by the next.
func TestRowsSwallowNone(t *testing.T) {
	const text = "一级指标二级指标三级指标分值年度指标值全年实际值得分原因产出指标质量指标合格率1198%99%10因汛期延后成本指标造价11≤164万元164万元11总分10099"
	l := readGlued(text, report.Location{}, lexicon.Default())
	if l.whole {
		t.Error("the form is read whole")
	}
	for _, row := range l.rows {
		if len(row) > 2 && strings.Contains(row[2].text, "98%") {
			t.Errorf("a row became a name: %v", row)
		}
	}
}

// The rest of a form without its heads is read by the one order that reads all of it.
func TestTail(t *testing.T) {
	const title = "青岚县水利局项目绩效目标自评表(2022年度)"
	f, ok := Tail("满意度指标(10分)服务对象满意度指标受益户满意度10≥95%≥95%10总分100100", report.Location{}, title, lexicon.Default())
	if !ok || !f.Whole || f.Table.Text(2, 3) != "10" || f.Table.Text(2, 6) != "10" || f.Table.Text(3, 6) != "100" {
		t.Errorf("%v %+v", ok, f)
	}
	if _, ok := Tail("满意度指标完成情况较好，群众满意度95%，比上年提高3个百分点。", report.Location{}, title, lexicon.Default()); ok {
		t.Error("prose is a form")
	}
}

// Whatever is read, it stands in the text, and no digit is read twice.
func FuzzLine(f *testing.F) {
	f.Add(strings.Join(cells, ""))
	f.Add(strings.Join(cells, " "))
	f.Add(strings.Join(cells[36:], ""))
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || len(text) > 4096 {
			t.Skip()
		}
		words := lexicon.Default()
		l := readGlued(text, report.Location{}, words)
		read, printed := 0, 0
		plain := closed(text)
		for _, row := range l.rows {
			for _, c := range row {
				read += countDigits(c.text)
				if !strings.Contains(plain, c.text) {
					t.Fatalf("%q does not stand in the text", c.text)
				}
			}
		}
		if printed = countDigits(plain); read > printed {
			t.Fatalf("%d digits were read of %d", read, printed)
		}
		Line(text, report.Location{}, words)
	})
}

func countDigits(s string) (n int) {
	for _, r := range s {
		if isDigit(r) {
			n++
		}
	}
	return n
}
