package account_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"selfeval/extract"
	"selfeval/extract/account"
	"selfeval/internal/conformance/golden"
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
		a := account.Of(x.Document, nil, x.Reports[0])
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
