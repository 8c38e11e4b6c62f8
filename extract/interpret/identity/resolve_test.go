package identity

import (
	"math/rand/v2"
	"slices"
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
	for field, sources := range weights {
		var all []proposal.Proposal
		for s := range sources {
			all = append(all, proposal.Proposal{Field: field, Value: string('甲' + rune(s)), Source: s})
		}
		slices.SortFunc(all, func(a, b proposal.Proposal) int { return sources[b.Source] - sources[a.Source] })
		want := Resolve(all[:1])
		for range 50 {
			rand.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
			if got := Resolve(all); got != want {
				t.Fatalf("field %d: %+v resolves to %+v, want %+v", field, all, got, want)
			}
		}
	}
}

// TestEveryEvidenceWeighs holds that no kind of evidence is left out of the table, and
// that no two weigh the same for a field.
func TestEveryEvidenceWeighs(t *testing.T) {
	weighed := map[proposal.Source]bool{}
	for field, sources := range weights {
		same := map[int]bool{}
		for s, w := range sources {
			weighed[s] = true
			if same[w] {
				t.Errorf("field %d: two kinds of evidence weigh %d", field, w)
			}
			same[w] = true
		}
	}
	for s := range proposal.Otherwise + 1 {
		if !weighed[s] {
			t.Errorf("evidence %d has no weight for any field", s)
		}
	}
}

// TestAgreement adds up what several places say.
func TestAgreement(t *testing.T) {
	dep := func(source proposal.Source, name string) proposal.Proposal {
		return proposal.Proposal{Field: proposal.Department, Value: name, Source: source}
	}
	for _, c := range []struct {
		name string
		in   []proposal.Proposal
		want string
	}{
		{"caption and signature outweigh a title", []proposal.Proposal{dep(proposal.InTitle, "临江县文化中心"), dep(proposal.InCaption, "临江县文旅局"), dep(proposal.InSignature, "临江县文旅局")}, "临江县文旅局"},
		{"a code is no part of a name", []proposal.Proposal{dep(proposal.InCaption, "219-临江县水务局"), dep(proposal.FromForms, "临江县水务局[219]")}, "临江县水务局"},
		{"the shorter name supports the longer", []proposal.Proposal{dep(proposal.InCaption, "临江县水务局"), dep(proposal.InSignature, "县水务局"), dep(proposal.InStaffing, "临江县河道所")}, "临江县水务局"},
		{"what stands behind a year gives way to a caption", []proposal.Proposal{dep(proposal.BehindYear, "党群服务中心"), dep(proposal.InCaption, "临江县委组织部")}, "临江县委组织部"},
	} {
		if got := Resolve(c.in).Department; got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// TestClose tells of a choice that another value nearly won, and of no other.
func TestClose(t *testing.T) {
	year := func(v string, line int) proposal.Proposal {
		return proposal.Proposal{Field: proposal.Year, Value: v, Source: proposal.Mentioned, At: report.Location{Line: line}}
	}
	if notes := Close([]proposal.Proposal{year("2022", 1), year("2021", 4)}); len(notes) != 1 || notes[0].At.Line != 4 || notes[0].Lost {
		t.Errorf("two years, each named once: %+v", notes)
	}
	if notes := Close([]proposal.Proposal{year("2022", 1), {Field: proposal.Year, Value: "2023", Source: proposal.InTitle}}); len(notes) != 0 {
		t.Errorf("the title decides: %+v", notes)
	}
}

// TestBody parts names from codes.
func TestBody(t *testing.T) {
	for in, want := range map[string][2]string{
		"219-临江县云岭镇人民政府": {"临江县云岭镇人民政府", "219"}, "市残疾人事务联合会[182]": {"市残疾人事务联合会", "182"},
		"（018）临江县司法局": {"临江县司法局", "018"}, "临江县第12中学": {"临江县第12中学", ""}, "临江县水务局（本级）": {"临江县水务局（本级）", ""}, "": {"", ""}, "2022年": {"2022年", ""},
	} {
		if name, code := Body(in); name != want[0] || code != want[1] {
			t.Errorf("%s: %s and %s", in, name, code)
		}
	}
}
