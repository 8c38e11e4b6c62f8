package html

import (
	"bytes"
	"html"
	"strings"

	"selfeval/extract/document"
	"selfeval/report"
)

// Markup that was escaped once too often: a page that shows &lt;table&gt; where
// the table was meant.

// Escaped reports whether text shows markup of a table, or of paragraphs, as text.
func Escaped(text string) bool {
	i := strings.IndexByte(text, '<')
	if i < 0 {
		return false
	}
	lower := strings.ToLower(text[i:])
	return strings.Contains(lower, "<table") && strings.Contains(lower, "</td>") || strings.Contains(lower, "<tr") && strings.Contains(lower, "</tr>")
}

// maxEscaped is how deep escaped markup may itself hold escaped markup.
const maxEscaped = 2

// escaped reads a paragraph that shows markup, and reports whether it did.
func (w *walker) escaped(text string, at report.Location) bool {
	if w.unescaped >= maxEscaped || !Escaped(text) {
		return false
	}
	limits := w.limits
	limits.Cells = max(limits.Cells-w.cells, 1)
	inner, err := fragment(w.ctx, text, max(at.Line, 0), w.table, limits, w.unescaped+1)
	if err != nil {
		w.err = err
		return true
	}
	for _, b := range inner.Blocks {
		if at.Line == 0 {
			rebase(&b, at)
		}
		if b.Table != nil {
			w.table++
			w.cells += b.Table.Rows * b.Table.Cols
			w.parts = append(w.parts, document.Whole)
		}
		w.out.Blocks = append(w.out.Blocks, b)
	}
	w.out.LeftOut = append(w.out.LeftOut, inner.LeftOut...)
	w.out.Notes = append(w.out.Notes, report.Note{Text: report.Textf(
		"网页把表格的标记当作文字显示，已按表格读取", "the page shows the markup of a table as text; it was read as a table"), At: at})
	return true
}

// rebase gives a block of escaped markup the place of the element that shows it.
func rebase(b *document.Block, at report.Location) {
	b.At.Path = at.Path
	if b.Table == nil {
		return
	}
	b.Table.At.Path = at.Path
	for i := range b.Table.Cells {
		b.Table.Cells[i].At.Path = at.Path
	}
}

// wholeEscaped reports whether a file is a page whose every tag is escaped.
func wholeEscaped(text []byte) bool {
	head := text[:min(len(text), 1<<14)]
	return bytes.IndexByte(head, '<') < 0 && bytes.Contains(head, []byte("&lt;")) && bytes.Contains(head, []byte("&lt;/")) &&
		(bytes.Contains(head, []byte("&lt;t")) || bytes.Contains(head, []byte("&lt;p")) || bytes.Contains(head, []byte("&lt;html")) || bytes.Contains(head, []byte("&lt;div")))
}

func unescape(text []byte) []byte { return []byte(html.UnescapeString(string(text))) }
