package conformance_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"selfeval"
	"selfeval/rules"
)

// madeDamages lose something of a paper in ways that a file shows.
var madeDamages = map[string]func(r *rand.Rand, m *made) string{
	"a table is a picture": func(r *rand.Rand, m *made) string {
		n := r.IntN(1 + len(m.forms))
		return m.write(func(m *made, piece int, t madeTable) string {
			switch {
			case piece != n:
				return ""
			case m.html:
				return "<p><img src=\"files/table.png\" width=\"900\" height=\"1200\"></p>\n"
			}
			return "![](images/table.png)\n\n"
		})
	},
	"the download is cut": func(r *rand.Rand, m *made) string {
		s := m.write(nil)
		from := strings.Index(s, "序号")
		if from < 0 {
			from = strings.Index(s, "编号")
		}
		for {
			at := from + 40 + r.IntN(len(s)-from-40)
			if kind := map[bool]string{true: "html", false: "md"}[m.html]; showsCut(kind, []byte(s), at) {
				return s[:at]
			}
		}
	},
	"a form is flattened": func(r *rand.Rand, m *made) string {
		return m.write(func(m *made, piece int, t madeTable) string {
			if piece != 1 {
				return ""
			}
			var b strings.Builder
			for _, row := range t {
				for _, c := range row {
					if c != "" {
						m.paragraph(&b, c)
					}
				}
			}
			return b.String()
		})
	},
	"a header is in unknown words": func(r *rand.Rand, m *made) string {
		return m.write(func(m *made, piece int, t madeTable) string {
			if piece != 0 {
				return ""
			}
			t = slices.Clone(t)
			t[0] = []string{"子", "丑栏", "寅栏", "卯栏", "辰栏", "巳栏"}
			t[len(t)-1] = slices.Clone(t[len(t)-1])
			t[len(t)-1][1] = "午栏"
			return m.table(t)
		})
	},
	"a table is filled by a script": func(r *rand.Rand, m *made) string {
		n := 0
		if m.html {
			n = r.IntN(1 + len(m.forms))
		}
		return m.write(func(m *made, piece int, t madeTable) string {
			if piece != n {
				return ""
			}
			if !m.html {
				return m.table(t[:1])
			}
			return "<table id=\"grid\"><thead><tr><th>" + strings.Join(t[0], "</th><th>") + "</th></tr></thead><tbody></tbody></table>\n"
		})
	},
	"a table stands in a frame": func(r *rand.Rand, m *made) string {
		m.html = true
		n := r.IntN(1 + len(m.forms))
		return m.write(func(m *made, piece int, t madeTable) string {
			if piece != n {
				return ""
			}
			return pick(r, []string{
				"<iframe src=\"/viewer?file=1.pdf\" width=\"100%\" height=\"900\"></iframe>\n",
				"<object data=\"/files/1.pdf\" type=\"application/pdf\" width=\"800\" height=\"900\"></object>\n",
				"<p><img src=\"/files/1.png\" style=\"width:100%\"></p>\n",
			})
		})
	},
	"a row is short of cells": func(r *rand.Rand, m *made) string {
		return m.write(func(m *made, piece int, t madeTable) string {
			if piece != 0 {
				return ""
			}
			t = slices.Clone(t)
			n := 1 + r.IntN(len(t)-2)
			t[n] = slices.Delete(slices.Clone(t[n]), 2, 4)
			return m.table(t)
		})
	},
}

// madeFaults are put into a paper; each names the rule that must find it.
var madeFaults = map[string]func(r *rand.Rand, m *made) string{
	"execution-exceeds-budget": func(r *rand.Rand, m *made) string {
		row := &m.rows[0]
		old := row.executed
		row.executed = row.budget.Add(decimal.New(131, -2))
		m.total[1] = m.total[1].Add(row.executed.Sub(old))
		return "summary"
	},
	"total-row-mismatch": func(r *rand.Rand, m *made) string {
		m.total[0] = m.total[0].Add(decimal.New(1000, -2))
		m.funds = m.total[0]
		return "summary"
	},
	"declared-count-mismatch": func(r *rand.Rand, m *made) string { m.declared++; return "summary" },
	"breakdown-sum-mismatch": func(r *rand.Rand, m *made) string {
		m.basic = m.basic.Add(decimal.NewFromInt(20))
		return "prose"
	},
	"grade-score-mismatch": func(r *rand.Rand, m *made) string { m.grade = "差"; return "prose" },
	"score-exceeds-weight": func(r *rand.Rand, m *made) string {
		f := withForm(m)
		f.indicators[1].score = f.indicators[1].score.Add(decimal.NewFromInt(3))
		f.total = f.total.Add(decimal.NewFromInt(3))
		return "form"
	},
	"indicator-score-sum-mismatch": func(r *rand.Rand, m *made) string {
		f := withForm(m)
		f.total = f.total.Sub(decimal.NewFromInt(2))
		return "form"
	},
	"weight-sum-not-100": func(r *rand.Rand, m *made) string {
		f := withForm(m)
		f.indicators[0].weight = f.indicators[0].weight.Add(decimal.NewFromInt(5))
		return "form"
	},
}

