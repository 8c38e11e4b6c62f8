package output

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"selfeval/internal/conformance/golden"
)

// Every figure that a rule gives its findings has a name in both languages: the
// keys are read from the rules' own source.
func TestValuesHaveNames(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(golden.Root(t), "rules", "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	keys := map[string]string{}
	for _, path := range files {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			kv, ok := n.(*ast.KeyValueExpr)
			if !ok {
				return true
			}
			if id, ok := kv.Key.(*ast.Ident); !ok || id.Name != "Values" {
				return true
			}
			if lit, ok := kv.Value.(*ast.CompositeLit); ok {
				for _, e := range lit.Elts {
					if e, ok := e.(*ast.KeyValueExpr); ok {
						if k, ok := e.Key.(*ast.BasicLit); ok {
							if s, err := strconv.Unquote(k.Value); err == nil {
								keys[s] = filepath.Base(path)
							}
						}
					}
				}
			}
			return true
		})
	}
	if len(keys) < 20 {
		t.Fatalf("only %d keys found in the rules", len(keys))
	}
	for key, file := range keys {
		if v := valueNames[valueRank(key)]; v.key == "" {
			t.Errorf("%s: the value %q has no name in valueNames", file, key)
		}
	}
}
