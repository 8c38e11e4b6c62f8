package printed

import (
	"unicode/utf8"

	"selfeval/internal/text/cjk"
)

// dashes are the signs that are printed where nothing is stated.
var dashes = cjk.NewSet("-—–―－‐‑‒─━−ー/\\、.*…·。~")

// nothings are the words that say that nothing is stated, squeezed.
var nothings = map[string]bool{
	"无": true, "無": true, "空": true, "空白": true, "暂无": true, "未列示": true, "不适用": true, "无数据": true, "暂无数据": true, "不涉及": true, "未涉及": true, "无涉及": true,
	"无此项": true, "无该项": true, "无此项目": true, "未安排": true, "未安排预算": true, "未填报": true, "未填写": true, "未填": true, "未发生": true, "未提供": true, "未公开": true, "没有": true, "缺": true,
	"N/A": true, "n/a": true, "NA": true, "N.A.": true, "#N/A": true, "#DIV/0!": true, "null": true, "NULL": true,
}

const longestNothing = 15 // bytes

// Unstated reports whether a cell says that nothing is stated: it is blank, holds
// signs alone (—, /, …) or a word for it (无, 不涉及).
func Unstated(s string) bool {
	if len(s) > longestBytes {
		t := long(s)
		return t.Kind == Blank
	}
	if s != "" && (s[0] >= '0' && s[0] <= '9' || !promising(s)) {
		return false
	}
	if utf8.RuneCountInString(s) > longestRunes {
		return long(s).Kind == Blank
	}
	l := lines.Get().(*Line)
	defer lines.Put(l)
	l.Read(s)
	return l.unstated() != Words
}

// unstated is how the line says that nothing is stated, Words where it states
// something.
func (l *Line) unstated() Kind {
	if len(l.Runes) == 0 {
		return Blank
	}
	dash := true
	for _, r := range l.Runes {
		if !dashes.Has(r) {
			dash = false
			break
		}
	}
	if dash {
		return Dash
	}
	from, to := 0, len(l.Runes)
	if close := closes[l.Runes[0]]; close != 0 && l.Runes[to-1] == close {
		from, to = 1, to-1
	}
	for to > from && l.Runes[to-1] == '。' {
		to--
	}
	var b [longestNothing + utf8.UTFMax]byte
	w := b[:0]
	for _, r := range l.Runes[from:to] {
		if w = utf8.AppendRune(w, r); len(w) > longestNothing {
			return Words
		}
	}
	if nothings[string(w)] {
		return Nothing
	}
	return Words
}
