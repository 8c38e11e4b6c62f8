package letter

import (
	_ "embed"
	"html/template"
	"io"
)

//go:embed page.html
var pageSource string

var page = template.Must(template.New("letter").Parse(pageSource))

// HTML writes a letter as a page that prints as the Word document does.
func (l *Letter) HTML(out io.Writer, opt *Options) error {
	return page.Execute(out, map[string]any{"Paragraphs": l.paragraphs(opt), "Heads": annexHeads, "Rows": l.annex()})
}
