package interpret

import (
	"selfeval/extract/interpret/prose/sentence"
	"selfeval/report"
)

// ProseResult is what the sentences of a paper say, and the tables that belong to them.
type ProseResult struct {
	Budget        report.Budget
	FinalAccounts *report.Budget
	Targets       []report.Target
	Goals         []report.Goal
	Declared      *report.Declared
	Claims        []report.CoverageClaim
	Conclusion    *report.Conclusion
	Problems      []string
	Measures      []string
	Citations     []report.Citation
	Unread        []report.Unread // sums of money and scores that found no place
	Proposals     []Proposal
	Claimed       Claims // what was taken before, and the tables read here
}

// proseRoom reads the prose of one paper.
type proseRoom struct {
	*Outline
	known   Identity // as far as the parts read before tell it
	claimed Claims
	out     ProseResult
	used    map[*sentence.Fact]bool // facts that found their place in the record
	scaled  map[*passage]bool       // passages that declare the grades
}

// readProse reads the prose below the title. Known is whose paper it is, as far as the
// parts read before tell it.
func readProse(o *Outline, known Identity, taken Claims) ProseResult {
	rd := &proseRoom{Outline: o, known: known, claimed: taken.clone(), used: map[*sentence.Fact]bool{}}
	for _, read := range []func(){
		rd.readBudget, rd.readAccounts, rd.readTargets, rd.readGoals, rd.readDeclared,
		rd.readConclusion, rd.readProblems, rd.readCitations, rd.readUnread,
	} {
		if o.ctx.Err() != nil {
			break
		}
		read()
	}
	rd.out.Claimed = rd.claimed
	return rd.out
}
