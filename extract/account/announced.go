package account

import (
	"strings"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// announcement is a place where the paper says that a table is there. summary and form
// tell which one, where it says so.
type announcement struct {
	report.Announced
	summary, form bool
	block         int
	pictured      bool // a picture stands where the table should
	all           bool // it is the paper itself
}

// longestName is how long, in characters, a line may be that names a table.
const longestName = 60

// announcements finds what a paper announces: a sentence that points to a table or an
// annex, and a line that is the name of a summary table or a form.
func announcements(blocks []document.Block, words *lexicon.AnnouncementWords) (out []announcement) {
	for i := range blocks {
		b := &blocks[i]
		if b.Table != nil || b.Text == "" {
			continue
		}
		text := cjk.Squeeze(b.Text)
		for _, list := range [][]string{words.Below, words.Annex} {
			for _, w := range list {
				if at := strings.Index(text, w); at >= 0 {
					said := clause(text, at, at+len(w))
					out = append(out, announcement{report.Announced{Text: said, At: b.At}, lexicon.EndsWith(said, words.Summary...), lexicon.EndsWith(said, words.Form...), i, false, false})
				}
			}
		}
		if utf8.RuneCountInString(text) > longestName {
			continue
		}
		name := withoutBrackets(text)
		if s, f := lexicon.EndsWith(name, words.Summary...), lexicon.EndsWith(name, words.Form...); s || f {
			out = append(out, announcement{report.Announced{Text: text, At: b.At}, s, f, i, false, false})
		}
	}
	return out
}

// lookedThrough is how many blocks behind an announcement what it announces is looked
// for: a caption, a unit, a line on who filled it in may stand between.
const lookedThrough = 5

// pictured reports that a picture as large as a table stands where one was announced.
func pictured(blocks []document.Block) bool {
	for i := range blocks[:min(len(blocks), lookedThrough)] {
		switch b := &blocks[i]; {
		case b.Table != nil && len(b.Table.Cells) > 1:
			return false
		case b.Kind == document.Picture && tableSized(b.Image):
			return true
		case b.Kind == document.Heading:
			return false
		}
	}
	return false
}

// tableSized reports a picture that may show a table: one that is no icon, as far as its
// size is known.
func tableSized(image *document.Image) bool {
	const least = 120 // points or pixels
	return image == nil || (image.Width == 0 || image.Width >= least) && (image.Height == 0 || image.Height >= least)
}

// itself is what a title announces where nothing follows it: the paper, which is a picture
// or a file that the page links to. Another than ours may well be no more than that.
func itself(blocks []document.Block, r *report.Report) (a announcement, missing bool) {
	if len(r.Projects)+len(r.Forms)+len(r.Totals)+len(r.Funds) > 0 || r.Conclusion != nil {
		return a, false
	}
	for i := range blocks {
		b := &blocks[i]
		if b.Table != nil && b.Furniture == "" && len(b.Table.Cells) > 1 || strings.Contains(b.Text, "。") || utf8.RuneCountInString(b.Text) > longestName {
			return a, false
		}
		if a.Text == "" && b.Text != "" {
			a.Announced, a.all, missing = report.Announced{Text: cjk.Squeeze(b.Text), At: b.At}, true, true
		}
	}
	return a, missing
}

// withoutBrackets cuts what stands in brackets at the end: 自评表（2022年度）.
func withoutBrackets(s string) string {
	for strings.HasSuffix(s, ")") {
		i := strings.LastIndexByte(s, '(')
		if i <= 0 {
			break
		}
		s = s[:i]
	}
	return s
}

// find tells which announcements are kept: a table of figures follows, or what is
// announced stands in the record wherever it was printed.
func find(said []announcement, blocks []document.Block, r *report.Report) {
	last := -1 // the last table that holds anything
	for i := range blocks {
		if t := blocks[i].Table; t != nil && len(t.Cells) > 1 {
			last = i
		}
	}
	for i := range said {
		a := &said[i]
		end := len(blocks)
		for _, next := range said[i+1:] {
			if next.block > a.block {
				end = next.block
				break
			}
		}
		a.pictured = pictured(blocks[a.block+1 : end])
		switch {
		case a.pictured:
		case a.summary:
			a.Found = len(r.Projects) > 0 || len(r.Forms) > 0 && last > a.block
		case a.form:
			a.Found = len(r.Forms) > 0 || last > a.block
		default:
			a.Found = last > a.block || len(r.Projects)+len(r.Forms) > 0
		}
	}
}
