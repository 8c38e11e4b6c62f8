package identity

import (
	"slices"
	"strings"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/extract/interpret/paper"
	"selfeval/extract/interpret/proposal"
	"selfeval/internal/text/lexicon"
	"selfeval/internal/text/printed"
	"selfeval/report"
)

// This file finds titles that stand in no line of their own.

const (
	recordCells   = 48 // cells of the site's own table at most
	openingBlocks = 6  // paragraphs among which the sentence that opens a paper stands
	rowsOfTitle   = 3  // rows of a table in which its title stands
	longClause    = 60 // runes of a clause that is taken for a title at most
	longObject    = 40 // runes of what was evaluated, in such a clause
)

// file proposes the title that the file says it has, unless that is a file's name.
func (rd *titleReader) file(title string) {
	title = strings.TrimSpace(title)
	if rd.namesReport(title) && utf8.RuneCountInString(title) <= longTitle && !fileName(title) {
		rd.propose(title, report.Location{}, proposal.InFile)
	}
}

// record reads the site's own table above the paper: 索引号, 发布机构, 名称, 文号.
func (rd *titleReader) record() {
	for i := range rd.blocks[:min(len(rd.blocks), titleSearch)] {
		b := &rd.blocks[i]
		if b.Table == nil || !rd.isRecord(b) {
			continue
		}
		t := b.Table
		for k := range t.Cells {
			label, value, at := rd.pair(t, k)
			value = strings.TrimSpace(value)
			switch {
			case value == "":
			case slices.Contains(rd.vocab.Titles.RecordTitles, label) && rd.namesReport(value) && !fileName(value) && utf8.RuneCountInString(value) <= longTitle:
				rd.propose(value, at.At, proposal.InRecord)
			case slices.Contains(rd.vocab.Titles.RecordBodies, label) && rd.isBody(value):
				rd.add(proposal.Department, paper.WithoutSpaces(value), at.At, proposal.InRecord)
			}
		}
		return
	}
}

// isRecord reports whether a table is the site's own: the reader knows it, or two of
// its labels stand in it.
func (rd *titleReader) isRecord(b *document.Block) bool {
	if b.Furniture == document.Record {
		return true
	}
	if len(b.Table.Cells) > recordCells {
		return false
	}
	signs := 0
	for k := range b.Table.Cells {
		label, _, _ := strings.Cut(asCompared(b.Table.Cells[k].Text), ":")
		if slices.Contains(rd.vocab.Titles.RecordSigns, label) {
			signs++
		}
	}
	return signs >= 2
}

// pair parts a cell into label and value: 名称：…, or the value in the cell beside it.
func (rd *titleReader) pair(t *document.Table, k int) (label, value string, at *document.Cell) {
	c := &t.Cells[k]
	text := strings.TrimSpace(c.Text)
	label = asCompared(text)
	if i := strings.IndexAny(text, ":："); i >= 0 {
		_, n := utf8.DecodeRuneInString(text[i:])
		label, value = asCompared(text[:i]), text[i+n:]
	}
	if strings.TrimSpace(value) != "" {
		return label, value, c
	}
	if next := t.Cell(c.Row, c.Col+max(c.ColSpan, 1)); next != nil {
		return label, next.Text, next
	}
	return label, "", c
}

// runIn reads the title that a converter ran into the text or the source line behind it.
func (rd *titleReader) runIn() {
	for i := range rd.blocks[:min(len(rd.blocks), openingBlocks)] {
		b := &rd.blocks[i]
		if b.Table != nil || strings.TrimSpace(b.Text) == "" {
			continue
		}
		text, _ := lexicon.CutAttachment(b.Text)
		if title := rd.titleBefore(strings.TrimSpace(text)); title != "" && rd.startsTitle(b) {
			rd.propose(title, b.At, proposal.InSentence)
			return
		}
	}
}

// titleBefore is the title that a text starts with, where the words behind it begin a text.
func (rd *titleReader) titleBefore(text string) string {
	words := &rd.vocab.Titles
	runes := 0
	for end := range text {
		if runes++; runes > longTitle+1 || strings.ContainsAny(text[:end], "。；;，,") {
			return ""
		}
		title := text[:end]
		if rest := text[end:]; lexicon.StartsWith(printed.Simplified(rest), words.TextStarts...) && rd.namesReport(title) && rd.complete(title) {
			return strings.TrimSpace(title)
		}
	}
	return ""
}

