package identity

import (
	"strings"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/extract/interpret/outline"
	"selfeval/extract/interpret/paper"
	"selfeval/internal/text/lexicon"
)

// minReport is how many blocks lie between the titles of two reports at least:
// the lines of a table of contents lie closer.
const minReport = 4

// Split cuts a document that publishes several departments' reports after each
// other into one share a report. It cuts only at titles that name a report, a
// year and another department than the title before; what stands before the
// first title goes with the first report.
func Split(doc *document.Document, vocabulary *lexicon.Vocabulary) [][]document.Block {
	rd := &titleReader{blocks: doc.Blocks, vocab: vocabulary}
	var titles []int
	var names []string
	for i := range doc.Blocks {
		if name := rd.reportTitle(i); name != "" {
			titles, names = append(titles, i), append(names, name)
		}
	}
	var cuts []int
	last := ""
	for n, i := range titles {
		// A title with the next one close below it is a line of a list of what
		// follows, or of a cover page.
		if n+1 < len(titles) && titles[n+1]-i < minReport || names[n] == last {
			continue
		}
		cuts, last = append(cuts, i), names[n]
	}
	if len(cuts) < 2 {
		return [][]document.Block{doc.Blocks}
	}
	cuts[0] = 0
	var shares [][]document.Block
	for n, from := range cuts {
		to := len(doc.Blocks)
		if n+1 < len(cuts) {
			to = cuts[n+1]
		}
		shares = append(shares, doc.Blocks[from:to:to])
	}
	return shares
}

// reportTitle returns the department whose report the title at a block opens, ""
// where no title of a report stands there.
func (rd *titleReader) reportTitle(i int) string {
	text := rd.titleAt(i)
	if !rd.namesReport(text) || titleYear(text) == "" || !lexicon.EndsWith(strings.TrimRight(text, "》”"), rd.vocab.Titles.OwnEnds...) || utf8.RuneCountInString(text) > longTitle {
		return ""
	}
	// A project's report names its department too; only a department's own report
	// starts a new record.
	if !lexicon.HoldsAny(text, rd.vocab.Titles.Own) {
		return ""
	}
	name, _ := rd.departmentIn(text)
	return name
}

// titleAt is the title line at a block, with the next one where its first half stands
// alone; "" where none is.
func (rd *titleReader) titleAt(i int) string {
	b := &rd.blocks[i]
	if b.Table != nil || !rd.titleLine(b) {
		return ""
	}
	if _, n := outline.Numbering(b.Text); n > 0 {
		return ""
	}
	text, _ := lexicon.CutAttachment(b.Text)
	text = paper.WithoutSpaces(text)
	if !rd.namesReport(text) && i+1 < len(rd.blocks) && rd.startsTitle(b) && rd.titleLine(&rd.blocks[i+1]) {
		if _, n := outline.Numbering(rd.blocks[i+1].Text); n == 0 {
			text += paper.WithoutSpaces(rd.blocks[i+1].Text)
		}
	}
	return text
}
