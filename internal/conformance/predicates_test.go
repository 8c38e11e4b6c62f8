package conformance_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// numericLiteral is a string by which code tells digits or numerals apart itself.
var numericLiteral = regexp.MustCompile(`\\d|0-9|0123456789|一二三四|①②③|①-⑳`)

// ownPredicates are the files that tell digits themselves, with how many strings of
// theirs do so and why. What a figure, a unit, a year or "not stated" is, printed says
// and nobody else: none may be added without a reason that is not one of these, and
// one that was mended must go from the list.
var ownPredicates = map[string]struct {
	count int
	why   string
}{
	"extract/account/explain.go":                {3, "the account counts what the rest may overlook: it asks nobody"},
	"extract/account/figures.go":                {1, "the account counts what the rest may overlook: it asks nobody"},
	"extract/html/script.go":                    {3, "figures in the code of scripts"},
	"extract/html/table.go":                     {2, "a cell of digits and signs alone in a table of layout"},
	"extract/interpret/columns/lists.go":        {1, "the number before a line of accounts"},
	"extract/interpret/form/flat/digits.go":     {1, "figures that run together are cut before they are tokens"},
	"extract/interpret/form/funds.go":           {1, "the digits of a figure behind its label in one cell"},
	"extract/interpret/form/labels/labels.go":   {1, "a code before a label"},
	"extract/interpret/prose/scale/scale.go":    {1, "bounds of a scale of grades"},
	"extract/interpret/prose/sentence/words.go": {1, "a year before a name, folded by the scanner"},
	"extract/interpret/summary/rows.go":         {1, "what may follow the label of a total"},
	"extract/markdown/formula.go":               {2, "what a converter sets as a formula"},
	"extract/markdown/lines.go":                 {2, "keys of front matter, underlines of headings"},
	"internal/text/lexicon/grades.go":           {4, "a score and a grade in one text"},
	"internal/text/lexicon/numbering.go":        {1, "the numbering of headings and items"},
	"internal/text/lexicon/heads.go":            {4, "letters and formulas of columns, a month, the words 满分 around a figure"},
	"internal/text/lexicon/labels.go":           {2, "the number of a column behind its name"},
	"internal/text/lexicon/titles.go":           {1, "附件1 before a title"},
	"internal/text/lexicon/lines.go":            {2, "the numerals of headings"},
	"internal/text/lexicon/measures.go":         {1, "a time within which something is done"},
	"internal/text/lexicon/papers.go":           {1, "the year in the number of an official document"},
	"internal/text/lexicon/templates.go":        {4, "points and numbers that a template prints"},
}

// TestOnlyPrintedTellsFigures holds that the way from document to record and its
// normalising ask internal/text/printed what a token is. The content of PDF, whose
// numbers are those of a program, is left out.
func TestOnlyPrintedTellsFigures(t *testing.T) {
	seen := map[string]int{}
	for file, src := range sources(t, "extract", "normalize", "internal/text/lexicon", "internal/text/cjk") {
		if strings.HasPrefix(file, "extract/pdf/content/") {
			continue
		}
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, file, src, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			s, err := strconv.Unquote(lit.Value)
			if err != nil || !numericLiteral.MatchString(s) {
				return true
			}
			if seen[file]++; seen[file] > ownPredicates[file].count {
				t.Errorf("%s tells figures itself: ask internal/text/printed", fset.Position(lit.Pos()))
			}
			return true
		})
	}
	for file, own := range ownPredicates {
		if seen[file] < own.count {
			t.Errorf("%s has %d such strings and is allowed %d: %s", file, seen[file], own.count, own.why)
		}
	}
}
