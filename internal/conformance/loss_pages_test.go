package conformance_test

import (
	"context"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"selfeval"
	"selfeval/extract"
	"selfeval/extract/document"
	"selfeval/extract/pdf"
	"selfeval/extract/pdf/page"
)

// faulty is an engine that fails on a page.
type faulty struct {
	page.Source
	page int
}

func (f *faulty) Page(ctx context.Context, n int) (*page.Page, error) {
	if n == f.page {
		return nil, errors.New("the page's stream is broken")
	}
	return f.Source.Page(ctx, n)
}

func failing(open pdf.Open, n int) pdf.Open {
	return func(ctx context.Context, data []byte, limits document.Limits) (page.Source, error) {
		s, err := open(ctx, data, limits)
		if err != nil {
			return nil, err
		}
		return &faulty{s, n}, nil
	}
}

// TestLostPages fails every page of the fixtures in turn, with both engines: what is
// left of the paper is accused of nothing new, and the account names the page.
func TestLostPages(t *testing.T) {
	most, n, found := 4, 0, 0
	if testing.Short() {
		most = 1
	}
	engines := pdf.Default()
	for _, file := range fixtureFiles(t) {
		if !strings.HasSuffix(file, ".pdf") {
			continue
		}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		in := selfeval.Input{Name: file, Data: data}
		docs := selfeval.Check(t.Context(), in, selfeval.Options{NoConfirm: true})
		if docs[0].Source == nil || docs[0].Source.Pages < 2 {
			continue
		}
		f := &lossy{name: file, found: accusations(docs)}
		for lost := 1; lost <= min(docs[0].Source.Pages, most); lost++ {
			r := pdf.Reader{First: failing(engines.First, lost), Second: failing(engines.Second, lost)}
			opt := selfeval.Options{NoConfirm: true, Extract: extract.Options{Readers: []extract.Reader{{Format: document.PDF, Sniff: pdf.Sniff, Read: r.Read}}}}
			n++
			for _, d := range selfeval.Check(t.Context(), in, opt) {
				found += len(d.Findings)
				if fresh := f.fresh(d); len(fresh) > 0 {
					t.Errorf("%s without page %d is accused: %s", file, lost, strings.Join(fresh, "; "))
				}
				if d.Status != selfeval.Partial && d.Status != selfeval.Failed || d.Reading != nil && !slices.Equal(d.Reading.Pages.Unread, []int{lost}) {
					t.Errorf("%s without page %d: status %s", file, lost, d.Status)
				}
			}
		}
	}
	t.Logf("%d pages lost, %d findings on what is left", n, found)
	if n < 15 {
		t.Errorf("only %d pages were lost", n)
	}
}
