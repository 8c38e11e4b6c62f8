package identity

import (
	"slices"
	"strings"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/internal/text/printed"
	"selfeval/report"
)

// Verdict is whether a paper is one of ours, by weight of evidence: no one matching
// table makes it so, and no one strange word undoes it.
type Verdict struct {
	Ours bool
	// Kind is KindAccounts, KindEvaluation or KindOther where the evidence says so, else
	// empty: which of our own kinds it is, the proposals tell.
	Kind     report.Kind
	Evidence []Evidence
}

// Evidence is one thing that speaks for (weight above 0) or against the paper.
type Evidence struct {
	What   string
	Weight int
}

// The weights, and how much makes a paper ours. A title alone does; where the evidence
// is close, the paper is ours.
const (
	weighsTitle    = 3
	weighsForeign  = -5 // the title of a regulation, a target form, news
	weighsForm     = 4  // a form that was filled in
	weighsList     = 3  // a list of projects with scores or spending, in a paper on performance
	weighsBareList = 2  // such a list that stands alone, its unit named
	weighsScore    = 2
	weighsSections = 2
	weighsHeadings = 2
	weighsTopic    = 1
	weighsExample  = -3
	enough         = 2
)

// Judge weighs a record and the blocks it was read from.
func Judge(r *report.Report, doc *document.Document, blocks []document.Block, words *lexicon.Vocabulary) Verdict {
	j := judge{words: &words.Papers, report: r, blocks: blocks}
	titles := j.titles(doc)
	title := strings.Join(titles, "\n")
	own := 0
	if j.filledForm() {
		own += j.add("a form that was filled in", weighsForm)
	}
	switch listed, topic := j.list(); {
	case listed && topic:
		own += j.add("a list of projects with scores or spending", weighsList)
	case listed && j.report.Unit != "":
		own += j.add("a list of projects with scores or spending in a unit of money", weighsBareList)
	}
	if j.scored() {
		own += j.add("a score or grade of its own", weighsScore)
	}
	if j.accounts(titles) {
		return Verdict{Ours: own > 0, Kind: report.KindAccounts, Evidence: j.evidence}
	}
	sum := own + j.weighTitle(title) + j.weighText()
	if sum < enough && j.mayBe(doc, title) {
		sum += j.add("may be one of ours by what was not read", enough-sum)
	}
	v := Verdict{Ours: sum >= enough, Evidence: j.evidence}
	switch {
	case !v.Ours:
		v.Kind = report.KindOther
	case lexicon.HoldsAny(title, j.words.Evaluation) && !strings.Contains(title, j.words.Ours[0]):
		v.Kind = report.KindEvaluation
	}
	return v
}

// mayBe reports that the evidence may be in what was not read: no title says otherwise,
// and what is left speaks of performance or is less than half.
func (j *judge) mayBe(doc *document.Document, title string) bool {
	if len(doc.Unread) == 0 && !doc.Cut || lexicon.HoldsAny(title, j.words.Other) {
		return false
	}
	return 2*len(doc.Unread) >= max(doc.Pages, 1) || j.speaks()
}

// speaks reports whether any line or cell speaks of performance or names kinds of
// indicators: what is left of a paper that lost its title.
func (j *judge) speaks() bool {
	says := func(text string) bool {
		return text != "" && (j.holds(text, j.words.Topic) || lexicon.HoldsAny(cjk.Squeeze(text), j.words.Indicators))
	}
	for i := range j.blocks {
		b := &j.blocks[i]
		if says(b.Text) || b.Table != nil && slices.ContainsFunc(b.Table.Cells, func(c document.Cell) bool { return says(c.Text) }) {
			return true
		}
	}
	return false
}

type judge struct {
	words    *lexicon.PaperWords
	report   *report.Report
	blocks   []document.Block
	evidence []Evidence
}

func (j *judge) add(what string, weight int) int {
	j.evidence = append(j.evidence, Evidence{what, weight})
	return weight
}

func (j *judge) weighTitle(title string) (sum int) {
	if lexicon.HoldsAny(title, j.words.Ours) {
		sum += j.add("a title of ours", weighsTitle)
	}
	if lexicon.HoldsAny(title, j.words.Other) {
		sum += j.add("a title of another paper", weighsForeign)
	}
	return sum
}

