package conformance_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fzipp/gocyclo"

	"selfeval/internal/conformance/golden"
)

// A function longer or more complex than this says in its doc comment why, in a
// line that starts with "Long:".
const (
	mostOfFunction = 60
	mostComplexity = 15
)

// knownLong lists the functions that were longer or more complex when the limit
// came. None may be added; one that was mended must go from the list (-update).
const knownLong = "internal/conformance/testdata/long.txt"

// TestFunctionsFitTheHead holds the way from bytes to record to functions that a
// person can read in one go. The table finders and the interpreter of PDF pages are
// left out: their algorithms are told in their files' comments.
func TestFunctionsFitTheHead(t *testing.T) {
	known := map[string]bool{}
	if b, err := os.ReadFile(knownLong); err == nil {
		for name := range strings.FieldsSeq(string(b)) {
			known[name] = true
		}
	}
	var long []string
	for file := range sources(t, "extract", "normalize", "validate", "rules", "report") {
		if strings.HasPrefix(file, "extract/pdf/layout/") || strings.HasPrefix(file, "extract/pdf/content/") {
			continue
		}
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, file, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range f.Decls {
			fn, ok := decl.(*ast.FuncDecl)
			if !ok || fn.Body == nil || strings.Contains(fn.Doc.Text(), "Long:") {
				continue
			}
			lines := fset.Position(fn.End()).Line - fset.Position(fn.Pos()).Line + 1
			paths := gocyclo.Complexity(fn)
			if lines <= mostOfFunction && paths <= mostComplexity {
				continue
			}
			name := filepath.ToSlash(filepath.Dir(file)) + ":" + fn.Name.Name
			long = append(long, name)
			if !known[name] && !golden.Update() {
				t.Errorf("%s: %s has %d lines and a complexity of %d; more than %d or %d needs a reason (a line Long: in its comment)", fset.Position(fn.Pos()), fn.Name.Name, lines, paths, mostOfFunction, mostComplexity)
			}
		}
	}
	slices.Sort(long)
	long = slices.Compact(long)
	if golden.Update() {
		if err := os.WriteFile(knownLong, []byte(strings.Join(long, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	for name := range known {
		if !slices.Contains(long, name) {
			t.Errorf("%s is within the limit and still stands in %s", name, knownLong)
		}
	}
}

// sources gives the Go files below some folders, tests and testdata left out, with
// what stands in them.
func sources(t *testing.T, dirs ...string) map[string]string {
	t.Helper()
	files := map[string]string{}
	for _, dir := range dirs {
		err := filepath.WalkDir(dir, func(file string, e fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case e.IsDir() && e.Name() == "testdata":
				return fs.SkipDir
			case e.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go"):
				return nil
			}
			b, err := os.ReadFile(file)
			if err != nil {
				return fmt.Errorf("%s: %w", file, err)
			}
			files[filepath.ToSlash(file)] = string(b)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return files
}
