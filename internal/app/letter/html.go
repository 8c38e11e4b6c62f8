package letter

import (
	_ "embed"
	"encoding/base64"
	"html/template"
	"io"

	"selfeval"
)

//go:embed page.html
var pageSource string

var page = template.Must(template.New("letter").Funcs(template.FuncMap{"drawing": drawing}).Parse(pageSource))

// pageRow is a row of the annex on the page: the place of its problem stands below it as
// the paper prints it, where that is at hand.
type pageRow struct {
	Cells []string
	Shown *selfeval.Evidence
}

// HTML writes a letter as a page that prints as the Word document does, and shows the
// places of problems besides.
func (l *Letter) HTML(out io.Writer, opt *Options) error {
	var rows []pageRow
	items := l.Items()
	for i, cells := range l.annex() {
		rows = append(rows, pageRow{cells, items[i].Shown})
	}
	return page.Execute(out, map[string]any{"Paragraphs": l.paragraphs(opt), "Heads": annexHeads, "Rows": rows})
}

// drawing makes a drawing an image: as such it can run nothing and fetch nothing.
func drawing(svg string) template.URL {
	return template.URL("data:image/svg+xml;base64," + base64.StdEncoding.EncodeToString([]byte(svg)))
}
