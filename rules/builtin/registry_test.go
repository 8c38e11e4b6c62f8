package builtin

import "testing"

// TestFamiliesFit: the lists make up one registry.
func TestFamiliesFit(t *testing.T) {
	if errRegistry != nil {
		t.Fatal(errRegistry)
	}
}
