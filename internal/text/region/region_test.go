package region_test

import (
	"testing"

	"selfeval/internal/text/region"
)

func TestOf(t *testing.T) {
	for name, want := range map[string]region.Place{
		"四川省南充市南部县水利局":     {Province: "四川省", Prefecture: "南充市", County: "南部县"},
		"南部县水利局":           {Province: "四川省", Prefecture: "南充市", County: "南部县"}, // there is one
		"四川南部县水利局":         {Province: "四川省", Prefecture: "南充市", County: "南部县"},
		"南充市林业局":           {Province: "四川省", Prefecture: "南充市"},
		"昆山市教育局":           {Province: "江苏省", Prefecture: "苏州市", County: "昆山市"},
		"吉林市教育局":           {Province: "吉林省", Prefecture: "吉林市"},
		"吉林省教育厅":           {Province: "吉林省"},
		"河北区民政局":           {Province: "天津市", County: "河北区"},
		"河北省水利厅":           {Province: "河北省"},
		"北京市水务局":           {Province: "北京市"},
		"北京市朝阳区水务局":        {Province: "北京市", County: "朝阳区"},
		"朝阳区水务局":           {County: "朝阳区"}, // of Beijing or of Changchun
		"朝阳市水务局":           {Province: "辽宁省", Prefecture: "朝阳市"},
		"朝阳县水务局":           {Province: "辽宁省", Prefecture: "朝阳市", County: "朝阳县"},
		"海南州文化局":           {},
		"海南省文化厅":           {Province: "海南省"},
		"琼海市文化局":           {Province: "海南省", County: "琼海市"},
		"内蒙古自治区林业和草原局":     {Province: "内蒙古自治区"},
		"内蒙古阿鲁科尔沁旗林业局":     {Province: "内蒙古自治区", Prefecture: "赤峰市", County: "阿鲁科尔沁旗"},
		"新疆维吾尔自治区和田地区和田县":  {Province: "新疆维吾尔自治区", Prefecture: "和田地区", County: "和田县"},
		"恩施土家族苗族自治州恩施市财政局": {Province: "湖北省", Prefecture: "恩施土家族苗族自治州", County: "恩施市"},
		"中共南部县委宣传部":        {Province: "四川省", Prefecture: "南充市", County: "南部县"},
		"国家税务总局南部县税务局":     {Province: "四川省", Prefecture: "南充市", County: "南部县"},
		"莱芜市莱城区水利局":        {Province: "山东省", Prefecture: "莱芜市", County: "莱城区"}, // until 2019
		"浦东新区财政局":          {Province: "上海市", County: "浦东新区"},
		"上海市浦东新区财政局":       {Province: "上海市", County: "浦东新区"},
		"219-南部县（本级）水利局":   {Province: "四川省", Prefecture: "南充市", County: "南部县"},
		"某县水利局":            {},
		"云岭县水利局":           {County: "云岭县"}, // no such county: the name says it
		"云岭市水利局":           {County: "云岭市"},
		"青溪区水利局":           {County: "青溪区"},
		"南充市经济技术开发区管委会":    {Province: "四川省", Prefecture: "南充市"},
		"高新区管理委员会":         {},
		"天府新区财政局":          {},
		"市场监督管理局":          {},
		"城市管理局":            {},
		"县级储备粮管理中心":        {},
		"水利局":              {},
		"教育部":              {},
		"社区服务中心":           {},
		"红旗渠管理处":           {},
		"重庆路小学":            {},
		"黄河水利委员会":          {},
		"灌区管理处":            {},
		"":                 {},
		"城区水利局":            {},
		"东区小学":             {},
		"晋城市城区水利局":         {Province: "山西省", Prefecture: "晋城市", County: "城区"},
		"Bureau":           {},
		"财政局县城管理所":         {},
		"自治区水利厅":           {},
		"农贸市场管理所":          {},
		"全市水利系统":           {},
		"超市管理所":            {},
	} {
		if got := region.Of(name); got != want {
			t.Errorf("%s: %+v, want %+v", name, got, want)
		}
	}
}

// What a folder tells chooses among counties of one name, and is not overruled by it.
func TestWithin(t *testing.T) {
	beijing := region.Of("北京市")
	if got := region.Within("朝阳区水务局", beijing); got != (region.Place{Province: "北京市", County: "朝阳区"}) {
		t.Errorf("%+v", got)
	}
	if got := region.Within("南部县水利局", beijing); got != (region.Place{Province: "四川省", Prefecture: "南充市", County: "南部县"}) {
		t.Errorf("%+v", got) // the name tells more surely than the folder
	}
	if got := region.Within("城区水利局", region.Of("山西省晋城市")); got != (region.Place{Province: "山西省", Prefecture: "晋城市", County: "城区"}) {
		t.Errorf("%+v", got)
	}
	if got := region.Within("云岭县水利局", region.Of("四川省南充市")); got != (region.Place{Province: "四川省", Prefecture: "南充市", County: "云岭县"}) {
		t.Errorf("%+v", got)
	}
	if got := region.Within("水利局", beijing); got != (region.Place{}) {
		t.Errorf("%+v", got)
	}
}
