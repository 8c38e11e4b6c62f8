package newrule_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"selfeval/internal/app/newrule"
	"selfeval/internal/conformance/golden"
)

// tree copies what rules are built of to a folder of its own.
func tree(t *testing.T) string {
	t.Helper()
	from, to := golden.Root(t), t.TempDir()
	for _, dir := range []string{"report", "rules", "internal/text"} {
		if err := os.CopyFS(filepath.Join(to, dir), os.DirFS(filepath.Join(from, dir))); err != nil {
			t.Fatal(err)
		}
	}
	for _, file := range []string{"go.mod", "go.sum"} {
		b, err := os.ReadFile(filepath.Join(from, file))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(to, file), b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.MkdirAll(filepath.Join(to, "docs", "rules"), 0o755); err != nil {
		t.Fatal(err)
	}
	return to
}

// TestNewRule: what is written compiles and is in its family's list, and its fixture
// fails until the rule is filled in.
func TestNewRule(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the rules")
	}
	root := tree(t)
	for _, family := range newrule.Families {
		id := "sample-of-" + family
		files, err := newrule.Write(root, family, id)
		if err != nil || len(files) != 4 {
			t.Fatalf("%v, %v", files, err)
		}
		if _, err := newrule.Write(root, family, id); err == nil {
			t.Errorf("%s was written over", id)
		}
	}
	run := func(args ...string) (string, error) {
		c := exec.Command("go", args...)
		c.Dir = root
		out, err := c.CombinedOutput()
		return string(out), err
	}
	for _, family := range newrule.Families {
		if out, err := run("vet", "./rules/"+family); err != nil {
			t.Errorf("what was written does not compile: %s", out)
		}
		out, err := run("test", "./rules/"+family)
		if err == nil || strings.Count(out, "--- FAIL: TestFixtures/") != 1 || !strings.Contains(out, "missing: ") || !strings.Contains(out, "sample-of-"+family) {
			t.Errorf("%s: the fixture should fail for want of its finding: %v\n%s", family, err, out)
		}
		list, err := os.ReadFile(filepath.Join(root, "rules", family, "rules.go"))
		if err != nil || strings.Count(string(list), "sampleOf") != 1 {
			t.Errorf("%s: not in the list: %v\n%s", family, err, list)
		}
	}
}

// TestRefused: what is no rule's name or no family is told.
func TestRefused(t *testing.T) {
	for _, c := range [][2]string{{"summary", "Sample"}, {"summary", "one"}, {"summary", "total-row-mismatch"}, {"across", "sample-rule"}, {"summary", "sample-../x"}} {
		if _, err := newrule.Write(t.TempDir(), c[0], c[1]); err == nil {
			t.Errorf("%s in %s was written", c[1], c[0])
		}
	}
	if _, err := newrule.Root(t.TempDir()); err == nil {
		t.Error("an empty folder is no source tree")
	}
}
