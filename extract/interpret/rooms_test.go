package interpret

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"selfeval/extract/document"
	"selfeval/extract/interpret/form"
	"selfeval/extract/interpret/identity"
	"selfeval/extract/interpret/outline"
	"selfeval/extract/interpret/paper"
	"selfeval/extract/interpret/people"
	"selfeval/extract/interpret/prose"
	"selfeval/extract/interpret/summary"
	"selfeval/extract/markdown"
	"selfeval/extract/structure"
	"selfeval/internal/text/lexicon"
)

// TestRoomsReturnWhatTheyRead enters every room twice with the same paper: a room that
// left something behind, in the paper or in what it was given, would read otherwise.
func TestRoomsReturnWhatTheyRead(t *testing.T) {
	files, err := filepath.Glob("../../fixtures/*/*.md")
	if err != nil || len(files) == 0 {
		t.Fatal("no fixtures", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			doc, err := markdown.Read(t.Context(), src, document.Limits{}.WithDefaults())
			if err != nil {
				t.Skip(err)
			}
			logical, err := structure.Read(t.Context(), doc, lexicon.Default())
			if err != nil {
				t.Fatal(err)
			}
			doc = logical.Document()
			p := paper.New(t.Context(), doc, doc.Blocks, logical.Tables(), Default())
			p.Tables()
			title := identity.ReadTitle(p)
			named := identity.Resolve(title.Proposals)
			taken := make(paper.Claims, len(doc.Blocks))
			year := named.FiscalYear.Raw

			forms := twice(t, &taken, func() form.Result { return form.Read(p, year, taken) })
			taken = forms.Claimed
			list := twice(t, &taken, func() summary.Result { return summary.Read(p, year, taken) })
			taken = list.Claimed
			text := outline.Read(p, title.End, nil)
			staff := twice(t, &taken, func() people.Result { return people.Read(text, named.Department, year, taken) })
			taken = staff.Claimed
			self := twice(t, &taken, func() identity.Result {
				return identity.Read(text, identity.Sources{Title: named, Heads: list.Heads, Projects: len(list.Projects), Forms: forms.Forms})
			})
			known := identity.Resolve(slices.Concat(title.Proposals, self.Proposals, staff.Proposals, list.Proposals))
			twice(t, &taken, func() prose.Result { return prose.Read(text, known, taken) })
		})
	}
}

// twice enters a room twice; what it was given must stay as it was.
func twice[T any](t *testing.T, given *paper.Claims, read func() T) T {
	t.Helper()
	before := slices.Clone(*given)
	first := read()
	if second := read(); !reflect.DeepEqual(first, second) {
		t.Errorf("%T: read again it is\n%+v, and was\n%+v", first, second, first)
	}
	if !slices.Equal(before, *given) {
		t.Errorf("%T: the room has taken blocks in what it was given", first)
	}
	return first
}
