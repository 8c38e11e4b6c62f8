package lexicon

import (
	"slices"
	"strings"

	"selfeval/internal/text/cjk"
)

// SectionWords are the words by which a heading shows the role of its section. A word
// behind = is all of the heading.
type SectionWords struct {
	Role  string   `yaml:"role"`
	Words []string `yaml:"words"`
	Not   []string `yaml:"not"`
}

// The roles of sections, as vocabulary.yaml names them.
const (
	RoleResults    = "results"
	RoleGoals      = "goals"
	RoleItems      = "items"
	RoleAccounts   = "accounts"
	RoleBudget     = "budget"
	RoleStaffing   = "staffing"
	RoleOverview   = "overview"
	RoleDuties     = "duties"
	RoleConclusion = "conclusion"
	RoleProblems   = "problems"
	RoleMeasures   = "measures"
	RoleMembers    = "members"
)

// Roles lists what the title of a section says of the text below it.
func (v *Vocabulary) Roles(title string) (out []string) {
	title = cjk.Squeeze(title)
	holds := func(w string) bool {
		if all, ok := strings.CutPrefix(w, "="); ok {
			return title == all
		}
		return strings.Contains(title, w)
	}
	for _, s := range v.Sections {
		if slices.ContainsFunc(s.Words, holds) && !slices.ContainsFunc(s.Not, holds) && !slices.Contains(out, s.Role) {
			out = append(out, s.Role)
		}
	}
	return out
}
