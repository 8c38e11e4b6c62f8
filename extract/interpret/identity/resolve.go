package identity

import (
	"cmp"
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
	Region     string // whose project's paper it is
}

// weights say how much each kind of evidence weighs for a field. A title's year is
// decisive; a department is what most of the weight agrees on, so that a caption and a
// signature together outweigh a title that names a place or a project.
var weights = map[proposal.Field]map[proposal.Source]int{
	proposal.Title: {
		proposal.InTitle: 100, proposal.InRecord: 90, proposal.InRows: 70, proposal.InFile: 60, proposal.FromForms: 50, proposal.InSentence: 40,
	},
	proposal.Department: {
		proposal.InTitle: 100, proposal.InCaption: 80, proposal.InRows: 78, proposal.InStaffing: 60, proposal.BehindYear: 55,
		proposal.InSignature: 50, proposal.InSentence: 45, proposal.InDuties: 40, proposal.FromImplementer: 30,
		proposal.InUnitCaption: 16, proposal.FromForms: 20, proposal.InRecord: 12,
	},
	proposal.Region: {proposal.PlaceInTitle: 10},
	proposal.Year: {
		proposal.InTitle: 300, proposal.InRecord: 290, proposal.InRows: 280, proposal.InSentence: 90, proposal.Mentioned: 60, proposal.MostSpoken: 40, proposal.FromForms: 30,
	},
	proposal.Kind: {
		proposal.TitleOfListAlone: 90, proposal.TitleOfDepartment: 80, proposal.TitleOfList: 70, proposal.ListAlone: 60, proposal.DeclaresSeveral: 55,
		proposal.TitleOfProject: 30, proposal.FormsAlone: 20, proposal.SectionsOfProject: 11, proposal.SectionsOfDepartment: 9, proposal.Otherwise: 10,
	},
}

const (
	again     = 5 // what a second and third place with the same kind of evidence add
	atMost    = 2 // how many of these count
	shorter   = 3 // a name of which another is the end (县水务局, 青禾县水务局) lends a third of its weight
	closeness = 8 // a choice is close where the next one lacks less than an eighth
)

// hypothesis is a value of a field, with the evidence for it.
type hypothesis struct {
	proposal.Proposal // the weightiest
	weight            int
	evidence          []proposal.Proposal
}

// weigh lists what may be a field's value, the likeliest first: the same value from
// several places adds up. Of two that weigh the same the first one proposed counts.
func weigh(proposals []proposal.Proposal, field proposal.Field) []hypothesis {
	var all []hypothesis
	at := map[string]int{}
	for _, p := range proposals {
		w := weights[field][p.Source]
		if p.Field != field || p.Value == "" || w == 0 {
			continue
		}
		if field == proposal.Department {
			p.Value, _ = Body(p.Value)
		}
		key := asCompared(p.Value)
		i, ok := at[key]
		if !ok {
			i = len(all)
			at[key] = i
			all = append(all, hypothesis{Proposal: p})
		}
		h := &all[i]
		if w > weights[field][h.Source] {
			h.Proposal = p
		}
		h.evidence = append(h.evidence, p)
	}
	for i := range all {
		all[i].weight = all[i].sum(field)
	}
	if field == proposal.Department {
		lend(all)
	}
	slices.SortStableFunc(all, func(a, b hypothesis) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(weights[field][b.Source], weights[field][a.Source]))
	})
	return all
}

// sum adds the evidence up: each kind once, and a little for more places of a kind.
func (h *hypothesis) sum(field proposal.Field) (sum int) {
	times := map[proposal.Source]int{}
	for _, p := range h.evidence {
		switch n := times[p.Source]; {
		case n == 0:
			sum += weights[field][p.Source]
		case n <= atMost && field != proposal.Title:
			sum += again
		}
		times[p.Source]++
	}
	return sum
}

// lend gives a name weight from those that are it more shortly or more fully.
func lend(all []hypothesis) {
	own := make([]int, len(all))
	for i := range all {
		own[i] = all[i].weight
	}
	for i := range all {
		for k := range all {
			if i != k && sameBody(all[i].Value, all[k].Value) {
				all[i].weight += own[k] / shorter
			}
		}
	}
}

// Resolve chooses for each field the value with the weightiest evidence.
func Resolve(proposals []proposal.Proposal) Identity {
	var id Identity
	if all := weigh(proposals, proposal.Title); len(all) > 0 {
		id.Title, id.TitleAt = all[0].Value, all[0].At
	}
	if all := weigh(proposals, proposal.Department); len(all) > 0 {
		id.Department = all[0].Value
	}
	if all := weigh(proposals, proposal.Year); len(all) > 0 {
		id.FiscalYear = report.Integer{Raw: all[0].Value, At: all[0].At}
	}
	if all := weigh(proposals, proposal.Kind); len(all) > 0 {
		id.Kind = report.Kind(all[0].Value)
	}
	if all := weigh(proposals, proposal.Region); len(all) > 0 {
		id.Region = all[0].Value
	}
	return id
}

// namedIn is how the record calls the places that name the department.
var namedIn = map[proposal.Source]string{
	proposal.InTitle: "title", proposal.BehindYear: "title", proposal.InRows: "title", proposal.InCaption: "caption", proposal.InStaffing: "staffing",
}

// Names lists the places that name the department outright, for the record.
func Names(proposals []proposal.Proposal) []report.NameMention {
	var out []report.NameMention
	for _, p := range proposals {
		if where := namedIn[p.Source]; p.Field == proposal.Department && where != "" {
			name, _ := Body(p.Value)
			out = append(out, report.NameMention{Name: name, Where: where, At: p.At})
		}
	}
	return out
}
