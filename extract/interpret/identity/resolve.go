package identity

import (
	"slices"

	"selfeval/extract/interpret/proposal"
	"selfeval/report"
)

// Identity is whose paper it is, of which year, and what kind of paper.
type Identity struct {
	Title      string
	TitleAt    report.Location
	Department string
	FiscalYear report.Integer
	Kind       report.Kind
}

// ranks lists the kinds of evidence for each field, the weightiest first. Of two
// proposals with evidence of one kind the one that comes first counts.
var ranks = map[proposal.Field][]proposal.Source{
	proposal.Title:      {proposal.InTitle, proposal.InFile, proposal.FromForms},
	proposal.Department: {proposal.InTitle, proposal.InCaption, proposal.InStaffing, proposal.InSignature, proposal.InDuties, proposal.FromImplementer, proposal.FromForms},
	proposal.Year:       {proposal.InTitle, proposal.Mentioned, proposal.MostSpoken, proposal.FromForms},
	proposal.Kind:       {proposal.TitleOfListAlone, proposal.TitleOfDepartment, proposal.TitleOfList, proposal.ListAlone, proposal.DeclaresSeveral, proposal.TitleOfProject, proposal.FormsAlone, proposal.Otherwise},
}

// Resolve chooses for each field the proposal with the weightiest evidence.
func Resolve(proposals []proposal.Proposal) Identity {
	var id Identity
	if p, ok := weightiest(proposals, proposal.Title); ok {
		id.Title, id.TitleAt = p.Value, p.At
	}
	if p, ok := weightiest(proposals, proposal.Department); ok {
		id.Department = p.Value
	}
	if p, ok := weightiest(proposals, proposal.Year); ok {
		id.FiscalYear = report.Integer{Raw: p.Value, At: p.At}
	}
	if p, ok := weightiest(proposals, proposal.Kind); ok {
		id.Kind = report.Kind(p.Value)
	}
	return id
}

func weightiest(proposals []proposal.Proposal, field proposal.Field) (best proposal.Proposal, ok bool) {
	rank := len(ranks[field])
	for _, p := range proposals {
		if p.Field != field || p.Value == "" {
			continue
		}
		if r := slices.Index(ranks[field], p.Source); r >= 0 && r < rank {
			best, rank, ok = p, r, true
		}
	}
	return best, ok
}

// namedIn is how the record calls the places that name the department.
var namedIn = map[proposal.Source]string{proposal.InTitle: "title", proposal.InCaption: "caption", proposal.InStaffing: "staffing"}

// Names lists the places that name the department outright, for the record.
func Names(proposals []proposal.Proposal) []report.NameMention {
	var out []report.NameMention
	for _, p := range proposals {
		if where := namedIn[p.Source]; p.Field == proposal.Department && where != "" {
			out = append(out, report.NameMention{Name: p.Value, Where: where, At: p.At})
		}
	}
	return out
}
