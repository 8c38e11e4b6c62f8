// Package cellsafe keeps text from a report from being run as a formula when a
// spreadsheet opens it.
package cellsafe

import "strings"

// Text returns s as it is, or with an apostrophe before it where a spreadsheet
// would take it for a formula: after =, +, -, @, a tab or a line end, in their
// half and full width. Numbers are not text and must not pass through here; a
// lone dash, the printed sign for "not stated", is left as it is.
func Text(s string) string {
	t := strings.TrimLeft(s, " \u00a0\u3000")
	if len(t) < 2 {
		return s
	}
	for _, p := range []string{"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"} {
		if strings.HasPrefix(t, p) && strings.Trim(t, "-－") != "" {
			return "'" + s
		}
	}
	return s
}
