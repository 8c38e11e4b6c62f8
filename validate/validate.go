// Package validate holds a normalised record against its schema: what is
// required, which ranges hold, what may not be negative. The schema is the
// validator tags of package report and the checks registered here. It judges
// form only; whether figures agree with each other is the question of rules.
package validate

import "selfeval/report"

// Violation is one place where a record breaks its schema.
type Violation struct {
	Field   string          `json:"field"` // path in the record: projects[3].score
	Rule    string          `json:"rule"`  // the tag: required, gte, lte …
	Message string          `json:"message"`
	Text    report.Text     `json:"-"`
	At      report.Location `json:"at,omitzero"`
}

// Report lists a record's violations in the order of its fields.
func Report(r *report.Report) []Violation { return nil }
