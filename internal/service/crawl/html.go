package crawl

import (
	"bytes"
	_ "embed"
	"html/template"
	"io"

	"selfeval/internal/service/sheet"
	"selfeval/report"
)

//go:embed page.html
var pageSource string

var pageTemplate = template.Must(template.New("crawl").Funcs(template.FuncMap{
	"word": func(state string, say func(zh, en string) string) string {
		w := stateWords[state]
		return say(w.ZH, w.EN)
	},
}).Parse(pageSource))

// stateWords say what became of a host.
var stateWords = map[string]report.Text{
	open:    {ZH: "未完", EN: "not done"},
	done:    {ZH: "完成", EN: "done"},
	spent:   {ZH: "留到下次", EN: "left for another night"},
	blocked: {ZH: "被拦下", EN: "blocked"},
	stopped: {ZH: "停止", EN: "stopped"},
}

// HTML writes a report as a page of one file.
func (rep *Report) HTML(out io.Writer, lang report.Lang) error {
	body, err := rep.Fragment(lang)
	if err != nil {
		return err
	}
	return sheet.Write(out, lang, report.Text{ZH: "爬取", EN: "Crawl"}.In(lang)+" "+rep.Day, body)
}

// Fragment is what a page says of a crawl.
func (rep *Report) Fragment(lang report.Lang) (template.HTML, error) {
	var b bytes.Buffer
	err := pageTemplate.Execute(&b, map[string]any{
		"R": rep, "Lang": lang,
		"T": func(zh, en string) string { return report.Text{ZH: zh, EN: en}.In(lang) },
	})
	return template.HTML(b.String()), err //nolint:gosec // of a template
}
