package structure

import (
	"strings"
	"testing"

	"selfeval/extract/structure/grid"
)

const (
	titleLine = "云溪县水利局2023年度项目支出绩效自评结果汇总表"
	headRow   = "序号|项目名称|实施单位|预算数|执行数|得分"
)

// TestMechanisms gives each mechanism a document and the tables that it must become.
func TestMechanisms(t *testing.T) {
	for _, c := range []struct {
		name   string
		pages  bool // the tables stand on pages of their own
		blocks []string
		want   []string  // as drawn writes them
		did    grid.Kind // what the first table must tell, "" for nothing
	}{
		{"a header in a table of its own", false,
			[]string{headRow + "\n", lines("1|渠道维修|水利站|100.00|90.00|98", "2|泵站检修|水文站|20.00|20.00|97")},
			[]string{lines(headRow, "1|渠道维修|水利站|100.00|90.00|98", "2|泵站检修|水文站|20.00|20.00|97")}, grid.HeaderApart},
		{"a header alone below which another table stands", false,
			[]string{"序号|项目名称|实施单位|预算数|执行数|得分\n", lines("科室|人数|电话", "水政科|3|12345")},
			[]string{headRow, lines("科室|人数|电话", "水政科|3|12345")}, ""},
		{"an empty header on the next page", true,
			[]string{lines(headRow, "1|渠道维修|水利站|100.00|90.00|98"), lines("|||||", "2|泵站检修|水文站|20.00|20.00|97")},
			[]string{lines(headRow, "1|渠道维修|水利站|100.00|90.00|98", "2|泵站检修|水文站|20.00|20.00|97")}, grid.Joined},
		{"the rest of a row below an empty header, in a part of its own", true,
			[]string{lines(headRow+"|备注", "1|渠道维修|水利站|100.00|90.00|98|", "2|泵站检修（含水|水文站|20.00|20.00|97|"), lines("||||||", "|泵和电机）|第二站||||"), lines("||||||", "3|巡查|水文站|10.00|9.00|96|")},
			[]string{lines(headRow+"|备注", "1|渠道维修|水利站|100.00|90.00|98|", "2|泵站检修（含水泵和电机）|水文站第二站|20.00|20.00|97|", "3|巡查|水文站|10.00|9.00|96|")}, grid.RowMended},
		{"a page that repeats title and header", true,
			[]string{titleLine, lines(headRow, "1|渠道维修|水利站|100.00|90.00|98"), titleLine, lines(headRow, "2|泵站检修|水文站|20.00|20.00|97")},
			[]string{lines(headRow, "1|渠道维修|水利站|100.00|90.00|98", "2|泵站检修|水文站|20.00|20.00|97")}, grid.HeaderDropped},
		{"another department's table below", true,
			[]string{titleLine, lines(headRow, "1|渠道维修|水利站|100.00|90.00|98"), "云溪县林业局2023年度项目支出绩效自评结果汇总表", lines(headRow, "2|造林|林场|20.00|20.00|97")},
			[]string{lines(headRow, "1|渠道维修|水利站|100.00|90.00|98"), lines(headRow, "2|造林|林场|20.00|20.00|97")}, ""},
		{"a part without the columns that stood empty", false,
			[]string{lines(headRow+"|备注", "1|渠道维修|水利站|100.00|90.00|98|"), lines("2|泵站检修|水文站|20.00|20.00|97", "3|巡查|水文站|10.00|9.00|96")},
			[]string{lines(headRow+"|备注", "1|渠道维修|水利站|100.00|90.00|98|", "2|泵站检修|水文站|20.00|20.00|97|", "3|巡查|水文站|10.00|9.00|96|")}, grid.ColumnsLaid},
		{"a merged cell that goes on without a column", false,
			[]string{lines("主管部门|序号|项目名称|预算数|执行数|得分", "水利局|1|渠道维修|100.00|90.00|98", "^|2|泵站检修|20.00|20.00|97"), lines("3|巡查|10.00|9.00|96", "4|宣传|8.00|8.00|99")},
			[]string{lines("主管部门|序号|项目名称|预算数|执行数|得分", "水利局|1|渠道维修|100.00|90.00|98", "^|2|泵站检修|20.00|20.00|97", "^|3|巡查|10.00|9.00|96", "^|4|宣传|8.00|8.00|99")}, grid.ColumnsLaid},
		{"columns that go on over the next page", true,
			[]string{lines("序号|项目名称|预算数", "1|渠道维修|100.00", "2|泵站检修|20.00", "合计||120.00"), lines("执行数|得分", "90.00|98", "20.00|97", "110.00|")},
			[]string{lines("序号|项目名称|预算数|执行数|得分", "1|渠道维修|100.00|90.00|98", "2|泵站检修|20.00|20.00|97", "合计||120.00|110.00|")}, grid.ColumnsJoined},
		{"columns that go on below the end of the title", true,
			[]string{titleLine, lines("序号|项目名称|预算数", "1|渠道维修|100.00", "2|泵站检修|20.00", "合计||120.00"), "项目支出绩效自评结果汇总表", "单位：万元", lines("执行数|得分", "90.00|98", "20.00|97", "110.00|")},
			[]string{lines("序号|项目名称|预算数|执行数|得分", "1|渠道维修|100.00|90.00|98", "2|泵站检修|20.00|20.00|97", "合计||120.00|110.00|")}, grid.ColumnsJoined},
		{"columns that go on beside the first ones printed again", true,
			[]string{lines("序号|项目名称|预算数", "1|渠道维修|100.00", "2|泵站检修|20.00"), lines("序号|项目名称|执行数", "1|渠道维修|90.00", "2|泵站检修|20.00"), lines("序号|项目名称|得分", "1|渠道维修|98", "2|泵站检修|97")},
			[]string{lines("序号|项目名称|预算数|执行数|得分", "1|渠道维修|100.00|90.00|98", "2|泵站检修|20.00|20.00|97")}, grid.ColumnsJoined},
		{"columns that go on page by page, the first ones and the header printed again", true,
			[]string{lines("序号|项目名称|预算数", "1|渠道维修|100.00", "2|泵站检修|20.00"), lines("序号|项目名称|执行数", "1|渠道维修|90.00", "2|泵站检修|20.00"),
				lines("序号|项目名称|预算数", "3|巡查|10.00", "4|宣传|8.00"), lines("序号|项目名称|执行数", "3|巡查|9.00", "4|宣传|8.00")},
			[]string{lines("序号|项目名称|预算数|执行数", "1|渠道维修|100.00|90.00", "2|泵站检修|20.00|20.00", "3|巡查|10.00|9.00", "4|宣传|8.00|8.00")}, grid.ColumnsJoined},
		{"rows of another table that begin alike", true,
			[]string{lines("序号|项目名称|预算数", "1|渠道维修|100.00", "2|泵站检修|20.00"), "云溪县林业局2023年度项目支出绩效自评结果汇总表", lines("序号|项目名称|执行数", "1|渠道维修|90.00", "2|泵站检修|20.00")},
			[]string{lines("序号|项目名称|预算数", "1|渠道维修|100.00", "2|泵站检修|20.00"), lines("序号|项目名称|执行数", "1|渠道维修|90.00", "2|泵站检修|20.00")}, ""},
		{"as many rows, but another table", true,
			[]string{lines("序号|项目名称|预算数", "1|渠道维修|100.00", "2|泵站检修|20.00"), lines("科室|人数|编制", "水政科|3|4", "财务科|2|3")},
			[]string{lines("序号|项目名称|预算数", "1|渠道维修|100.00", "2|泵站检修|20.00"), lines("科室|人数|编制", "水政科|3|4", "财务科|2|3")}, ""},
		{"a row short of the cell merged above", false,
			[]string{lines(headRow, "1|渠道维修|水利站|100.00|90.00|98", "2|泵站检修|20.00|20.00|97|~", "3|巡查|10.00|9.00|96|~")},
			[]string{lines(headRow, "1|渠道维修|水利站|100.00|90.00|98", "2|泵站检修|^|20.00|20.00|97", "3|巡查|^|10.00|9.00|96")}, grid.RowPlaced},
		{"a short row padded at its end", false,
			[]string{lines(headRow+"|备注", "1|渠道维修|水利站|100.00|90.00|98|", "2|泵站检修|20.00|20.00|97||", "3|巡查|10.00|9.00|96||")},
			[]string{lines(headRow+"|备注", "1|渠道维修|水利站|100.00|90.00|98|", "2|泵站检修|^|20.00|20.00|97|", "3|巡查|^|10.00|9.00|96|")}, grid.RowPlaced},
		{"a row that lost its number", false,
			[]string{lines(headRow, "1|渠道维修|水利站|100.00|90.00|98", "泵站检修|水文站|20.00|20.00|97|~", "3|巡查|水政所|10.00|9.00|96")},
			[]string{lines(headRow, "1|渠道维修|水利站|100.00|90.00|98", "|泵站检修|水文站|20.00|20.00|97", "3|巡查|水政所|10.00|9.00|96")}, grid.RowPlaced},
		{"a total whose label reached over columns", false,
			[]string{lines(headRow, "1|渠道维修|水利站|100.00|90.00|98", "2|泵站检修|水文站|20.00|20.00|97", "合计|120.00|110.00|~|~|~")},
			[]string{lines(headRow, "1|渠道维修|水利站|100.00|90.00|98", "2|泵站检修|水文站|20.00|20.00|97", "合计|<|<|120.00|110.00|")}, grid.RowPlaced},
		{"a short row that fits in two ways", false,
			[]string{lines("序号|预算数|调整数|执行数|余额", "1|10.00|1.00|9.00|2.00", "2|20.00|3.00|4.00|~")},
			[]string{lines("序号|预算数|调整数|执行数|余额", "1|10.00|1.00|9.00|2.00", "2||||")}, grid.RowPlaced},
		{"a second header row without the cells above", false,
			[]string{lines("序号|项目名称|实施单位|资金（万元）|得分|~", "预算数|执行数|~|~|~|~", "1|渠道维修|水利站|1000.00|900.00|98", "2|泵站检修|水文站|200.00|200.00|97")},
			[]string{lines("序号|项目名称|实施单位|资金（万元）|<|得分", "^|^|^|预算数|执行数|^", "1|渠道维修|水利站|1000.00|900.00|98", "2|泵站检修|水文站|200.00|200.00|97")}, grid.HeaderPlaced},
		{"blanks show what the header's cells reach over", false,
			[]string{lines("序号|项目名称|资金||得分||", "预算数|执行数|~|~|~|~|~", "1|渠道维修|100.00|90.00|98||", "2|泵站检修|20.00|20.00|97||")},
			[]string{lines("序号|项目名称|资金|<|得分||", "^|^|预算数|执行数|^||", "1|渠道维修|100.00|90.00|98||", "2|泵站检修|20.00|20.00|97||")}, ""},
		{"a title repeated in every cell", false,
			[]string{lines(headRow, "一、工程类|一、工程类|一、工程类|一、工程类|一、工程类|一、工程类", "1|渠道维修|水利站|100.00|90.00|98")},
			[]string{lines(headRow, "一、工程类|<|<|<|<|<", "1|渠道维修|水利站|100.00|90.00|98")}, grid.TitleMerged},
		{"rows stacked in one", false,
			[]string{lines(headRow, "1//2|渠道维修//泵站检修|水利站//水文站|100.00//20.00|90.00//20.00|98//97")},
			[]string{lines(headRow, "1|渠道维修|水利站|100.00|90.00|98", "2|泵站检修|水文站|20.00|20.00|97")}, grid.RowsUnstacked},
		{"one row whose texts take two lines", false,
			[]string{lines(headRow, "1|渠道维修//（一期）|水利//站|100.00|90.00|98")},
			[]string{lines(headRow, "1|渠道维修 （一期）|水利 站|100.00|90.00|98")}, ""},
		{"sources of one project's money", false,
			[]string{lines(headRow, "1|渠道维修|水利站|100.00//20.00|90.00//20.00|98")},
			[]string{lines(headRow, "1|渠道维修|水利站|100.00 20.00|90.00 20.00|98")}, ""},
		{"two figures beside an empty cell", false,
			[]string{lines(headRow, "1|渠道维修|水利站|100.00|90.00|98", "2|泵站检修|水文站|20.00 18.00||97", "3|巡查|水文站|10.00|9.00|96")},
			[]string{lines(headRow, "1|渠道维修|水利站|100.00|90.00|98", "2|泵站检修|水文站|20.00|18.00|97", "3|巡查|水文站|10.00|9.00|96")}, grid.FiguresParted},
		{"a space for thousands", false,
			[]string{lines(headRow, "1|渠道维修|水利站|100.00|90.00|98", "2|泵站检修|水文站|1 250.00||97", "3|巡查|水文站|10.00|9.00|96")},
			[]string{lines(headRow, "1|渠道维修|水利站|100.00|90.00|98", "2|泵站检修|水文站|1 250.00||97", "3|巡查|水文站|10.00|9.00|96")}, ""},
		{"labels at the left, records side by side", false,
			[]string{lines("序号|1|2|3", "项目名称|渠道维修|泵站检修|巡查", "实施单位|水利站|水文站|水政所", "预算数|100.00|20.00|10.00", "执行数|90.00|20.00|9.00", "得分|98|97|96")},
			[]string{lines(headRow, "1|渠道维修|水利站|100.00|90.00|98", "2|泵站检修|水文站|20.00|20.00|97", "3|巡查|水政所|10.00|9.00|96")}, grid.Turned},
		{"records in bands", false,
			[]string{lines("序号|1|2", "项目名称|渠道维修|泵站检修", "预算数|100.00|20.00", "执行数|90.00|20.00", "序号|3|", "项目名称|巡查|", "预算数|10.00|", "执行数|9.00|")},
			[]string{lines("序号|项目名称|预算数|执行数", "1|渠道维修|100.00|90.00", "2|泵站检修|20.00|20.00", "3|巡查|10.00|9.00")}, grid.Turned},
		{"an account of income and spending is upright", false,
			[]string{lines("项目|年初数|年末数", "基本支出|100.00|90.00", "项目支出|20.00|20.00", "其他支出|10.00|9.00")},
			[]string{lines("项目|年初数|年末数", "基本支出|100.00|90.00", "项目支出|20.00|20.00", "其他支出|10.00|9.00")}, ""},
		{"columns printed twice side by side", false,
			[]string{lines("序号|项目名称|预算数|序号|项目名称|预算数", "1|渠道维修|100.00|3|巡查|10.00", "2|泵站检修|20.00|||")},
			[]string{lines("序号|项目名称|预算数", "1|渠道维修|100.00", "2|泵站检修|20.00", "3|巡查|10.00")}, grid.HalvesParted},
		{"two tables that touch", false,
			[]string{lines("序号|项目名称|预算数|执行数", "1|渠道维修|100.00|90.00", "2|泵站检修|20.00|20.00", "部门三公经费情况表|<|<|<", "名称|<|年初预算数|决算数", "公务接待费|<|3.00|2.00")},
			[]string{lines("序号|项目名称|预算数|执行数", "1|渠道维修|100.00|90.00", "2|泵站检修|20.00|20.00"), lines("部门三公经费情况表|<|<", "名称|年初预算数|决算数", "公务接待费|3.00|2.00")}, ""},
		{"a row cut below its figures", true,
			[]string{lines(headRow, "1|渠道维修|水利站|100.00|90.00|98", "2|泵站|水文|20.00|20.00|97"), lines("|检修|站|||", "3|巡查|水政所|10.00|9.00|96")},
			[]string{lines(headRow, "1|渠道维修|水利站|100.00|90.00|98", "2|泵站检修|水文站|20.00|20.00|97", "3|巡查|水政所|10.00|9.00|96")}, grid.RowMended},
		{"a row cut before its figures", true,
			[]string{lines(headRow, "1|渠道维修|水利站|100.00|90.00|98", "|泵站|水文|||"), lines("2|检修|站|20.00|20.00|97", "3|巡查|水政所|10.00|9.00|96")},
			[]string{lines(headRow, "1|渠道维修|水利站|100.00|90.00|98", "2|泵站检修|水文站|20.00|20.00|97", "3|巡查|水政所|10.00|9.00|96")}, grid.RowMended},
		{"the heading of a group at a page's end", true,
			[]string{lines(headRow, "1|渠道维修|水利站|100.00|90.00|98", "|监测类||||"), lines("2|水质监测|水文站|20.00|20.00|97", "3|巡查|水政所|10.00|9.00|96")},
			[]string{lines(headRow, "1|渠道维修|水利站|100.00|90.00|98", "|监测类||||", "2|水质监测|水文站|20.00|20.00|97", "3|巡查|水政所|10.00|9.00|96")}, grid.Joined},
		{"bars doubled in the header", false,
			[]string{lines("|序号||项目名称||预算数||执行数||得分|", "1|渠道维修|100.00|90.00|98|~|~|~|~|~|~", "2|泵站检修|20.00|20.00|97|~|~|~|~|~|~")},
			[]string{lines("序号|项目名称|预算数|执行数|得分", "1|渠道维修|100.00|90.00|98", "2|泵站检修|20.00|20.00|97")}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			blocks := c.blocks
			if c.pages {
				for i := range blocks {
					if i > 0 && strings.Contains(blocks[i], "\n") && c.did != "" {
						blocks[i] = "+\n" + blocks[i]
					}
				}
			}
			if c.did == grid.ColumnsJoined || c.name == "as many rows, but another table" {
				for i := range blocks {
					blocks[i] = strings.TrimPrefix(blocks[i], "+\n")
				}
			}
			p := read(t, docOf(c.pages, blocks...))
			tables := p.Tables()
			var got []string
			for _, x := range tables {
				got = append(got, strings.TrimSuffix(drawn(x.Table), "\n"))
			}
			if strings.Join(got, "\n\n") != strings.Join(c.want, "\n\n") {
				t.Fatalf("got\n%s\nwant\n%s", strings.Join(got, "\n\n"), strings.Join(c.want, "\n\n"))
			}
			if c.did != "" && !did(tables[0], c.did) {
				t.Errorf("%s is not told: %v", c.did, tables[0].Deeds)
			}
			for _, x := range tables {
				holdPlaces(t, x)
			}
		})
	}
}

