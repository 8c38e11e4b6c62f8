package output

import (
	"fmt"
	"io"
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
			t := &textWriter{w: w, opt: opt}
			if !opt.All && !opt.Quiet {
				t.brief = newBrief()
			}
			return t, nil
		},
	})
}

// textWriter writes for people: a paragraph a document, its findings in order of
// weight, and one line at the end.
type textWriter struct {
	w   io.Writer
	opt Options
	b   strings.Builder
	// names is how wide the names of a finding's fields are written.
	names int
	// begun says that the line of what applied is written.
	begun bool
	// held is the text of the first documents, until it is known whether there are so many
	// that only a digest is written; brief is that digest, nil where all is written.
	held    []string
	brief   *brief
	digests bool // there are so many
}

// begin writes what applied, once. It marks a result in a file, so that only a
// terminal may go without.
func (t *textWriter) begin() {
	if !t.begun && !(t.opt.Quiet && t.opt.Terminal) {
		t.b.WriteString(t.color("2", t.opt.run().Line(t.opt.Lang)) + "\n\n")
	}
	t.begun = true
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
	if t.brief != nil {
		t.brief.add(d)
		if t.digests {
			return nil
		}
	}
	t.b.Reset()
	t.begin()
	t.head(d)
	for _, f := range fold(d.Findings) {
		t.finding(f.Finding)
		t.below(&f)
	}
	if d.Status != selfeval.Failed {
		t.tail(d)
	}
	t.b.WriteByte('\n')
	if t.brief != nil {
		return t.hold()
	}
	_, err := io.WriteString(t.w, t.b.String())
	return err
}

// mostInFull is how many documents are written out where only a digest is asked for of
// many.
const mostInFull = 20

// hold keeps what was written of a document, as long as all may still be written.
func (t *textWriter) hold() error {
	if t.held = append(t.held, t.b.String()); len(t.held) > mostInFull {
		t.held, t.digests, t.begun = nil, true, false
	}
	return nil
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
	switch d.Status {
	case selfeval.Partial:
		t.b.WriteString("  " + t.color("33", t.say("部分读取", "partly read")))
	case selfeval.Other:
		t.b.WriteString("  " + t.color("36", nothingFound(d).In(t.opt.Lang)))
	}
	t.b.WriteByte('\n')
}

func (t *textWriter) finding(f *rules.Finding) {
	severity := severityNames[f.Severity].In(t.opt.Lang)
	line := "  " + t.color(severityColors[f.Severity], pad(severity, len("warning"))) + "  " + clean(f.Rule)
	if f.Title != "" {
		line += "  " + clean(f.Title)
	}
	t.b.WriteString(line + "\n")
	values := t.opt.values(f)
	t.names = 10
	if t.opt.Lang == report.EN {
		t.names = 12
	}
	for _, v := range values {
		t.names = max(t.names, cells(v.name))
	}
	hanging(&t.b, indent, len(indent), clean(f.Message), t.opt.Width)
	if s := report.Places(f.At, places, t.opt.Lang); s != "" {
		t.field(indent, t.say("位置", "place"), s)
	}
	for _, x := range f.Against {
		t.field(indent, t.say("对照", "against"), strings.TrimSpace(clean(x.Document)+"  "+report.Places(x.At, places, t.opt.Lang)))
	}
	if s := t.opt.reread(f); s != "" {
		t.field(indent, t.say("复读", "reread"), s)
	}
	for _, v := range values {
		t.field(indent, v.name, clean(v.text))
	}
	if s := t.basis(f); s != "" {
		t.field(indent, t.say("依据", "basis"), s)
	}
	if f.Advice != "" {
		t.field(indent, t.say("建议", "advice"), f.Advice)
	}
}

// indent is before what is said of a finding.
const indent = "           "

// below tells of what is folded under a finding.
func (t *textWriter) below(f *folded) {
	if len(f.Like) > 0 {
		t.field(indent, t.say("同类", "likewise"), f.likeText().In(t.opt.Lang))
	}
	for _, c := range f.Caused {
		t.field(indent, t.say("由此引起", "leads to"), c.Rule+"  "+c.Message)
	}
}

func (t *textWriter) field(indent, name, value string) {
	hanging(&t.b, indent+t.color("2", pad(clean(name), t.names))+" ", len(indent)+max(t.names, cells(name))+1, clean(value), t.opt.Width)
}

