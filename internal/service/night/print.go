package night

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"strings"

	"selfeval/internal/service/sheet"
	"selfeval/internal/text/safe"
	"selfeval/report"
	"selfeval/rules"
)

// New counts the new findings of a severity or a heavier one, whose cause is the paper:
// a newer program or other rules are no news of a department.
func (rep *Report) New(severity string) int {
	n := 0
	for _, m := range rep.Findings.New {
		if m.Cause == Paper && atLeast(m.Severity, severity) {
			n++
		}
	}
	return n
}

func atLeast(is, want string) bool {
	order := []string{string(rules.Info), string(rules.Warning), string(rules.Error)}
	at := func(s string) int {
		for i, o := range order {
			if o == s {
				return i
			}
		}
		return len(order)
	}
	return at(is) >= at(want) && at(is) < len(order)
}

// words are the words of a report in a language.
type words struct{ lang report.Lang }

func (w words) say(zh, en string) string { return report.Text{ZH: zh, EN: en}.In(w.lang) }

// Cause names a cause.
func (w words) Cause(c Cause) string {
	switch c {
	case Paper:
		return w.say("报告本身", "the paper")
	case Program:
		return w.say("程序更新", "a newer program")
	}
	return w.say("规则或配置更改", "rules or configuration")
}

// Severity names a severity.
func (w words) Severity(s string) string {
	switch s {
	case "error":
		return w.say("错误", "error")
	case "warning":
		return w.say("警告", "warning")
	}
	return w.say("提示", "info")
}

// Status names a status.
func (w words) Status(s string) string {
	switch s {
	case "ok":
		return w.say("正常", "ok")
	case "partial":
		return w.say("不完整", "partial")
	case "other":
		return w.say("非本类", "other")
	case "failed":
		return w.say("读不了", "failed")
	}
	return w.say("新", "new")
}

// Message is a finding's sentence.
func (w words) Message(m Move) string { return w.say(m.ZH, m.EN) }

// group is the findings of one cause.
type group struct {
	Cause Cause
	Moves []Move
}

// byCause puts findings under their causes, the papers' own first.
func byCause(moves []Move) (out []group) {
	for _, c := range []Cause{Paper, Program, Rules} {
		g := group{Cause: c}
		for _, m := range moves {
			if m.Cause == c {
				g.Moves = append(g.Moves, m)
			}
		}
		if len(g.Moves) > 0 {
			out = append(out, g)
		}
	}
	return out
}

// shown is how many lines of a kind a person gets in text; the page and JSON have all.
const shown = 50

// Text writes a report for a terminal or a letter.
func (rep *Report) Text(out io.Writer, lang report.Lang) error {
	w := words{lang}
	var b strings.Builder
	line := func(zh, en string, args ...any) { fmt.Fprintf(&b, w.say(zh, en)+"\n", args...) }
	line("%s 夜间运行", "nightly run of %s", rep.Day)
	if rep.Since != "" {
		line("与 %s 相比", "since %s", rep.Since)
	}
	d := &rep.Documents
	line("报告：新增 %d 份，变化 %d 份，消失 %d 份，未变而重查 %d 份", "documents: %d new, %d changed, %d gone, %d unchanged and checked anew", len(d.New), len(d.Changed), len(d.Vanished), d.Recheck)
	f := &rep.Findings
	line("问题：新增 %d 个，数字变化 %d 个，消失 %d 个", "findings: %d new, %d with other figures, %d gone", len(f.New), len(f.Changed), len(f.Gone))
	paths := func(zh, en string, list []string) {
		if len(list) == 0 {
			return
		}
		b.WriteString("\n" + w.say(zh, en) + "\n")
		for i, p := range list {
			if i == shown {
				line("  ……另有 %d 份", "  … and %d more", len(list)-shown)
				break
			}
			b.WriteString("  " + safe.Line(p) + "\n")
		}
	}
	moves := func(zh, en string, list []Move) {
		for _, g := range byCause(list) {
			fmt.Fprintf(&b, "\n%s（%s，%d）\n", w.say(zh, en), w.Cause(g.Cause), len(g.Moves))
			for i, m := range g.Moves {
				if i == shown {
					line("  ……另有 %d 个", "  … and %d more", len(g.Moves)-shown)
					break
				}
				fmt.Fprintf(&b, "  %s %s\n    %s %s%s：%s\n", w.Severity(m.Severity), safe.Line(m.Path), m.Rule, safe.Line(m.Department), m.Year, safe.Line(w.Message(m)))
				for _, at := range m.Against {
					fmt.Fprintf(&b, "    ↔ %s\n", safe.Line(at))
				}
			}
		}
	}
	moves("新增的问题", "new findings", f.New)
	moves("数字变化的问题", "findings with other figures", f.Changed)
	moves("消失的问题", "findings that are gone", f.Gone)
	if len(rep.Statuses) > 0 {
		line("\n读法变化", "\nread otherwise than before")
		for i, s := range rep.Statuses {
			if i == shown {
				line("  ……另有 %d 份", "  … and %d more", len(rep.Statuses)-shown)
				break
			}
			fmt.Fprintf(&b, "  %s → %s（%s） %s %s\n", w.Status(s.From), w.Status(s.To), w.Cause(s.Cause), safe.Line(s.Path), safe.Line(s.Error))
		}
	}
	paths("新增的报告", "new documents", d.New)
	paths("变化的报告", "changed documents", d.Changed)
	paths("消失的报告", "documents that are gone", d.Vanished)
	paths("读不了的文件和目录", "files and folders that could not be read", rep.Refused)
	if _, err := io.WriteString(out, b.String()); err != nil || rep.Crawl == nil {
		return err
	}
	if _, err := io.WriteString(out, "\n"); err != nil {
		return err
	}
	return rep.Crawl.Text(out, lang)
}

//go:embed page.html
var pageSource string

var page = template.Must(template.New("night").Funcs(template.FuncMap{"byCause": byCause}).Parse(pageSource))

// HTML writes a report as a page of one file.
func (rep *Report) HTML(out io.Writer, lang report.Lang) error {
	w := words{lang}
	moves := func(zh, en string, list []Move) map[string]any {
		return map[string]any{"Head": w.say(zh, en), "Moves": list, "W": w, "T": w.say}
	}
	type paths struct {
		Head  string
		Paths []string
	}
	var crawled template.HTML
	if rep.Crawl != nil {
		var err error
		if crawled, err = rep.Crawl.Fragment(lang); err != nil {
			return err
		}
	}
	var body bytes.Buffer
	err := page.Execute(&body, map[string]any{
		"R": rep, "Crawl": crawled, "W": w, "Lang": string(lang), "T": w.say,
		"Moves": []any{
			moves("新增的问题", "New findings", rep.Findings.New),
			moves("数字变化的问题", "Findings with other figures", rep.Findings.Changed),
			moves("消失的问题", "Findings that are gone", rep.Findings.Gone),
		},
		"Lists": []paths{
			{w.say("新增的报告", "New documents"), rep.Documents.New},
			{w.say("变化的报告", "Changed documents"), rep.Documents.Changed},
			{w.say("消失的报告", "Documents that are gone"), rep.Documents.Vanished},
			{w.say("读不了的文件和目录", "Files and folders that could not be read"), rep.Refused},
		},
	})
	if err != nil {
		return err
	}
	return sheet.Write(out, lang, w.say("夜间运行", "Nightly run")+" "+rep.Day, template.HTML(body.String())) //nolint:gosec // of a template
}
