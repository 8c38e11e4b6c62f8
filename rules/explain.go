package rules

import (
	"fmt"
	"strings"

	"selfeval/report"
)

// This file writes what a rule says of itself: for a terminal, and as the pages
// of docs/rules.

// SeverityName is the name of a severity for a person.
func SeverityName(s Severity) report.Text {
	switch s {
	case Error:
		return report.Text{ZH: "错误", EN: "error"}
	case Warning:
		return report.Text{ZH: "警告", EN: "warning"}
	}
	return report.Text{ZH: "提示", EN: "info"}
}

// String writes document and number: 《预算法》第十三条.
func (b Basis) String() string {
	gap := " "
	if strings.HasSuffix(b.Document, "》") && strings.HasPrefix(b.Number, "第") || b.Number == "" {
		gap = ""
	}
	return b.Document + gap + b.Number
}

// Cited writes the passages that a finding rests on one after the other, as tables and
// letters cite them: 《预算法》第十三条；《项目支出绩效评价管理办法》财预〔2020〕10号.
func Cited(basis []Basis) string {
	var out []string
	for _, b := range basis {
		out = append(out, b.Document+b.Number)
	}
	return strings.Join(out, "；")
}

// DefaultText writes a parameter's default as it stands in a configuration file.
func (p *Param) DefaultText() string {
	if list, ok := p.Default.([]string); ok {
		quoted := make([]string, len(list))
		for i, s := range list {
			quoted[i] = fmt.Sprintf("%q", s)
		}
		return "[" + strings.Join(quoted, ", ") + "]"
	}
	return fmt.Sprint(p.Default)
}

// sections are the parts of a Doc with their headings.
func (d *Doc) sections() []struct{ head, text report.Text } {
	return []struct{ head, text report.Text }{
		{report.Text{ZH: "比较什么", EN: "What is compared"}, d.What},
		{report.Text{ZH: "为什么", EN: "Why"}, d.Why},
		{report.Text{ZH: "例句", EN: "Example"}, d.Example},
		{report.Text{ZH: "何时会误报", EN: "How it can be wrong"}, d.Caveat},
		{report.Text{ZH: "怎么办", EN: "What to do"}, d.Advice},
	}
}

// Explain writes all there is to know of a rule, for a terminal.
func (r *Rule) Explain(lang report.Lang) string {
	var b strings.Builder
	in := func(zh, en string) string { return report.Text{ZH: zh, EN: en}.In(lang) }
	fmt.Fprintf(&b, "%s  %s  (%s)\n", r.ID, r.Title.In(lang), SeverityName(r.Severity).In(lang))
	for _, s := range r.Doc.sections() {
		if t := s.text.In(lang); t != "" {
			fmt.Fprintf(&b, "\n%s\n  %s\n", s.head.In(lang), t)
		}
	}
	for i, x := range r.grounds() {
		if i == 0 {
			fmt.Fprintf(&b, "\n%s\n", in("依据", "Basis"))
		}
		fmt.Fprintf(&b, "  %s\n", x.In(lang))
	}
	if n := r.Needs.text().In(lang); n != "" {
		fmt.Fprintf(&b, "\n%s\n  %s\n", in("须读全", "Must have been read whole"), n)
	}
	if len(r.Params) > 0 {
		fmt.Fprintf(&b, "\n%s\n", in("参数", "Parameters"))
		for i := range r.Params {
			p := &r.Params[i]
			fmt.Fprintf(&b, "  %s: %s  %s%s\n", p.Name, p.DefaultText(), p.Doc.In(lang), p.bounds(lang))
		}
	}
	fmt.Fprintf(&b, "\n%s\n%s", in("配置（selfeval.yaml）", "Configuration (selfeval.yaml)"), indent(r.yaml(), "  "))
	return b.String()
}

// ground is a passage, or words in both languages for what rests on none.
type ground struct{ report.Text }

func (g ground) both() string {
	if g.EN == g.ZH {
		return g.ZH
	}
	return g.ZH + " · " + g.EN
}

// grounds are what a rule rests on.
func (r *Rule) grounds() []ground {
	var out []ground
	if r.Arithmetic {
		out = append(out, ground{report.Text{ZH: "算术，或同一份报告前后一致", EN: "arithmetic, or the report's agreement with itself"}})
	}
	for _, x := range r.Basis {
		out = append(out, ground{report.Text{ZH: x.String(), EN: x.String()}})
	}
	return out
}

// text says what must have been read whole, empty for a rule of users that does not say.
func (n Needs) text() report.Text {
	hooks := []struct {
		part Part
		name report.Text
	}{
		{n.Row, report.Text{ZH: "汇总表各行", EN: "rows of the summary table"}},
		{n.Form, report.Text{ZH: "自评表", EN: "forms"}},
		{n.Check, report.Text{ZH: "整份报告", EN: "the report as a whole"}},
		{n.Other, report.Text{ZH: "与之比较的报告", EN: "the papers compared with"}},
	}
	switch {
	case n.All() == 0:
		return report.Text{}
	case n.Row == n.Form && n.Form == n.Check && n.Other == 0:
		return n.Row.text()
	}
	var out report.Text
	for _, h := range hooks {
		if h.part == 0 {
			continue
		}
		t := report.Textf("%s：%s", "%s: %s", h.name, h.part.text())
		if out.ZH != "" {
			t = report.Textf("%s；%s", "%s; %s", out, t)
		}
		out = t
	}
	return out
}

func (p *Param) bounds(lang report.Lang) string {
	text := report.Text{}
	switch {
	case p.Min != "" && p.Max != "":
		text = report.Textf("（%s 至 %s）", " (%s to %s)", p.Min, p.Max)
	case p.Min != "":
		text = report.Textf("（不小于 %s）", " (at least %s)", p.Min)
	case p.Max != "":
		text = report.Textf("（不大于 %s）", " (at most %s)", p.Max)
	}
	return text.In(lang)
}

