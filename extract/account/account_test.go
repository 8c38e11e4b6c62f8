package account_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"selfeval/extract"
	"selfeval/extract/account"
	"selfeval/internal/conformance/golden"
	"selfeval/internal/text/lexicon"
)

func TestFixtures(t *testing.T) {
	root := golden.Root(t)
	var files []string
	for _, p := range []string{"fixtures/*/*.md", "fixtures/*/*.html", "fixtures/*/*.pdf"} {
		m, _ := filepath.Glob(filepath.Join(root, p))
		files = append(files, m...)
	}
	var seen, placed, explained, unread, whole int
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		x, err := extract.Extract(context.Background(), extract.Input{Name: f, Data: data}, extract.Options{})
		if err != nil || len(x.Reports) != 1 {
			continue
		}
		rd := account.Reading(x.Document, x.Document.Blocks, x.Reports[0], x.Notes, lexicon.Default())
		w := func(b *bool) string {
			if b == nil {
				return "-"
			}
			return map[bool]string{true: "whole", false: "LOST"}[*b]
		}
		t.Logf("%s: summary %s forms %s prose %s conclusion %s ends %s left %d", filepath.Base(f), w(rd.Whole.Summary), w(rd.Whole.Forms), w(rd.Whole.Prose), w(rd.Whole.Conclusion), rd.Ends, len(rd.Tables.Left))
		a := account.Of(x.Document.Blocks, x.Reports[0])
		un := 0
		for _, g := range a.Figures() {
			seen++
			switch g.Fate {
			case account.Placed:
				placed++
			case account.Explained:
				explained++
			default:
				unread++
				un++
				t.Logf("%s: %q in %q %v money=%v", filepath.Base(f), g.Raw, g.Context, g.At, g.Money)
			}
		}
		if un == 0 {
			whole++
		}
	}
	t.Logf("seen %d placed %d explained %d unread %d; %d of %d files without", seen, placed, explained, unread, whole, len(files))
}
