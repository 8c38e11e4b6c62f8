package crawl

import (
	_ "embed"
	"html/template"
	"io"

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
	return pageTemplate.Execute(out, map[string]any{
		"R": rep, "Lang": lang,
		"T": func(zh, en string) string { return report.Text{ZH: zh, EN: en}.In(lang) },
	})
}
