package conformance_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// wordless are the rooms whose Chinese words stand in the lexicon: their code speaks of
// concepts. Rooms are added here one a line as their words have gone there.
var wordless = []string{
	"extract/interpret/identity",
	"extract/interpret/outline",
	"extract/interpret/people",
	"extract/interpret/proposal",
	"extract/interpret/prose",
	"extract/interpret/prose/conclude",
	"extract/interpret/prose/scale",
	"extract/interpret/prose/sentence",
	"extract/interpret/summary",
	"extract/structure",
	"extract/structure/convert",
	"extract/structure/grid",
}

// speaks are the calls whose arguments are messages for people.
var speaks = map[string]bool{"Textf": true, "Errorf": true, "Note": true, "Text": true, "Say": true, "Deed": true, "DeedAt": true}

// TestWordsStandInTheLexicon holds that no string of these rooms has Chinese characters,
// messages for people aside. Marks of punctuation are no words.
func TestWordsStandInTheLexicon(t *testing.T) {
	seen := map[string]bool{}
	for file, src := range sources(t, "extract") {
		dir := path.Dir(file)
		if !slices.Contains(wordless, dir) {
			continue
		}
		seen[dir] = true
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, file, src, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			switch x := n.(type) {
			case *ast.CallExpr:
				return !speaks[called(x)]
			case *ast.BasicLit:
				if (x.Kind == token.STRING || x.Kind == token.CHAR) && strings.ContainsFunc(x.Value, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
					t.Errorf("%s: %s is a word: it belongs into internal/text/lexicon", fset.Position(x.Pos()), x.Value)
				}
			}
			return true
		})
	}
	for _, dir := range wordless {
		if !seen[dir] {
			t.Errorf("%s holds no code", dir)
		}
	}
}

// called is the name of the function that a call calls.
func called(x *ast.CallExpr) string {
	switch f := x.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}
