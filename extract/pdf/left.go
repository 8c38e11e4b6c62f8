package pdf

import (
	"slices"
	"strings"

	"selfeval/extract/pdf/page"
	"selfeval/report"
)

// leftOut says what text of the file was not taken for the page's own, one note a
// kind. Marks of notes are everyday and lose nothing.
var leftOut = []struct {
	kind   page.Kind
	zh, en string
}{
	{page.Covered, "第 %s 页有被遮盖的文字，没有读入：%s", "text on pages %s is painted over and was not read in: %s"},
	{page.Struck, "第 %s 页有被划去的文字，没有读入：%s", "text on pages %s is struck out and was not read in: %s"},
	{page.Hidden, "第 %s 页有看不见的文字，没有读入：%s", "text on pages %s is invisible and was not read in: %s"},
	{page.Watermark, "第 %s 页的水印没有读入：%s", "the watermark of pages %s was not read in: %s"},
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
