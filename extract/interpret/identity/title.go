package identity

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/extract/interpret/outline"
	"selfeval/extract/interpret/paper"
	"selfeval/extract/interpret/proposal"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/internal/text/printed"
)

const (
	longTitle   = 64 // runes of a title line at most
	titleLines  = 4  // lines that a title can be set over
	titleSearch = 40 // blocks among which the title is looked for
)

// attachment is what stands before the title of an attachment: 附件1：.
var attachment = regexp.MustCompile(`^\s*附\s*件\s*[0-9０-９一二三四五六七八九十]*\s*[：:.、]?\s*`)

// Title is the title of a paper and what it names.
type Title struct {
	End       int // first block after the title
	Proposals []proposal.Proposal
}

// titleReader looks for titles.
type titleReader struct {
	blocks []document.Block
	vocab  *lexicon.Vocabulary
}

// ReadTitle finds the title of a paper, and in it the year and the department.
func ReadTitle(p *paper.Paper) Title {
	rd := &titleReader{blocks: p.Blocks, vocab: p.Vocab}
	var out Title
	own := proposal.Proposal{Field: proposal.Title, Source: proposal.InTitle}
	if first, last := rd.findTitle(); first >= 0 {
		for i := first; i <= last; i++ {
			line := strings.TrimSpace(rd.blocks[i].Text)
			if i == first {
				line = attachment.ReplaceAllString(line, "")
			}
			own.Value += cjk.Gap(own.Value, line) + line
		}
		own.At, out.End = rd.blocks[first].At, last+1
	} else if t := strings.TrimSpace(p.Doc.Title); rd.vocab.NamesReport(t) && utf8.RuneCountInString(t) <= longTitle {
		own.Value, own.Source = t, proposal.InFile
	}
	out.Proposals = append(out.Proposals, own)
	title := paper.WithoutSpaces(own.Value)
	if year := paper.TitleYear(title); year != "" {
		out.Proposals = append(out.Proposals, proposal.Proposal{Field: proposal.Year, Value: year, At: own.At, Source: proposal.InTitle})
	}
	if name := rd.departmentIn(title); name != "" {
		out.Proposals = append(out.Proposals, proposal.Proposal{Field: proposal.Department, Value: name, At: own.At, Source: proposal.InTitle})
	}
	return out
}

// findTitle gives the blocks that the title is set over, -1 where there is none.
func (rd *titleReader) findTitle() (first, last int) {
	for i := range min(len(rd.blocks), titleSearch) {
		b := &rd.blocks[i]
		if b.Table != nil || !titleLine(b) {
			if b.Table == nil && utf8.RuneCountInString(b.Text) > longTitle {
				break // the text has begun
			}
			continue
		}
		if s, n := outline.Numbering(b.Text); n > 0 && s.Level == 1 && b.Kind != document.Heading {
			break
		}
		// A title can be set over several lines, the word for it on the last.
		for n := 1; n <= titleLines && i+n <= len(rd.blocks); n++ {
			if n > 1 && !titleLine(&rd.blocks[i+n-1]) {
				break
			}
			if s, m := outline.Numbering(rd.blocks[i+n-1].Text); m > 0 && s.Level <= 2 {
				break
			}
			var text string
			for _, x := range rd.blocks[i : i+n] {
				text += paper.WithoutSpaces(x.Text)
			}
			if !rd.vocab.NamesReport(text) || utf8.RuneCountInString(text) > longTitle {
				continue
			}
			if strings.HasSuffix(text, "汇编") || strings.HasSuffix(text, "目录") {
				break // of several reports
			}
			if n > 1 && !rd.startsTitle(b) {
				break // a line of something else above the title
			}
			end := i + n - 1
			for end+1 < len(rd.blocks) && end-i < titleLines-1 && !complete(text) && titleLine(&rd.blocks[end+1]) {
				if _, m := outline.Numbering(rd.blocks[end+1].Text); m > 0 {
					break
				}
				end++
				text += paper.WithoutSpaces(rd.blocks[end].Text)
			}
			return i, end
		}
	}
	return -1, -1
}

// complete reports whether a title has reached the word that ends one.
func complete(title string) bool {
	title = strings.TrimRight(lexicon.WithoutBrackets(cjk.Squeeze(title)), "》”\"")
	for _, end := range []string{"报告", "表", "情况", "结果", "说明", "材料", "公开", "总结"} {
		if strings.HasSuffix(title, end) {
			return true
		}
	}
	return false
}

// startsTitle reports whether a line can be the first of a title: it names a
// year or a body.
func (rd *titleReader) startsTitle(b *document.Block) bool {
	s := paper.WithoutSpaces(attachment.ReplaceAllString(b.Text, ""))
	return paper.TitleYear(s) != "" || rd.vocab.IsBody(s)
}

// titleLine reports whether a block can be a line of a title.
func titleLine(b *document.Block) bool {
	s := strings.TrimSpace(b.Text)
	n := utf8.RuneCountInString(s)
	return b.Table == nil && n >= 2 && n <= longTitle && !strings.ContainsAny(s, "。；;，,>|：:") || attachment.MatchString(s) && n <= longTitle && n > 4
}

// departmentIn reads the department's name out of a title: what stands before
// the year or before the words for the kind of report, if it ends as names do.
func (rd *titleReader) departmentIn(title string) string {
	title = strings.TrimPrefix(attachment.ReplaceAllString(title, ""), "关于")
	best := ""
	for _, s := range []string{beforeYear(title), withoutYears(title)} {
		for _, w := range rd.vocab.Titles.AfterDepartment {
			for from := 0; ; {
				i := strings.Index(s[from:], w)
				if i < 0 {
					break
				}
				i += from
				if name := lexicon.TrimName(s[:i]); rd.vocab.IsBody(name) && (best == "" || len(name) < len(best)) && !rd.bodyGoesOn(s, i) {
					best = name
				}
				from = i + len(w)
			}
		}
		if name := lexicon.TrimName(s); best == "" && rd.vocab.IsBody(name) && s != title {
			best = name
		}
		if best != "" {
			return best
		}
	}
	return best
}

// bodyGoesOn reports whether a name that seems to end at i only pauses there:
// 民政局单位 ends, 教育部门 does not.
func (rd *titleReader) bodyGoesOn(s string, i int) bool {
	return strings.HasSuffix(s[:i], "部") && strings.HasPrefix(s[i:], "门")
}

// beforeYear is what stands before the year in a title.
func beforeYear(s string) string {
	if y, ok := printed.FindYear(s, true); ok {
		return s[:y.Digits.Start]
	}
	return ""
}

// withoutYears is a title without the years that it names.
func withoutYears(s string) string {
	var b strings.Builder
	for y, ok := printed.FindYear(s, true); ok; y, ok = printed.FindYear(s, true) {
		b.WriteString(s[:y.Digits.Start])
		s = s[y.End:]
	}
	b.WriteString(s)
	return b.String()
}
