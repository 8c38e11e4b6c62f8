// Package signs weighs what of a form a table or a line shows.
package signs

// Evidence is what of a form a table or line shows.
type Evidence uint8

// The kinds of evidence.
const (
	Title   Evidence = 1 << iota
	Project          // the label of a project with its name
	Labels           // two other labels with their values
	Funds            // the heads or labels of money
	Goal             // the goal of the year
	Tree             // the heads of the tree of indicators
)

// Strong reports whether a table is a form on its own.
func (e Evidence) Strong() bool {
	parts := 0
	for _, bit := range []Evidence{Funds, Goal} {
		if e&bit != 0 {
			parts++
		}
	}
	if e&(Project|Labels|Title) != 0 {
		parts++
	}
	return e&Tree != 0 || parts >= 2
}

// Weak reports whether a table may be a form's part beside a strong one.
func (e Evidence) Weak() bool { return e != 0 }
