package markdown

import (
	"strings"
	"testing"

	"selfeval/extract/document"
)

func TestOutlineLines(t *testing.T) {
	for in, want := range map[string]string{
		"一、2022年预算收入\n2022年部门预算批复收入总计542.3万元，增长8.76%。\n二、预算支出\n支出总计542.3万元。": "一、2022年预算收入|2022年部门预算批复收入总计542.3万元，增长8.76%。|二、预算支出|支出总计542.3万元。",
		"（一）执行慢。\n（二）编制粗。": "（一）执行慢。|（二）编制粗。",
		"我局负责全市城市管理工作，下设五个二级单位，一是\n二、三类公厕管理所，负责环卫；另设执法大队和绿化站各一个": "我局负责全市城市管理工作，下设五个二级单位，一是二、三类公厕管理所，负责环卫；另设执法大队和绿化站各一个",
		"一、根据市财政局的要求我局对二〇二二年度部门\n整体支出开展自评":                       "一、根据市财政局的要求我局对二〇二二年度部门整体支出开展自评",
		"组长：王建国\n成员：赵磊、孙丽":                "组长：王建国|成员：赵磊、孙丽",
		"**一、部门概况\n部门职责**":                "一、部门概况部门职责",
		"第一部分 部门概况\n我局是区政府组成部门，负责全区民政工作。": "第一部分 部门概况|我局是区政府组成部门，负责全区民政工作。",
		"收入包括财政拨款、事业收入和其\n他收入，合计100万元。":   "收入包括财政拨款、事业收入和其他收入，合计100万元。",
	} {
		doc, err := Read(t.Context(), []byte(in), document.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, b := range doc.Blocks {
			got = append(got, b.Text)
		}
		if g := strings.Join(got, "|"); g != want {
			t.Errorf("%q\n got %s\nwant %s", in, g, want)
		}
	}
}
