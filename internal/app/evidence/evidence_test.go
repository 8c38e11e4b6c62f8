package evidence

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"selfeval"
	"selfeval/extract/document"
	"selfeval/extract/pdf/page"
	"selfeval/internal/conformance/golden"
)

func shown(t testing.TB, name string, data []byte) []*selfeval.Document {
	t.Helper()
	docs := selfeval.Check(t.Context(), selfeval.Input{Name: name, Data: data}, selfeval.Options{NoConfirm: true})
	Collect(t.Context(), data, docs, document.Limits{})
	return docs
}

func fixture(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(golden.Root(t), "fixtures", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// marked are the marked parts of an evidence.
func marked(e *selfeval.Evidence) (out []string) {
	for _, r := range e.Rows {
		for _, c := range r.Cells {
			if c.Marked {
				out = append(out, c.Text)
			}
		}
	}
	for _, p := range e.Text {
		if p.Marked {
			out = append(out, p.Text)
		}
	}
	return out
}

// find is the evidence of the only finding of a rule.
func find(t *testing.T, docs []*selfeval.Document, rule string) *selfeval.Evidence {
	t.Helper()
	for _, d := range docs {
		for i := range d.Findings {
			if f := &d.Findings[i]; f.Rule == rule {
				if e := d.Evidence[f.Fingerprint]; e != nil {
					return e
				}
				t.Fatalf("%s: %s has no evidence at %v", d.Path, rule, f.At)
			}
		}
	}
	t.Fatalf("nothing of %s is found", rule)
	return nil
}

// elements counts the elements of a drawing, and gives its text.
func elements(t *testing.T, svg string) (n map[string]int, text string) {
	t.Helper()
	n = map[string]int{}
	x := xml.NewDecoder(strings.NewReader(svg))
	for {
		token, err := x.Token()
		if errors.Is(err, io.EOF) {
			return n, text
		}
		if err != nil {
			t.Fatalf("%v in %s", err, svg)
		}
		switch token := token.(type) {
		case xml.StartElement:
			n[token.Name.Local]++
			for _, a := range token.Attr {
				if strings.HasPrefix(a.Name.Local, "on") || a.Name.Local == "href" || a.Name.Local == "style" {
					t.Errorf("%s=%q", a.Name.Local, a.Value)
				}
			}
		case xml.CharData:
			text += string(token)
		}
	}
}

// TestCellsAreShownInEveryFormat: the cells that are compared are marked in their rows,
// below the header; of a PDF they are drawn, with the rows beside them.
func TestCellsAreShownInEveryFormat(t *testing.T) {
	for _, name := range []string{"report.md", "report.html", "report.pdf"} {
		docs := shown(t, name, fixture(t, "water-bureau/"+name))
		for rule, want := range map[string][]string{"execution-exceeds-budget": {"85.6", "91.2"}, "total-row-mismatch": {"6056.3405"}, "duplicate-sequence": {"8", "8"}, "score-without-execution": {"310", "0", "92"}} {
			e := find(t, docs, rule)
			if got := marked(e); !slices.Equal(got, want) {
				t.Errorf("%s: %s marks %q, want %q", name, rule, got, want)
			}
			if !e.Rows[0].Head || !strings.Contains(fmt.Sprint(e.Rows[0]), "执行数") {
				t.Errorf("%s: %s has the header %v", name, rule, e.Rows[0])
			}
			if name != "report.pdf" {
				if e.SVG != "" {
					t.Errorf("%s is drawn", name)
				}
				continue
			}
			n, text := elements(t, e.SVG)
			if n["rect"] != 1+2*len(want) || n["path"] < 2 {
				t.Errorf("%s: %d rectangles and %d paths are drawn", rule, n["rect"], n["path"])
			}
			for _, s := range append(want, "执行数", "项目名称") {
				if !strings.Contains(text, s) {
					t.Errorf("%s: the drawing has no %q: %s", rule, s, text)
				}
			}
		}
	}
}

// TestASentenceIsShown: what stands in no table is shown as the sentence that it is in,
// with the figures that the finding names marked.
func TestASentenceIsShown(t *testing.T) {
	src := "# 青禾县林业局2023年度部门整体支出绩效自评报告\n\n一、基本情况\n\n2023年收入决算950.00万元，其中：财政拨款收入900.00万元，其他收入80.00万元。支出决算910.00万元。\n\n二、自评结论\n\n自评得分96分，等级为良。\n"
	docs := shown(t, "a.md", []byte(src))
	if len(docs[0].Findings) == 0 {
		t.Fatal("nothing is found")
	}
	for i := range docs[0].Findings {
		f := &docs[0].Findings[i]
		if len(f.At) == 0 || f.At[0].Table > 0 || f.Rule == "missing-section" {
			continue
		}
		e := docs[0].Evidence[f.Fingerprint]
		if e == nil || len(e.Text) == 0 {
			t.Errorf("%s at %v is not shown", f.Rule, f.At)
			continue
		}
		var text strings.Builder
		for _, p := range e.Text {
			text.WriteString(p.Text)
		}
		for part := range strings.SplitSeq(text.String(), " … ") {
			if !strings.Contains(src, strings.TrimSpace(part)) {
				t.Errorf("%s: %q is not in the paper", f.Rule, part)
			}
		}
		if len(marked(e)) == 0 && len(f.Values) > 1 {
			t.Errorf("%s: nothing is marked in %q, values %v", f.Rule, text.String(), f.Values)
		}
	}
}

// TestMarksAreCellsOfThePlaces: in all fixtures, what is marked in a table are the cells
// that the findings point at.
func TestMarksAreCellsOfThePlaces(t *testing.T) {
	root := filepath.Join(golden.Root(t), "fixtures")
	n := 0
	err := filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !slices.Contains([]string{".md", ".html", ".pdf"}, filepath.Ext(path)) || testing.Short() && filepath.Ext(path) == ".pdf" {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, d := range shown(t, path, data) {
			for i := range d.Findings {
				f := &d.Findings[i]
				e := d.Evidence[f.Fingerprint]
				if e == nil {
					continue
				}
				got := marked(e)
				for _, at := range f.At {
					for k := range d.Source.Blocks {
						if b := d.Source.Blocks[k].Table; b != nil && b.Index == at.Table && at.Row > 0 && at.Column > 0 && e.More == 0 {
							n++
							if want := short(b.Text(at.Row-1, at.Column-1)); !slices.Contains(got, want) {
								t.Errorf("%s: %s: %q is not marked, %q are", path, f.Rule, want, got)
							}
						}
					}
				}
				if d.Format == document.PDF && e.SVG == "" {
					t.Errorf("%s: %s is not drawn", path, f.Rule)
				}
			}
		}
		return nil
	})
	if err != nil || n < 20 {
		t.Errorf("%d places, %v", n, err)
	}
}

// TestADrawingIsHarmless: text of a paper stays text, and what has no number is drawn
// nowhere.
func TestADrawingIsHarmless(t *testing.T) {
	p := &page.Page{Number: 1, Width: 600, Height: 800}
	for i, s := range []string{"<script>", `"onload=`, "&amp;", "\x00\u202e", "]]>"} {
		x := 10 + 40*float64(i)
		p.Glyphs = append(p.Glyphs, page.Glyph{Text: s, Box: page.Box{X0: x, Y0: 700, X1: x + 30, Y1: 710}, Size: 10, Baseline: 702})
	}
	s := strip{page: 1, y: span{690, 720}, marks: []page.Box{{X0: 1, Y0: 695, X1: 40, Y1: 712}}}
	s.take(p)
	svg := (&sketch{strips: []strip{s}}).svg()
	n, text := elements(t, svg)
	if n["script"] > 0 || n["text"] == 0 || !strings.Contains(text, "<script>") || strings.ContainsAny(text, "\x00\u202e") || strings.Contains(svg, "NaN") {
		t.Error(svg)
	}
}

// BenchmarkFifty draws fifty findings of a paper.
func BenchmarkFifty(b *testing.B) {
	data := fixture(b, "water-bureau/report.pdf")
	docs := selfeval.Check(b.Context(), selfeval.Input{Name: "report.pdf", Data: data}, selfeval.Options{NoConfirm: true})
	d := docs[0]
	found := d.Findings
	d.Findings = nil
	for i := range 50 {
		f := found[i%len(found)]
		f.Fingerprint = fmt.Sprint(i)
		d.Findings = append(d.Findings, f)
	}
	for b.Loop() {
		Collect(b.Context(), data, docs, document.Limits{})
		if len(d.Evidence) != 50 || d.Evidence["49"].SVG == "" {
			b.Fatal(len(d.Evidence))
		}
	}
}
