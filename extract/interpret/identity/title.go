package identity

import (
	"strings"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/extract/interpret/outline"
	"selfeval/extract/interpret/paper"
	"selfeval/extract/interpret/proposal"
	"selfeval/extract/interpret/prose/sentence"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/internal/text/printed"
	"selfeval/report"
)

const (
	longTitle   = 64 // runes of a title line at most
	titleLines  = 4  // lines that a title can be set over
	titleSearch = 40 // blocks among which the title is looked for
)

// Title is the title of a paper and what it names.
type Title struct {
	End       int // first block after the title
	Proposals []proposal.Proposal
}

// titleReader looks for titles.
type titleReader struct {
	blocks  []document.Block
	vocab   *lexicon.Vocabulary
	running map[string]bool // lines that stand on many pages
	out     Title
}

// ReadTitle finds the title of a paper, and in it the year and the department: in lines
// of its own, else in the site's table, the first rows of the first table, the file's
// own title, or the sentence that opens the paper.
func ReadTitle(p *paper.Paper) Title {
	rd := &titleReader{blocks: p.Blocks, vocab: p.Vocab, running: running(p.Blocks)}
	first, last := rd.findTitle()
	if first < 0 && len(rd.running) > 0 {
		rd.running = nil // a paper whose title is its running header
		first, last = rd.findTitle()
	}
	if first >= 0 {
		rd.lines(first, last)
	}
	rd.record()
	if first < 0 {
		rd.firstRows(p)
		rd.file(p.Doc.Title)
		rd.runIn()
	}
	rd.sentence()
	return rd.out
}

// lines proposes the title that is set over lines of its own.
func (rd *titleReader) lines(first, last int) {
	title := ""
	for i := first; i <= last; i++ {
		line := strings.TrimSpace(rd.blocks[i].Text)
		if i == first {
			line, _ = lexicon.CutAttachment(line)
		}
		title += cjk.Gap(title, line) + line
	}
	rd.out.End = last + 1
	rd.propose(title, rd.blocks[first].At, proposal.InTitle)
}

// propose adds a title, and the year and the department that it names.
func (rd *titleReader) propose(title string, at report.Location, source proposal.Source) {
	rd.add(proposal.Title, title, at, source)
	s := paper.WithoutSpaces(title)
	rd.add(proposal.Year, titleYear(s), at, asSource(source))
	rd.add(proposal.Region, rd.placeIn(s), at, proposal.PlaceInTitle)
	name, behind := rd.departmentIn(s)
	switch {
	case behind && rd.projects(s):
		rd.add(proposal.Department, name, at, proposal.BehindYear)
	default:
		rd.add(proposal.Department, name, at, asSource(source))
	}
}

// asSource is what the names in a title rest on: those of a file's or a site's title
// weigh as the paper's own do.
func asSource(source proposal.Source) proposal.Source {
	switch source {
	case proposal.InFile, proposal.InRecord:
		return proposal.InTitle
	}
	return source
}

func (rd *titleReader) add(field proposal.Field, value string, at report.Location, source proposal.Source) {
	if value != "" {
		rd.out.Proposals = append(rd.out.Proposals, proposal.Proposal{Field: field, Value: value, At: at, Source: source})
	}
}

// findTitle gives the blocks that the title is set over, -1 where there is none.
func (rd *titleReader) findTitle() (first, last int) {
	for i := range min(len(rd.blocks), titleSearch) {
		b := &rd.blocks[i]
		if !rd.titleLine(b) {
			if b.Table == nil && utf8.RuneCountInString(b.Text) > longTitle {
				if lexicon.HoldsAny(cjk.Squeeze(b.Text), lexicon.Sites().Dates) {
					continue // the line of the page's date and source
				}
				break // the text has begun
			}
			continue
		}
		if s, n := outline.Numbering(b.Text); n > 0 && s.Level == 1 && b.Kind != document.Heading {
			break
		}
		if end := rd.titleFrom(i); end >= 0 {
			return i, end
		}
	}
	return -1, -1
}

