package printed_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"
	"golang.org/x/text/unicode/norm"

	"selfeval/internal/text/cjk"
	"selfeval/internal/text/printed"
)

// group writes a plain figure with a separator between its thousands.
func group(s, sep string) string {
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	whole, rest, _ := strings.Cut(s, ".")
	if rest != "" {
		rest = "." + rest
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + sep + whole[i:]
	}
	return sign + whole + rest
}

func wide(s string) string {
	return strings.Map(func(r rune) rune {
		if r > ' ' && r <= '~' {
			return r + 0xfee0
		}
		return r
	}, s)
}

// However a figure is dressed, it is the same figure.
func TestDressesKeepTheFigure(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	dress := []struct {
		name string
		f    func(string) string
	}{
		{"plain", func(s string) string { return s }},
		{"thousands", func(s string) string { return group(s, ",") }},
		{"full width", func(s string) string { return wide(group(s, ",")) }},
		{"full-width comma", func(s string) string { return group(s, "，") }},
		{"middle dot", func(s string) string { return strings.Replace(s, ".", "·", 1) }},
		{"minus behind", func(s string) string {
			if rest, cut := strings.CutPrefix(s, "-"); cut {
				return rest + "-"
			}
			return s
		}},
		{"brackets", func(s string) string {
			if rest, cut := strings.CutPrefix(s, "-"); cut {
				return "(" + group(rest, ",") + ")"
			}
			return s
		}},
		{"triangle", func(s string) string { return strings.Replace(s, "-", "△", 1) }},
	}
	before := []string{"", "¥", "￥ ", "RMB", "RMB ", "人民币", "$"}
	units := []string{"", "元", "万元", " 万元", "亿元", "%", "％", "分", "（万元）", "千元"}
	marks := []string{"", "①", "*", "[1]", "（注1）", "注2", "¹", "※", "^1"}
	for range 20000 {
		v := decimal.New(rnd.Int64N(1e12), -int32(rnd.IntN(5)))
		if rnd.IntN(4) == 0 {
			v = v.Neg()
		}
		d := dress[rnd.IntN(len(dress))]
		body := d.f(v.StringFixed(max(0, -v.Exponent())))
		bracket := strings.HasPrefix(body, "(")
		src := body
		unit := units[rnd.IntN(len(units))]
		if !bracket && !strings.HasSuffix(body, "-") {
			src = body + unit
		}
		src = before[rnd.IntN(len(before))] + src + marks[rnd.IntN(len(marks))]
		got := printed.Parse(src)
		if !got.Known() || !got.Value().Equal(v) || got.Decimals != int(max(0, -v.Exponent())) {
			t.Fatalf("%s: %q is %s (%s), want %s", d.name, src, describe(src, got), got.Value(), v)
		}
	}
}

// What a token is written as is read as the same token.
func TestPlainestForm(t *testing.T) {
	for _, c := range cases(t) {
		a := printed.Parse(c[0])
		if a.Kind == printed.Words || a.Kind == printed.Jumble || a.Kind == printed.Date {
			continue
		}
		b := printed.Parse(a.String())
		// 98 in brackets and without are one figure; a sign for nothing is one sign.
		if a.Kind.Unstated() != b.Kind.Unstated() || !a.Kind.Unstated() && a.Kind != b.Kind || !a.Value().Equal(b.Value()) || a.Unit != b.Unit || a.Relation != b.Relation || a.Approx != b.Approx {
			t.Errorf("%q is written %q and read as %s", c[0], a.String(), describe("", b))
		}
	}
}

// The parts of a token lie within the print and in order.
func partsWithin(t testing.TB, src string, tok printed.Token) {
	for _, s := range []printed.Span{tok.Number, tok.UnitAt, tok.Mark} {
		if s.Start < 0 || s.End < s.Start || s.End > len(src) || utf8.ValidString(src) && (!utf8.RuneStart((src + "\x00")[s.Start]) || s.End < len(src) && !utf8.RuneStart(src[s.End])) {
			t.Fatalf("%q: a part at %d to %d of %d bytes", src, s.Start, s.End, len(src))
		}
	}
	if tok.Kind == printed.Figure && tok.Number.Empty() {
		t.Fatalf("%q: a figure without digits", src)
	}
}

