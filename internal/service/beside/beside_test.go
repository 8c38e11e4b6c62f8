package beside

import (
	"testing"

	"selfeval"
)

func TestFill(t *testing.T) {
	for _, x := range []struct {
		link, page, body, title, year string
	}{
		{"附件1：云岭县水务局2023年度整体支出绩效自评报告.pdf", "公示", `{"report":{"title":null,"fiscal_year":null}}`, "云岭县水务局2023年度整体支出绩效自评报告", "2023"},
		{"附件2.自评表", "云岭县2022年项目绩效自评公开", `{"report":{"title":null,"fiscal_year":null}}`, "云岭县2022年项目绩效自评公开", "2022"},
		{"自评表.xls", "下载", `{"report":null}`, "自评表", ""},
		{"2022年绩效自评", "", `{"report":{"title":"某局报告","fiscal_year":null}}`, "", "2022"},
		{"2022年绩效自评", "", `{"report":{"title":"某局报告","fiscal_year":"2021"}}`, "", ""},
		{"点击下载", "首页", `{"report":{"title":null}}`, "", ""},
	} {
		o := &selfeval.Origin{LinkText: x.link, PageText: x.page}
		fill(o, []byte(x.body))
		var got selfeval.Fill
		if o.Fills != nil {
			got = *o.Fills
		}
		if got.Title != x.title || got.FiscalYear != x.year {
			t.Errorf("%q, %q: %+v", x.link, x.page, got)
		}
	}
}