// titleFrom is the last line of the title that starts at a block, -1 where none does. A
// title can be set over several lines, the word for it on the last.
func (rd *titleReader) titleFrom(i int) int {
	text := ""
	for n := 1; n <= titleLines && i+n <= len(rd.blocks); n++ {
		b := &rd.blocks[i+n-1]
		if n > 1 && !rd.titleLine(b) {
			return -1
		}
		if s, m := outline.Numbering(b.Text); m > 0 && s.Level <= 2 {
			return -1
		}
		text += paper.WithoutSpaces(b.Text)
		if !rd.namesReport(text) || utf8.RuneCountInString(text) > longTitle {
			continue
		}
		if lexicon.EndsWith(text, rd.vocab.Titles.Collections...) || n > 1 && !rd.startsTitle(&rd.blocks[i]) {
			return -1 // of several reports, or a line of something else above the title
		}
		return rd.titleEnd(i, i+n-1, text)
	}
	return -1
}

// titleEnd goes on from the line that names the report to the one that ends its title.
func (rd *titleReader) titleEnd(first, end int, text string) int {
	for end+1 < len(rd.blocks) && end-first < titleLines-1 && !rd.complete(text) && rd.titleLine(&rd.blocks[end+1]) {
		if _, m := outline.Numbering(rd.blocks[end+1].Text); m > 0 {
			break
		}
		end++
		text += paper.WithoutSpaces(rd.blocks[end].Text)
	}
	return end
}

// namesReport asks as if the text were in simplified characters.
func (rd *titleReader) namesReport(s string) bool { return rd.vocab.NamesReport(printed.Simplified(s)) }

func (rd *titleReader) isBody(s string) bool { return rd.vocab.IsBody(printed.Simplified(s)) }

// complete reports whether a title has reached the word that ends one.
func (rd *titleReader) complete(title string) bool {
	title = strings.TrimRight(lexicon.WithoutBrackets(asCompared(title)), "》”\"")
	return lexicon.EndsWith(title, rd.vocab.Titles.Ends...)
}

// startsTitle reports whether a line can be the first of a title: it names a
// year or a body.
func (rd *titleReader) startsTitle(b *document.Block) bool {
	s, _ := lexicon.CutAttachment(b.Text)
	s = paper.WithoutSpaces(s)
	return titleYear(s) != "" || rd.isBody(s)
}

// titleLine reports whether a block can be a line of a title: short, no sentence, no
// name of a file, no date, and not the line at the head of every page.
func (rd *titleReader) titleLine(b *document.Block) bool {
	if b.Table != nil || !shortLine(b) {
		return false
	}
	s := strings.TrimSpace(b.Text)
	return !fileName(s) && !dateLine(s) && !rd.running[cjk.Squeeze(s)]
}

func shortLine(b *document.Block) bool {
	s := strings.TrimSpace(b.Text)
	n := utf8.RuneCountInString(s)
	if n < 2 || n > longTitle {
		return false
	}
	_, attached := lexicon.CutAttachment(s)
	return !strings.ContainsAny(s, "。；;，,>|：:") || attached && n > 4
}

// fileNames are the ends of the names of files.
var fileNames = []string{".doc", ".docx", ".wps", ".xls", ".xlsx", ".et", ".pdf", ".ofd", ".rar", ".zip", ".txt", ".md", ".html"}

// fileName reports whether a text is the name of a file rather than a title.
func fileName(s string) bool {
	return lexicon.EndsWith(strings.ToLower(strings.TrimRight(s, " )）》”\"")), fileNames...)
}

// dateLine reports whether a line is a date and nothing else: when a paper was written.
func dateLine(s string) bool {
	dated := false
	for _, t := range sentence.Tokens(strings.Trim(s, "()（） ")) {
		if t.Kind != sentence.Date {
			return false
		}
		dated = true
	}
	return dated
}

// manyPages is on how many pages a line stands that is set around the text.
const manyPages = 3

// running lists the lines that stand on many pages.
func running(blocks []document.Block) map[string]bool {
	type seen struct{ page, times int }
	on, out := map[string]seen{}, map[string]bool{}
	for i := range blocks {
		b := &blocks[i]
		if b.At.Page == 0 || b.Table != nil || !shortLine(b) {
			continue
		}
		key := cjk.Squeeze(b.Text)
		if s := on[key]; s.page != b.At.Page {
			on[key] = seen{b.At.Page, s.times + 1}
			if s.times+1 == manyPages {
				out[key] = true
			}
		}
	}
	return out
}
