package inspect

import (
	_ "embed" // the sheet's template
	"html/template"
	"io"

	"selfeval/report"
)

//go:embed sheet.html
var sheetTemplate string

var sheets = template.Must(template.New("sheet").Funcs(template.FuncMap{
	"place": func(l report.Location, lang report.Lang) string { return l.In(lang) },
	"grid":  gridRows,
}).Parse(sheetTemplate))

// HTML writes a document of any format as a page on which every cell is outlined: on
// purple with the field's name where it went into the record, with a dashed line
// where it holds something that did not.
func HTML(w io.Writer, name string, n *Neutral, lang report.Lang) error {
	return sheets.Execute(w, struct {
		Name string
		Lang report.Lang
		ZH   bool
		*Neutral
	}{name, lang, lang != report.EN, n})
}

// gridRow is a row of a table as HTML wants it: the cells that start in it.
type gridRow struct{ Cells []NeutralCell }

// gridRows deals the cells of a table to its rows. A row in which no cell starts, as
// where all are merged with the row above, stays empty.
func gridRows(t *NeutralTable) []gridRow {
	rows := make([]gridRow, t.Rows)
	for _, c := range t.Cells {
		if c.Row >= 1 && c.Row <= len(rows) {
			rows[c.Row-1].Cells = append(rows[c.Row-1].Cells, c)
		}
	}
	return rows
}