// basis are the passages that a finding rests on, or that it rests on arithmetic alone.
func (t *textWriter) basis(f *rules.Finding) string {
	var out []string
	for _, b := range f.Basis {
		out = append(out, b.String())
	}
	if r := t.opt.rule(f.Rule); len(out) == 0 && r != nil && r.Arithmetic {
		return t.say("算术关系，或同一份报告前后应一致", "arithmetic, or the report's agreement with itself")
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
			hanging(&t.b, "  "+pad(t.say("未读懂", "unread"), len("warning"))+"  ", len(indent), s, t.opt.Width)
		}
	}
	t.missed(d)
	for _, v := range d.Violations {
		if d.Status == selfeval.Other {
			break // nobody asks of another paper what ours must have
		}
		hanging(&t.b, "  "+pad(t.say("不合规", "invalid"), len("warning"))+"  ", len(indent), clean(v.Field)+"  "+clean(v.Message), t.opt.Width)
	}
	var counts []string
	if n := len(d.Fixes); n > 0 {
		counts = append(counts, fmt.Sprintf(t.say("修正 %d 处", "repaired: %d"), n))
	}
	if n := len(d.Violations); n > 0 && d.Status != selfeval.Other {
		counts = append(counts, fmt.Sprintf(t.say("不合规 %d 处", "invalid fields: %d"), n))
	}
	if n := len(d.Notes); n > 0 {
		counts = append(counts, fmt.Sprintf(t.say("附注 %d 条", "notes: %d"), n))
	}
	if n := len(d.Withheld); n > 0 {
		counts = append(counts, fmt.Sprintf(t.say("未读全而未作判断的规则 %d 条", "rules withheld for want of a whole reading: %d"), n))
	}
	if d.Status != selfeval.Other && len(d.Findings) == 0 {
		counts = append([]string{t.clean(d)}, counts...)
	}
	if s := wasRead(d).In(t.opt.Lang); s != "" {
		hanging(&t.b, "  ", 2, s, t.opt.Width)
	}
	if len(counts) > 0 {
		t.b.WriteString("  " + strings.Join(counts, t.say("，", ", ")) + "\n")
	}
}

// missed says of a paper that was read in part what it announces and what was not found.
func (t *textWriter) missed(d *selfeval.Document) {
	if d.Status != selfeval.Partial || d.Reading == nil {
		return
	}
	for i := range d.Reading.Announced {
		if a := &d.Reading.Announced[i]; !a.Found {
			s := fmt.Sprintf(t.say("文中所说的表或附件没有读到：“%s”", "announced and not found: “%s”"), clean(a.Text))
			if at := a.At.In(t.opt.Lang); at != "" {
				s = at + ": " + s
			}
			hanging(&t.b, "  "+pad(t.say("未读懂", "unread"), len("warning"))+"  ", len(indent), s, t.opt.Width)
		}
	}
}

// clean words that nothing was found: over what was read, where that is not all.
func (t *textWriter) clean(d *selfeval.Document) string {
	color := "32"
	if d.Status == selfeval.Partial {
		color = "33"
	}
	return t.color(color, nothingFound(d).In(t.opt.Lang))
}

func (t *textWriter) Close(s Summary) error {
	if t.opt.Quiet {
		return nil
	}
	t.b.Reset()
	if !t.digests {
		for _, text := range t.held {
			t.b.WriteString(text)
		}
	}
	t.begin()
	if t.digests {
		t.digest()
	}
	t.acrossLines(s.Across)
	state := ""
	if s.Interrupted {
		state = t.say("已中断：", "interrupted: ")
	}
	fmt.Fprintf(&t.b, t.say(
		"%s共 %d 份：失败 %d，部分读取 %d，非自评报告 %d；错误 %d，警告 %d，提示 %d\n",
		"%sdocuments: %d, failed: %d, partly read: %d, other papers: %d; errors: %d, warnings: %d, infos: %d\n"),
		state, s.Documents, s.Failed, s.Partial, s.Other, s.Findings.Error, s.Findings.Warning, s.Findings.Info)
	for _, line := range s.notRead() {
		t.b.WriteString(line.In(t.opt.Lang) + "\n")
	}
	_, err := io.WriteString(t.w, t.b.String())
	return err
}

func (t *textWriter) say(zh, en string) string { return report.Text{ZH: zh, EN: en}.In(t.opt.Lang) }

func (t *textWriter) color(code, s string) string {
	if !t.opt.Color {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}
