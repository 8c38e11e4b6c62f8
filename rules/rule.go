// Package rules compares the facts of a record with each other and with
// regulation, and says what cannot be true. A rule is a value; the engine runs
// all enabled rules in one walk over the record. Rules read only the record:
// they never see a file.
//
// A rule whose inputs are missing stays silent: a wrong accusation of a
// department is as bad as a missed one.
//
// To add a rule, write one in the file of its family and register it from that
// file's init; everything a person may want to know of it goes into its Doc,
// from which `selfeval rules explain` and docs/rules are made.
package rules

//go:generate go run ../cmd/selfeval rules docs ../docs/rules

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

	// The hooks, each optional. Row is called for every row of the summary table,
	// Form for every form, Check once a report after them. Begin is for a rule that
	// remembers what it saw: it is called once a report, before the walk, and
	// returns hooks that share what its closure holds. The engine walks the record
	// once for all rules, so that a further rule costs no further pass.
	Row   func(*Pass, Row)
	Form  func(*Pass, int, *report.Form) // position 1-based
	Check func(*Pass)
	Begin func(*Pass) Hooks
}

// Hooks are what Begin returns, each optional.
type Hooks struct {
	Row  func(Row)
	Form func(int, *report.Form) // position 1-based
	End  func()
}

// Doc explains a rule to the person who meets a finding.
type Doc struct {
	What    report.Text // what is compared, and when the rule stays silent
	Why     report.Text // why it matters
	Example report.Text // a finding as it reads
	Caveat  report.Text // how the rule can be wrong
	Advice  report.Text // what to do about a finding
}

// Param is a setting of a rule. Default tells its kind: a string holding an
// exact decimal ("10"), a bool, or a []string.
type Param struct {
	Name    string
	Doc     report.Text
	Default any
	// Min and Max bound a decimal where they are not empty; Pattern is a regular
	// expression that every entry of a []string matches.
	Min, Max string
	Pattern  string
}

// Row is a row of the summary table with its 1-based position.
type Row struct {
	Pos     int
	Project *report.Project
}

// Finding is one thing that cannot be true, or should be looked at.
//
// A rule sets Text, Values and what it is about: Projects, Forms, or At where
// neither applies. The engine fills in the rest.
type Finding struct {
	Rule        string            `json:"rule"`
	Title       string            `json:"title,omitempty"`
	Severity    Severity          `json:"severity"`
	Message     string            `json:"message"` // Text in the language of the run
	Text        report.Text       `json:"-"`
	Projects    []int             `json:"projects,omitempty"` // 1-based positions in Report.Projects
	Forms       []int             `json:"forms,omitempty"`    // 1-based positions in Report.Forms
	Values      map[string]string `json:"values,omitempty"`   // the figures that clash and the difference, as decimals with units
	Basis       []Basis           `json:"basis,omitempty"`
	At          []report.Location `json:"at,omitempty"`
	Advice      string            `json:"advice,omitempty"` // what to do, in the language of the run
	Fingerprint string            `json:"fingerprint"`
	// Key names the subject within the report (a total's label, a target's name),
	// so that the fingerprint survives new rows and another file format. Without
	// it the engine takes the names of Projects and Forms.
	Key string `json:"-"`
}
