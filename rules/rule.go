// Package rules compares the facts of a record with each other and with
// regulation, and says what cannot be true. A rule is a value; the engine runs
// all enabled rules in one walk over the record. Rules read only the record:
// they never see a file.
//
// A rule whose inputs are missing stays silent: a wrong accusation of a
// department is as bad as a missed one.
package rules

import (
	"selfeval/report"
)

// Severity is how heavily a finding weighs.
type Severity string

// The severities: error is arithmetic or logic that cannot be true; warning
// contradicts a regulation or a convention and a person must look; info is
// worth knowing.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Info    Severity = "info"
)

// Weight orders severities: error 3, warning 2, info 1, anything else 0.
func (s Severity) Weight() int {
	switch s {
	case Error:
		return 3
	case Warning:
		return 2
	case Info:
		return 1
	}
	return 0
}

// Basis is the passage of a regulation a rule rests on. Number is the article
// or document number, given only where it was verified.
type Basis struct {
	Document string `json:"document"`
	Number   string `json:"number,omitempty"`
}

// Rule is one check.
type Rule struct {
	ID       string // kebab-case, stable for ever
	Title    report.Text
	Doc      Doc
	Basis    []Basis
	Severity Severity // by default; configuration may change it
	Params   []Param

	// The hooks, each optional. Check runs once a report, after the others; Row
	// once for every row of the summary table, Form once for every form, so that a
	// further rule costs no further pass.
	Check func(*Pass)
	Row   func(*Pass, Row)
	Form  func(*Pass, int, *report.Form) // position 1-based
}

// Doc explains a rule to the person who meets a finding.
type Doc struct {
	What    report.Text // what is compared, and when the rule stays silent
	Why     report.Text // why it matters
	Example report.Text // a finding as it reads
	Caveat  report.Text // how the rule can be wrong
	Advice  report.Text // what to do about a finding
}

// Param is a setting of a rule. Default is a string holding an exact decimal
// ("10"), a bool or a []string.
type Param struct {
	Name    string
	Doc     report.Text
	Default any
}

// Row is a row of the summary table with its 1-based position.
type Row struct {
	Pos     int
	Project *report.Project
}

// Finding is one thing that cannot be true, or should be looked at.
type Finding struct {
	Rule        string            `json:"rule"`
	Severity    Severity          `json:"severity"`
	Message     string            `json:"message"` // in the language of the run
	Text        report.Text       `json:"-"`       // in both
	Projects    []int             `json:"projects,omitempty"`
	Forms       []int             `json:"forms,omitempty"`
	Values      map[string]string `json:"values,omitempty"` // the figures that clash and the difference, as decimal strings with units
	Basis       []Basis           `json:"basis,omitempty"`
	At          []report.Location `json:"at,omitempty"`
	Fingerprint string            `json:"fingerprint"`
	// Key names the subject within the report (a project's name, a total's label),
	// so that the fingerprint survives new rows and another file format. Rules set
	// it; the engine derives it from Projects and Forms where they do not.
	Key string `json:"-"`
}
