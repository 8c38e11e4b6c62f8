package account

import (
	"strings"
	"unicode/utf8"

	"selfeval/internal/text/cjk"
)

// Kind says what a figure is that measures nothing.
type Kind string

// The kinds of figures that need no place in the record.
const (
	Date     Kind = "date"     // a year, a month, a day
	Paper    Kind = "number"   // the number of an official document, an article, a code
	Heading  Kind = "section"  // the number of a heading or of an item in a list
	Page     Kind = "page"     // the number of a page
	Phone    Kind = "phone"    // a telephone number
	Sequence Kind = "sequence" // the number of a row or a column
)

// explain tells the figures that are left and count nothing.
func (a *Account) explain() {
	for i := range a.figures {
		f := &a.figures[i]
		if f.Fate != Unread {
			continue
		}
		if k := what(a.spots[f.spot].text, f); k != "" {
			f.Fate, f.Kind = Explained, k
		}
	}
}

// what tells a figure that measures nothing by what stands around it, "" for others.
func what(text string, f *Figure) Kind {
	text, start, end := window(text, f.start, f.end, 60)
	before, after := cjk.Squeeze(text[:start]), cjk.Squeeze(text[end:])
	digits := bare(f.Raw)
	whole := !strings.Contains(digits, ".")
	switch {
	case f.Money || f.Points:
		return ""
	case isDate(before, after, digits, whole):
		return Date
	case isPaper(before, after):
		return Paper
	case isHeading(text[:start], after, whole && len(digits) <= 2):
		return Heading
	case before == "" && strings.Trim(after, "-—–页/ ") == "" && f.Table == 0 && whole && len(digits) <= 3,
		strings.HasSuffix(before, "第") && strings.HasPrefix(after, "页"), strings.HasSuffix(before, "共") && strings.HasPrefix(after, "页"),
		strings.Trim(before, "-—–") == "" && strings.Trim(after, "-—–") == "" && f.Table == 0 && whole && len(digits) <= 3:
		return Page
	case isPhone(before, after, digits):
		return Phone
	case isCode(before, after, digits, whole):
		return Paper
	}
	return ""
}

// isDate reports a year, month or day: 2022年, 12月31日, 2022-12-31, 2021—2023.
func isDate(before, after, digits string, whole bool) bool {
	if !whole {
		// 2022.12.31 is one run of digits and points.
		return strings.Count(digits, ".") == 2 && len(digits) <= 10 && (strings.HasPrefix(digits, "19") || strings.HasPrefix(digits, "20"))
	}
	year := len(digits) == 4 && (strings.HasPrefix(digits, "19") || strings.HasPrefix(digits, "20"))
	switch {
	case year && (after == "" && before == "" || strings.HasPrefix(after, "年") || strings.HasPrefix(after, "-") || strings.HasPrefix(after, "—") || strings.HasPrefix(after, "至") || strings.HasPrefix(after, "/") || strings.HasPrefix(after, "、") || strings.HasPrefix(after, "和")):
		return true
	case len(digits) > 2 || digits == "":
		return false
	case strings.HasPrefix(after, "月") && !strings.HasPrefix(after, "月个"), strings.HasPrefix(after, "日"), strings.HasPrefix(after, "时"), strings.HasPrefix(after, "年代"):
		return true
	case strings.HasSuffix(before, "-") || strings.HasSuffix(before, "/"):
		return looksDated(before)
	}
	return false
}

// looksDated reports that a year and a dash stand before: 2022-12-31.
func looksDated(before string) bool {
	head := strings.TrimRight(before, "0123456789-/")
	tail := before[len(head):]
	return len(tail) >= 5 && (strings.HasPrefix(tail, "19") || strings.HasPrefix(tail, "20"))
}

// isPaper reports the number of an official document or of an article of one:
// 财预〔2020〕10号, 第13条.
func isPaper(before, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(after)
	switch {
	case strings.ContainsRune("〔【[﹝（(", last) && strings.ContainsRune("〕】]﹞）)", next) && strings.Contains(firstRunes(after, 8), "号"):
		return true
	case strings.HasPrefix(after, "号") && (strings.ContainsRune("〕】]﹞）)第", last)):
		return true
	case last == '第' && strings.ContainsRune("条款项章节号次批期届", next):
		return true
	}
	return false
}

// isHeading reports the number of a heading or an item: 1. 1、 （1） 1） at the start
// of a paragraph, a clause or a line.
func isHeading(before, after string, small bool) bool {
	if !small {
		return false
	}
	next, _ := utf8.DecodeRuneInString(after)
	head, open := strings.CutSuffix(before, "(")
	if !open {
		head, open = strings.CutSuffix(before, "（")
	}
	// An item begins a text, follows another sentence, or stands apart from it.
	start := head == "" || strings.ContainsRune("。；;:：□☐☑☒√■ \t\n　", lastRune(head))
	if !start {
		return false
	}
	return open && next == ')' || !open && (next == '.' || next == '、' || next == '．' || next == ')')
}

// isPhone reports a telephone number: 11 digits, or 3 to 4, a dash and 7 to 8.
func isPhone(before, after, digits string) bool {
	switch {
	case len(digits) == 11 && digits[0] == '1':
		return true
	case strings.Contains(before, "电话") && len(digits) >= 7:
		return true
	case strings.HasPrefix(after, "-") && len(digits) <= 4 && leadingDigits(after[1:]) >= 7,
		strings.HasSuffix(before, "-") && len(digits) >= 7 && len(digits) <= 8 && trailingDigits(before[:len(before)-1]) >= 3:
		return true
	}
	return false
}

// isCode reports digits that are letters of a code: 219-某镇, 51000000T000000000001.
func isCode(before, after, digits string, whole bool) bool {
	if !whole {
		return false
	}
	last, next := lastRune(before), rune(0)
	if after != "" {
		next, _ = utf8.DecodeRuneInString(after)
	}
	latin := func(r rune) bool { return r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' }
	return latin(last) || latin(next) || len(digits) > 12
}

func leadingDigits(s string) int { return len(s) - len(strings.TrimLeft(s, "0123456789")) }

func trailingDigits(s string) int { return len(s) - len(strings.TrimRight(s, "0123456789")) }

func lastRune(s string) rune {
	if s == "" {
		return 0
	}
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

func firstRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}
