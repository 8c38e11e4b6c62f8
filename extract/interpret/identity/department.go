package identity

import (
	"slices"
	"strings"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/extract/interpret/paper"
	"selfeval/extract/interpret/proposal"
	"selfeval/extract/interpret/prose/sentence"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/internal/text/printed"
	"selfeval/report"
)

// This file finds the department where a paper names it: in titles, captions, the
// signature and the sentence on its duties.

const (
	longCaption = 60 // runes of a line with a label and a name at most
	signLines   = 6  // lines at the end among which the signature stands
	dutySearch  = 80 // passages among which the sentence on the duties stands
)

// departmentIn reads the department's name out of a title: what stands before
// the year or before the words for the kind of report, if it ends as names do. behind
// says that it stands behind the year, where a project's name can stand as well.
func (rd *titleReader) departmentIn(title string) (name string, behind bool) {
	title, _ = lexicon.CutAttachment(title)
	plain := printed.Simplified(title)
	plain = strings.TrimPrefix(plain, rd.vocab.Titles.AfterDepartment[0])
	cut := utf8.RuneCountInString(title) - utf8.RuneCountInString(plain)
	title = string([]rune(title)[max(cut, 0):])
	before, without := beforeYear(plain), withoutYears(plain)
	if name := rd.bodyIn(before, before != plain); name != "" {
		return asPrinted(title, plain, strings.Index(plain, name), strings.Index(plain, name)+len(name)), false
	}
	if name = rd.bodyIn(without, without != plain); name == "" {
		return "", false
	}
	if i := strings.Index(plain, name); i >= 0 { // no year within it
		name = asPrinted(title, plain, i, i+len(name))
	}
	return name, without != plain
}

// bodyIn is the shortest name of a body that a part of a title starts with. alone says
// that the part may be the name itself.
func (rd *titleReader) bodyIn(s string, alone bool) string {
	best := ""
	if head := rd.withoutInstitutions(s); head != s {
		return head
	}
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
	if name := lexicon.TrimName(s); best == "" && alone && rd.vocab.IsBody(name) {
		best = name
	}
	return best
}

// bodyGoesOn reports whether a name that seems to end at i only pauses there:
// 民政局单位 ends, 教育部门 does not.
func (rd *titleReader) bodyGoesOn(s string, i int) bool {
	for _, w := range rd.vocab.Titles.Divided {
		head, tail, _ := strings.Cut(w, "|")
		if strings.HasSuffix(s[:i], head) && strings.HasPrefix(s[i:], tail) {
			return true
		}
	}
	return false
}

// placeIn is the place that a project's title names before its year: 青禾县2021年度…资金.
func (rd *titleReader) placeIn(title string) string {
	if !rd.projects(title) {
		return ""
	}
	place := strings.Trim(beforeYear(title), "《“\"")
	if n := utf8.RuneCountInString(place); n < 2 || n > 12 || !lexicon.EndsWith(printed.Simplified(place), rd.vocab.Titles.Places...) {
		return ""
	}
	return place
}

// projects reports whether a title is that of a project's paper by its words.
func (rd *titleReader) projects(title string) bool {
	title = asCompared(title)
	return ofProject(&rd.vocab.Titles, title) && !lexicon.HoldsAny(title, rd.vocab.Titles.Whole) && !lexicon.HoldsAny(title, rd.vocab.Titles.Departmental) && !lexicon.HoldsAny(title, rd.vocab.Titles.Listed)
}

// captions looks for labels of the department: 主管部门：…, in lines of their own and
// in the first rows of tables.
func (rd *room) captions() {
	for i := range rd.Blocks {
		b := &rd.Blocks[i]
		if b.Table == nil {
			rd.caption(b.Text, b.At)
		} else if len(b.Table.Cells) <= 6 {
			for _, c := range b.Table.Cells {
				rd.caption(c.Text, c.At)
			}
		}
	}
	for _, t := range rd.Tables() {
		if t.Form() || len(t.Table.Cells) <= 6 {
			continue
		}
		for r := range min(t.Logical.Lead, rowsOfTitle) {
			for _, c := range paper.OwnCells(t.Table, r) {
				rd.caption(c.Text, c.At)
			}
		}
	}
}

