package safefile

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// A writer that was killed leaves its temporary file; the next one of the same
// target removes it, and touches nothing else.
func TestLeftovers(t *testing.T) {
	dir := t.TempDir()
	old := time.Now().Add(-2 * abandoned)
	for name, age := range map[string]time.Time{
		".out.json.123456.tmp":   old,        // left behind
		".out.json.777.tmp":      time.Now(), // being written
		".other.json.123456.tmp": old,        // another target's
		".out.json.draft.tmp":    old,        // somebody's own
	} {
		p := filepath.Join(dir, name)
		if err := os.WriteFile(p, []byte("x"), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(p, age, age); err != nil {
			t.Fatal(err)
		}
	}
	if err := Write(filepath.Join(dir, "out.json"), []byte("{}")); err != nil {
		t.Fatal(err)
	}
	for name, there := range map[string]bool{".out.json.123456.tmp": false, ".out.json.777.tmp": true, ".other.json.123456.tmp": true, ".out.json.draft.tmp": true, "out.json": true} {
		if _, err := os.Stat(filepath.Join(dir, name)); (err == nil) != there {
			t.Errorf("%s: %v, want it there: %v", name, err, there)
		}
	}
}