func TestParts(t *testing.T) {
	for _, c := range cases(t) {
		tok := printed.Parse(c[0])
		partsWithin(t, c[0], tok)
		if tok.Kind == printed.Figure && !tok.Spelled && !strings.ContainsAny(norm.NFKC.String(c[0][tok.Number.Start:tok.Number.End]), "0123456789") {
			t.Errorf("%q: the digits are said to be %q", c[0], c[0][tok.Number.Start:tok.Number.End])
		}
	}
}

func TestRaised(t *testing.T) {
	for _, c := range []struct {
		src        string
		start, end int
		want       string
		other      string
	}{
		{"98.601", 5, 6, "figure 98.60 mark 5+1", "98.601"},
		{"1001", 3, 4, "figure 100 mark 3+1 no.100", "1001"},
		{"1001分", 3, 4, "figure 100 分 mark 3+1", "1001"},
		{"96.80万元1", 11, 12, "figure 96.80 万元 mark 11+1", ""},
		{"100①", 3, 6, "figure 100 mark 3+3 no.100", ""},
		{"300km2", 5, 6, "words", ""},
		{"12", 0, 2, "figure 12 no.12", ""}, // raised whole: no mark of anything
		{"项目1", 6, 7, "words", ""},
	} {
		got := printed.ParseRaised(c.src, []printed.Span{{Start: c.start, End: c.end}})
		if d := describe(c.src, got); d != c.want {
			t.Errorf("%q with %d to %d raised\n got %s\nwant %s", c.src, c.start, c.end, d, c.want)
		}
		other := ""
		if len(got.Readings) > 0 {
			other = got.Readings[0].Value().String()
		}
		if other != c.other {
			t.Errorf("%q: the other reading is %q, want %q", c.src, other, c.other)
		}
	}
}

// Every radical that has an ideograph becomes it, and nothing else changes.
func TestFoldRadicals(t *testing.T) {
	for r := rune(0x2f00); r <= 0x2fd5; r++ { // Kangxi
		want := norm.NFKC.String(string(r))
		if got := printed.Fold(string(r)); got != want || !unicode.Is(unicode.Han, []rune(got)[0]) || []rune(got)[0] < 0x3400 {
			t.Errorf("U+%04X becomes %q, want %q", r, got, want)
		}
	}
	for r := rune(0xf900); r <= 0xfad9; r++ { // compatibility ideographs
		want := norm.NFKC.String(string(r))
		if got := printed.Fold(string(r)); got != want {
			t.Errorf("U+%04X becomes %q, want %q", r, got, want)
		}
	}
	for r := rune(0x2e80); r <= 0x2ef3; r++ { // radicals supplement
		if got := []rune(printed.Fold(string(r))); r != 0x2e9a && (len(got) != 1 || got[0] >= 0x2e80 && got[0] <= 0x2fdf) {
			t.Errorf("U+%04X stays %q", r, string(got))
		}
	}
	if got := printed.Fold("⻘岚县⽔利局2023年度部⻔绩效⾃评\ufe00结果\U000e0100"); got != "青岚县水利局2023年度部门绩效自评结果" {
		t.Error(got)
	}
}

func TestFoldLeavesTheRest(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		s := "预" + string(r) + "算"
		got := printed.Fold(s)
		if again := printed.Fold(got); again != got {
			t.Fatalf("U+%04X folded twice changes again", r)
		}
		changed := r >= 0x2e80 && r <= 0x2fdf || r >= 0xf900 && r <= 0xfaff || r >= 0xfb00 && r <= 0xfb06 || r >= 0x2f800 && r <= 0x2fa1f || r >= 0xfe00 && r <= 0xfe0f || r >= 0xe0100 && r <= 0xe01ef
		if !changed && got != s {
			t.Fatalf("U+%04X becomes %q", r, got)
		}
	}
}

