package output

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"selfeval"
	"selfeval/report"
	"selfeval/rules"
)

func init() {
	Register(Format{
		Name: "text",
		Doc:  report.Text{ZH: "给人读的文本（默认）", EN: "text for people (default)"},
		New: func(w io.Writer, opt Options) (Writer, error) {
			return &textWriter{w: w, opt: opt}, nil
		},
	})
}

// textWriter writes for people: a paragraph a document, its findings in order of
// weight, and one line at the end.
type textWriter struct {
	w   io.Writer
	opt Options
	b   strings.Builder
}

// places is how many places of a finding are written out.
const places = 4

var severityNames = map[rules.Severity]report.Text{
	rules.Error:   {ZH: "错误", EN: "error"},
	rules.Warning: {ZH: "警告", EN: "warning"},
	rules.Info:    {ZH: "提示", EN: "info"},
}

var severityColors = map[rules.Severity]string{rules.Error: "31", rules.Warning: "33", rules.Info: "36"}

func (t *textWriter) Document(d *selfeval.Document) error {
	if t.opt.Quiet && d.Status != selfeval.Failed && len(d.Findings) == 0 {
		return nil
	}
	t.b.Reset()
	t.head(d)
	for i := range d.Findings {
		t.finding(&d.Findings[i])
	}
	if d.Status != selfeval.Failed {
		t.tail(d)
	}
	t.b.WriteByte('\n')
	_, err := io.WriteString(t.w, t.b.String())
	return err
}

// head names the document: path, department, year, size.
func (t *textWriter) head(d *selfeval.Document) {
	name := clean(d.Path)
	if d.Part > 0 {
		name += fmt.Sprintf(" #%d", d.Part)
	}
	t.b.WriteString(t.color("1", name))
	if d.Error != nil {
		fmt.Fprintf(&t.b, "\n  %s  %s\n", t.color("31;1", t.say("无法读取", "not read")), clean(*d.Error))
		return
	}
	var facts []string
	if r := d.Report; r != nil {
		if r.Department != "" {
			facts = append(facts, clean(r.Department))
		}
		if r.FiscalYear.Known() {
			facts = append(facts, fmt.Sprintf(t.say("%d年度", "%d"), r.FiscalYear.Int()))
		}
		if n := len(r.Projects); n > 0 {
			facts = append(facts, fmt.Sprintf(t.say("%d 个项目", "%d projects"), n))
		}
		if n := len(r.Forms); n > 0 {
			facts = append(facts, fmt.Sprintf(t.say("%d 张自评表", "forms: %d"), n))
		}
	}
	if len(facts) > 0 {
		t.b.WriteString("  " + strings.Join(facts, " · "))
	}
	if d.Status == selfeval.Partial {
		t.b.WriteString("  " + t.color("33", t.say("部分读取", "partly read")))
	}
	t.b.WriteByte('\n')
}

func (t *textWriter) finding(f *rules.Finding) {
	severity := severityNames[f.Severity].In(t.opt.Lang)
	line := "  " + t.color(severityColors[f.Severity], pad(severity, len("warning"))) + "  " + f.Rule
	if f.Title != "" {
		line += "  " + clean(f.Title)
	}
	t.b.WriteString(line + "\n")
	const indent = "           "
	t.b.WriteString(indent + clean(f.Message) + "\n")
	if s := t.places(f.At); s != "" {
		t.field(indent, t.say("位置", "place"), s)
	}
	for _, k := range valueOrder(f.Values) {
		t.field(indent, valueName(k, t.opt.Lang), clean(f.Values[k]))
	}
	if s := t.basis(f.Basis); s != "" {
		t.field(indent, t.say("依据", "basis"), s)
	}
}

func (t *textWriter) field(indent, name, value string) {
	n := 10
	if t.opt.Lang == report.EN {
		n = 12
	}
	t.b.WriteString(indent + t.color("2", pad(name, n)) + " " + value + "\n")
}

func (t *textWriter) places(at []report.Location) string {
	var out []string
	for _, l := range at {
		if s := l.In(t.opt.Lang); s != "" {
			out = append(out, s)
		}
	}
	s := strings.Join(out[:min(len(out), places)], t.say("；", "; "))
	if len(out) > places {
		s += fmt.Sprintf(t.say(" 等，共 %d 处", " …, %d in all"), len(out))
	}
	return s
}

