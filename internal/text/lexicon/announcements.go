package lexicon

import "strings"

// AnnouncementWords are the words by which a paper says that a table or an annex is
// there (见下表, 详见附件), and by which a heading names the table below it.
type AnnouncementWords struct {
	Below   []string `yaml:"below"`   // a table that follows
	Annex   []string `yaml:"annex"`   // something that is attached
	Summary []string `yaml:"summary"` // how the name of a summary table ends
	Form    []string `yaml:"form"`    // how the name of a form ends
}

// SpeaksOfFunds reports whether a squeezed clause speaks of budget money or of what
// became of it, rather than of what an economy or a business earned.
func (v *Vocabulary) SpeaksOfFunds(squeezed string) bool {
	for _, w := range v.FundWords {
		if strings.Contains(squeezed, w) {
			return true
		}
	}
	return false
}
