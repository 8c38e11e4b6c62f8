package account_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"selfeval/extract"
	"selfeval/extract/account"
	"selfeval/extract/document"
	"selfeval/internal/conformance/golden"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// each reads the fixtures that hold one report.
func each(t *testing.T, do func(name string, x *extract.Extraction)) {
	t.Helper()
	root := golden.Root(t)
	n := 0
	for _, kind := range []string{"md", "html", "pdf"} {
		files, err := filepath.Glob(filepath.Join(root, "fixtures", "*", "*."+kind))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			data, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			x, err := extract.Extract(context.Background(), extract.Input{Name: f, Data: data}, extract.Options{})
			if err != nil || len(x.Reports) != 1 {
				continue
			}
			n++
			do(filepath.Base(filepath.Dir(f))+"/"+filepath.Base(f), x)
		}
	}
	if n < 50 {
		t.Fatalf("only %d fixtures were read", n)
	}
}

// runs are digits with the points and commas between them, as anybody would count them.
var (
	runs = regexp.MustCompile(`[0-9０-９]+(?:[.．,·][0-9０-９]+)*`)
	// A full-width comma parts thousands before just three digits, else clauses.
	wide = regexp.MustCompile(`([0-9０-９])，([0-9０-９]{3})([^0-9０-９]|$)`)
)

func figures(text string) int {
	return len(runs.FindAllString(wide.ReplaceAllString(text, "$1$2$3"), -1))
}

// count counts the figures of a document without asking the account.
func count(doc *document.Document) (n int) {
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Table == nil {
			n += figures(b.Text)
			continue
		}
		for k := range b.Table.Cells {
			n += figures(b.Table.Cells[k].Text)
		}
	}
	return n
}

// TestEveryFigureIsAccountedFor holds that what was seen is placed, unread or explained,
// and that as much was seen as an independent count finds.
func TestEveryFigureIsAccountedFor(t *testing.T) {
	seen, placed := 0, 0
	each(t, func(name string, x *extract.Extraction) {
		f := x.Readings[0].Figures
		explained := 0
		for _, n := range f.Explained {
			explained += n
		}
		if f.Seen != f.Placed+f.Unread+explained {
			t.Errorf("%s: %d seen, but %d placed, %d unread and %d explained", name, f.Seen, f.Placed, f.Unread, explained)
		}
		if want := count(x.Document); f.Seen != want {
			t.Errorf("%s: %d seen, %d are printed", name, f.Seen, want)
		}
		seen, placed = seen+f.Seen, placed+f.Placed
	})
	t.Logf("%d figures seen, %d placed", seen, placed)
}

// again takes the account of a record that something was taken out of.
func again(t *testing.T, x *extract.Extraction, lose func(*report.Report) bool) (*report.Reading, bool) {
	t.Helper()
	b, err := json.Marshal(x.Reports[0])
	if err != nil {
		t.Fatal(err)
	}
	r := &report.Report{}
	if err := json.Unmarshal(b, r); err != nil {
		t.Fatal(err)
	}
	r.Unread = nil
	if !lose(r) {
		return nil, false
	}
	reading, err := account.Reading(t.Context(), x.Document, x.Document.Blocks, nil, r, nil, lexicon.Default())
	if err != nil {
		t.Fatal(err)
	}
	return reading, true
}

func whole(p *bool) bool { return p == nil || *p }

// TestLossIsTold takes rows, sources and indicators out of whole records, as a fault of
// any step after the reader would: the account must miss them, and say in which part.
func TestLossIsTold(t *testing.T) {
	rows, forms := 0, 0
	each(t, func(name string, x *extract.Extraction) {
		for i := range x.Reports[0].Projects {
			got, ok := again(t, x, func(r *report.Report) bool {
				p := &r.Projects[i]
				if p.Budget == nil || p.Executed == nil || len(p.Parts) > 0 {
					return false
				}
				r.Projects = append(r.Projects[:i:i], r.Projects[i+1:]...)
				return true
			})
			if !ok {
				continue
			}
			if rows++; whole(got.Whole.Summary) {
				t.Errorf("%s: row %d is gone and the summary called whole", name, i+1)
			}
		}
		for i := range x.Reports[0].Forms {
			got, ok := again(t, x, func(r *report.Report) bool {
				f := &r.Forms[i]
				if len(f.Indicators) < 2 || f.Indicators[0].Weight == nil && f.Indicators[0].Score == nil {
					return false
				}
				f.Indicators = f.Indicators[1:]
				return true
			})
			if !ok {
				continue
			}
			if forms++; whole(got.Whole.Forms) {
				t.Errorf("%s: an indicator of form %d is gone and the forms called whole", name, i+1)
			}
		}
	})
	t.Logf("%d rows and %d indicators taken out", rows, forms)
	if rows < 100 || forms < 50 {
		t.Errorf("only %d rows and %d indicators were taken out", rows, forms)
	}
}

// clock is a context that ends when it was looked at so often.
type clock struct {
	context.Context
	left int
}

func (c *clock) Err() error {
	if c.left--; c.left < 0 {
		return context.DeadlineExceeded
	}
	return nil
}

// TestClock ends the account of a long paper at many moments: it comes to nothing, and
// looks at the clock once for some hundred figures.
func TestClock(t *testing.T) {
	var b strings.Builder
	b.WriteString("# 青山镇2023年度部门整体支出绩效自评报告\n\n单位：万元\n\n|序号|项目名称|预算数|执行数|自评得分|\n|-|-|-|-|-|\n")
	const rows = 4000
	for i := range rows {
		fmt.Fprintf(&b, "|%d|第%d号水渠|%d.50|%d.25|95|\n", i+1, i+1, 100+i, 99+i)
	}
	x, err := extract.Extract(t.Context(), extract.Input{Name: "a.md", Data: []byte(b.String())}, extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	take := func(c *clock) error {
		_, err := account.Reading(c, x.Document, x.Document.Blocks, x.Document.Blocks, x.Reports[0], nil, lexicon.Default())
		return err
	}
	const looks = 1 << 20
	c := &clock{t.Context(), looks}
	if err := take(c); err != nil {
		t.Fatal(err)
	}
	looked := looks - c.left
	if looked < rows/100 {
		t.Errorf("it looked at the clock %d times for %d rows", looked, rows)
	}
	for left := 0; left < looked; left += 1 + looked/20 {
		c := &clock{t.Context(), left}
		if err := take(c); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("ended after %d looks: %v", left, err)
		}
		if more := -c.left; more > 8 {
			t.Errorf("it went on for %d looks after its time", more)
		}
	}
}
