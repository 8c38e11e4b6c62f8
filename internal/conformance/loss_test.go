package conformance_test

import (
	"context"
	"fmt"
	"hash/fnv"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"selfeval"
	"selfeval/extract"
	"selfeval/extract/document"
	logical "selfeval/extract/structure"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
	"selfeval/rules"
)

// The tests here lose something of every fixture between what its reader saw and what
// the rooms of interpretation get. What is gone was printed, so nothing may be held
// against the paper for it, and the account must name what is gone, with its place.

// lossy is a fixture, read once, and what is found in it when nothing is lost.
type lossy struct {
	name  string
	doc   *document.Document
	found map[string]bool
	ok    bool // nothing of it is lost as it is
}

// lossless reads the fixtures that hold one report; of many where tests are to be short.
func lossless(t *testing.T, do func(t *testing.T, f *lossy)) {
	t.Helper()
	n := 0
	for _, file := range fixtureFiles(t) {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		in := selfeval.Input{Name: file, Data: data}
		docs := selfeval.Check(t.Context(), in, selfeval.Options{NoConfirm: true})
		if len(docs) != 1 || docs[0].Source == nil || docs[0].Status == selfeval.Other {
			continue
		}
		n++
		do(t, &lossy{name: file, doc: docs[0].Source, found: accusations(docs), ok: docs[0].Status == selfeval.OK})
	}
	if n < 60 {
		t.Errorf("only %d fixtures were read", n)
	}
}

func fixtureFiles(t *testing.T) (all []string) {
	t.Helper()
	for _, pattern := range []string{"fixtures/*/*.md", "fixtures/*/*.html", "fixtures/*/*.pdf"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, files...)
	}
	return all
}

// accusations are the errors and warnings of a file, by what they are about.
func accusations(docs []*selfeval.Document) map[string]bool {
	out := map[string]bool{}
	for _, d := range docs {
		for i := range d.Findings {
			if f := &d.Findings[i]; f.Severity != rules.Info {
				out[f.Rule+" "+f.Fingerprint] = true
			}
		}
	}
	return out
}

// without checks a fixture of which the rooms get another document than its reader saw.
func (f *lossy) without(t *testing.T, gone *document.Document) *selfeval.Document {
	t.Helper()
	opt := selfeval.Options{NoConfirm: true, Ours: true, Extract: extract.Options{
		Readers: []extract.Reader{{Format: f.doc.Format,
			Sniff: func(string, []byte) int { return 100 },
			Read: func(context.Context, []byte, document.Limits) (*document.Document, error) {
				d := *f.doc
				return &d, nil
			}}},
		Structure: func(ctx context.Context, _ *document.Document, words *lexicon.Vocabulary) (*logical.Paper, error) {
			return logical.Read(ctx, gone, words)
		},
	}}
	docs := selfeval.Check(t.Context(), selfeval.Input{Name: f.name, Data: []byte(f.name)}, opt)
	if len(docs) != 1 {
		return nil
	}
	return docs[0]
}

// fresh lists the accusations of a document that were not there before.
func (f *lossy) fresh(d *selfeval.Document) (out []string) {
	for i := range d.Findings {
		if g := &d.Findings[i]; g.Severity != rules.Info && !f.found[g.Rule+" "+g.Fingerprint] {
			out = append(out, g.Rule+": "+g.Message)
		}
	}
	return out
}

// chance is a source of choices that is the same in every run.
func (f *lossy) chance(of string) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(f.name + of))
	return rand.New(rand.NewPCG(h.Sum64(), 1))
}

// mutable copies a document so deep that its cells can be changed.
func mutable(doc *document.Document) *document.Document {
	d := *doc
	d.Blocks = slices.Clone(doc.Blocks)
	for i := range d.Blocks {
		if t := d.Blocks[i].Table; t != nil {
			c := *t
			c.Cells = slices.Clone(t.Cells)
			c.Edges = slices.Clone(t.Edges)
			c.Seal()
			d.Blocks[i].Table = &c
		}
	}
	return &d
}

// loss takes something out of a document; it tells the place of what it took, and the
// figures of it.
type loss func(*rand.Rand, *document.Document) (gone []taken)

