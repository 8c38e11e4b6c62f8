// Package printed is the one place that says what a printed token is: a figure
// with its unit, a share, a year, a date, the number of a row, a sign for "not
// stated", or words. Layout asks it whether a stretch of text is a figure,
// interpretation whether a column holds figures, prose where a figure ends, and
// normalising what it is worth; so that what is a figure to one is a figure to all.
//
// It knows how Chinese papers print figures and nothing of what they mean, and it
// tells by codes (Doubt), which callers word. The text that a token is read from is
// never changed: a token says by byte offsets where its parts stand.
package printed

import (
	"math/big"
	"strconv"

	"github.com/shopspring/decimal"
)

// Kind is what a token is.
type Kind uint8

// The kinds of tokens.
const (
	Words    Kind = iota // a name, a sentence: anything else
	Blank                // nothing is printed
	Dash                 // a sign that says that nothing is stated: —, -, /, …
	Nothing              // a word that says so: 无, 不涉及, 未安排
	Figure               // one number, with or without a unit
	Jumble               // digits and signs that are no one number: 145.20 139.75, 1,2345
	Unit                 // a unit alone: 万元, （万元）
	Year                 // 2022年, 二〇二二年度, 2021—2023年; a bare 2022 is a Figure that may be a year
	Date                 // 2022年12月31日, 2022-12-31, 12月
	Sequence             // the number of a row: 1. , 一、, （二）, ③; a bare 7 is a Figure that may be one
)

// Unstated reports the kinds that state nothing, which is not 0.
func (k Kind) Unstated() bool { return k == Blank || k == Dash || k == Nothing }

// Measure is what the unit of a figure counts.
type Measure uint8

// The kinds of units.
const (
	Bare    Measure = iota // no unit is printed
	Money                  // 元, 万元, 亿美元
	Percent                // %, 个百分点
	Score                  // 分
	Count                  // 人, 座, 平方米
	Other                  // 元/人, ‰: a unit that no sum is made of
)

// Doubt is why the value of a token must not be relied on.
type Doubt uint8

// The doubts.
const (
	Sure     Doubt = iota
	Several        // more than one figure: 145.20 139.75, 95.5/100, 10-20
	Grouping       // separators that part no thousands: 1,2345
	Cut            // a point or comma at the end: 1250.
	Long           // more digits than any amount has
	Signed         // brackets that may or may not stand for a minus: (12.5%)
	Grouped        // groups that may as well be two figures: 1，250 in a sentence, 100 200
)

// Span is a stretch of bytes, empty where Start equals End.
type Span struct{ Start, End int }

// Empty reports a span of nothing.
func (s Span) Empty() bool { return s.Start == s.End }

// Token is what a printed text was read as.
type Token struct {
	Kind    Kind
	Measure Measure
	Doubt   Doubt

	Unit     string // its standard name, "" where none is printed: 万元 for 万, % for 个百分点
	Currency string // ¥, $, RMB, US$: printed before the figure
	Relation rune   // ≥, ≤, >, <, =: printed before the figure

	Negative  bool // by a minus before or after, △, 负, or round brackets
	Bracketed bool // stands in brackets: (10), 〔98〕
	Approx    bool // 约, 近, 余: the figure is no exact one
	Spelled   bool // written out in Chinese: 壹佰万元, 九成五
	Decimals  int  // digits printed after the point; negative where 1.25E+03 rounds before it

	Number Span // the digits with their separators and sign
	UnitAt Span
	Mark   Span // the mark of a note: ①, *, [1], 注1

	// Readings are other readings of the same print, the likelier one being the
	// token itself: 98.60 with a raised 1 may be 98.601 all the same.
	Readings []Token

	coefficient int64
	exponent    int
	long        *big.Int // instead of coefficient, where that is too small
	sequence    int      // plus one; 0 where the token numbers nothing
	year, until int      // the year, and the last one of a range
}

// Known reports whether the token is a figure whose value is not in doubt.
func (t *Token) Known() bool { return t.Kind == Figure && t.Doubt == Sure }

// Value is the exact value with its sign, in the token's unit; 0 where the token is
// no figure. It keeps the printed decimals. Digits that the print does not vouch for
// are left to the exponent: 1.25E+03 and 约1250 are both 125·10, so that half the last
// digit is 5.
func (t *Token) Value() decimal.Decimal {
	if t.Kind != Figure {
		return decimal.Zero
	}
	c, exp := t.coefficient, t.exponent
	if t.long != nil {
		n := new(big.Int).Set(t.long)
		if t.Negative {
			n.Neg(n)
		}
		return decimal.NewFromBigInt(n, int32(exp))
	}
	if t.Approx {
		for c != 0 && c%10 == 0 {
			c, exp = c/10, exp+1
		}
	}
	if t.Negative {
		c = -c
	}
	return decimal.New(c, int32(exp))
}

