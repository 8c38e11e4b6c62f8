package paper

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"selfeval/internal/text/cjk"
)

// This file tells what a printed text is: a figure, a name, a year, a number.

var figureSigns = cjk.NewSet(".,%+-−—–/亿千百十万元分整￥¥()△▲")

// Numeric reports whether a text is a figure, well formed or not.
func Numeric(s string) bool {
	digits := false
	for _, r := range s {
		switch r = cjk.Fold(r); {
		case r >= '0' && r <= '9':
			digits = true
		case cjk.Space(r):
		case figureSigns.Has(r):
		default:
			return !digits && spelled(s)
		}
	}
	return digits
}

const (
	digitWords = "零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖"
	tensWords  = "十百千万亿拾佰仟"
	unitWords  = "元圆角分点成"
)

var (
	spelledDigits, spelledTens, spelledUnits = cjk.NewSet(digitWords), cjk.NewSet(tensWords), cjk.NewSet(unitWords)

	// spelling is what a spelled figure may start with: 人民币, 百分之, or itself.
	spelling = cjk.NewSet("人" + digitWords + tensWords + unitWords)
)

// spelled reports a figure written out in Chinese with what makes it one: 壹佰万元,
// 百分之九十八, 九成五. A bare numeral numbers something.
func spelled(s string) bool {
	if len(s) > 90 { // of bytes; no sum takes more
		return false
	}
	s = cjk.Squeeze(s)
	if first, _ := utf8.DecodeRuneInString(s); !spelling.Has(first) {
		return false
	}
	money := strings.HasPrefix(s, "人民币")
	s = strings.TrimRight(strings.TrimPrefix(s, "人民币"), "整正")
	end := strings.TrimRight(s, "元圆角分")
	share := strings.HasPrefix(s, "百分之")
	if !money && !share && (len(end) == len(s) || !strings.ContainsAny(s, "元圆")) && !strings.Contains(s, "成") {
		return false
	}
	s = strings.TrimPrefix(s, "百分之")
	numeral := false
	for _, r := range s {
		switch {
		case spelledDigits.Has(r):
			numeral = true
		case spelledTens.Has(r):
			numeral = numeral || share
		case spelledUnits.Has(r):
		default:
			return false
		}
	}
	return numeral
}

// Wordy reports whether a text has letters: a name rather than a figure.
func Wordy(s string) bool { return strings.ContainsFunc(s, unicode.IsLetter) && !Numeric(s) }

// IsYear reports a cell such as 2022 or 2022年, which headers do hold.
func IsYear(s string) bool {
	s = strings.TrimRight(cjk.Squeeze(s), "年度")
	return len(s) == 4 && (strings.HasPrefix(s, "20") || strings.HasPrefix(s, "19")) && strings.Trim(s, "0123456789") == ""
}

// SmallNumber reads 7, (7), 7. as seven.
func SmallNumber(s string) (int, bool) {
	s = strings.Trim(cjk.Squeeze(s), "().、")
	n := 0
	for _, r := range s {
		if r < '0' || r > '9' || n > 9999 {
			return 0, false
		}
		n = n*10 + int(r-'0')
	}
	return n, s != ""
}

// ChineseNumeral reports a number such as 一、 or （二）, which marks a group.
func ChineseNumeral(s string) bool {
	s = strings.Trim(cjk.Squeeze(s), "()、.")
	return s != "" && strings.Trim(s, "一二三四五六七八九十") == ""
}

// CutNumeral cuts the Chinese numeral that a text starts with: 一、本级项目,
// （二）下属单位.
func CutNumeral(s string) (rest string, ok bool) {
	s = strings.TrimPrefix(cjk.Squeeze(s), "(")
	i := strings.IndexAny(s, "、.)")
	if i <= 0 || i > len("二十一") || !ChineseNumeral(s[:i]) {
		return "", false
	}
	_, n := utf8.DecodeRuneInString(s[i:])
	return s[i+n:], true
}

// Numbered reports whether a text starts with a Chinese numeral.
func Numbered(s string) bool { _, ok := CutNumeral(s); return ok }

// digitsOf are the Chinese digits of years.
var digitsOf = strings.NewReplacer("〇", "0", "○", "0", "零", "0", "Ｏ", "0", "一", "1", "二", "2", "三", "3", "四", "4", "五", "5", "六", "6", "七", "7", "八", "8", "九", "9")

// YearWords finds a year as titles write it: 2022年度, 二〇二二年.
var YearWords = regexp.MustCompile(`(20\d\d|二[〇○零Ｏ][一二三四五六七八九〇○零]{2})\s*年\s*度?`)

// YearDigits finds a year in header cells: 2022年预算数.
var YearDigits = regexp.MustCompile(`(?:19|20)\d\d`)

// TitleYear is the year that a title names, in figures; "" where it names none.
func TitleYear(title string) string {
	if m := YearWords.FindStringSubmatch(title); m != nil {
		return digitsOf.Replace(m[1])
	}
	return ""
}