// holdPlaces holds that every filled cell says where it is printed.
func holdPlaces(t *testing.T, x *grid.Table) {
	t.Helper()
	for i := range x.Cells {
		if c := &x.Cells[i]; !grid.IsBlank(c.Text) && c.At.IsZero() {
			t.Errorf("the cell %q has no place", c.Text)
		}
	}
	for _, d := range x.Deeds {
		if d.At.IsZero() || d.Text.ZH == "" || d.Text.EN == "" || d.Kind == "" {
			t.Errorf("a deed without place or reason: %+v", d)
		}
	}
}

// TestBinding binds title, unit and notes to their table, wherever they stand.
func TestBinding(t *testing.T) {
	rows := lines(headRow, "1|渠道维修|水利站|100.00|90.00|98", "2|泵站检修|水文站|20.00|20.00|97")
	wide := "|<|<|<|<|<"
	for name, c := range map[string]struct {
		blocks            []string
		title, unit       string
		lead, head, tail  int
		notes, titleWhere int
	}{
		"above":                   {[]string{titleLine, "单位：万元", rows}, titleLine, "万元", 0, 1, 3, 0, int(grid.Above)},
		"in its own first rows":   {[]string{lines(titleLine+wide, "金额单位：人民币元"+wide, rows)}, titleLine, "元", 2, 3, 5, 0, int(grid.Within)},
		"in a table of their own": {[]string{titleLine + "|单位：千元\n", rows}, titleLine, "千元", 0, 1, 3, 0, int(grid.Apart)},
		"beside who filled it in": {[]string{titleLine, lines("填报单位：水利局|<||2023年|<|单位：万元", rows)}, titleLine, "万元", 1, 2, 4, 0, int(grid.Above)},
		"in a note below":         {[]string{titleLine, rows, "注：以上金额单位均为万元。"}, titleLine, "万元", 0, 1, 3, 1, int(grid.Above)},
		"in the last row":         {[]string{titleLine, lines(rows, "注：金额单位为万元"+wide)}, titleLine, "万元", 0, 1, 3, 1, int(grid.Above)},
		"joined to the text":      {[]string{titleLine, "现将云溪县水利局二〇二三年度各个项目的绩效自评结果、得分以及结果应用的意见，按照县财政局的要求汇总列示于下表，请社会各界监督。单位：万元", rows}, "", "万元", 0, 1, 3, 0, 0},
		"a row of column numbers": {[]string{titleLine, lines(headRow, "甲|乙|丙|1|2|3", "1|渠道维修|水利站|100.00|90.00|98")}, titleLine, "", 0, 2, 3, 0, int(grid.Above)},
		"a row of units":          {[]string{titleLine, lines(headRow, "|||万元|万元|分", "1|渠道维修|水利站|100.00|90.00|98")}, titleLine, "", 0, 2, 3, 0, int(grid.Above)},
		"two levels":              {[]string{titleLine, lines("序号|项目名称|资金|<|<|得分", "^|^|预算数|执行数|结余|^", "1|渠道维修|100.00|90.00|10.00|98")}, titleLine, "", 0, 2, 3, 0, int(grid.Above)},
		"three levels":            {[]string{titleLine, lines("序号|项目名称|资金|<|<|<", "^|^|预算|<|执行|<", "^|^|中央|省级|中央|省级", "1|渠道维修|10.00|9.00|1.00|2.00")}, titleLine, "", 0, 3, 4, 0, int(grid.Above)},
		"two levels with blanks":  {[]string{titleLine, lines("序号|项目名称|资金|||得分", "||预算数|执行数|结余|", "1|渠道维修|100.00|90.00|10.00|98")}, titleLine, "", 0, 2, 3, 0, int(grid.Above)},
	} {
		t.Run(name, func(t *testing.T) {
			tables := read(t, docOf(false, c.blocks...)).Tables()
			x := tables[len(tables)-1]
			title, where := "", 0
			if x.Title != nil {
				title, where = x.Title.Text, int(x.Title.Where)
			}
			if title != c.title || x.Unit != c.unit || where != c.titleWhere {
				t.Errorf("title %q (%d), unit %q; want %q (%d), %q", title, where, x.Unit, c.title, c.titleWhere, c.unit)
			}
			if x.Lead != c.lead || x.Head != c.head || x.Tail != c.tail || len(x.Notes) != c.notes {
				t.Errorf("lead %d, head %d, tail %d, %d notes; want %d, %d, %d, %d\n%s", x.Lead, x.Head, x.Tail, len(x.Notes), c.lead, c.head, c.tail, c.notes, drawn(x.Table))
			}
		})
	}
}