// Inside is the figure in brackets without asking what these say of its sign: a
// weight (10分) is no minus.
func (t *Token) Inside() (decimal.Decimal, bool) {
	if !t.Bracketed || t.Doubt != Sure && t.Doubt != Signed {
		return decimal.Zero, false
	}
	f := *t
	f.Kind = Figure
	return f.Value().Abs(), true
}

// Numeric reports a text that stands where figures stand: a figure in money,
// percent, points or no unit, exact or not, or figures in a jumble. A counted thing
// (3座) and a bound (≥95%) are none.
func (t *Token) Numeric() bool {
	switch t.Kind {
	case Figure:
		return t.Measure < Count && t.Relation == 0
	case Jumble:
		return true
	}
	return t.Kind == Sequence && t.Doubt == Cut
}

// Years gives the year that the token names, and the last one of a range, which
// else is the same. A bare figure of four digits may be one.
func (t *Token) Years() (from, to int, ok bool) {
	if t.Kind == Figure && t.Measure == Bare && t.exponent == 0 && !t.Negative && t.Doubt == Sure && !t.Spelled && plausibleYear(t.coefficient) {
		return int(t.coefficient), int(t.coefficient), true
	}
	return t.year, t.until, t.Kind == Year
}

// MayBeMonth reports a figure that may be a year with its month: 2022.12.
func (t *Token) MayBeMonth() bool {
	scale := int64(10)
	if t.exponent == -2 {
		scale = 100
	}
	month := t.coefficient % scale
	return t.Kind == Figure && (t.exponent == -1 || t.exponent == -2) && month >= 1 && month <= 12 && plausibleYear(t.coefficient/scale)
}

func plausibleYear(n int64) bool { return n >= 1900 && n < 2100 }

// Ordinal is the number of a row: 7, (7), 7., 一、, ③.
func (t *Token) Ordinal() (int, bool) {
	if t.sequence > 0 {
		return t.sequence - 1, true
	}
	if t.Kind == Figure && t.Measure == Bare && t.exponent == 0 && !t.Negative && !t.Approx && t.Relation == 0 && t.Doubt == Sure && t.Currency == "" && t.coefficient < 100000 {
		return int(t.coefficient), true
	}
	return 0, false
}

// Integer is the token as a whole number: a year, a count of things, the number of
// a row.
func (t *Token) Integer() (int, bool) {
	if from, to, ok := t.Years(); ok {
		return from, from == to
	}
	if t.sequence > 0 {
		return t.sequence - 1, true
	}
	// 1 0 and 2 0 2 2 are set in wide type: no two figures are that short.
	if c := t.coefficient; t.Doubt == Grouped && t.exponent == 0 && t.Measure == Bare && (c >= 10 && c < 100 || plausibleYear(c)) {
		return int(c), true
	}
	if t.Kind != Figure || t.Doubt != Sure || t.Measure != Bare && t.Measure != Count || t.Relation != 0 || t.long != nil {
		return 0, false
	}
	c := t.coefficient
	for e := t.exponent; e < 0 && c%10 == 0; e++ {
		c /= 10
		if e == -1 {
			return signed(c, t.Negative)
		}
	}
	if t.exponent != 0 {
		return 0, false
	}
	return signed(c, t.Negative)
}

// mostCounted is more than anything that papers count.
const mostCounted = 1e9

func signed(c int64, negative bool) (int, bool) {
	if negative {
		c = -c
	}
	return int(c), c > -mostCounted && c < mostCounted
}

// String writes the token in its plainest form: -1250.00万元, 98.5%, 2022年, —.
func (t *Token) String() string {
	switch {
	case t.Kind == Figure:
		v := t.Value()
		s := v.StringFixed(int32(max(0, -t.exponent)))
		if t.Relation != 0 {
			s = string(t.Relation) + s
		}
		if t.Approx {
			s = "约" + s
		}
		return s + t.Unit
	case t.Kind == Year && t.until > t.year:
		return strconv.Itoa(t.year) + "-" + strconv.Itoa(t.until) + "年"
	case t.Kind == Year:
		return strconv.Itoa(t.year) + "年"
	case t.Kind == Sequence:
		return strconv.Itoa(t.sequence-1) + "、"
	case t.Kind == Unit:
		return t.Unit
	case t.Kind.Unstated():
		return "—"
	}
	return ""
}
