package normalize

import (
	"strings"

	"github.com/shopspring/decimal"
)

// formalDigits are the digits of amounts written out in Chinese.
var formalDigits = map[rune]int64{
	'零': 0, '〇': 0, '壹': 1, '贰': 2, '叁': 3, '肆': 4, '伍': 5, '陆': 6, '柒': 7, '捌': 8, '玖': 9,
	'一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9,
}

var formalTens = map[rune]int64{'拾': 10, '十': 10, '佰': 100, '百': 100, '仟': 1000, '千': 1000}

// formalAmount reads an amount of money written out in Chinese, down to 分:
// 壹佰万元 is 100万元, 壹佰贰拾叁元伍角 is 123.5元. It must end in a unit: a bare
// numeral in an amount's place may be anything.
func formalAmount(s string) (v decimal.Decimal, unit string, ok bool) {
	s = strings.TrimPrefix(s, "人民币")
	s = strings.TrimRight(s, "整正")
	first := []rune(s)
	if len(first) < 2 {
		return v, "", false
	}
	if _, digit := formalDigits[first[0]]; !digit && first[0] != '拾' && first[0] != '十' {
		return v, "", false
	}
	for _, u := range []string{"亿元", "万元"} {
		if head, cut := strings.CutSuffix(s, u); cut && !strings.ContainsAny(head, "万亿") {
			n, ok := belowMyriad(head)
			return decimal.NewFromInt(n), u, ok
		}
	}
	yuan, cents, found := strings.Cut(s, "元")
	if !found {
		if yuan, cents, found = strings.Cut(s, "圆"); !found {
			return v, "", false
		}
	}
	var total int64
	for _, big := range []struct {
		sign   string
		factor int64
	}{{"亿", 1e8}, {"万", 1e4}} {
		if head, rest, cut := strings.Cut(yuan, big.sign); cut {
			n, ok := belowMyriad(head)
			if !ok {
				return v, "", false
			}
			total += n * big.factor
			yuan = rest
		}
	}
	if yuan != "" {
		n, ok := belowMyriad(yuan)
		if !ok {
			return v, "", false
		}
		total += n
	}
	v = decimal.NewFromInt(total)
	for _, small := range []struct {
		sign string
		exp  int32
	}{{"角", -1}, {"分", -2}} {
		if head, rest, cut := strings.Cut(cents, small.sign); cut {
			n, ok := belowMyriad(strings.TrimPrefix(head, "零"))
			if !ok || n > 9 {
				return v, "", false
			}
			v = v.Add(decimal.New(n, small.exp))
			cents = rest
		}
	}
	return v, "元", cents == ""
}

// belowMyriad reads a numeral below 10000 with its tens, hundreds and thousands.
func belowMyriad(s string) (int64, bool) {
	var total, digit int64
	last := int64(10000)
	open := false // a digit waits for its tens
	for i, r := range []rune(s) {
		if d, ok := formalDigits[r]; ok {
			if open && digit != 0 {
				return 0, false
			}
			digit, open = d, true
			continue
		}
		tens, ok := formalTens[r]
		if !ok || tens >= last {
			return 0, false
		}
		if !open || digit == 0 {
			if i > 0 || tens != 10 {
				return 0, false
			}
			digit = 1 // 十五 is fifteen
		}
		total += digit * tens
		last, digit, open = tens, 0, false
	}
	if open && digit > 0 && last == 10000 && len([]rune(s)) > 1 {
		return 0, false // 零五, 三四: digits without their places
	}
	return total + digit, s != ""
}

// spelledShare reads a share written out in Chinese, in hundredths: 百分之九十八点五
// is 98.5, 百分之百 is 100, 九成 is 90, 九成五 is 95.
func spelledShare(s string) (v decimal.Decimal, ok bool) {
	if whole, cut := strings.CutPrefix(s, "百分之"); cut {
		if whole == "百" || whole == "一百" {
			return decimal.NewFromInt(100), true
		}
		whole, digits, pointed := strings.Cut(whole, "点")
		n, ok := belowMyriad(whole)
		if !ok || pointed && digits == "" {
			return v, false
		}
		v = decimal.NewFromInt(n)
		for i, r := range []rune(digits) {
			d, ok := formalDigits[r]
			if !ok || i >= 6 {
				return v, false
			}
			v = v.Add(decimal.New(d, int32(-1-i)))
		}
		return v, true
	}
	tenths, rest, cut := strings.Cut(s, "成")
	if !cut {
		return v, false
	}
	n, ok := belowMyriad(tenths)
	if !ok || n > 10 {
		return v, false
	}
	m := int64(0)
	if rest != "" {
		if m, ok = belowMyriad(rest); !ok || m > 9 {
			return v, false
		}
	}
	return decimal.NewFromInt(10*n + m), true
}
