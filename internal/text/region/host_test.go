package region_test

import (
	"testing"

	"selfeval/internal/text/region"
)

func TestHost(t *testing.T) {
	for host, want := range map[string]region.Place{
		"www.beijing.gov.cn":          {Province: "北京市"},
		"czj.sh.gov.cn":               {Province: "上海市"},
		"www.pudong.gov.cn":           {Province: "上海市", County: "浦东新区"},
		"WWW.JIANGXI.GOV.CN:443":      {Province: "江西省"},
		"czt.sc.gov.cn":               {Province: "四川省"},
		"www.nanchong.gov.cn":         {Province: "四川省", Prefecture: "南充市"},
		"czj.nanbu.nanchong.gov.cn":   {Province: "四川省", Prefecture: "南充市", County: "南部县"},
		"www.hangzhou.gov.cn":         {Province: "浙江省", Prefecture: "杭州市"},
		"www.chongqing.gov.cn":        {Province: "重庆市"},
		"www.shanxi.gov.cn":           {Province: "山西省"},
		"czt.shaanxi.gov.cn":          {Province: "陕西省"},
		"www.enshi.gov.cn":            {Province: "湖北省", Prefecture: "恩施土家族苗族自治州"},
		"www.kunshan.gov.cn":          {Province: "江苏省", Prefecture: "苏州市", County: "昆山市"},
		"www.fuzhou.gov.cn":           {}, // 福州 or 抚州
		"www.fuzhou.jiangxi.gov.cn":   {Province: "江西省", Prefecture: "抚州市"},
		"chaoyang.beijing.gov.cn":     {Province: "北京市", County: "朝阳区"},
		"www.miit.gov.cn":             {},
		"www.stats.gov.cn":            {},
		"www.gov.cn":                  {},
		"gov.cn":                      {},
		"www.hangzhou.com.cn":         {},
		"hangzhou.gov.cn.example.com": {},
		"":                            {},
		"..gov.cn":                    {},
		"www.nanbu.gov.cn.":           {Province: "四川省", Prefecture: "南充市", County: "南部县"},
	} {
		if got := region.Host(host); got != want {
			t.Errorf("%s: %+v, want %+v", host, got, want)
		}
	}
}
