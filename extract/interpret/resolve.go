package interpret

import (
	"slices"

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
var ranks = map[Field][]Source{
	Title:      {InTitle, InFile, FromForms},
	Department: {InTitle, InCaption, InStaffing, InSignature, InDuties, FromImplementer, FromForms},
	Year:       {InTitle, Mentioned, MostSpoken, FromForms},
	Kind:       {TitleOfListAlone, TitleOfDepartment, TitleOfList, ListAlone, DeclaresSeveral, TitleOfProject, FormsAlone, Otherwise},
}

// Resolve chooses for each field the proposal with the weightiest evidence.
func Resolve(proposals []Proposal) Identity {
	var id Identity
	if p, ok := weightiest(proposals, Title); ok {
		id.Title, id.TitleAt = p.Value, p.At
	}
	if p, ok := weightiest(proposals, Department); ok {
		id.Department = p.Value
	}
	if p, ok := weightiest(proposals, Year); ok {
		id.FiscalYear = report.Integer{Raw: p.Value, At: p.At}
	}
	if p, ok := weightiest(proposals, Kind); ok {
		id.Kind = report.Kind(p.Value)
	}
	return id
}

func weightiest(proposals []Proposal, field Field) (best Proposal, ok bool) {
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
var namedIn = map[Source]string{InTitle: "title", InCaption: "caption", InStaffing: "staffing"}

// Names lists the places that name the department outright, for the record.
func Names(proposals []Proposal) []report.NameMention {
	var out []report.NameMention
	for _, p := range proposals {
		if where := namedIn[p.Source]; p.Field == Department && where != "" {
			out = append(out, report.NameMention{Name: p.Value, Where: where, At: p.At})
		}
	}
	return out
}
