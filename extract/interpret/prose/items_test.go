package prose

import (
	"strings"
	"testing"
)

func TestItems(t *testing.T) {
	for in, want := range map[string]string{
		"1、成本控制有待加强。2、人才结构需要优化。":     "1、成本控制有待加强。|2、人才结构需要优化。",
		"预算执行前慢后快。（二）资产管理有待加强。（三）内控": "预算执行前慢后快。|（二）资产管理有待加强。|（三）内控",
		"一是执行慢；二是编制粗；三是管理弱。":         "一是执行慢；|二是编制粗；|三是管理弱。",
		"①慢；②粗": "①慢；|②粗",
		"项目投入1.2亿元。2.5公里道路未完工。": "项目投入1.2亿元。2.5公里道路未完工。",
		"存在两方面问题，1.慢，2.粗":       "存在两方面问题，1.慢，2.粗",
		"执行慢。":                  "执行慢。",
	} {
		if got := strings.Join(items(in), "|"); got != want {
			t.Errorf("%s\n got %s\nwant %s", in, got, want)
		}
	}
}
