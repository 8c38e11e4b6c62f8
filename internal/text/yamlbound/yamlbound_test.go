package yamlbound_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml/parser"

	"selfeval/internal/text/yamlbound"
)

func hostile() map[string]string {
	return map[string]string{
		"brackets":     "rules: " + strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000),
		"closed never": "rules: " + strings.Repeat("[", 100_000),
		"many lines":   "rules:\n" + strings.Repeat(" [\n", 100_000),
		"mappings":     "rules: " + strings.Repeat("{a: ", 50_000) + strings.Repeat("}", 50_000),
		"dashes":       "disable:\n  " + strings.Repeat("- ", 100_000) + "x\n",
		"keys":         strings.Repeat("? ", 100_000) + "x\n",
		"anchors":      "rules: " + strings.Repeat("&a ", 60_000) + "x\n",
		"tags":         "rules: " + strings.Repeat("!!x ", 50_000) + "x\n",
		"colons":       strings.Repeat("a: ", 66_000) + "\n",
		"large":        strings.Repeat("# x\n", 2<<20),
	}
}

func TestHostile(t *testing.T) {
	for name, src := range hostile() {
		start := time.Now()
		if _, err := yamlbound.Check([]byte(src)); err == nil {
			t.Errorf("%s passes", name)
		}
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%s: took %v", name, took)
		}
	}
	deep := ""
	for i := range 300 {
		deep += strings.Repeat(" ", i) + "a:\n"
	}
	if line, err := yamlbound.Check([]byte(deep)); !errors.Is(err, yamlbound.ErrDepth) || line != yamlbound.MaxDepth+1 {
		t.Errorf("line %d: %v", line, err)
	}
}

// What people write passes: every YAML file of the project, and literal texts with
// brackets in them.
func TestOrdinary(t *testing.T) {
	root := "../../.."
	n := 0
	err := filepath.WalkDir(root, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(path, ".yaml") {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		n++
		if line, err := yamlbound.Check(b); err != nil {
			t.Errorf("%s:%d: %v", path, line, err)
		}
		return nil
	})
	if err != nil || n < 3 {
		t.Fatalf("%d files (%v)", n, err)
	}
	text := "tests:\n  - report: |\n" + strings.Repeat("      [见附件 {1} 'a & b' *重要* !\n", 60) + "disable: [a, b]\n"
	if line, err := yamlbound.Check([]byte(text)); err != nil {
		t.Errorf("line %d: %v", line, err)
	}
}

// FuzzParse holds that what passes costs the parser no more than its size.
func FuzzParse(f *testing.F) {
	for _, src := range []string{"a: [1, {b: c}]\n", "- - - x\n", "a: &x 1\nb: *x\n", "? a\n: b\n"} {
		f.Add([]byte(src))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		if _, err := yamlbound.Check(src); err != nil || len(src) > 4096 {
			return
		}
		start := time.Now()
		func() {
			defer func() { _ = recover() }() // its faults are its own
			_, _ = parser.ParseBytes(src, 0)
		}()
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%d bytes took %v", len(src), took)
		}
	})
}
