package prose_test

import (
	"testing"

	"selfeval/rules/internal/rulestest"
)

// TestFixtures holds the rules of this family against annotated reports.
func TestFixtures(t *testing.T) { rulestest.Run(t, "testdata") }
