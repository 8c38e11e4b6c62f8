package printed

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// radicals are the simplified and other forms of the CJK Radicals Supplement
// that Unicode does not fold, each before the ideograph it looks like.
const radicals = "⺋㔾⺳㓁⻂衤⻕阜⻔门⻋车⻅见⻆角⻉贝⻓长⻙韦⻚页⻛风⻜飞⻢马⻥鱼⻦鸟⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟⺠民⻄西⻝食⻘青⻤鬼⻣骨⻁虎⺟母⻧卤⻪黾⻫齐⻲龟⻯龙⻭齿⻑长⻌辶⻏阝⻖阝⻗雨⻞食⻟飠⻠饣⺎兀⺏尢⺗心⺙攴⺝月⺪疋⺫罒⺮竹⺰纟⺱网⺲罒⺶羊⺷羊⺻聿⺼月⻀艹⻃覀⻇角⻍辶⻎辶⻐钅⻡首⻱龟⺀冫⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇几⺈刀⺉刂⺊卜⺌小⺍小⺐尢⺑尢⺒巳⺓幺⺔彑⺕彐⺖忄⺘扌⺛旡⺜日⺞歺⺡氵⺢水⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺬示⺭礻⺯糸⺴罓⺵罒⺸羊⺹耂⺺肀⺽臼⺾艹⺿艹⻈讠⻊足⻒镸"

var ideographs = func() map[rune]rune {
	m := map[rune]rune{}
	rs := []rune(radicals)
	for i := 0; i+1 < len(rs); i += 2 {
		m[rs[i]] = rs[i+1]
	}
	return m
}()

// Fold gives the ideographs for radicals and compatibility forms and the letters of
// Latin ligatures, and takes out the selectors of variants: fonts that share a glyph
// between both are often mapped to the radical, so that a paper prints 部门 and spells
// it with U+2ED4. What is printed stays the same.
func Fold(s string) string {
	if !folds(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		switch {
		case radical(r):
			b.WriteRune(ideograph(r))
		case ligature(r):
			b.WriteString(norm.NFKC.String(string(r)))
		case !selector(r):
			b.WriteRune(r)
		}
	}
	return b.String()
}

// FoldBytes is Fold for bytes; it returns text itself where nothing is to be folded.
func FoldBytes(text []byte) []byte {
	if !folds(text) {
		return text
	}
	return []byte(Fold(string(text)))
}

// folds reports that Fold changes s. Radicals start with the bytes E2 BA to E2 BF,
// compatibility forms with EF A4 to EF AB and F0 AF A0 on, ligatures are EF AC 80 to
// EF AC 86, selectors start with EF B8 and F3 A0 84 on.
func folds[T string | []byte](s T) bool {
	for i := 0; i+2 < len(s); i++ {
		switch s[i] {
		case 0xe2:
			if s[i+1] >= 0xba && s[i+1] <= 0xbf {
				return true
			}
		case 0xef:
			if s[i+1] >= 0xa4 && s[i+1] <= 0xab || s[i+1] == 0xac && s[i+2] <= 0x86 || s[i+1] == 0xb8 && s[i+2] <= 0x8f {
				return true
			}
		case 0xf0:
			if s[i+1] == 0xaf && s[i+2] >= 0xa0 {
				return true
			}
		case 0xf3:
			if s[i+1] == 0xa0 && s[i+2] >= 0x84 {
				return true
			}
		}
	}
	return false
}

// ideograph is the ideograph for a radical or compatibility form.
func ideograph(r rune) rune {
	if u, ok := ideographs[r]; ok {
		return u
	}
	if n := []rune(norm.NFKC.String(string(r))); len(n) == 1 {
		return n[0]
	}
	return r
}

// Lookalike reports a character that Fold brings to the one it looks like.
func Lookalike(r rune) bool { return radical(r) || ligature(r) }

// radical reports radicals and compatibility ideographs.
func radical(r rune) bool {
	return r >= 0x2e80 && r <= 0x2fdf || r >= 0xf900 && r <= 0xfaff || r >= 0x2f800 && r <= 0x2fa1f
}

// ligature reports Latin letters that are set as one: ﬁ, ﬂ.
func ligature(r rune) bool { return r >= 0xfb00 && r <= 0xfb06 }

// selector reports characters that choose a variant of the one before them.
func selector(r rune) bool {
	return r >= 0xfe00 && r <= 0xfe0f || r >= 0xe0100 && r <= 0xe01ef
}