// firstRows reads the title that fills one of the first rows of the paper's first
// table, as in what is exported from Excel.
func (rd *titleReader) firstRows(p *paper.Paper) {
	for i := range rd.blocks[:min(len(rd.blocks), titleSearch)] {
		b := &rd.blocks[i]
		if b.Table == nil {
			if utf8.RuneCountInString(b.Text) > longTitle {
				return // the text has begun: this table is one in it
			}
			continue
		}
		if rd.isRecord(b) {
			continue
		}
		for _, t := range p.Tables() {
			if t.Table == b.Table && t.Form() {
				return // forms have titles of their own
			}
		}
		for r := range min(b.Table.Rows, rowsOfTitle) {
			c := paper.Across(b.Table, r)
			if c == nil || !rd.namesReport(c.Text) || fileName(c.Text) || utf8.RuneCountInString(c.Text) > longTitle {
				continue
			}
			rd.propose(strings.TrimSpace(c.Text), c.At, proposal.InRows)
			return
		}
		return
	}
}

// sentence reads the clause that opens a paper, for its title where it has no other: 我局对2022年…项目开展了
// 绩效自评，现将情况报告如下.
func (rd *titleReader) sentence() {
	seen := 0
	for i := range rd.blocks {
		b := &rd.blocks[i]
		if b.Table != nil || strings.TrimSpace(b.Text) == "" {
			continue
		}
		if seen++; seen > openingBlocks {
			return
		}
		text := paper.WithoutSpaces(b.Text)
		if !lexicon.HoldsAny(printed.Simplified(text), rd.vocab.Titles.SentenceFollows) {
			continue
		}
		for _, clause := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("，,。；;：:", r) }) {
			if j := strings.LastIndex(clause, "》"); j >= 0 {
				clause = clause[j+len("》"):]
			}
			if rd.clause(clause, b) || rd.now(clause, b) {
				return
			}
		}
	}
}

// clause proposes a clause that says what was evaluated.
func (rd *titleReader) clause(clause string, b *document.Block) bool {
	words := &rd.vocab.Titles
	plain := printed.Simplified(clause)
	if utf8.RuneCountInString(clause) > longClause || len(plain) != len(clause) && utf8.RuneCountInString(plain) != utf8.RuneCountInString(clause) {
		return false
	}
	_, end := lexicon.FirstOf(plain, words.SentenceEvaluation)
	did, didEnd := lexicon.FirstOf(plain, words.SentenceDid)
	if end <= 0 || did < 0 || did > end {
		return false
	}
	of, ofEnd := lexicon.FirstOf(plain[:did], words.SentenceOf)
	object := plain[didEnd:end]
	who := plain[:did]
	if of >= 0 {
		object, who = plain[ofEnd:did], plain[:of]
	}
	if n := utf8.RuneCountInString(object); n < 4 || n > longObject {
		return false
	}
	from := 0
	if of < 0 {
		from = rd.behindVerbs(plain, didEnd)
	}
	title := asPrinted(clause, plain, from, end)
	if !rd.namesReport(title) {
		return false
	}
	rd.add(proposal.Title, title, b.At, proposal.InSentence)
	rd.add(proposal.Year, titleYear(object), b.At, proposal.InSentence)
	if rd.isBody(who) && !lexicon.StartsWith(who, words.SentenceWe...) {
		rd.add(proposal.Department, asPrinted(clause, plain, 0, len(who)), b.At, proposal.InSentence)
	}
	return true
}

// behindVerbs is where the object starts of a verb that another one follows, 0 where none
// does: 开展并完成了…自评.
func (rd *titleReader) behindVerbs(plain string, at int) int {
	if start, end := lexicon.FirstOf(plain[at:], rd.vocab.Titles.SentenceGoesOn); start == 0 {
		return at + end
	}
	return 0
}

// now reads 现将某局2022年度…项目绩效自评情况报告如下.
func (rd *titleReader) now(clause string, b *document.Block) bool {
	plain := printed.Simplified(clause)
	start, end := lexicon.FirstOf(plain, rd.vocab.Titles.SentenceNow)
	if start != 0 || !rd.namesReport(clause) || utf8.RuneCountInString(clause) > longClause {
		return false
	}
	rest := asPrinted(clause, plain, end, len(plain))
	if titleYear(rest) == "" {
		return false
	}
	if follows, _ := lexicon.FirstOf(rest, rd.vocab.Titles.SentenceFollows); follows > 0 {
		rest = rest[:follows]
	}
	rd.add(proposal.Title, rest, b.At, proposal.InSentence)
	rd.add(proposal.Year, titleYear(rest), b.At, proposal.InSentence)
	if name, behind := rd.departmentIn(rest); !behind && !lexicon.StartsWith(name, rd.vocab.Titles.SentenceWe...) {
		rd.add(proposal.Department, name, b.At, proposal.InSentence)
	}
	return true
}

// asPrinted is the part of a text of which plain[start:end] is the simplified writing,
// character by character.
func asPrinted(text, plain string, start, end int) string {
	from := utf8.RuneCountInString(plain[:start])
	runes := []rune(text)
	return string(runes[from : from+utf8.RuneCountInString(plain[start:end])])
}
