package layout

import "golang.org/x/text/unicode/norm"

// Fonts often name a glyph after the radical or the compatibility form that
// shares it: 长 comes out as U+2ED3. Such characters look the same and compare
// as different, so they are brought to the form that people type.

// lookalike reports such a character.
func lookalike(r rune) bool {
	return r >= 0x2e80 && r <= 0x2fdf || // CJK and Kangxi radicals
		r >= 0xf900 && r <= 0xfaff || // compatibility ideographs
		r >= 0xfb00 && r <= 0xfb06 // Latin ligatures
}

// home is the usual form of a character.
func home(r rune) string {
	if !lookalike(r) {
		return string(r)
	}
	if h, ok := radicals[r]; ok {
		return string(h)
	}
	return norm.NFKC.String(string(r))
}

// radicals are those of the CJK Radicals Supplement that are characters of
// their own in simplified script; Unicode gives them no compatibility mapping.
var radicals = map[rune]rune{
	'⺎': '兀', '⺠': '民', '⻁': '虎', '⻄': '西', '⻅': '见', '⻆': '角', '⻉': '贝',
	'⻋': '车', '⻓': '长', '⻔': '门', '⻘': '青', '⻙': '韦', '⻚': '页', '⻛': '风',
	'⻜': '飞', '⻝': '食', '⻢': '马', '⻣': '骨', '⻤': '鬼', '⻥': '鱼', '⻦': '鸟',
	'⻧': '卤', '⻨': '麦', '⻩': '黄', '⻬': '齐', '⻮': '齿', '⻰': '龙', '⻳': '龟',
	'⺟': '母', '⻌': '辶', '⻒': '镸', '⻑': '長', '⻗': '雨', '⻖': '阜',
}
