package identity

import (
	"slices"

	"selfeval/extract/interpret/paper"
	"selfeval/extract/interpret/proposal"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/printed"
	"selfeval/report"
)

// maxAliases is how many other names of a paper are kept at most.
const maxAliases = 24

// Close tells of choices that another value nearly won.
func Close(proposals []proposal.Proposal) (notes paper.Notes) {
	if won, other, ok := nearly(proposals, proposal.Department); ok {
		notes.Note(false, other.At, "部门有不止一种说法，取“%s”，另有“%s”", "more than one department is named: “%s” was taken, “%s” stands here", won.Value, other.Value)
	}
	if won, other, ok := nearly(proposals, proposal.Year); ok {
		notes.Note(false, other.At, "年度有不止一种说法，取%s，另有%s", "more than one year is named: %s was taken, %s stands here", won.Value, other.Value)
	}
	return notes
}

// nearly gives the value chosen and the one that nearly won, where one did.
func nearly(proposals []proposal.Proposal, field proposal.Field) (won, other hypothesis, ok bool) {
	all := weigh(proposals, field)
	if len(all) < 2 || all[0].weight-all[1].weight >= all[0].weight/closeness || sameBody(all[0].Value, all[1].Value) {
		return won, other, false
	}
	return all[0], all[1], true
}

// Aliases are the names under which the paper may have been known before: every
// department and year that some place of it proposes, as printed there, and none.
func Aliases(proposals []proposal.Proposal, id Identity) (out []report.Alias) {
	departments, years := []string{id.Department}, []string{id.FiscalYear.Raw}
	for _, p := range proposals {
		switch {
		case p.Field == proposal.Department && !slices.Contains(departments, p.Value):
			departments = append(departments, p.Value)
		case p.Field == proposal.Year && !slices.Contains(years, p.Value):
			years = append(years, p.Value)
		}
	}
	for _, y := range addNone(years) {
		for _, d := range addNone(departments) {
			if len(out) < maxAliases && (d != id.Department || y != id.FiscalYear.Raw) {
				out = append(out, report.Alias{Department: d, FiscalYear: y})
			}
		}
	}
	return out
}

func addNone(all []string) []string {
	if slices.Contains(all, "") {
		return all
	}
	return append(all, "")
}

// Code is the code that the department chosen carries where it is named: 219 of
// 219-某镇人民政府.
func Code(proposals []proposal.Proposal, department string) string {
	for _, p := range proposals {
		if p.Field == proposal.Department {
			if name, code := Body(p.Value); code != "" && asCompared(name) == asCompared(department) {
				return code
			}
		}
	}
	return ""
}

// asCompared is a text as words are compared: without spaces, in simplified characters.
func asCompared(s string) string { return printed.Simplified(cjk.Squeeze(s)) }