func withForm(m *made) *madeForm {
	return &m.forms[len(m.forms)-1]
}

// keeps are the parts that a damage leaves as they are.
var keeps = map[string][]string{
	"a table is a picture":          {"prose"},
	"the download is cut":           {},
	"a form is flattened":           {"summary", "prose"},
	"a header is in unknown words":  {"form", "prose"},
	"a row is short of cells":       {"form", "prose"},
	"a table is filled by a script": {"prose"},
	"a table stands in a frame":     {"prose"},
}

func checkMade(t *testing.T, m *made, src string) *selfeval.Document {
	t.Helper()
	name := "a.md"
	if m.html {
		name = "a.html"
	}
	docs := selfeval.Check(t.Context(), selfeval.Input{Name: name, Data: []byte(src)}, selfeval.Options{NoConfirm: true})
	if len(docs) != 1 || docs[0].Report == nil {
		t.Fatalf("%d documents: %+v\n%s", len(docs), docs[0].Error, src)
	}
	placed(t, docs[0])
	return docs[0]
}

func accusedOf(d *selfeval.Document) (out []string) {
	for i := range d.Findings {
		if f := &d.Findings[i]; f.Severity != rules.Info {
			out = append(out, f.Rule+": "+f.Message)
		}
	}
	return out
}

// TestUnseenPapers makes papers by chance. Those that are whole and right are read whole
// and accused of nothing; those that lost something say so and are accused of nothing;
// a fault in a part that was read is found.
func TestUnseenPapers(t *testing.T) {
	papers := 120
	if testing.Short() {
		papers = 30
	}
	whole, partial, withheld := 0, 0, 0
	for n := range papers {
		r := rand.New(rand.NewPCG(uint64(n), 7))
		m := makePaper(r)
		src := m.write(nil)
		d := checkMade(t, m, src)
		whole++
		if a := accusedOf(d); len(a) > 0 {
			t.Errorf("paper %d is right and accused: %s\n%s", n, strings.Join(a, "; "), src)
		}
		if d.Status != selfeval.OK {
			partial++
			t.Logf("paper %d is whole and called %s: %+v %v", n, d.Status, d.Reading, d.Notes)
		}
		if len(d.Withheld) > 0 {
			withheld++
		}
	}
	if partial*50 > whole || withheld*100 > whole {
		t.Errorf("of %d whole papers %d are called partial, %d have rules withheld", whole, partial, withheld)
	}
	damaged, untold := 0, 0
	found, missed := 0, 0
	for what, damage := range madeDamages {
		for n := range papers / 5 {
			r := rand.New(rand.NewPCG(uint64(n), 8))
			m := makePaper(r)
			src := damage(r, m)
			d := checkMade(t, m, src)
			damaged++
			if a := accusedOf(d); len(a) > 0 {
				t.Errorf("%s in paper %d, which is right, and it is accused: %s\n%s", what, n, strings.Join(a, "; "), src)
			}
			if d.Status == selfeval.OK && !fullyRead(m, d) || d.Status == selfeval.Other {
				untold++
				t.Errorf("%s in paper %d, and nothing is told: %s %+v\n%s", what, n, d.Status, d.Reading, src)
			}
		}
	}
	for rule, fault := range madeFaults {
		for _, what := range append([]string{""}, keysOf(madeDamages)...) {
			for n := range max(1, papers/30) {
				r := rand.New(rand.NewPCG(uint64(n), 9))
				m := makePaper(r)
				part := fault(r, m)
				src := m.write(nil)
				if what != "" {
					if !slices.Contains(keeps[what], part) {
						continue
					}
					src = madeDamages[what](r, m)
				}
				d := checkMade(t, m, src)
				if slices.ContainsFunc(d.Findings, func(f rules.Finding) bool { return f.Rule == rule }) {
					found++
				} else {
					missed++
					t.Logf("%s in paper %d, damage %q: not found; %v", rule, n, what, d.Withheld)
				}
			}
		}
	}
	if missed*100 > found+missed {
		t.Errorf("%d of %d faults in what was read were not found", missed, found+missed)
	}
	t.Logf("%d whole papers: %d partial, %d with rules withheld; %d damaged: %d untold; %d faults found, %d missed", whole, partial, withheld, damaged, untold, found, missed)
}

func keysOf[V any](m map[string]V) (out []string) {
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// fullyRead reports that all of a paper is in the record although it was damaged.
func fullyRead(m *made, d *selfeval.Document) bool {
	if len(d.Report.Projects) != len(m.rows) || len(d.Report.Forms) != len(m.forms) {
		return false
	}
	for i := range d.Report.Forms {
		if len(d.Report.Forms[i].Indicators) != len(m.forms[i].indicators) {
			return false
		}
	}
	return true
}
