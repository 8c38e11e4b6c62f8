package interpret

import (
	"strings"

	"selfeval/extract/document"
	"selfeval/extract/interpret/paper"
	"selfeval/internal/text/lexicon"
	"selfeval/internal/text/printed"
	"selfeval/report"
)

// This file tells a document that is no self-evaluation report from one that is:
// a notice, a menu, a page of links gave nothing, and must not pass as a report
// without faults.

// holdsFacts says whether anything of a self-evaluation report was read. The
// title alone is enough: a report without figures is incomplete, but it is one.
func holdsFacts(r *report.Report, vocabulary *lexicon.Vocabulary) bool {
	return len(r.Projects)+len(r.Totals)+len(r.Forms)+len(r.Staffing)+len(r.Targets)+len(r.Goals)+len(r.Claims) > 0 ||
		r.Declared != nil || r.Conclusion != nil || r.FinalAccounts != nil ||
		r.Budget.Revenue.Total != nil || r.Budget.Expenditure.Total != nil || len(r.Budget.Changes) > 0 || r.Budget.Execution != nil || len(r.Funds) > 0 && len(r.Mentions) > 0 ||
		vocabulary.ColumnSigns.Performance.Holds(printed.Simplified(r.Title))
}

// nothingFound says what was there instead, and what could not be read of it.
func nothingFound(doc *document.Document) error {
	e := insteadFound(doc)
	for _, n := range doc.Notes {
		if n.Lost {
			e.Text.ZH += "；" + n.Text.ZH
			e.Text.EN += "; " + n.Text.EN
		}
	}
	return e
}

func insteadFound(doc *document.Document) *document.Error {
	tables, text := 0, false
	var first *document.Table
	for i := range doc.Blocks {
		if t := doc.Blocks[i].Table; t != nil {
			if tables++; first == nil && t.Rows > 1 && t.Cols > 1 {
				first = t
			}
		} else if strings.TrimSpace(doc.Blocks[i].Text) != "" {
			text = true
		}
	}
	switch {
	case first != nil:
		return document.Errorf(first.At, nil,
			"没有找到绩效自评内容：%d 张表都没有认得的列，第一张的表头是：%s", "no self-evaluation found: none of the %d tables has a known column; the header of the first is: %s", tables, paper.HeadersSeen(first)).Because(document.Unsupported)
	case text || tables > 0:
		return document.Errorf(report.Location{}, nil,
			"没有找到绩效自评内容：文件里没有可读的表格，正文里也没有认得的事项", "no self-evaluation found: there is no table to read, and nothing known in the text").Because(document.Unsupported)
	}
	return document.Errorf(report.Location{}, nil, "没有找到绩效自评内容：文件里没有文字", "no self-evaluation found: there is no text").Because(document.NoText)
}
