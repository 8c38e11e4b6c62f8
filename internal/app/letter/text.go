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

// form is a letter's text with the placeholders of a template, without its annex: what
// letters are made of where an office has no template of its own.
var form = []paragraph{
	{titleStyle, "《标题》"},
	{toStyle, "《部门》："},
	{bodyStyle, "我们对你单位公开的《报告》进行了核对，现将发现的《问题数》个问题函告如下。所列位置以公开文件为准。"},
	{headStyle, "一、数字或结论不能同时成立的"},
	{bodyStyle, "《严重问题》"},
	{headStyle, "二、需要核实或补充的"},
	{bodyStyle, "《核实问题》"},
	{headStyle, "三、有关要求"},
	{bodyStyle, "请对照原始凭证逐项核实，填写附件“情况说明”一栏；确属填报错误的，请更正后重新公开。书面说明请于《期限》前报送。"},
	{bodyStyle, "附件：复核问题清单"},
	{signStyle, "《落款》"},
	{signStyle, "《日期》"},
}

// paragraphs are a letter's text, without its annex.
func (l *Letter) paragraphs(opt *Options) (out []paragraph) {
	lists, values := l.lists(), l.values(opt)
	for _, p := range form {
		name := strings.Trim(p.Text, "《》")
		items, isList := lists[name]
		switch {
		case isList && len(items) == 0:
			out = out[:len(out)-1] // its heading
		case isList:
			for i := range items {
				out = append(out, paragraph{p.Style, items[i].text(i + 1)})
			}
		default:
			out = append(out, paragraph{p.Style, between.ReplaceAllStringFunc(p.Text, func(s string) string {
				if v, ok := values[strings.Trim(s, "《》")]; ok {
					return v
				}
				return s
			})})
		}
	}
	n := 0
	for i := range out {
		if out[i].Style == headStyle {
			out[i].Text = head.ReplaceAllString(out[i].Text, numerals[n]+"、")
			n++
		}
	}
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

// papers are the titles of the papers that the letter is about.
func (l *Letter) papers() string {
	papers := "《" + strings.Join(l.Papers[:min(3, len(l.Papers))], "》《") + "》"
	if len(l.Papers) > 3 {
		papers += fmt.Sprintf("等%d份报告", len(l.Papers))
	}
	return papers
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
		s += it.Ask
	}
	return s
}

// whole is a problem with the paper that it is in, where the letter is about several.
func (it *Item) whole() string {
	if it.Paper != "" {
		return "《" + it.Paper + "》" + sentence(it.Message)
	}
	return sentence(it.Message)
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
		rows = append(rows, []string{fmt.Sprint(i + 1), it.whole(), it.Place, it.Basis, ""})
	}
	return rows
}
