package across_test

import (
	"testing"

	"selfeval/rules/internal/rulestest"
)

// TestFixtures holds the rules of this family against annotated reports of two years.
func TestFixtures(t *testing.T) { rulestest.Run(t, "testdata") }