func (t *textWriter) basis(bs []rules.Basis) string {
	var out []string
	for _, b := range bs {
		gap := " "
		if strings.HasSuffix(b.Document, "》") && strings.HasPrefix(b.Number, "第") {
			gap = ""
		}
		out = append(out, strings.TrimSpace(b.Document+gap+b.Number))
	}
	return strings.Join(out, t.say("；", "; "))
}

// tail counts what is not a finding and says what could not be read.
func (t *textWriter) tail(d *selfeval.Document) {
	for _, n := range d.Notes {
		if n.Lost {
			s := clean(n.Message)
			if at := n.At.In(t.opt.Lang); at != "" {
				s = at + ": " + s
			}
			t.b.WriteString("  " + pad(t.say("未读懂", "unread"), len("warning")) + "  " + s + "\n")
		}
	}
	for _, v := range d.Violations {
		t.b.WriteString("  " + pad(t.say("不合规", "invalid"), len("warning")) + "  " + v.Field + "  " + clean(v.Message) + "\n")
	}
	var counts []string
	if n := len(d.Fixes); n > 0 {
		counts = append(counts, fmt.Sprintf(t.say("修正 %d 处", "repaired: %d"), n))
	}
	if n := len(d.Violations); n > 0 {
		counts = append(counts, fmt.Sprintf(t.say("不合规 %d 处", "invalid fields: %d"), n))
	}
	if n := len(d.Notes); n > 0 {
		counts = append(counts, fmt.Sprintf(t.say("附注 %d 条", "notes: %d"), n))
	}
	if len(d.Findings) == 0 {
		counts = append([]string{t.color("32", t.say("未发现问题", "no findings"))}, counts...)
	}
	if len(counts) > 0 {
		t.b.WriteString("  " + strings.Join(counts, t.say("，", ", ")) + "\n")
	}
}

func (t *textWriter) Close(s Summary) error {
	if t.opt.Quiet {
		return nil
	}
	state := ""
	if s.Interrupted {
		state = t.say("已中断：", "interrupted: ")
	}
	_, err := fmt.Fprintf(t.w, t.say(
		"%s共 %d 份：失败 %d，部分读取 %d；错误 %d，警告 %d，提示 %d\n",
		"%sdocuments: %d, failed: %d, partly read: %d; errors: %d, warnings: %d, infos: %d\n"),
		state, s.Documents, s.Failed, s.Partial, s.Findings.Error, s.Findings.Warning, s.Findings.Info)
	return err
}

func (t *textWriter) say(zh, en string) string { return report.Text{ZH: zh, EN: en}.In(t.opt.Lang) }

