// Package rules compares the facts of a record with each other and with
// regulation, and says what cannot be true. A rule is a value; the engine runs
// all enabled rules in one walk over the record. Rules read only the record:
// they never see a file.
//
// A rule whose inputs are missing stays silent: a wrong accusation of a
// department is as bad as a missed one.
//
// This package is the engine and what rules are made of. The rules themselves stand in
// families: summary (the rows of the summary table), form (自评表), prose (what the text
// says, and what it says of the tables); package builtin puts them together, package
// custom makes rules of what users write.
//
// To add a rule, write one in a file of its family and in that family's list;
// `selfeval rules new` does both. Everything a person may want to know of it goes into
// its Doc, from which `selfeval rules explain` and docs/rules are made.
package rules

//go:generate go run ../cmd/selfeval rules docs ../docs/rules

import (
	"unicode/utf8"

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
	Severity Severity // by default; configuration may change it
	Params   []Param

	// Basis are the passages that the rule rests on. Arithmetic says that it rests on
	// arithmetic, or on the paper's agreement with itself, and needs none.
	Basis      []Basis
	Arithmetic bool
	// Needs is what must have been read whole, hook by hook.
	Needs Needs
	// Values are the values that the rule's findings may name, in the order in which
	// people read them.
	Values []Value
	// CausedBy are findings of other rules of which one of this rule is but a
	// consequence where both have the same subject.
	CausedBy []Cause

	// The hooks, each optional. Row is called for every row of the summary table,
	// Form for every form, Check once a report after them. Begin is for a rule that
	// remembers what it saw: it is called once a report, before the walk, and
	// returns hooks that share what its closure holds. The engine walks the record
	// once for all rules, so that a further rule costs no further pass.
	Row   func(*Pass, Row)
	Form  func(*Pass, int, *report.Form) // position 1-based
	Check func(*Pass)
	Begin func(*Pass) Hooks

	// Hooks of rules that compare a report with others of its department (see Across):
	// with those of the year before, with other files of the same year.
	Prior  func(*Pass, []*Paper)
	Beside func(*Pass, []*Paper)
	// Listed is for lists with a row a department, as a finance bureau publishes them.
	Listed func(*Pass, []*Paper)
}

// Cause names the findings that may lie behind another rule's: those of a rule that
// share a row or a form with it, or, where Key is given, those whose subject it names.
type Cause struct{ Rule, Key string }

// Kind says what a value is.
type Kind string

// The kinds of values.
const (
	Money   Kind = "amount"  // an amount of money with its unit
	Percent Kind = "percent" // a share or rate
	Gap     Kind = "gap"     // a difference of two shares, in percentage points; written as a share is
	Points  Kind = "points"  // a score or weight
	Count   Kind = "count"   // a whole number: rows, projects, a sequence number, a year
	Words   Kind = "text"
)

// Value is a value that a rule's findings name.
type Value struct {
	Key   string // in Finding.Values
	Title report.Text
	Kind  Kind
	// Field is the field of a row of the summary table that the value was read from, in
	// its JSON name; empty for what was worked out and for other parts of the paper.
	Field string
	// Terms are the codes that the value takes, as people read them; nil for other values.
	Terms map[string]report.Text
}

// Value returns the value with the key, nil where the rule has none.
func (r *Rule) Value(key string) *Value {
	for i := range r.Values {
		if r.Values[i].Key == key {
			return &r.Values[i]
		}
	}
	return nil
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
	Rule     string            `json:"rule"`
	Title    string            `json:"title,omitempty"`
	Severity Severity          `json:"severity"`
	Message  string            `json:"message"` // Text in the language of the run
	Text     report.Text       `json:"-"`
	Projects []int             `json:"projects,omitempty"` // 1-based positions in Report.Projects
	Forms    []int             `json:"forms,omitempty"`    // 1-based positions in Report.Forms
	Values   map[string]string `json:"values,omitempty"`   // the figures that clash and the difference, as decimals with units
	Basis    []Basis           `json:"basis"`
	At       []report.Location `json:"at"`               // the cells that are compared, or where something is missing
	Advice   string            `json:"advice,omitempty"` // what to do, in the language of the run
	// Against is where the other side of the comparison stands, in other documents.
	Against []Counterpart `json:"against,omitempty"`
	// CausedBy is the fingerprint of the finding of which this one is a consequence.
	CausedBy *string `json:"caused_by" jsonschema:"nullable"`
	// Confirmed says whether a second reading of the cells agreed; null without one.
	Confirmed   *bool  `json:"confirmed" jsonschema:"nullable"`
	Fingerprint string `json:"fingerprint"` // names the subject
	// Aliases are the fingerprints it would have under the other names of the report.
	Aliases []string `json:"-"`
	// ValuesDigest names the figures: who accepted a finding accepted these.
	ValuesDigest string `json:"values_digest"`
	// Key names the subject within the report (a total's label, a target's name),
	// so that the fingerprint survives new rows and another file format. Without
	// it the engine takes the names of Projects and Forms.
	Key string `json:"-"`
	// Mild is set on what weighs no more than an info, whatever else its rule finds.
	Mild bool `json:"-"`
	// Over are the rows that a finding about none of them adds up (1-based): what is
	// wrong with one of them may be its cause, and they are read again to confirm it.
	Over []int `json:"-"`
	// Summed are the cells of other figures that it adds up, of which the same holds.
	Summed []report.Location `json:"-"`
}

// Label names a row for a person by what the table prints: 序号24“…”, or the name alone.
func (r Row) Label() report.Text {
	if seq := r.Project.SeqPrinted; seq != "" && utf8.RuneCountInString(seq) <= longestSeq {
		return report.Textf("序号%s“%s”", "no. %s “%s”", seq, r.Project.Name)
	}
	return r.Name()
}

// Name names a row for a person by its project's name alone.
func (r Row) Name() report.Text { return report.Textf("“%s”", "“%s”", r.Project.Name) }

// longestSeq is how many characters a number of a row has at most; what is longer is no
// number that a person would look for.
const longestSeq = 8
