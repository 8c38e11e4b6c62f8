package builtin_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// TestWords: the Chinese words that a rule looks for stand in its family's words.go. In
// other files Chinese stands only in what people read: texts in both languages, and the
// names of the regulations that rules rest on.
func TestWords(t *testing.T) {
	files := 0
	err := filepath.WalkDir("..", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") ||
			filepath.Base(path) == "words.go" || path == filepath.Join("..", "explain.go") || // which writes pages
			strings.Contains(path, "rulestest") {
			return err
		}
		files++
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, path, nil, 0)
		if err != nil {
			return err
		}
		for _, lit := range looked(f) {
			t.Errorf("%s: %s is a word that is looked for: it belongs into words.go", fset.Position(lit.Pos()), lit.Value)
		}
		return nil
	})
	if err != nil || files < 20 {
		t.Fatalf("%d files, %v", files, err)
	}
}

// looked are the Chinese literals of a file that stand in no message.
func looked(f *ast.File) []*ast.BasicLit {
	var out []*ast.BasicLit
	ast.Inspect(f, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.CallExpr:
			switch name(x.Fun) { // key, title in both languages, and what it is
			case "Named":
				return false
			case "Term":
				ast.Inspect(x.Args[3], func(n ast.Node) bool { return collect(n, &out) })
				return false
			}
			if name(x.Fun) == "Textf" {
				for _, a := range x.Args[2:] { // what is put into a message may be looked for
					ast.Inspect(a, func(n ast.Node) bool { return collect(n, &out) })
				}
				return false
			}
		case *ast.CompositeLit:
			return collect(x, &out)
		case *ast.Field: // struct tags
			return x.Tag == nil
		}
		return collect(n, &out)
	})
	return out
}

func collect(n ast.Node, out *[]*ast.BasicLit) bool {
	switch x := n.(type) {
	case *ast.CompositeLit:
		if m, ok := x.Type.(*ast.MapType); ok && written(m.Value) {
			for _, e := range x.Elts { // the keys of texts may be looked for
				ast.Inspect(e.(*ast.KeyValueExpr).Key, func(n ast.Node) bool { return collect(n, out) })
			}
			return false
		}
		return !written(x.Type)
	case *ast.BasicLit:
		if s, err := strconv.Unquote(x.Value); err == nil && strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
			*out = append(*out, x)
		}
	}
	return true
}

// written reports a type that holds what people read.
func written(t ast.Expr) bool { return name(t) == "Text" || name(t) == "Basis" }

// name is the last name of an expression: Textf of report.Textf.
func name(e ast.Expr) string {
	switch x := e.(type) {
	case *ast.SelectorExpr:
		return x.Sel.Name
	case *ast.Ident:
		return x.Name
	}
	return ""
}
