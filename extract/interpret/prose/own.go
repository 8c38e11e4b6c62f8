package prose

import (
	"strings"

	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/internal/text/printed"
)

// shortOwn is how many bytes of a name stand for a department at least: 县局.
const shortOwn = 2 * 3

// withoutOwn drops the department's name, or what is short for it, from the front
// of the name of one of its figures: 某某学院预算总收入, 县文联收入预算.
func (rd *room) withoutOwn(name string) string {
	department := printed.Simplified(cjk.Squeeze(rd.known.Department))
	for at, r := range name {
		if at >= shortOwn && lexicon.StartsWith(name[at:], rd.Vocab.Budgets.Own...) {
			if y, ok := printed.FindYear(name, true); ok && y.Digits.Start == at {
				at = y.End
			}
			return name[at:]
		}
		_, rest, ok := strings.Cut(department, string(r))
		if !ok {
			return name
		}
		department = rest
	}
	return name
}
