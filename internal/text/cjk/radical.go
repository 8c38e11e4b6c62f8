package cjk

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// radicals are the simplified and other forms of the CJK Radicals Supplement
// that Unicode does not fold, each before the ideograph it looks like.
const radicals = "⻔门⻋车⻅见⻆角⻉贝⻓长⻙韦⻚页⻛风⻜飞⻢马⻥鱼⻦鸟⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟⺠民⻄西⻝食⻘青⻤鬼⻣骨⻁虎⺟母⻧卤⻪黾⻫齐⻲龟⻯龙⻭齿⻑长⻌辶⻏阝⻖阝⻗雨⻞食⻟飠⻠饣⺎兀⺏尢⺗心⺙攴⺝月⺪疋⺫罒⺮竹⺰纟⺱网⺲罒⺶羊⺷羊⺻聿⺼月⻀艹⻃覀⻇角⻍辶⻎辶⻐钅⻡首⻱龟⺀冫⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇几⺈刀⺉刂⺊卜⺌小⺍小⺐尢⺑尢⺒巳⺓幺⺔彑⺕彐⺖忄⺘扌⺛旡⺜日⺞歺⺡氵⺢水⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺬示⺭礻⺯糸⺴罓⺵罒⺸羊⺹耂⺺肀⺽臼⺾艹⺿艹⻈讠⻊足⻒镸"

var unradical = func() map[rune]rune {
	m := map[rune]rune{}
	rs := []rune(radicals)
	for i := 0; i+1 < len(rs); i += 2 {
		m[rs[i]] = rs[i+1]
	}
	return m
}()

// Unradical gives the ideographs for radicals and compatibility forms: fonts
// that share a glyph between both are often mapped to the radical, so that a PDF
// spells 部门 with U+2ED4.
func Unradical(s string) string {
	if !strings.ContainsFunc(s, radical) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if !radical(r) {
			return r
		}
		if u, ok := unradical[r]; ok {
			return u
		}
		if n := []rune(norm.NFKC.String(string(r))); len(n) == 1 {
			return n[0]
		}
		return r
	}, s)
}

func radical(r rune) bool {
	return r >= 0x2e80 && r <= 0x2fdf || r >= 0xf900 && r <= 0xfaff
}