func (j *judge) weighText() (sum int) {
	if j.sections() >= 2 {
		sum += j.add("sections of a self-evaluation", weighsSections)
	}
	if j.headings() >= 2 && (len(j.report.Funds) > 0 || j.report.Budget.Execution != nil) {
		sum += j.add("headings of a self-evaluation over what was spent", weighsHeadings)
	}
	topic, example := false, false
	for i := range j.blocks {
		text := j.blocks[i].Text
		topic = topic || j.holds(text, j.words.Topic)
		example = example || lexicon.HoldsAny(text, j.words.Examples)
	}
	if topic {
		sum += j.add("speaks of performance", weighsTopic)
	}
	if example && len(j.report.Projects)+len(j.report.Forms) == 0 {
		sum += j.add("gives examples", weighsExample)
	}
	return sum
}

// headings counts the headings that only a report of self-evaluation has. A template has
// them too, and no money under them.
func (j *judge) headings() (n int) {
	for i := range j.report.Sections {
		if j.holds(cjk.Squeeze(j.report.Sections[i].Title), j.words.Headings) {
			n++
		}
	}
	return n
}

// accounts reports a title of final accounts that names no evaluation beside them: a
// form of self-evaluation in such a paper has a title of its own.
func (j *judge) accounts(titles []string) bool {
	for _, t := range titles {
		if lexicon.HoldsAny(t, j.words.Accounts) && !lexicon.HoldsAny(t, j.words.Ours) {
			return true
		}
	}
	return false
}

// titles lists what may be the paper's title, squeezed: the one that was read, the
// first form's, the first line, the file's own.
func (j *judge) titles(doc *document.Document) []string {
	all := []string{j.report.Title}
	if len(j.report.Forms) > 0 {
		all = append(all, j.report.Forms[0].Title)
	}
	const line = 80 // characters; longer ones are sentences
	for i := range j.blocks {
		text := cjk.Squeeze(j.blocks[i].Text)
		if text == "" {
			continue
		}
		if utf8.RuneCountInString(text) <= line && !strings.HasSuffix(text, "。") {
			all = append(all, text)
		}
		break
	}
	if j.report.Title == "" && doc.Title != "" {
		all = append(all, doc.Title)
	}
	for i := range all {
		all[i] = printed.Simplified(cjk.Squeeze(all[i]))
	}
	return all
}

// filledForm reports a form that says what was done, not only what was planned.
func (j *judge) filledForm() bool {
	for i := range j.report.Forms {
		f := &j.report.Forms[i]
		if f.Goal.Actual != "" { // a total alone may be that of the weights
			return true
		}
		for k := range f.Funds {
			if f.Funds[k].Executed != nil || f.Funds[k].Score != nil {
				return true
			}
		}
		for k := range f.Indicators {
			if in := &f.Indicators[k]; in.Actual.Raw != "" || in.Score != nil {
				return true
			}
		}
	}
	return false
}

// list reports a summary of scored or spent projects, and whether the paper speaks of
// performance at all: a household's ledger and a tender's award do not.
func (j *judge) list() (listed, topic bool) {
	for i := range j.report.Projects {
		if p := &j.report.Projects[i]; p.Score != nil || p.Executed != nil {
			return true, j.topic()
		}
	}
	return false, false
}

// topic reports whether a line, or one of the top rows of a table, speaks of
// performance.
func (j *judge) topic() bool {
	const heads = 4 // rows
	for i := range j.blocks {
		b := &j.blocks[i]
		if j.holds(b.Text, j.words.Topic) {
			return true
		}
		if b.Table == nil {
			continue
		}
		for k := range b.Table.Cells {
			if c := &b.Table.Cells[k]; c.Row < heads && j.holds(c.Text, j.words.Topic) {
				return true
			}
		}
	}
	return false
}

func (j *judge) scored() bool {
	c := j.report.Conclusion
	return c != nil && (c.Score != nil || c.Grade != "")
}

// sections counts the headings that a self-evaluation has and accounts, notices and
// news have not.
func (j *judge) sections() int {
	r := j.report
	n := 0
	for _, has := range []bool{len(r.Problems) > 0, len(r.Measures) > 0, r.Conclusion != nil, len(r.Targets)+len(r.Goals) > 0, r.Declared != nil} {
		if has {
			n++
		}
	}
	return n
}

// holds looks for words in a text of either script.
func (j *judge) holds(text string, words []string) bool {
	return lexicon.HoldsAny(text, words) || lexicon.HoldsAny(printed.Simplified(text), words)
}
