package region

import (
	"net"
	"strings"
	"sync"

	"github.com/mozillazg/go-pinyin"
)

// hosts are the names of provincial governments' hosts that are not their province's name
// in pinyin, as those governments' sites spell them.
var hosts = map[string]string{
	"bj": "北京市", "tj": "天津市", "sh": "上海市", "cq": "重庆市", "nmg": "内蒙古自治区", "ln": "辽宁省", "jl": "吉林省", "hlj": "黑龙江省",
	"zj": "浙江省", "ah": "安徽省", "fj": "福建省", "gd": "广东省", "gxzf": "广西壮族自治区", "sc": "四川省", "yn": "云南省", "shaanxi": "陕西省",
	"xizang": "西藏自治区", "nx": "宁夏回族自治区", "xj": "新疆维吾尔自治区", "shanxi": "山西省",
}

// peoples stand in names of divisions behind the place.
var peoples = []string{"蒙古", "哈萨克", "柯尔克孜", "维吾尔", "塔吉克", "锡伯", "达斡尔", "鄂温克", "鄂伦春", "朝鲜族", "回族", "藏族", "苗族", "彝族", "壮族", "布依族", "侗族", "瑶族", "白族", "土家族", "哈尼族", "傣族", "黎族", "傈僳族",
	"佤族", "畲族", "拉祜族", "水族", "东乡族", "纳西族", "景颇族", "土族", "仫佬族", "羌族", "布朗族", "撒拉族", "毛南族", "仡佬族", "阿昌族", "普米族", "怒族", "保安族", "裕固族", "独龙族", "满族", "各族", "门巴族", "珞巴族"}

// kinds end the names of divisions.
var kinds = []string{"特别行政区", "自治区", "自治州", "自治县", "自治旗", "地区", "林区", "新区", "省", "市", "县", "区", "盟", "旗"}

// spelled are the divisions by what hosts call them: the name or its beginning in pinyin.
var spelled = sync.OnceValue(func() map[string][]division {
	l, out := load(), map[string][]division{}
	for name, ds := range l.byName {
		words := spellings(stem(name))
		for _, w := range words {
			out[w] = append(out[w], ds...)
		}
		if full := spellings(name); len(full) > 0 {
			for _, w := range full {
				out[w] = append(out[w], ds...)
			}
		}
	}
	for word, name := range hosts {
		for _, d := range l.byName[name] {
			if d.province() {
				out[word] = []division{d}
			}
		}
	}
	return out
})

// stem is a division's name without its kind and without the people it is named for.
func stem(name string) string {
	short := name
	for _, k := range kinds {
		if s, ok := strings.CutSuffix(name, k); ok {
			short = s
			break
		}
	}
	for _, p := range peoples {
		if i := strings.Index(short, p); i >= 2*len("县") {
			short = short[:i]
		}
	}
	if len(short) < 2*len("县") { // 县 of one character keep their kind: 赵县
		return name
	}
	return short
}

// maxSpellings bounds in how many ways a name is spelled whose characters are read in
// several.
const maxSpellings = 16

// spellings are the ways to spell a name in pinyin without tones.
func spellings(name string) []string {
	args := pinyin.NewArgs()
	args.Heteronym = true
	out := []string{""}
	for _, readings := range pinyin.Pinyin(name, args) {
		var longer []string
		seen := map[string]bool{}
		for _, r := range readings {
			if seen[r] {
				continue
			}
			seen[r] = true
			for _, head := range out {
				if len(longer) < maxSpellings {
					longer = append(longer, head+r)
				}
			}
		}
		out = longer
	}
	if len(out) == 1 && out[0] == "" {
		return nil
	}
	return out
}

// government ends the hosts of governments.
const government = ".gov.cn"

// Host tells where the government is whose host has that name, by the pinyin in it:
// czj.nanbu.nanchong.gov.cn. The name is taken from right to left, and each part lies in
// the one before. What may be several places, and initials that only its owner explains,
// tell nothing.
func Host(host string) (p Place) {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	rest, ok := strings.CutSuffix(strings.ToLower(strings.TrimSuffix(host, ".")), government)
	if !ok {
		return p
	}
	at := ""
	for rest != "" {
		i := strings.LastIndexByte(rest, '.')
		d, ok := spelledWithin(rest[i+1:], at)
		if !ok {
			break
		}
		l := load()
		switch {
		case d.province():
			p, at = Place{Province: l.byCode[d.code]}, d.code[:2]
		case d.prefecture():
			p, at = l.place(d), d.code[:4]
		default:
			return l.place(d)
		}
		rest = rest[:max(i, 0)]
	}
	return p
}

// spelledWithin is the one division within at that a word spells, the widest where one
// holds the others.
func spelledWithin(word, at string) (division, bool) {
	var found []division
	widest := 3
	for _, d := range spelled()[word] {
		if !strings.HasPrefix(d.code, at) || strings.TrimRight(d.code, "0") == strings.TrimRight(at, "0") {
			continue
		}
		width := 2
		switch {
		case d.province():
			width = 0
		case d.prefecture():
			width = 1
		}
		if width < widest {
			found, widest = found[:0], width
		}
		if width == widest && (len(found) == 0 || found[0].code != d.code) {
			found = append(found, d)
		}
	}
	if len(found) != 1 {
		return division{}, false
	}
	return found[0], true
}