type taken struct {
	text string
	at   report.Location
}

// tablesOf lists the blocks of a document that are tables with figures.
func tablesOf(doc *document.Document) (out []int) {
	for i := range doc.Blocks {
		if t := doc.Blocks[i].Table; t != nil && t.Rows > 2 && t.Cols > 1 && slices.ContainsFunc(t.Cells, func(c document.Cell) bool { return strings.ContainsAny(c.Text, "0123456789") }) {
			out = append(out, i)
		}
	}
	return out
}

func pick[T any](r *rand.Rand, of []T) T { return of[r.IntN(len(of))] }

var (
	// amountInProse is an amount with the word before it that ties it to what it measures.
	amountInProse = regexp.MustCompile(`([0-9][0-9,]*(?:\.[0-9]+)?) ?(?:万元|亿元|元)`)
	bareAmount    = regexp.MustCompile(`^-?[0-9][0-9,]*\.[0-9]+ ?(?:万元|亿元|元|分|%)?$`)
)

var losses = map[string]loss{
	"a table": func(r *rand.Rand, doc *document.Document) (gone []taken) {
		tables := tablesOf(doc)
		if len(tables) == 0 {
			return nil
		}
		i := pick(r, tables)
		for _, c := range doc.Blocks[i].Table.Cells {
			gone = append(gone, taken{c.Text, c.At})
		}
		doc.Blocks = slices.Delete(doc.Blocks, i, i+1)
		return gone
	},
	"a row": func(r *rand.Rand, doc *document.Document) []taken {
		tables := tablesOf(doc)
		if len(tables) == 0 {
			return nil
		}
		t := doc.Blocks[pick(r, tables)].Table
		return takeOut(t, func(c *document.Cell) int { return c.Row }, 1+r.IntN(t.Rows-1), true)
	},
	"a column": func(r *rand.Rand, doc *document.Document) []taken {
		tables := tablesOf(doc)
		if len(tables) == 0 {
			return nil
		}
		t := doc.Blocks[pick(r, tables)].Table
		return takeOut(t, func(c *document.Cell) int { return c.Col }, r.IntN(t.Cols), false)
	},
	"a cell": func(r *rand.Rand, doc *document.Document) []taken {
		tables := tablesOf(doc)
		if len(tables) == 0 {
			return nil
		}
		t := doc.Blocks[pick(r, tables)].Table
		var cells []int
		for i := range t.Cells {
			if t.Cells[i].Row > 0 && t.Cells[i].Text != "" {
				cells = append(cells, i)
			}
		}
		if len(cells) == 0 {
			return nil
		}
		c := &t.Cells[pick(r, cells)]
		gone := []taken{{c.Text, c.At}}
		c.Text = ""
		c.SetPrint(nil, nil)
		return gone
	},
	"an amount": func(r *rand.Rand, doc *document.Document) []taken {
		type spot struct{ block, start, end int }
		var spots []spot
		for i := range doc.Blocks {
			b := &doc.Blocks[i]
			if b.Table != nil {
				continue
			}
			for _, m := range amountInProse.FindAllStringSubmatchIndex(b.Text, -1) {
				spots = append(spots, spot{i, m[2], m[3]})
			}
		}
		if len(spots) == 0 {
			return nil
		}
		s := pick(r, spots)
		b := &doc.Blocks[s.block]
		gone := []taken{{b.Text[s.start:s.end], b.Locate(s.start, s.end)}}
		// As long as what it stands for, so that the pieces keep their places.
		b.Text = b.Text[:s.start] + strings.Repeat("x", s.end-s.start) + b.Text[s.end:]
		return gone
	},
	"a paragraph": func(r *rand.Rand, doc *document.Document) []taken {
		var blocks []int
		for i := range doc.Blocks {
			if b := &doc.Blocks[i]; b.Kind == document.Paragraph && amountInProse.MatchString(b.Text) {
				blocks = append(blocks, i)
			}
		}
		if len(blocks) == 0 {
			return nil
		}
		i := pick(r, blocks)
		gone := []taken{{doc.Blocks[i].Text, doc.Blocks[i].At}}
		doc.Blocks = slices.Delete(doc.Blocks, i, i+1)
		return gone
	},
}

