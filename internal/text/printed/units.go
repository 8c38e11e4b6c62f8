package printed

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// unit is a unit as it is printed, its standard name, and what it counts.
type unit struct {
	text, name string
	measure    Measure
	short      bool // only where a figure stands by itself: 万 before a noun counts the noun
}

// The units by kind. Of money they are those that a sum may be printed in; the last
// ones are how cells abbreviate them.
var (
	moneyUnits = []string{"亿元", "千万元", "百万元", "十万元", "万元", "千元", "元", "亿美元", "万美元", "美元", "亿港元", "万港元", "港元", "亿欧元", "万欧元", "欧元", "亿日元", "万日元", "日元", "万英镑", "英镑"}
	otherNames = map[string]string{"億元": "亿元", "萬元": "万元", "圆": "元", "圓": "元", "万圆": "万元", "美金": "美元", "万美金": "万美元", "港币": "港元", "万港币": "万港元"}
	shortUnits = map[string]string{"万": "万元", "萬": "万元", "亿": "亿元", "億": "亿元", "百万": "百万元", "千万": "千万元", "十万": "十万元"}
	percents   = []string{"%", "个百分点", "百分点"}
	// counted are what papers count things in.
	counted = strings.Fields(`
		个 个工作日 工作日 项 家 人 名 次 户 所 座 台 套 件 篇 份 辆 条 处 亩 公里 千米 米 平方米 平方公里 立方米 万立方米 万平方米
		公顷 吨 万吨 万人 万户 万亩 万人次 人次 株 万株 眼 千瓦时 万千瓦 批 场 期 天 日 月 个月 年 倍 岁 级 号 床 张 例 起 宗 盏 棵
		头 只 万只 村 度 小时 分钟 类 种 届 轮 部 位 方面 点 间 场次 家次 人份 幢 栋 册 万册 艘 班 课时 学时 单 车次 平方 万件 万次
		万台 万套 亿次 万家`)
)

// units are all of them by their first character, longer ones first.
var units = func() map[rune][]unit {
	out := map[rune][]unit{}
	add := func(u unit) {
		r, _ := utf8.DecodeRuneInString(u.text)
		out[r] = append(out[r], u)
	}
	for _, s := range moneyUnits {
		add(unit{s, s, Money, false})
	}
	for s, name := range otherNames {
		add(unit{s, name, Money, utf8.RuneCountInString(s) == 1})
	}
	for s, name := range shortUnits {
		add(unit{s, name, Money, true})
	}
	for _, s := range percents {
		add(unit{s, "%", Percent, false})
	}
	for _, s := range counted {
		add(unit{s, s, Count, false})
	}
	add(unit{"分", "分", Score, false})
	add(unit{"‰", "‰", Other, false})
	for _, us := range out {
		slices.SortFunc(us, func(a, b unit) int { return len(b.text) - len(a.text) })
	}
	return out
}()

// UnitName is the standard name of a unit that stands by itself: 万元 for 万, 萬元,
// （人民币万元）. ok is false where s is no unit of money.
func UnitName(s string) (name string, ok bool) {
	if len(s) > longestBytes {
		return "", false
	}
	l := lines.Get().(*Line)
	defer lines.Put(l)
	l.Read(s)
	n := len(l.Runes)
	if u, j := l.unit(0, true); n > 0 && j == n && u.measure == Money {
		return u.name, true
	}
	u, j := l.unitAlone()
	return u.name, n > 0 && j == n && u.measure == Money
}

// unit gives the longest unit that stands at rune i, and the rune after it.
func (l *Line) unit(i int, alone bool) (unit, int) {
	for _, u := range units[l.at(i)] {
		if u.short && !alone || !l.has(i, u.text) {
			continue
		}
		j := i + width(u.text)
		next := l.at(j)
		if u.text == "分" && (next == '别' || next == '之') || u.text == "点" && digit(next) {
			continue // 分别, 分之; 3点5
		}
		return u, j
	}
	return unit{}, i
}

