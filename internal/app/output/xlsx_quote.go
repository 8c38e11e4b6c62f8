package output

import (
	"fmt"
	"strings"

	"selfeval"
	"selfeval/report"
)

// maxQuote is how much of a place a cell of the workbook quotes: more makes rows that no
// page holds.
const maxQuote = 600 // characters

var headQuote = report.Text{ZH: "原文", EN: "As printed"}

// quote is a place as the paper prints it, in words: a line for each row, with what the
// finding is about between 【】. The heads are left to the paper.
func quote(e *selfeval.Evidence, lang report.Lang) string {
	if e == nil {
		return ""
	}
	var lines []string
	for _, r := range e.Rows {
		if r.Head {
			continue
		}
		cells := make([]string, len(r.Cells))
		for i, c := range r.Cells {
			cells[i] = marked(c)
		}
		for n := len(cells); n > 0 && cells[n-1] == ""; n-- {
			cells = cells[:n-1]
		}
		lines = append(lines, strings.Join(cells, " | "))
	}
	var text strings.Builder
	for _, p := range e.Text {
		text.WriteString(marked(p))
	}
	if text.Len() > 0 {
		lines = append(lines, text.String())
	}
	out := strings.Join(lines, "\n")
	if r := []rune(out); len(r) > maxQuote {
		out = string(r[:maxQuote]) + "…"
	}
	if e.More > 0 {
		out += fmt.Sprintf(report.Text{ZH: "\n另有 %d 处", EN: "\nand %d more"}.In(lang), e.More)
	}
	return out
}

// marked is a cell or a part of a sentence; an empty cell that a finding is about is seen.
func marked(p selfeval.EvidencePart) string {
	if p.Marked {
		return "【" + p.Text + "】"
	}
	return p.Text
}
