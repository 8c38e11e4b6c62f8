package prose

import (
	"maps"

	"selfeval/extract/interpret/identity"
	"selfeval/extract/interpret/outline"
	"selfeval/extract/interpret/paper"
	"selfeval/extract/interpret/proposal"
	"selfeval/extract/interpret/prose/conclude"
	"selfeval/extract/interpret/prose/sentence"
	"selfeval/report"
)

// Result is what the sentences of a paper say, and the tables that belong to them.
type Result struct {
	Budget        report.Budget
	FinalAccounts *report.Budget
	Funds         []report.Funds
	Targets       []report.Target
	Goals         []report.Goal
	Declared      *report.Declared
	Claims        []report.CoverageClaim
	Restated      []report.Restatement
	Conclusion    *report.Conclusion
	Problems      []string
	Measures      []string
	Citations     []report.Citation
	Unread        []report.Unread // sums of money and scores that found no place
	Proposals     []proposal.Proposal
	Claimed       paper.Claims // what was taken before, and the tables read here
}

// room reads the prose of one paper.
type room struct {
	*outline.Outline
	known   identity.Identity // as far as the parts read before tell it
	claimed paper.Claims
	out     Result
	used    map[*sentence.Fact]bool   // facts that found their place in the record
	taken   map[conclude.Place]bool   // figures that did
	budget  *budgetReader             // as far as it has come
	scaled  map[*outline.Passage]bool // passages that declare the grades
}

// readConclusion reads the final score, the grade and what belongs to them.
func (rd *room) readConclusion() {
	c := conclude.Read(rd.Outline, rd.known, rd.claimed)
	rd.out.Conclusion, rd.scaled, rd.claimed = c.Conclusion, c.Scaled, c.Claimed
	maps.Copy(rd.used, c.Used)
	maps.Copy(rd.taken, c.Taken)
}

// Read reads the prose below the title. Known is whose paper it is, as far as the
// parts read before tell it.
func Read(o *outline.Outline, known identity.Identity, taken paper.Claims) Result {
	rd := &room{Outline: o, known: known, claimed: taken.Clone(), used: map[*sentence.Fact]bool{}, taken: map[conclude.Place]bool{}}
	for _, read := range []func(){
		rd.readBudget, rd.readAccounts, rd.readTargets, rd.readGoals, rd.readDeclared, rd.readRestated,
		rd.readConclusion, rd.readFunds, rd.readProblems, rd.readCitations, rd.readUnread,
	} {
		if o.Ctx.Err() != nil {
			break
		}
		read()
	}
	rd.out.Claimed = rd.claimed
	return rd.out
}
