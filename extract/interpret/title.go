package interpret

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

const (
	longTitle   = 64 // runes of a title line at most
	titleLines  = 4  // lines that a title can be set over
	titleSearch = 40 // blocks among which the title is looked for
)

// digitsOf are the Chinese digits of years.
var digitsOf = strings.NewReplacer("〇", "0", "○", "0", "零", "0", "Ｏ", "0", "一", "1", "二", "2", "三", "3", "四", "4", "五", "5", "六", "6", "七", "7", "八", "8", "九", "9")

var (
	attachment = regexp.MustCompile(`^\s*附\s*件\s*[0-9０-９一二三四五六七八九十]*\s*[：:.、]?\s*`)
	yearOnly   = regexp.MustCompile(`(20\d\d|二[〇○零Ｏ][一二三四五六七八九〇○零]{2})\s*年\s*度?`)
)

// readTitle finds the title, and in it the year, the department and the kind of
// paper.
func readTitle(rd *reading) {
	first, last := rd.findTitle()
	if first >= 0 {
		var text string
		for i := first; i <= last; i++ {
			line := strings.TrimSpace(rd.blocks[i].Text)
			if i == first {
				line = attachment.ReplaceAllString(line, "")
			}
			text += cjk.Gap(text, line) + line
		}
		rd.report.Title, rd.title = text, last+1
		rd.titleAt = rd.blocks[first].At
	} else if t := strings.TrimSpace(rd.doc.Title); rd.vocab.NamesReport(t) && utf8.RuneCountInString(t) <= longTitle {
		rd.report.Title = t
	}
	title := withoutSpaces(rd.report.Title)
	if m := yearOnly.FindStringSubmatch(title); m != nil {
		rd.report.FiscalYear = report.Integer{Raw: digitsOf.Replace(m[1]), At: rd.titleAt}
	}
	if name := rd.departmentIn(title); name != "" {
		rd.report.Department = name
		rd.names("title", name, rd.titleAt)
	}
}

func (rd *reading) names(where, name string, at report.Location) {
	rd.report.Departments = append(rd.report.Departments, report.NameMention{Name: name, Where: where, At: at})
}

// withoutSpaces drops white space and keeps the signs as printed.
func withoutSpaces(s string) string {
	return strings.Map(func(r rune) rune {
		if cjk.Space(r) {
			return -1
		}
		if r >= '０' && r <= '９' {
			return cjk.Fold(r)
		}
		return r
	}, s)
}

// findTitle gives the blocks that the title is set over, -1 where there is none.
func (rd *reading) findTitle() (first, last int) {
	for i := range min(len(rd.blocks), titleSearch) {
		b := &rd.blocks[i]
		if b.Table != nil || !titleLine(b) {
			if b.Table == nil && utf8.RuneCountInString(b.Text) > longTitle {
				break // the text has begun
			}
			continue
		}
		if s, n := numbering(b.Text); n > 0 && s.Level == 1 && b.Kind != document.Heading {
			break
		}
		// A title can be set over several lines, the word for it on the last.
		for n := 1; n <= titleLines && i+n <= len(rd.blocks); n++ {
			if n > 1 && !titleLine(&rd.blocks[i+n-1]) {
				break
			}
			if s, m := numbering(rd.blocks[i+n-1].Text); m > 0 && s.Level <= 2 {
				break
			}
			var text string
			for _, x := range rd.blocks[i : i+n] {
				text += withoutSpaces(x.Text)
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
				if _, m := numbering(rd.blocks[end+1].Text); m > 0 {
					break
				}
				end++
				text += withoutSpaces(rd.blocks[end].Text)
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
func (rd *reading) startsTitle(b *document.Block) bool {
	s := withoutSpaces(attachment.ReplaceAllString(b.Text, ""))
	return yearOnly.MatchString(s) || rd.vocab.IsBody(s)
}

// titleLine reports whether a block can be a line of a title.
func titleLine(b *document.Block) bool {
	s := strings.TrimSpace(b.Text)
	n := utf8.RuneCountInString(s)
	return b.Table == nil && n >= 2 && n <= longTitle && !strings.ContainsAny(s, "。；;，,>|：:") || attachment.MatchString(s) && n <= longTitle && n > 4
}

// departmentIn reads the department's name out of a title: what stands before
// the year or before the words for the kind of report, if it ends as names do.
func (rd *reading) departmentIn(title string) string {
	title = strings.TrimPrefix(attachment.ReplaceAllString(title, ""), "关于")
	best := ""
	for _, s := range []string{before(title, yearOnly), yearOnly.ReplaceAllString(title, "")} {
		for _, w := range rd.vocab.Titles.AfterDepartment {
			for from := 0; ; {
				i := strings.Index(s[from:], w)
				if i < 0 {
					break
				}
				i += from
				if name := trimName(s[:i]); rd.vocab.IsBody(name) && (best == "" || len(name) < len(best)) && !rd.bodyGoesOn(s, i) {
					best = name
				}
				from = i + len(w)
			}
		}
		if name := trimName(s); best == "" && rd.vocab.IsBody(name) && s != title {
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
func (rd *reading) bodyGoesOn(s string, i int) bool {
	return strings.HasSuffix(s[:i], "部") && strings.HasPrefix(s[i:], "门")
}

func before(s string, re *regexp.Regexp) string {
	if m := re.FindStringIndex(s); m != nil && m[0] > 0 {
		return s[:m[0]]
	}
	return ""
}

func trimName(s string) string {
	s = strings.Trim(s, "《》“”\"：:、—-· ")
	for _, tail := range []string{"（本级）", "(本级)", "本级", "关于"} {
		s = strings.TrimSuffix(s, tail)
	}
	return s
}
