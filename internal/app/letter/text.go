package letter

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

// style is how a paragraph is set.
type style string

// The styles of an official paper.
const (
	titleStyle style = "Title"     // 2号小标宋, in the middle
	toStyle    style = "Addressee" // 3号仿宋, not indented
	headStyle  style = "Head"      // 一、3号黑体
	bodyStyle  style = "Body"      // 3号仿宋, indented by two characters
	signStyle  style = "Sign"      // to the right
	annexStyle style = "Annex"     // the title of the annex
)

// paragraph is a paragraph of a letter.
type paragraph struct {
	Style style
	Text  string
}

// numerals are the numbers of heads.
var numerals = []string{"一", "二", "三", "四", "五"}

// paragraphs are a letter's text, without its annex.
func (l *Letter) paragraphs(opt *Options) []paragraph {
	out := []paragraph{
		{titleStyle, l.title()},
		{toStyle, l.Department + "："},
		{bodyStyle, l.opening()},
	}
	n := 0
	part := func(head string, items []Item) {
		if len(items) == 0 {
			return
		}
		out = append(out, paragraph{headStyle, numerals[n] + "、" + head})
		n++
		for i, it := range items {
			out = append(out, paragraph{bodyStyle, it.text(i + 1)})
		}
	}
	part("数字或结论不能同时成立的", l.Must)
	part("需要核实或补充的", l.Look)
	out = append(out, paragraph{headStyle, numerals[n] + "、有关要求"},
		paragraph{bodyStyle, "请对照原始凭证逐项核实，填写附件“情况说明”一栏；确属填报错误的，请更正后重新公开。书面说明请于" + deadline(opt.Deadline) + "前报送。"},
		paragraph{bodyStyle, "附件：复核问题清单"},
		paragraph{signStyle, from(opt.From)}, paragraph{signStyle, chineseDay(opt.Date)})
	return out
}

// title is the letter's title. One that is longer than a line of twenty characters is
// broken where its sense allows.
func (l *Letter) title() string {
	first, last := "关于"+l.Department+"绩效自评报告的", "复核意见"
	if utf8.RuneCountInString(first+last) > 20 {
		return first + "\n" + last
	}
	return first + last
}

func (l *Letter) opening() string {
	papers := "《" + strings.Join(l.Papers[:min(3, len(l.Papers))], "》《") + "》"
	if len(l.Papers) > 3 {
		papers += fmt.Sprintf("等%d份报告", len(l.Papers))
	}
	return fmt.Sprintf("我们对你单位公开的%s进行了核对，现将发现的%d个问题函告如下。所列位置以公开文件为准。", papers, len(l.Must)+len(l.Look))
}

func (it *Item) text(n int) string {
	s := fmt.Sprintf("%d.", n)
	if it.Paper != "" {
		s += "《" + it.Paper + "》"
	}
	s += sentence(it.Message)
	if it.Place != "" {
		s += "位置：" + it.Place + "。"
	}
	if it.Basis != "" {
		s += "依据：" + sentence(it.Basis)
	}
	if it.Ask != "" {
		s += "请说明：" + it.Ask
	}
	return s
}

// deadline is a day in a sentence; one that was not given is left to be filled in.
func deadline(day string) string {
	if t, err := time.Parse(time.DateOnly, day); err == nil {
		return chineseDay(t)
	}
	return "　　年　　月　　日"
}

func chineseDay(t time.Time) string {
	if t.IsZero() {
		return "　　年　　月　　日"
	}
	return fmt.Sprintf("%d年%d月%d日", t.Year(), int(t.Month()), t.Day())
}

func from(name string) string {
	if name == "" {
		return "（印章）"
	}
	return name
}

// annexHeads are the columns of the annex.
var annexHeads = []string{"序号", "问题", "位置", "依据", "情况说明"}

// annex are the rows of the annex.
func (l *Letter) annex() (rows [][]string) {
	for i, it := range l.Items() {
		message := sentence(it.Message)
		if it.Paper != "" {
			message = "《" + it.Paper + "》" + message
		}
		rows = append(rows, []string{fmt.Sprint(i + 1), message, it.Place, it.Basis, ""})
	}
	return rows
}
