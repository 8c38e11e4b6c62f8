package document

import "selfeval/report"

// CutOff is what is told of a file that ends before its end.
var CutOff = report.Text{ZH: "文件不完整：没有结尾，后面的内容可能缺失", EN: "the file is cut off: it has no end, and what came last may be missing"}

// BreakOff marks a document as cut off before its end, and tells of it.
func (d *Document) BreakOff() {
	d.Cut = true
	d.Notes = append(d.Notes, report.Note{Text: CutOff, Lost: true})
}
