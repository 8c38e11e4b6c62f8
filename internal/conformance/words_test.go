package conformance_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"strings"
	"testing"
	"unicode"
)

// wordless are the rooms whose Chinese words stand in the lexicon: their code speaks of
// concepts, so that a word is found and added in one place.
var wordless = []string{"extract", "normalize"}

// speaks are the calls whose arguments are messages for people.
var speaks = map[string]bool{"Textf": true, "Errorf": true, "Note": true, "Text": true, "Say": true, "Deed": true, "DeedAt": true, "because": true}

// TestWordsStandInTheLexicon holds that no string of these rooms has Chinese characters,
// messages for people aside: they are given to a call that speaks, or have their English
// right behind them. Marks of punctuation are no words.
func TestWordsStandInTheLexicon(t *testing.T) {
	rooms := map[string]bool{}
	for _, room := range wordless {
		for file, src := range sources(t, room) {
			rooms[path.Dir(file)] = true
			fset := token.NewFileSet()
			f, err := parser.ParseFile(fset, file, src, 0)
			if err != nil {
				t.Fatal(err)
			}
			for _, word := range wordsIn(f) {
				t.Errorf("%s: %s is a word: it belongs into internal/text/lexicon", fset.Position(word.Pos()), word.Value)
			}
		}
	}
	if len(rooms) < 20 {
		t.Errorf("only %d rooms were looked at", len(rooms))
	}
}

// wordsIn lists the literals of a file with Chinese characters that are no messages.
func wordsIn(f *ast.File) (out []*ast.BasicLit) {
	messages := map[ast.Expr]bool{}
	ast.Inspect(f, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.CallExpr:
			markMessages(messages, x.Args)
			return !speaks[called(x)]
		case *ast.CompositeLit:
			markMessages(messages, x.Elts)
		case *ast.AssignStmt:
			markMessages(messages, x.Rhs)
		case *ast.ValueSpec:
			markMessages(messages, x.Values)
		case *ast.BinaryExpr: // "第 %s 页无法读取：" + cause
			if messages[x] {
				messages[x.X], messages[x.Y] = true, true
			}
		case *ast.KeyValueExpr:
			if id, ok := x.Key.(*ast.Ident); ok && id.Name == "ZH" {
				return false
			}
		case *ast.BasicLit:
			if (x.Kind == token.STRING || x.Kind == token.CHAR) && hasHan(x.Value) && !messages[x] {
				out = append(out, x)
			}
		}
		return true
	})
	return out
}

// markMessages marks the expressions of a list behind which their English stands.
func markMessages(messages map[ast.Expr]bool, list []ast.Expr) {
	for i := 0; i+1 < len(list); i++ {
		if han(list[i]) && english(list[i+1]) {
			messages[list[i]] = true
		}
	}
}

// han reports an expression that is a string with Chinese characters, or adds to one.
func han(e ast.Expr) bool {
	switch x := e.(type) {
	case *ast.BasicLit:
		return hasHan(x.Value)
	case *ast.BinaryExpr:
		return han(x.X) || han(x.Y)
	}
	return false
}

// english reports a string of Latin letters alone.
func english(e ast.Expr) bool {
	switch x := e.(type) {
	case *ast.BasicLit:
		return x.Kind == token.STRING && !hasHan(x.Value) && strings.ContainsFunc(x.Value, unicode.IsLetter)
	case *ast.BinaryExpr:
		return english(x.X)
	}
	return false
}

func hasHan(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
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
