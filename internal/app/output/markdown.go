package output

import (
	"fmt"
	"io"
	"regexp"
	"strings"

	"selfeval"
	"selfeval/internal/app/mark"
	"selfeval/internal/text/safe"
	"selfeval/report"
	"selfeval/rules"
)

func init() {
	Register(Format{
		Name: "markdown",
		Doc:  report.Text{ZH: "Markdown，可贴入邮件或工单", EN: "Markdown for an e-mail or an issue"},
		New:  func(w io.Writer, opt Options) (Writer, error) { return &markdownWriter{w: w, opt: opt}, nil },
	})
}

// markdownWriter writes a heading and a table of findings a document.
type markdownWriter struct {
	w     io.Writer
	opt   Options
	begun bool
}

// begin writes the mark and what applied, once.
func (m *markdownWriter) begin(b *strings.Builder) {
	if !m.begun {
		m.begun = true
		b.WriteString(mark.Markdown + "\n" + mdEscape.Replace(m.opt.run().Line(m.opt.Lang)) + "\n\n")
	}
}

// mdEscape keeps report text from becoming markup or breaking a table row.
var mdEscape = strings.NewReplacer(
	"\\", "\\\\", "|", "\\|", "<", "&lt;", ">", "&gt;", "&", "&amp;", "`", "\\`", "*", "\\*", "_", "\\_", "[", "\\[", "]", "\\]",
	"#", "\\#", "~", "\\~", "\r\n", " ", "\n", " ", "\r", " ")

// mdBegin are the characters, and mdNumber the numbers, that make a list, a rule or a
// heading of what they begin.
const mdBegin = "-+="

var mdNumber = regexp.MustCompile(`^(\d+)([.)])`)

// mdBlock is text that begins a block: no list, no code, no rule.
func mdBlock(s string) string {
	s = mdEscape.Replace(strings.TrimSpace(safe.Line(s)))
	if s != "" && strings.Contains(mdBegin, s[:1]) {
		return "\\" + s
	}
	return mdNumber.ReplaceAllString(s, "$1\\$2")
}

func (m *markdownWriter) say(zh, en string) string {
	return report.Text{ZH: zh, EN: en}.In(m.opt.Lang)
}

func (m *markdownWriter) Document(d *selfeval.Document) error {
	if m.opt.Quiet && d.Status != selfeval.Failed && len(d.Findings) == 0 {
		return nil
	}
	var b strings.Builder
	m.begin(&b)
	fmt.Fprintf(&b, "## %s\n\n", mdEscape.Replace(documentName(d)))
	if d.Error != nil {
		fmt.Fprintf(&b, "**%s** %s\n\n", m.say("无法读取：", "Not read:"), mdEscape.Replace(*d.Error))
		return m.write(&b)
	}
	if r := d.Report; r != nil && r.Title != "" {
		fmt.Fprintf(&b, "%s\n\n", mdBlock(r.Title))
	}
	if s := wasRead(d).In(m.opt.Lang); s != "" {
		b.WriteString(s + "\n\n")
	}
	if len(d.Findings) == 0 {
		b.WriteString(nothingFound(d).In(m.opt.Lang) + "\n\n")
	} else {
		b.WriteString(m.say("| 级别 | 规则 | 问题 | 位置 | 依据 |\n", "| Severity | Rule | Finding | Place | Basis |\n") + "|---|---|---|---|---|\n")
		for _, f := range fold(d.Findings) {
			m.row(&b, f.Finding, f.Message)
			if len(f.Like) > 0 {
				fmt.Fprintf(&b, "| | %s | %s | | |\n", mdEscape.Replace(f.Rule), mdEscape.Replace(f.likeText().In(m.opt.Lang)))
			}
			for _, c := range f.Caused {
				m.row(&b, c, m.say("由此引起：", "leads to: ")+c.Message)
			}
		}
		b.WriteByte('\n')
	}
	for _, n := range d.Notes {
		fmt.Fprintf(&b, "- %s\n", mdBlock(n.At.In(m.opt.Lang)+" "+n.Message))
	}
	if len(d.Notes) > 0 {
		b.WriteByte('\n')
	}
	return m.write(&b)
}

// row writes a finding as a row of the table.
func (m *markdownWriter) row(b *strings.Builder, f *rules.Finding, message string) {
	severity := severityNames[f.Severity].In(m.opt.Lang)
	if s := m.opt.reread(f); s != "" {
		severity += m.say("（"+s+"）", " ("+s+")")
	}
	fmt.Fprintf(b, "| %s | %s | %s | %s | %s |\n", severity, mdEscape.Replace(f.Rule),
		mdEscape.Replace(message), mdEscape.Replace(m.opt.where(f)), mdEscape.Replace(rules.Cited(f.Basis)))
}

// write passes on what is safe for whoever shows it.
func (m *markdownWriter) write(b *strings.Builder) error {
	_, err := io.WriteString(m.w, safe.Document(b.String()))
	return err
}

func (m *markdownWriter) Close(s Summary) error {
	if m.opt.Quiet {
		return nil
	}
	var b strings.Builder
	m.begin(&b)
	fmt.Fprintf(&b, m.say("共 %d 份：失败 %d，部分读取 %d，非自评报告 %d；错误 %d，警告 %d，提示 %d\n", "%d documents: %d failed, %d partly read, %d other papers; %d errors, %d warnings, %d infos\n"),
		s.Documents, s.Failed, s.Partial, s.Other, s.Findings.Error, s.Findings.Warning, s.Findings.Info)
	for _, line := range s.notRead() {
		fmt.Fprintf(&b, "\n%s\n", line.In(m.opt.Lang))
	}
	return m.write(&b)
}

// documentName is a document's path, with the report's number in it.
func documentName(d *selfeval.Document) string { return nameOf(d.Path, d.Part) }

func nameOf(path string, part int) string {
	if part > 0 {
		return fmt.Sprintf("%s #%d", path, part)
	}
	return path
}
