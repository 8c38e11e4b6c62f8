package account

import (
	"slices"
	"strings"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// Reading is the account as the record's readers get it: counts, what is left, and
// which parts of the paper are whole. notes are those of reading: one with Lost tells
// of something that never became text. Figures that stand unread in prose and are not
// yet listed in the record's Unread are added there.
func Reading(doc *document.Document, blocks []document.Block, r *report.Report, notes []report.Note, words *lexicon.Vocabulary) *report.Reading {
	a := Of(blocks, r)
	out := &report.Reading{
		Figures: report.Figures{Explained: map[string]int{}},
		Tables:  report.TablesSeen{Left: []report.LeftTable{}},
		LeftOut: []report.LeftOut{}, Announced: []report.Announced{},
		Pages: report.PagesSeen{Total: doc.Pages, Unread: []int{}},
		Ends:  ends(blocks),
	}
	a.figuresInto(&out.Figures)
	a.list(r)
	said := announcements(blocks, &words.Announcements)
	find(said, blocks, r)
	for _, s := range said {
		out.Announced = append(out.Announced, s.Announced)
	}
	a.tablesInto(&out.Tables)
	for _, n := range notes {
		if n.Lost && n.At.Page > 0 && n.At.Table == 0 && !slices.Contains(out.Pages.Unread, n.At.Page) {
			out.Pages.Unread = append(out.Pages.Unread, n.At.Page)
		}
	}
	for _, l := range doc.LeftOut {
		out.LeftOut = append(out.LeftOut, report.LeftOut{What: string(l.What), Text: l.Text, At: l.At})
	}
	out.Whole = a.whole(r, out, said, notes, words)
	return out
}

func (a *Account) figuresInto(f *report.Figures) {
	for i := range a.figures {
		f.Seen++
		switch g := &a.figures[i]; g.Fate {
		case Placed:
			f.Placed++
		case Explained:
			f.Explained[string(g.Kind)]++
		default:
			f.Unread++
		}
	}
}

// list adds the unread figures to those of the record, each once, in reading order.
func (a *Account) list(r *report.Report) {
	type key struct {
		raw string
		at  string
	}
	have := map[key]bool{}
	for _, u := range r.Unread {
		have[key{bare(u.Raw), u.At.String()}] = true
	}
	for i := range a.figures {
		f := &a.figures[i]
		k := key{bare(f.Raw), f.At.String()}
		if f.Fate != Unread || have[k] {
			continue
		}
		have[k] = true
		a.context(f)
		r.Unread = append(r.Unread, report.Unread{Raw: f.Raw, Context: f.Context, At: f.At})
	}
}

// tablesInto counts tables, and lists those that hold figures of which some are in
// no record with what they hold.
func (a *Account) tablesInto(t *report.TablesSeen) {
	for _, table := range a.tables {
		t.Seen++
		if !table.lossy {
			t.Read++
			continue
		}
		why := report.Textf("表中有 %d 个数字，%d 个未读入", "%d figures stand in the table, %d were not read", table.figures, table.unread)
		t.Left = append(t.Left, report.LeftTable{At: table.at, Text: why, Why: why.ZH, Figures: table.unread})
	}
}

// bareFigure reports a cell that holds a figure, its unit and nothing else.
func (s *spot) bareFigure() bool {
	const longest = 48 // bytes: a figure with sign, separators and unit is shorter
	if len(s.text) > longest {
		return false
	}
	letters := 0
	for _, r := range s.squeezed() {
		if !digit(r) && !strings.ContainsRune(".,+-()%‰ ", r) {
			letters++
		}
	}
	return letters <= 2
}

// ends tells how a text ends. A last line without a full stop is a signature, a date or
// an annex's name: only one that has begun a sentence breaks off.
func ends(blocks []document.Block) report.Ends {
	for i := len(blocks) - 1; i >= 0; i-- {
		b := &blocks[i]
		if b.Table != nil {
			return report.EndsWhole
		}
		text := strings.TrimRightFunc(b.Text, cjk.Space)
		if text == "" {
			continue
		}
		last, _ := utf8.DecodeLastRuneInString(text)
		const sentence = 16 // characters; shorter lines are names and dates
		if strings.ContainsRune("，、,（(“《：:", last) || utf8.RuneCountInString(text) > 2*sentence && cjk.Wide(last) && strings.ContainsAny(text, "，,") && !strings.ContainsRune("。；！？”）)》…】", last) {
			return report.EndsMidSentence
		}
		return report.EndsWhole
	}
	return report.EndsWhole
}