// unit reads a unit behind a figure: 万元, (万元), 人民币元, 元/人.
func (p *parser) unit() bool {
	l, i := p.l, p.i
	close := rune(0)
	if c := closes[l.at(i)]; c != 0 && (l.at(i) == '(' || l.at(i) == '〔') {
		close = c
		i++
	}
	if l.has(i, "人民币") || l.has(i, "人民幣") {
		i += 3
	}
	from := i
	u, j := l.unit(i, true)
	if j == i {
		return false
	}
	t := &p.t
	if u.measure == Money && u.short && digit(l.at(j)) {
		return p.mixed(u, j)
	}
	name, measure := u.name, u.measure
	if l.at(j) == '/' {
		per, k := l.unit(j+1, true)
		if k == j+1 || per.measure != Count {
			return false
		}
		name, measure, j = name+"/"+per.name, Other, k
	}
	if close != 0 {
		if l.at(j) != close {
			return false
		}
		t.UnitAt, j = l.span(from, j), j+1
	} else {
		t.UnitAt = l.span(from, j)
	}
	t.Unit, t.Measure, p.i = name, measure, j
	return true
}

// mixed reads the rest of a sum in two units: 3亿5000万元 is 35000万元.
func (p *parser) mixed(high unit, j int) bool {
	t := &p.t
	if high.name != "亿元" || t.Doubt != Sure || t.Decimals > 0 || t.long != nil {
		return false
	}
	d, ok := p.l.digits(j, true)
	if !ok || d.doubt != Sure || d.long != nil {
		return false
	}
	low, k := p.l.unit(d.end, true)
	if low.name != "万元" || k == d.end {
		return false
	}
	whole, scale := d.coefficient, int64(1)
	for range d.decimals {
		scale *= 10
	}
	if whole >= 10000*scale || t.coefficient > 1e6 || d.decimals > 6 {
		return false
	}
	t.coefficient = t.coefficient*10000*scale + whole
	t.exponent, t.Decimals = -d.decimals, d.decimals
	t.Number = Span{t.Number.Start, p.l.span(j, d.end).End}
	t.Unit, t.Measure, t.UnitAt, p.i = "万元", Money, p.l.span(d.end, k), k
	return true
}

// unitAlone reads a unit that stands by itself, as a cell below 计量单位 does, with
// or without brackets: 万元, （万元）, 单位：万元, 人民币元.
func (l *Line) unitAlone() (unit, int) {
	i := 0
	close := closes[l.at(i)]
	if close != 0 {
		i++
	}
	for _, w := range []string{"金额单位", "计量单位", "货币单位", "单位"} {
		if l.has(i, w) {
			i += width(w)
			if r := l.at(i); r == ':' || r == '为' {
				i++
			}
			break
		}
	}
	if l.has(i, "人民币") {
		i += 3
	}
	u, j := l.unit(i, false)
	if j == i || u.measure != Money && u.measure != Percent {
		return unit{}, 0
	}
	if u.measure == Money && l.has(j, "人民币") {
		j += 3
	}
	if close != 0 {
		if l.at(j) != close {
			return unit{}, 0
		}
		j++
	}
	return u, j
}

// MoneyPrefix is the unit of money that a text starts with, as printed; short tells one
// that names its scale alone (万), which before a noun counts the noun.
func MoneyPrefix(s string) (unit string, short bool) {
	r, _ := utf8.DecodeRuneInString(s)
	for _, u := range units[r] {
		if u.measure == Money && strings.HasPrefix(s, u.text) {
			return u.text, u.short
		}
	}
	return "", false
}

// PointsPrefix reports a text that starts with the unit of scores: 分, and not 分之, 分钟.
func PointsPrefix(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	for _, u := range units[r] {
		if strings.HasPrefix(s, u.text) {
			return u.measure == Score && !strings.HasPrefix(s, u.text+"别") && !strings.HasPrefix(s, u.text+"之")
		}
	}
	return false
}

// MoneyUnits are the standard names of the units of money.
func MoneyUnits() []string { return slices.Clone(moneyUnits) }

// IsMoney reports the standard name of a unit of money.
func IsMoney(name string) bool { return slices.Contains(moneyUnits, name) }
