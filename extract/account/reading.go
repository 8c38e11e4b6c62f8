package account

import (
	"context"
	"maps"
	"slices"
	"strings"

	"selfeval/extract/document"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// Reading is the account as the record's readers get it: counts, what is left, and
// which parts of the paper are whole. notes are those of reading: one with Lost tells
// of something that never became text. Figures that stand unread in prose and are not
// yet listed in the record's Unread are added there. The error is that of ctx: half an
// account says nothing.
func Reading(ctx context.Context, doc *document.Document, blocks, logical []document.Block, r *report.Report, notes []report.Note, words *lexicon.Vocabulary) (*report.Reading, error) {
	a := Of(ctx, blocks, logical, r, words)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	a.heed(notes)
	ends := a.ends(doc, blocks)
	if ends == report.EndsMidTable {
		a.breakOff(last(blocks).Table)
	}
	out := &report.Reading{
		Figures: report.Figures{Explained: map[string]int{}},
		Tables:  report.TablesSeen{Left: []report.LeftTable{}},
		LeftOut: []report.LeftOut{}, Announced: []report.Announced{},
		Pages: report.PagesSeen{Total: doc.Pages, Unread: append([]int{}, doc.Unread...)},
		Ends:  ends,
	}
	a.figuresInto(&out.Figures)
	a.list(r, words)
	said := announcements(blocks, &words.Announcements)
	find(said, blocks, r)
	if paper, missing := itself(blocks, r); missing {
		said = append(said, paper)
	}
	for _, s := range said {
		out.Announced = append(out.Announced, s.Announced)
	}
	a.tablesInto(&out.Tables)
	for _, l := range doc.LeftOut {
		out.LeftOut = append(out.LeftOut, report.LeftOut{What: string(l.What), Text: l.Text, At: l.At})
	}
	out.WholeForms = a.wholeForms(doc, blocks, r, out.Ends, notes)
	out.Whole = a.whole(r, out, said, notes, words)
	return out, ctx.Err()
}

func (a *Account) figuresInto(f *report.Figures) {
	for i := range a.figures {
		f.Seen++
		if a.figures[i].Table == 0 {
			f.Prose++
		}
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
func (a *Account) list(r *report.Report, words *lexicon.Vocabulary) {
	type key struct {
		raw                            string
		page, line, table, row, column int
	}
	keyOf := func(raw string, at *report.Location) key {
		return key{bare(raw), at.Page, at.Line, at.Table, at.Row, at.Column}
	}
	have := map[key]int{}
	for i := range r.Unread {
		have[keyOf(r.Unread[i].Raw, &r.Unread[i].At)] = i + 1
	}
	for i := range a.figures {
		f := &a.figures[i]
		if f.Fate != Unread {
			continue
		}
		a.context(f)
		k := keyOf(f.Raw, &f.At)
		if have[k] == 0 {
			r.Unread = append(r.Unread, report.Unread{Raw: f.Raw, Context: f.Context, At: f.At})
			have[k] = len(r.Unread)
		}
		if f.Table == 0 && f.Money {
			u := &r.Unread[have[k]-1]
			u.Before, u.Sentence = a.sentence(a.spots[f.spot].text, f.start, f.end)
			u.Funds = u.Funds || words.SpeaksOfFunds(cjk.Squeeze(f.Context))
		}
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
		why := table.why()
		t.Left = append(t.Left, report.LeftTable{At: table.at, Text: why, Why: why.ZH, Figures: table.unread, Rows: a.rowsLeft(&table)})
	}
}

// why says what of a table was not read.
func (t *table) why() report.Text {
	switch {
	case t.told != nil:
		return *t.told
	case t.words > 0 && t.unread > 0:
		return report.Textf("表中有 %d 个数字，%d 个未读入，另有 %d 格文字未读入", "%d figures stand in the table, %d were not read, nor %d cells of words", t.figures, t.unread, t.words)
	case t.words > 0:
		return report.Textf("表中有 %d 格文字未读入", "%d cells of words in the table were not read", t.words)
	}
	return report.Textf("表中有 %d 个数字，%d 个未读入", "%d figures stand in the table, %d were not read", t.figures, t.unread)
}

// rowsLeft lists the rows of a table in which something was not read; none where it is
// the whole table: what stands above the rows that were read says what they mean.
func (a *Account) rowsLeft(t *table) []int {
	first, read := a.firsts[t.index]
	rows := slices.Sorted(maps.Keys(t.rows))
	if !read || t.headless || len(rows) == 0 || rows[0] < first {
		return nil
	}
	return rows
}

// breakOff marks the last row of a table that ends in its middle: nobody knows how much of
// it is there.
func (a *Account) breakOff(cut *document.Table) {
	for i := range a.tables {
		if t := &a.tables[i]; t.index == cut.Index {
			t.told = &document.CutOff
			t.lose(cut.Rows)
		}
	}
}

// heed marks the tables of which a note says that something in them was not read.
func (a *Account) heed(notes []report.Note) {
	for _, n := range notes {
		if !n.Lost || n.At.Table == 0 {
			continue
		}
		for i := range a.tables {
			if t := &a.tables[i]; t.index == n.At.Table && !t.lossy {
				t.told = &n.Text
				if t.lossy = true; n.At.Row > 0 {
					t.lose(n.At.Row)
				}
			}
		}
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