// takeOut takes the cells of one row or column out of a table; what stands behind them
// moves up. Cells merged over several lose one.
func takeOut(t *document.Table, of func(*document.Cell) int, n int, row bool) (gone []taken) {
	var left []document.Cell
	for i := range t.Cells {
		c := t.Cells[i]
		pos, span := &c.Col, &c.ColSpan
		if row {
			pos, span = &c.Row, &c.RowSpan
		}
		switch at := of(&c); {
		case at == n && *span <= 1:
			gone = append(gone, taken{c.Text, c.At})
			continue
		case at > n:
			*pos--
		case at+*span > n:
			*span--
		}
		left = append(left, c)
	}
	t.Cells = left
	if row {
		t.Rows--
	} else {
		t.Cols--
		if len(t.Edges) > n+1 {
			t.Edges = slices.Delete(slices.Clone(t.Edges), n, n+1)
		}
	}
	t.Seal()
	return gone
}

// TestLostBetween loses things between the reader and the rooms.
func TestLostBetween(t *testing.T) {
	runs := 4
	if testing.Short() {
		runs = 1
	}
	counts, accused, untold := map[string]int{}, 0, 0
	lossless(t, func(t *testing.T, f *lossy) {
		for _, what := range slices.Sorted(maps.Keys(losses)) {
			for n := range runs {
				doc := mutable(f.doc)
				gone := losses[what](f.chance(fmt.Sprint(what, n)), doc)
				if !slices.ContainsFunc(gone, func(g taken) bool { return g.text != "" }) {
					continue
				}
				d := f.without(t, doc)
				if d == nil || d.Status == selfeval.Failed {
					continue
				}
				counts[what]++
				if fresh := f.fresh(d); len(fresh) > 0 {
					accused++
					t.Errorf("%s: %s is gone (%.60q at %s) and the paper is accused: %s", f.name, what, gone[0].text, gone[0].at, strings.Join(fresh, "; "))
				}
				if f.ok && untoldLoss(d, gone) {
					untold++
					t.Errorf("%s: %s is gone (%.60q at %s) and the account does not miss it", f.name, what, gone[0].text, gone[0].at)
				}
			}
		}
	})
	t.Logf("%v: %d accused, %d untold", counts, accused, untold)
	for what := range losses {
		if counts[what] < 30*runs {
			t.Errorf("only %d times %s was taken out", counts[what], what)
		}
	}
}

// untoldLoss reports that a figure that is gone is neither in the record nor listed as
// unread or left.
func untoldLoss(d *selfeval.Document, gone []taken) bool {
	for _, g := range gone {
		if !measures(g.text) {
			continue
		}
		if !listed(d, g) && !twice(d, g) {
			return true
		}
	}
	return false
}

// measures reports an amount with decimals, of which nobody takes it for a number of a
// row or a date.
func measures(text string) bool {
	text = strings.TrimSpace(text)
	return bareAmount.MatchString(text)
}

// twice reports an amount that stands in its line once more: which of the two is the one
// in the record, nobody can tell.
func twice(d *selfeval.Document, g taken) bool {
	for i := range d.Source.Blocks {
		if b := &d.Source.Blocks[i]; b.Table == nil && b.At.Page == g.at.Page && b.At.Line == g.at.Line && strings.Count(b.Text, g.text) > 1 {
			return true
		}
	}
	return false
}

func listed(d *selfeval.Document, g taken) bool {
	for i := range d.Report.Unread {
		if u := &d.Report.Unread[i]; strings.Contains(plainly(g.text), plainly(u.Raw)) && near(u.At, g.at) {
			return true
		}
	}
	return slices.ContainsFunc(d.Reading.Tables.Left, func(l report.LeftTable) bool { return l.At.Table == g.at.Table && g.at.Table != 0 })
}

func near(a, b report.Location) bool {
	return a.Table == b.Table && a.Page == b.Page && (a.Row == b.Row || a.Row == 0 || b.Row == 0)
}

func plainly(s string) string {
	return strings.NewReplacer(",", "", "，", "", " ", "", "万元", "", "元", "", "亿", "").Replace(s)
}