func (rd *room) caption(text string, at report.Location) {
	if !strings.ContainsAny(text, ":：") || utf8.RuneCountInString(text) > 2*longCaption {
		return
	}
	if name := rd.labelled(text, rd.Vocab.Titles.Labels); name != "" {
		rd.propose(proposal.Department, name, at, proposal.InCaption)
	} else if name := rd.labelled(text, rd.Vocab.Titles.FillerLabels); name != "" {
		// Who filled a form in need not be the department that the form itself names.
		source := proposal.InCaption
		if len(rd.known.Forms) > 0 && rd.known.Forms[0].Department != "" && !rd.numbered() {
			source = proposal.InUnitCaption
		}
		rd.propose(proposal.Department, name, at, source)
	} else if name := rd.labelled(text, rd.Vocab.Titles.UnitLabels); name != "" {
		rd.propose(proposal.Department, name, at, proposal.InUnitCaption)
	}
}

// labelled reads 主管部门：河北…委员会, also with the unit behind it on one line.
func (rd *room) labelled(text string, labels []string) string {
	s := cjk.Squeeze(text)
	if utf8.RuneCountInString(s) > longCaption {
		return ""
	}
	plain := printed.Simplified(s)
	for _, l := range labels {
		rest, ok := strings.CutPrefix(plain, cjk.Squeeze(l))
		if !ok {
			continue
		}
		for _, seal := range rd.Vocab.Titles.Seals {
			rest = strings.TrimPrefix(rest, seal)
		}
		if rest, ok = strings.CutPrefix(rest, ":"); !ok {
			continue
		}
		for _, end := range rd.Vocab.Titles.CaptionEnds {
			rest, _, _ = strings.Cut(rest, end)
		}
		name := (&titleReader{vocab: rd.Vocab}).withoutInstitutions(lexicon.TrimName(rest))
		if bare, _ := Body(name); !rd.Vocab.IsBody(bare) || rd.several(name) || strings.ContainsAny(name, ",。;:") {
			continue
		}
		i := strings.LastIndex(plain, name)
		if i < 0 {
			return name
		}
		return asPrinted(s, plain, i, i+len(name))
	}
	return ""
}

// several reports whether a name lists bodies, none of which the paper is of alone.
func (rd *room) several(name string) bool {
	names := strings.Split(name, "、")
	return len(names) > 1 && !slices.ContainsFunc(names, func(s string) bool { return !rd.Vocab.IsBody(s) })
}

// duties is the department's name in the sentence that says what it is there for.
func (rd *room) duties() string {
	for i := range rd.Passages[:min(len(rd.Passages), dutySearch)] {
		text := rd.Passages[i].Text
		if !lexicon.HoldsAny(text, rd.Vocab.Titles.Duties) {
			continue
		}
		text = paper.WithoutSpaces(text)
		for _, tell := range rd.Vocab.Titles.Duties {
			head, _, ok := strings.Cut(text, tell)
			if !ok || utf8.RuneCountInString(head) > longCaption {
				continue
			}
			if j := strings.LastIndexAny(head, "，。、》；,"); j >= 0 {
				_, n := utf8.DecodeRuneInString(head[j:])
				head = head[j+n:]
			}
			if rd.Vocab.IsBody(head) && utf8.RuneCountInString(head) >= 5 {
				return head
			}
		}
	}
	return ""
}

// signature is the department's name on a line of its own above the date at the end.
func (rd *room) signature() (string, report.Location) {
	for i := len(rd.Blocks) - 1; i >= max(1, len(rd.Blocks)-signLines); i-- {
		toks := sentence.Tokens(rd.Blocks[i].Text)
		if rd.Blocks[i].Table != nil || len(toks) != 1 || toks[0].Kind != sentence.Date {
			continue
		}
		b := &rd.Blocks[i-1]
		if b.Kind == document.Paragraph && rd.Vocab.IsBody(printed.Simplified(paper.WithoutSpaces(b.Text))) && utf8.RuneCountInString(b.Text) >= 4 && shortLine(b) {
			return paper.WithoutSpaces(b.Text), b.At
		}
	}
	return "", report.Location{}
}