func TestSimplified(t *testing.T) {
	for src, want := range map[string]string{
		"項目名稱": "项目名称", "預算數（調整後）": "预算数（调整后）", "執行數": "执行数", "結餘": "结余", "績效自評": "绩效自评", "萬元": "万元", "單位：萬元": "单位：万元",
		"實施單位": "实施单位", "評價得分": "评价得分", "財政撥款": "财政拨款", "乾县": "乾县", "显著": "显著", "abc 12": "abc 12",
	} {
		if got := printed.Simplified(src); got != want {
			t.Errorf("%s becomes %s, want %s", src, got, want)
		}
	}
	for r := rune(0x3400); r < 0xa000; r++ {
		once := printed.Simplified(string(r))
		if twice := printed.Simplified(once); twice != once {
			t.Errorf("%s becomes %s and then %s", string(r), once, twice)
		}
	}
}

// The time is linear in the text, whatever stands in it.
func TestLinear(t *testing.T) {
	for _, s := range []string{"1,", "(", "1 ", "①", "约", "一百", "百分之", "-", " ", "1①", "[1]", "¥", "零"} {
		long := strings.Repeat(s, 1<<20/len(s))
		start := time.Now()
		tok := printed.Parse(long)
		printed.Unstated(long)
		if d := time.Since(start); d > 5*time.Second {
			t.Errorf("a megabyte of %q takes %s", s, d)
		}
		if tok.Kind == printed.Figure {
			t.Errorf("a megabyte of %q is a figure", s)
		}
	}
}

func TestNoAllocation(t *testing.T) {
	if raced {
		t.Skip("the race detector allocates by itself; go test without -race counts")
	}
	for _, s := range []string{"1250.00", "98", "12345678.90", "1,250.00", "￥1,250.00", "98.5%", "河道清淤疏浚工程", "青岚县水利局", "—", "", "100.00①", "2022年"} {
		if n := testing.AllocsPerRun(100, func() { printed.Parse(s) }); n > 0 {
			t.Errorf("Parse(%q) allocates %v times", s, n)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, c := range cases(f) {
		f.Add(c[0], 0, 0)
	}
	f.Add("98.601", 5, 6)
	f.Add("1\xff2", 1, 2)
	f.Add("２   ０２２年", 0, 0)
	f.Add("02022年", 0, 0)
	f.Add("1#月", 0, 0)
	f.Fuzz(func(t *testing.T, src string, start, end int) {
		tok := printed.Parse(src)
		partsWithin(t, src, tok)
		if printed.Unstated(src) != tok.Kind.Unstated() {
			t.Fatalf("%q is unstated to one and not to the other", src)
		}
		if folded := printed.Fold(src); printed.Fold(folded) != folded {
			t.Fatalf("%q folded twice changes again", src)
		}
		if s := printed.Simplified(src); printed.Simplified(s) != s {
			t.Fatalf("%q simplified twice changes again", src)
		}
		// Gaps between digits, zeros before them and marks of notes are not written again, and
		// may be what a figure is told by: 02022年 counts years, 2022年 is one; 1#月 counts
		// months, 1月 is one.
		lossy := strings.ContainsFunc(src, cjk.Space) || tok.Kind == printed.Figure && strings.Contains("年月日", tok.Unit) && tok.Unit != ""
		if !lossy && (tok.Kind == printed.Figure || tok.Kind == printed.Year || tok.Kind == printed.Sequence) {
			again := printed.Parse(tok.String())
			if again.Kind != tok.Kind || !again.Value().Equal(tok.Value()) || again.Unit != tok.Unit {
				t.Fatalf("%q is written %q, which is %s and not %s", src, tok.String(), describe("", again), describe(src, tok))
			}
		}
		if start >= 0 && start <= end && end <= len(src) {
			partsWithin(t, src, printed.ParseRaised(src, []printed.Span{{Start: start, End: end}}))
		}
		var l printed.Line
		l.Read(src)
		if len(l.Runes) != len(l.Raw) || len(l.Runes) != len(l.Gap) || len(l.Runes)+1 != len(l.Offset) {
			t.Fatalf("%q: a line of uneven parts", src)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	for _, c := range []struct{ name, src string }{
		{"plain", "1250.00"}, {"thousands", "1,250.00"}, {"unit", "1,250.00万元"}, {"mark", "1250.00①"}, {"words", "河道清淤疏浚工程"}, {"spelled", "壹佰贰拾叁元伍角"}, {"dash", "—"},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				printed.Parse(c.src)
			}
		})
	}
}