func (t *textWriter) color(code, s string) string {
	if !t.opt.Color {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

// valueNames are the names that rules give to the figures of a finding, in the
// order they are written. A name not listed is written as it is, before the
// difference.
var valueNames = []struct {
	key  string
	name report.Text
}{
	{"budget", report.Text{ZH: "预算数", EN: "budget"}},
	{"executed", report.Text{ZH: "执行数", EN: "executed"}},
	{"rate", report.Text{ZH: "执行率", EN: "rate"}},
	{"balance", report.Text{ZH: "结余", EN: "balance"}},
	{"returned", report.Text{ZH: "交回数", EN: "returned"}},
	{"first", report.Text{ZH: "首次", EN: "first"}},
	{"seq", report.Text{ZH: "序号", EN: "number"}},
	{"missing", report.Text{ZH: "缺号", EN: "missing"}},
	{"name", report.Text{ZH: "名称", EN: "name"}},
	{"column", report.Text{ZH: "栏目", EN: "column"}},
	{"rows", report.Text{ZH: "行数", EN: "rows"}},
	{"listed", report.Text{ZH: "表列", EN: "listed"}},
	{"stated", report.Text{ZH: "列示", EN: "stated"}},
	{"declared", report.Text{ZH: "正文所述", EN: "declared"}},
	{"printed", report.Text{ZH: "印刷", EN: "printed"}},
	{"target", report.Text{ZH: "目标", EN: "target"}},
	{"actual", report.Text{ZH: "实际", EN: "actual"}},
	{"sum", report.Text{ZH: "合计", EN: "sum"}},
	{"computed", report.Text{ZH: "应为", EN: "computed"}},
	{"expected", report.Text{ZH: "应为", EN: "expected"}},
	{"score", report.Text{ZH: "得分", EN: "score"}},
	{"weight", report.Text{ZH: "分值", EN: "weight"}},
	{"attainable", report.Text{ZH: "可得最高分", EN: "attainable"}},
	{"full", report.Text{ZH: "满分", EN: "full marks"}},
	{"share", report.Text{ZH: "占比", EN: "share"}},
	{"grade", report.Text{ZH: "等级", EN: "grade"}},
	{"standard", report.Text{ZH: "规范写法", EN: "standard form"}},
	{"field", report.Text{ZH: "字段", EN: "field"}},
	{"title", report.Text{ZH: "标题", EN: "title"}},
	{"section", report.Text{ZH: "部分", EN: "section"}},
	{"whole", report.Text{ZH: "总数", EN: "whole"}},
	{"parts", report.Text{ZH: "各部分", EN: "parts"}},
	{"last_year", report.Text{ZH: "上年数", EN: "last year"}},
	{"this_year", report.Text{ZH: "本年数", EN: "this year"}},
	{"change", report.Text{ZH: "增减", EN: "change"}},
	{"growth", report.Text{ZH: "增长率", EN: "growth"}},
	{"revenue", report.Text{ZH: "收入", EN: "revenue"}},
	{"expenditure", report.Text{ZH: "支出", EN: "expenditure"}},
	{"project_expenditure", report.Text{ZH: "项目支出", EN: "project expenditure"}},
	{"funds", report.Text{ZH: "涉及资金", EN: "funds"}},
	{"mean", report.Text{ZH: "平均分", EN: "mean"}},
	{"nearest", report.Text{ZH: "最接近", EN: "nearest"}},
	{"similarity", report.Text{ZH: "相似度", EN: "similarity"}},
	{"fault", report.Text{ZH: "问题", EN: "fault"}},
	{"row", report.Text{ZH: "行", EN: "row"}},
	{"year", report.Text{ZH: "年度", EN: "year"}},
	{"department", report.Text{ZH: "部门", EN: "department"}},
	{"project", report.Text{ZH: "项目", EN: "project"}},
	{"indicator", report.Text{ZH: "指标", EN: "indicator"}},
	{"reason", report.Text{ZH: "原因", EN: "reason"}},
	{"form", report.Text{ZH: "自评表", EN: "form"}},
	{"summary", report.Text{ZH: "汇总表", EN: "summary"}},
	{"total", report.Text{ZH: "总分", EN: "total"}},
	{"threshold", report.Text{ZH: "界限", EN: "threshold"}},
	{"weighted_mean", report.Text{ZH: "加权平均分", EN: "weighted mean"}},
	{"form_total", report.Text{ZH: "自评表总分", EN: "form total"}},
	{"investment", report.Text{ZH: "投资额", EN: "investment"}},
	{"goal", report.Text{ZH: "目标名称", EN: "goal"}},
	{"operator", report.Text{ZH: "符号", EN: "operator"}},
	{"unit", report.Text{ZH: "单位", EN: "unit"}},
	{"count", report.Text{ZH: "个数", EN: "count"}},
	{"group", report.Text{ZH: "组分值", EN: "weight of the group"}},
	{"indicators", report.Text{ZH: "指标分值合计", EN: "weights of the indicators"}},
	{"execution", report.Text{ZH: "预算执行分值", EN: "weight of the execution"}},
	{"budget_form", report.Text{ZH: "自评表预算数", EN: "budget in the form"}},
	{"budget_summary", report.Text{ZH: "汇总表预算数", EN: "budget in the summary"}},
	{"executed_form", report.Text{ZH: "自评表执行数", EN: "executed in the form"}},
	{"executed_summary", report.Text{ZH: "汇总表执行数", EN: "executed in the summary"}},
	{"score_form", report.Text{ZH: "自评表得分", EN: "score in the form"}},
	{"score_summary", report.Text{ZH: "汇总表得分", EN: "score in the summary"}},
	{"", report.Text{}}, // all the others
	{"max", report.Text{ZH: "上限", EN: "at most"}},
	{"min", report.Text{ZH: "下限", EN: "at least"}},
	{"difference", report.Text{ZH: "相差", EN: "difference"}},
}

func valueRank(key string) int {
	rest := 0
	for i, v := range valueNames {
		if v.key == key {
			return i
		}
		if v.key == "" {
			rest = i
		}
	}
	return rest
}

func valueName(key string, lang report.Lang) string {
	if v := valueNames[valueRank(key)]; v.key != "" {
		return v.name.In(lang)
	}
	return key
}

func valueOrder(values map[string]string) []string {
	return slices.SortedFunc(maps.Keys(values), func(a, b string) int {
		return cmp.Or(cmp.Compare(valueRank(a), valueRank(b)), cmp.Compare(a, b))
	})
}
