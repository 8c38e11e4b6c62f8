package lexicon

import (
	"strings"
	"unicode/utf8"

	"selfeval/internal/text/cjk"
)

// TitleWords are the words by which titles and department names are recognised.
type TitleWords struct {
	Report          []string `yaml:"report"`
	AfterDepartment []string `yaml:"after_department"`
	Bodies          []string `yaml:"bodies"`
	Labels          []string `yaml:"labels"`
}

// NamesReport reports whether a text holds what titles call a report.
func (v *Vocabulary) NamesReport(s string) bool {
	s = cjk.Squeeze(s)
	for _, w := range v.Titles.Report {
		if strings.Contains(s, cjk.Squeeze(w)) {
			return true
		}
	}
	return false
}

// IsBody reports whether a text ends as the names of departments do.
func (v *Vocabulary) IsBody(s string) bool {
	s = WithoutBrackets(cjk.Squeeze(s))
	if utf8.RuneCountInString(s) < 3 || utf8.RuneCountInString(s) > 30 {
		return false
	}
	for _, w := range v.Titles.Bodies {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

// EndsAsBody reports whether a name ends like that of a public body.
func (v *Vocabulary) EndsAsBody(squeezed string) bool {
	for _, w := range v.Titles.Bodies {
		if strings.HasSuffix(squeezed, w) && squeezed != w {
			return true
		}
	}
	return false
}

// EndsAsGroup reports whether a name is that of a department or a group.
func (v *Vocabulary) EndsAsGroup(squeezed string) bool {
	for _, w := range v.Groups {
		if strings.HasSuffix(squeezed, w) && squeezed != w {
			return true
		}
	}
	return false
}
