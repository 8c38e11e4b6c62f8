package identity

import (
	"math/rand/v2"
	"testing"

	"selfeval/extract/interpret/proposal"
	"selfeval/report"
)

// TestResolve weighs proposals by their evidence.
func TestResolve(t *testing.T) {
	dep := func(source proposal.Source, name string) proposal.Proposal {
		return proposal.Proposal{Field: proposal.Department, Value: name, Source: source}
	}
	year := func(source proposal.Source, value string, line int) proposal.Proposal {
		return proposal.Proposal{Field: proposal.Year, Value: value, Source: source, At: report.Location{Line: line}}
	}
	kind := func(source proposal.Source, k report.Kind) proposal.Proposal {
		return proposal.Proposal{Field: proposal.Kind, Value: string(k), Source: source}
	}
	for _, c := range []struct {
		name string
		in   []proposal.Proposal
		want Identity
	}{
		{"nothing", nil, Identity{}},
		{"the title outweighs a caption", []proposal.Proposal{dep(proposal.InCaption, "临江县财政局"), dep(proposal.InTitle, "临江县水务局")}, Identity{Department: "临江县水务局"}},
		{"the duties outweigh the implementer", []proposal.Proposal{dep(proposal.FromImplementer, "县河道所"), dep(proposal.InDuties, "临江县水务局")}, Identity{Department: "临江县水务局"}},
		{"forms name what nothing else names", []proposal.Proposal{dep(proposal.FromForms, "临江县水务局"), year(proposal.FromForms, "2022", 3)}, Identity{Department: "临江县水务局", FiscalYear: report.Integer{Raw: "2022", At: report.Location{Line: 3}}}},
		{"of two mentions the first", []proposal.Proposal{year(proposal.Mentioned, "2022", 1), year(proposal.Mentioned, "2021", 2)}, Identity{FiscalYear: report.Integer{Raw: "2022", At: report.Location{Line: 1}}}},
		{"an empty proposal proposes nothing", []proposal.Proposal{dep(proposal.InTitle, ""), dep(proposal.FromForms, "临江县水务局")}, Identity{Department: "临江县水务局"}},
		{"prose on several projects outweighs a title that sounds like one", []proposal.Proposal{kind(proposal.TitleOfProject, report.KindProject), kind(proposal.DeclaresSeveral, report.KindDepartment)}, Identity{Kind: report.KindDepartment}},
		{"but not the title of a list", []proposal.Proposal{kind(proposal.DeclaresSeveral, report.KindDepartment), kind(proposal.TitleOfList, report.KindSummary)}, Identity{Kind: report.KindSummary}},
		{"evidence for another field is none", []proposal.Proposal{dep(proposal.TitleOfList, "临江县水务局")}, Identity{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Resolve(c.in); got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

// TestNoLastWriter gives one proposal a kind of evidence in any order: the outcome is
// that of the weightiest.
func TestNoLastWriter(t *testing.T) {
	for field, sources := range ranks {
		var all []proposal.Proposal
		for _, s := range sources {
			all = append(all, proposal.Proposal{Field: field, Value: string('甲' + rune(s)), Source: s})
		}
		want := Resolve(all[:1])
		for range 50 {
			rand.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
			if got := Resolve(all); got != want {
				t.Fatalf("field %d: %+v resolves to %+v, want %+v", field, all, got, want)
			}
		}
	}
}

// TestEveryEvidenceWeighs holds that no kind of evidence is left out of the table.
func TestEveryEvidenceWeighs(t *testing.T) {
	weighed := map[proposal.Source]bool{}
	for _, sources := range ranks {
		for _, s := range sources {
			weighed[s] = true
		}
	}
	for s := range proposal.Otherwise + 1 {
		if !weighed[s] {
			t.Errorf("evidence %d has no rank for any field", s)
		}
	}
}
