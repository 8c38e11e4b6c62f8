package pdf

import (
	"slices"
	"strings"

	"selfeval/extract/document"
	"selfeval/extract/pdf/layout"
	"selfeval/extract/pdf/page"
	"selfeval/report"
)

// leftOut says what text of the file was not taken for the page's own, one note a
// kind, the gravest first.
var leftOut = []struct {
	kind   page.Kind
	what   document.What
	zh, en string
}{
	{page.Covered, document.OutCovered, "第 %s 页有被遮盖的文字，没有读入：%s", "text on pages %s is painted over and was not read in: %s"},
	{page.Struck, document.OutStruck, "第 %s 页有被划去的文字，没有读入：%s", "text on pages %s is struck out and was not read in: %s"},
	{page.Hidden, document.OutHidden, "第 %s 页有看不见的文字，没有读入：%s", "text on pages %s is invisible and was not read in: %s"},
	{page.Watermark, document.OutWatermark, "第 %s 页的水印没有读入：%s", "the watermark of pages %s was not read in: %s"},
}

// leave keeps with its place what was not taken for the text of a page. A watermark
// that is repeated over a page stands once.
func leave(doc *document.Document, readings []reading, furniture []layout.Furniture) {
	for _, l := range leftOut {
		for i := range readings {
			var before []string
			for _, t := range readings[i].left {
				if t.Kind != l.kind || slices.Contains(before, t.Text) {
					continue
				}
				if l.kind == page.Watermark && len(before) < maxQuoted {
					before = append(before, t.Text)
				}
				doc.Leave(l.what, t.Text, 0, layout.At(i+1, t.Box))
			}
		}
	}
	for _, f := range furniture {
		doc.Leave(document.OutFurniture, f.Text, 0, f.At)
	}
}

func leftNotes(readings []reading) []report.Note {
	var out []report.Note
	for _, l := range leftOut {
		var pages []int
		var texts []string
		for i := range readings {
			for _, t := range readings[i].left {
				if t.Kind != l.kind || t.Text == "" {
					continue
				}
				if len(pages) == 0 || pages[len(pages)-1] != i+1 {
					pages = append(pages, i+1)
				}
				if len(texts) <= maxQuoted && !slices.Contains(texts, t.Text) {
					texts = append(texts, t.Text)
				}
			}
		}
		if len(pages) > 0 {
			out = append(out, report.Note{Text: report.Textf(l.zh, l.en, ranges(pages), quoted(texts)), At: report.Location{Page: pages[0]}})
		}
	}
	return out
}

// What a note quotes of the text that it tells of.
const (
	maxQuoted     = 5
	maxQuotedText = 30 // characters of one text
)

func quoted(texts []string) string {
	more := len(texts) > maxQuoted
	texts = slices.Clone(texts[:min(len(texts), maxQuoted)])
	for i, t := range texts {
		if r := []rune(t); len(r) > maxQuotedText {
			texts[i] = string(r[:maxQuotedText]) + "…"
		}
	}
	s := strings.Join(texts, " / ")
	if more {
		s += " …"
	}
	return s
}
