package identity

import (
	"selfeval/extract/document"
	"selfeval/extract/interpret/outline"
	"selfeval/extract/interpret/proposal"
	"selfeval/report"
)

// Sources is what the rooms that read tables know of the paper.
type Sources struct {
	Title    Identity                             // as the title alone has it
	Heads    map[*document.Table][]*document.Cell // header cells of the summary tables
	Projects int
	Forms    []report.Form
}

// Result is what the lines of a paper make of its identity.
type Result struct {
	Mentions  []report.YearMention // the places that name the year
	Proposals []proposal.Proposal
}

// room reads one paper.
type room struct {
	*outline.Outline
	known Sources
	out   Result
}

// Read finds where, beside its title, the paper names its department, its year
// and its kind.
func Read(o *outline.Outline, known Sources) Result {
	rd := &room{Outline: o, known: known}
	rd.captions()
	name, at := rd.signature()
	rd.propose(proposal.Department, name, at, proposal.InSignature)
	rd.propose(proposal.Department, rd.duties(), report.Location{}, proposal.InDuties)
	rd.mentions()
	rd.kind()
	return rd.out
}

func (rd *room) propose(field proposal.Field, value string, at report.Location, source proposal.Source) {
	if value != "" {
		rd.out.Proposals = append(rd.out.Proposals, proposal.Proposal{Field: field, Value: value, At: at, Source: source})
	}
}
