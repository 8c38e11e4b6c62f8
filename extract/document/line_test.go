package document

import (
	"fmt"
	"strings"
	"testing"

	"selfeval/internal/text/cjk"
)

// written writes a line in which ^…^ is raised, _…_ lowered, ~…~ struck, #…#
// hidden.
func written(src string) (string, []Run) {
	var l Line
	m := Mark(0)
	for src != "" {
		i := strings.IndexAny(src, "^_~#")
		if i < 0 {
			i = len(src)
		}
		l.Write(src[:i], m)
		if i == len(src) {
			break
		}
		m ^= map[byte]Mark{'^': Raised, '_': Lowered, '~': Struck, '#': Hidden}[src[i]]
		src = src[i+1:]
	}
	return l.Take()
}

func drawn(text string, runs []Run) string {
	s := text
	for _, r := range runs {
		s += fmt.Sprintf(" <%s %s %d-%d>", r.Mark, r.Text, r.Start, r.End)
	}
	return s
}

func TestLine(t *testing.T) {
	for src, want := range map[string]string{
		"预算数":              "预算数",
		"96.80^1^":         "96.80 <raised 1 5-5>",
		"96.80¹":           "96.80 <raised ¹ 5-5>",
		"96.80¹²":          "96.80 <raised ¹² 5-5>",
		"96.80^[1]^":       "96.80 <raised [1] 5-5>",
		"96.80^注2^万元":      "96.80万元 <raised 注2 5-5>",
		"96.80^①^":         "96.80 <raised ① 5-5>",
		"预算数^*^（万元）":       "预算数（万元） <raised * 9-9>",
		"100^2^":           "100 <raised 2 3-3>",
		"9^1^6":            "9¹6 <raised 1 1-3>", // never 96, never 916
		"m^2^":             "m² <raised 2 1-3>",
		"30m²":             "30m² <raised ² 3-5>",
		"1200平方米^2^":       "1200平方米² <raised 2 13-15>",
		"10^4^":            "10⁴ <raised 4 2-5>",
		"单位：10^4^元":        "单位：10⁴元 <raised 4 11-14>",
		"1.2×10^3^":        "1.2×10³ <raised 3 7-9>",
		"10^1^":            "10 <raised 1 2-2>",
		"110^4^":           "110 <raised 4 3-3>",
		"^1^含上年结转":         "¹含上年结转 <raised 1 0-2>",
		"^3^35.00":         "35.00 <raised 3 0-0>",
		"^96^":             "96 <raised 96 0-2>",
		"¹²":               "¹² <raised ¹² 0-4>",
		"1^st^":            "1st <raised st 1-3>",
		"CO_2_排放":          "CO₂排放 <lowered 2 2-5>",
		"~9380.12~380.12":  "380.12 <struck 9380.12 0-0>",
		"380.12 ~9380.12~": "380.12 <struck 9380.12 6-6>",
		"共 ~12~\n 13 个":    "共13 个 <struck 12 3-3>",
		"河道\n~旧~\n清淤":      "河道清淤 <struck 旧 6-6>",
		"#金额#1250.00":      "1250.00 <hidden 金额 0-0>",
		"96.80^1^~旧~":      "96.80 <raised 1 5-5> <struck 旧 5-5>",
		"支出100万元^1^，^2^其余": "支出100万元，其余 <raised 1 15-15> <raised 2 18-18>",
		" ~ ~ ":            "",
		"Rate ^ a ^ up":    "Rate up <raised a 4-4>",
		"得分^3,4^":          "得分 <raised 3,4 6-6>",
		"这一格整段都是上标文字^并不是注释的标记^": "这一格整段都是上标文字并不是注释的标记 <raised 并不是注释的标记 33-57>",
		"第三方^2^":                  "第三方 <raised 2 9-9>",
		"5~3~^2^":                 "5 <struck 3 1-1> <raised 2 1-1>",
		"面积（km^2^）":               "面积（km²） <raised 2 11-13>",
		"增长率%^1^":                 "增长率% <raised 1 10-10>",
		"预算数（A）^1^":               "预算数（A） <raised 1 16-16>",
		"96.80^1^ 97.00":          "96.80 97.00 <raised 1 5-5>",
		"8^1^.5":                  "8¹.5 <raised 1 1-3>",
		"10^10^":                  "10 <raised 10 2-2>",
		"10^8^元":                  "10⁸元 <raised 8 2-5>",
		"注\u00a0~x~":              "注 <struck x 3-3>",
		"\u200b96^1^":             "96 <raised 1 2-2>",
		"~全部作废~":                  "<struck 全部作废 0-0>",
		"  plain   text \n 下一行  ": "plain text下一行",
	} {
		if got := strings.TrimSpace(drawn(written(src))); got != want {
			t.Errorf("%q: %q, want %q", src, got, want)
		}
	}
}

// Whatever is written, the text is what is seen of it, its white space collapsed,
// and every run stands where it says.
func FuzzLine(f *testing.F) {
	for _, s := range []string{"96.80^1^", "~9380.12~380.12", "#a# b ^2^\n~c~", "10^4^元_2_", "¹²~³~"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		text, runs := written(strings.ToValidUTF8(src, "�"))
		if cjk.Collapse(text) != text {
			t.Fatalf("%q is not collapsed", text)
		}
		last := 0
		for _, r := range runs {
			if r.Start < last || r.End < r.Start || r.End > len(text) || r.Text == "" {
				t.Fatalf("runs %v of %q", runs, text)
			}
			if r.Mark&Unseen != 0 && !r.Outside() {
				t.Fatalf("unseen text in %q: %v", text, r)
			}
			last = r.End
		}
	})
}

func TestLeave(t *testing.T) {
	var d Document
	d.Blocks = []Block{{Kind: Paragraph, Runs: []Run{{Text: "旧 1,200.50 与 3", Mark: Struck}, {Text: "1", Mark: Raised}}}}
	d.LeaveRuns()
	d.Leave(OutComment, " \n ", 0, d.Blocks[0].At)
	d.Leave(OutFrame, "", 0, d.Blocks[0].At)
	d.Leave(OutHidden, strings.Repeat("隐", 100_000), 3, d.Blocks[0].At)
	if len(d.LeftOut) != 3 || d.LeftOut[0].What != OutStruck || d.LeftOut[0].Figures != 2 || d.LeftOut[2].Rows != 3 || len(d.LeftOut[2].Text) > 4*maxLeftOut {
		t.Errorf("left out: %.300v", d.LeftOut)
	}
	for range 3 * maxLeftOuts {
		d.Leave(OutComment, "注", 0, d.Blocks[0].At)
	}
	if len(d.LeftOut) != maxLeftOuts {
		t.Errorf("%d entries", len(d.LeftOut))
	}
}
