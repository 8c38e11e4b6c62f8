// Package sheet is the frame of the pages that the service writes for people: one file,
// nothing fetched, the same look for all.
package sheet

import (
	_ "embed"
	"html/template"
	"io"

	"selfeval/report"
)

//go:embed sheet.html
var source string

var frame = template.Must(template.New("sheet").Parse(source))

// Write writes a page around its body.
func Write(out io.Writer, lang report.Lang, title string, body template.HTML) error {
	return frame.Execute(out, map[string]any{"Lang": string(lang), "Title": title, "Body": body})
}
