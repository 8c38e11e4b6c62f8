package structure

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"selfeval/internal/text/cjk"
)

// kind is what a cell holds, as far as that can be told without its meaning. What a
// printed token is will be asked of internal/text/printed.
type kind uint8

const (
	blank    kind = iota
	unstated      // —, /, 无
	integer       // a whole number of at most four digits
	figure        // any other number, with or without a unit
	share         // 98.5%
	words         // a name
	body          // the name of a public body
	prose         // a long text
	kinds
)

func (k kind) figures() bool { return k == integer || k == figure || k == share }
func (k kind) text() bool    { return k == words || k == body || k == prose }
func (k kind) empty() bool   { return k == blank || k == unstated }

const longText = 40 // characters that no name takes

var figureSigns = cjk.NewSet(".,%+-−—–/亿千百十万元分整￥¥()△▲")

// kindOf tells what a text is.
func kindOf(text string) kind {
	if strings.TrimSpace(text) == "" {
		return blank
	}
	digits, other, percent, whole, runes := 0, false, false, true, 0
	for _, r := range text {
		runes++
		switch r = cjk.Fold(r); {
		case r >= '0' && r <= '9':
			digits++
		case cjk.Space(r):
		case figureSigns.Has(r):
			percent = percent || r == '%'
			whole = whole && (r == '(' || r == ')' || r == '.')
		default:
			other = true
		}
		if other && runes > longText {
			return prose
		}
	}
	switch {
	case other:
		return kindOfWords(text)
	case digits == 0:
		if cjk.Unstated(text) {
			return unstated
		}
		return words
	case percent:
		return share
	case whole && digits <= 4:
		if _, ok := smallNumber(text); ok {
			return integer
		}
	}
	return figure
}

func kindOfWords(text string) kind {
	if cjk.Unstated(text) {
		return unstated
	}
	s := cjk.Squeeze(text)
	switch s { // 95分, 100.5万元 are told above; 约5万元 is none of these
	case "元", "万元", "分", "%":
		return words
	}
	for _, e := range bodyEnds {
		if strings.HasSuffix(s, e) && s != e {
			return body
		}
	}
	return words
}

// isYear reports a cell such as 2022 or 2022年, which headers do hold.
func isYear(s string) bool {
	s = strings.TrimRight(cjk.Squeeze(s), "年度")
	return len(s) == 4 && (strings.HasPrefix(s, "20") || strings.HasPrefix(s, "19")) && strings.Trim(s, "0123456789") == ""
}

// smallNumber reads 7, (7), 7. as seven.
func smallNumber(s string) (int, bool) {
	if len(s) > 24 {
		return 0, false
	}
	s = strings.Trim(cjk.Squeeze(s), "().、")
	if s == "" || len(s) > 4 {
		return 0, false
	}
	n := 0
	for _, r := range s {
		if r < '0' || r > '9' {
			return 0, false
		}
		n = n*10 + int(r-'0')
	}
	return n, true
}

// chineseNumeral reports a number such as 一、 or （二）, which marks a group.
func chineseNumeral(s string) bool {
	s = strings.Trim(cjk.Squeeze(s), "()、.")
	return s != "" && strings.Trim(s, "一二三四五六七八九十") == ""
}

// hasLetters reports whether a text has letters.
func hasLetters(s string) bool { return strings.ContainsFunc(s, unicode.IsLetter) }

func runes(s string) int { return utf8.RuneCountInString(s) }

func same(a, b string) bool { return a == b || cjk.Squeeze(a) == cjk.Squeeze(b) }