// yaml is an example of the rule's settings, with its defaults.
func (r *Rule) yaml() string {
	var b strings.Builder
	fmt.Fprintf(&b, "rules:\n  %s:\n    severity: %s\n", r.ID, r.Severity)
	if len(r.Params) > 0 {
		b.WriteString("    params:\n")
		for i := range r.Params {
			fmt.Fprintf(&b, "      %s: %s\n", r.Params[i].Name, r.Params[i].DefaultText())
		}
	}
	return b.String()
}

func indent(s, by string) string {
	return by + strings.ReplaceAll(strings.TrimSuffix(s, "\n"), "\n", "\n"+by) + "\n"
}

// Markdown is the rule's page of docs/rules, in both languages.
func (r *Rule) Markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n**%s** · %s\n\n", r.ID, r.Title.ZH, r.Title.EN)
	fmt.Fprintf(&b, "默认级别 · default severity: `%s`\n", r.Severity)
	for _, s := range r.Doc.sections() {
		if s.text.ZH != "" {
			fmt.Fprintf(&b, "\n## %s · %s\n\n%s\n\n%s\n", s.head.ZH, s.head.EN, s.text.ZH, s.text.EN)
		}
	}
	b.WriteString("\n## 依据 · Basis\n\n")
	for _, x := range r.grounds() {
		fmt.Fprintf(&b, "- %s\n", x.both())
	}
	if n := r.Needs.text(); n.ZH != "" {
		fmt.Fprintf(&b, "\n## 须读全 · Must have been read whole\n\n%s\n\n%s\n", n.ZH, n.EN)
	}
	if len(r.Values) > 0 {
		b.WriteString("\n## 问题中的数值 · Values of a finding\n\n| `values` | 含义 meaning | 类别 kind |\n|---|---|---|\n")
		for i := range r.Values {
			v := &r.Values[i]
			fmt.Fprintf(&b, "| `%s` | %s · %s | %s |\n", v.Key, v.Title.ZH, v.Title.EN, v.Kind)
		}
	}
	if len(r.Params) > 0 {
		b.WriteString("\n## 参数 · Parameters\n\n| 名称 name | 默认 default | 含义 meaning |\n|---|---|---|\n")
		for i := range r.Params {
			p := &r.Params[i]
			fmt.Fprintf(&b, "| `%s` | `%s` | %s%s · %s%s |\n", p.Name, p.DefaultText(),
				p.Doc.ZH, p.bounds(report.ZH), p.Doc.EN, p.bounds(report.EN))
		}
	}
	fmt.Fprintf(&b, "\n## 配置 · Configuration\n\n```yaml\n%s```\n", r.yaml())
	return b.String()
}

// Pages are the files of docs/rules by name: an index and a page a rule.
func Pages(rs []*Rule) map[string]string {
	pages := map[string]string{}
	var b strings.Builder
	b.WriteString("# 规则 · Rules\n\n本目录由 `go generate ./rules` 生成，请勿手改。\nGenerated by `go generate ./rules`; do not edit.\n")
	for _, severity := range []Severity{Error, Warning, Info} {
		n := SeverityName(severity)
		fmt.Fprintf(&b, "\n## %s · %s\n\n| 规则 rule | 名称 title | 参数 parameters |\n|---|---|---|\n", n.ZH, n.EN)
		for _, r := range rs {
			if r.Severity != severity {
				continue
			}
			var params []string
			for _, p := range r.Params {
				params = append(params, "`"+p.Name+"`")
			}
			fmt.Fprintf(&b, "| [%s](%s.md) | %s · %s | %s |\n", r.ID, r.ID, r.Title.ZH, r.Title.EN, strings.Join(params, " "))
		}
	}
	pages["README.md"] = b.String()
	for _, r := range rs {
		pages[r.ID+".md"] = r.Markdown()
	}
	return pages
}

// Description is what a rule is, as data for other tools.
type Description struct {
	ID       string   `json:"id"`
	Title    string   `json:"title"`
	TitleEN  string   `json:"title_en"`
	Severity Severity `json:"severity"`
	Basis    []Basis  `json:"basis"`
	// Arithmetic says that the rule rests on arithmetic, or on the report's agreement
	// with itself.
	Arithmetic bool        `json:"arithmetic"`
	Values     []ValueData `json:"values"`
	Params     []ParamData `json:"params"`
}

// ValueData is a value that findings name, as data.
type ValueData struct {
	Key     string `json:"key"`
	Title   string `json:"title"`
	TitleEN string `json:"title_en"`
	Kind    Kind   `json:"kind"`
}

// ParamData is a parameter as data.
type ParamData struct {
	Name    string `json:"name"`
	Default any    `json:"default"`
	Doc     string `json:"doc"`
	Min     string `json:"min,omitempty"`
	Max     string `json:"max,omitempty"`
}

// Describe gives rules as data.
func Describe(rs []*Rule) []Description {
	out := []Description{}
	for _, r := range rs {
		d := Description{ID: r.ID, Title: r.Title.ZH, TitleEN: r.Title.EN, Severity: r.Severity,
			Basis: append([]Basis{}, r.Basis...), Arithmetic: r.Arithmetic, Values: []ValueData{}, Params: []ParamData{}}
		for _, v := range r.Values {
			d.Values = append(d.Values, ValueData{v.Key, v.Title.ZH, v.Title.EN, v.Kind})
		}
		for _, p := range r.Params {
			d.Params = append(d.Params, ParamData{p.Name, p.Default, p.Doc.ZH, p.Min, p.Max})
		}
		out = append(out, d)
	}
	return out
}
