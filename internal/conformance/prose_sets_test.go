package conformance_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"selfeval"
	"selfeval/report"
)

// TestProseSets reads sentences and short papers of our own and holds, figure by figure,
// how many stand in the field that they belong to and how many in another. The first
// number only ever rises, the second only falls, and nobody who speaks the truth is accused.
func TestProseSets(t *testing.T) {
	for _, set := range []struct {
		file         string
		right, wrong int // at least, at most
	}{
		{"a-sentences.txt", 111, 4},
		{"b-sentences.txt", 80, 0},
		{"c-sentences.txt", 71, 0},
		{"papers.txt", 176, 3},
		{"projects.txt", 48, 0},
	} {
		t.Run(set.file, func(t *testing.T) {
			b, err := os.ReadFile(filepath.Join("internal/conformance/testdata/prose", set.file))
			if err != nil {
				t.Fatal(err)
			}
			right, wrong, all := 0, 0, 0
			for _, c := range proseCases(string(b)) {
				doc := checkHTML("s.md", c.paper)
				if doc.Report == nil {
					t.Errorf("%s: nothing is read", c.name)
					continue
				}
				r, w := c.count(t, doc)
				right, wrong, all = right+r, wrong+w, all+len(c.want)
			}
			t.Logf("%d of %d figures in their field, %d in another", right, all, wrong)
			if right < set.right || wrong > set.wrong || all == 0 {
				t.Errorf("%d figures in their field and %d in another, there were %d and %d", right, wrong, set.right, set.wrong)
			}
		})
	}
}

// proseCase is a paper with the figures that are expected of it.
type proseCase struct {
	name, paper string
	want        [][2]string // value, name:fields
	accused     []string
}

// proseCases parts a file: a sentence behind @ with its section, or a paper between %%% and
// ===; then what is expected.
func proseCases(text string) (out []proseCase) {
	sections := []string{"", "一、部门基本情况", "二、部门收支及预算执行情况", "三、绩效自评工作开展情况", "四、自评结论", "五、存在的问题", "六、改进措施"}
	inPaper := false
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		rest, sentence := strings.CutPrefix(line, "@")
		last := len(out) - 1
		switch {
		case sentence:
			out = append(out, proseCase{name: rest, paper: reportWith(sections[rest[0]-'0'], rest[2:])})
		case strings.HasPrefix(line, "%%%"):
			out, inPaper = append(out, proseCase{name: line}), true
		case strings.HasPrefix(line, "==="):
			inPaper = false
		case inPaper:
			out[last].paper += line + "\n"
		case line == "" || line[0] == '#':
		case line[0] == '!':
			out[last].accused = append(out[last].accused, line[1:])
		default:
			i := strings.LastIndexByte(line, ' ')
			out[last].want = append(out[last].want, [2]string{line[:i], line[i+1:]})
		}
	}
	return out
}

// count tells how many of the expected figures stand in their field, and how many in
// another alone.
func (c *proseCase) count(t *testing.T, doc *selfeval.Document) (right, wrong int) {
	facts := proseFacts(doc.Report)
	for _, w := range c.want {
		same := func(f proseFact) bool {
			return slices.ContainsFunc(strings.Split(w[0], "|"), func(v string) bool { return sameFigure(v, f.value) })
		}
		switch {
		case slices.ContainsFunc(facts, func(f proseFact) bool { return same(f) && f.is(w[1]) }):
			right++
		case slices.ContainsFunc(facts, same):
			wrong++
			t.Logf("%s: %s is not %s", c.name, w[0], w[1])
		default:
			t.Logf("%s: %s is not read", c.name, w[0])
		}
	}
	if found := accused(doc); (len(found) > 0) != (len(c.accused) > 0) && len(c.accused) == 0 {
		t.Errorf("%s: accused by %v", c.name, found)
	} else if len(c.accused) > 0 && c.accused[0] != "*" && slices.ContainsFunc(found, func(f string) bool { return f != c.accused[0] }) {
		t.Errorf("%s: accused by %v, want %v", c.name, found, c.accused)
	} else if len(found) == 0 && len(c.accused) > 0 {
		t.Errorf("%s: not accused, want %v", c.name, c.accused)
	}
	return right, wrong
}

type proseFact struct{ name, field, value string }

// is reports whether a fact stands in one of the fields of a pattern, under a name that
// holds one of its names.
func (f proseFact) is(pattern string) bool {
	i := strings.LastIndexByte(pattern, ':')
	named := slices.ContainsFunc(strings.FieldsFunc(pattern[:i], func(r rune) bool { return r == ',' || r == '|' }), func(n string) bool { return strings.Contains(f.name, n) })
	return slices.Contains(strings.Split(pattern[i+1:], ","), f.field) && (i == 0 || named)
}

func sameFigure(a, b string) bool {
	x, err1 := decimal.NewFromString(a)
	y, err2 := decimal.NewFromString(strings.Trim(b, "-%"))
	return a == b || err1 == nil && err2 == nil && x.Equal(y)
}

// proseFacts lays out every figure of a record that prose gives: the names of the fields
// are those of its JSON, with the names of what they are of.
func proseFacts(r *report.Report) (out []proseFact) {
	for _, line := range saidIn(r) {
		key, value, ok := strings.Cut(line, "=")
		if !ok {
			continue
		}
		value, _, _ = strings.Cut(value+" ", " ")
		if strings.HasPrefix(key, "bands") {
			value = strings.TrimPrefix(line, "bands=")
		}
		words := strings.Fields(key)
		field := words[len(words)-1]
		switch words[0] {
		case "part", "change", "dimension", "other":
			field = map[string]string{"part": "part", "change": "change", "dimension": "dim", "other": "other"}[words[0]]
		case "declared":
			field = "count"
		}
		out = append(out, proseFact{key, field, value})
	}
	put := func(name, field string, a *report.Amount) {
		if a.Known() {
			out = append(out, proseFact{name, field, a.Dec().Abs().String()})
		}
	}
	var parts func(name string, list []report.Part)
	parts = func(name string, list []report.Part) {
		for _, p := range list {
			put(name+p.Name, "part", p.Amount)
			parts(name+p.Name, p.Parts)
		}
	}
	for i := range r.Funds {
		parts(r.Funds[i].Name, r.Funds[i].Parts)
	}
	for i := range r.Goals {
		put(r.Goals[i].Name, "investment", r.Goals[i].Investment)
		parts(r.Goals[i].Name, r.Goals[i].Parts)
	}
	budgets := []*report.Budget{&r.Budget}
	if r.FinalAccounts != nil {
		budgets = append(budgets, r.FinalAccounts)
	}
	for _, b := range budgets {
		parts("", b.Revenue.Parts)
		parts("", b.Expenditure.Parts)
		for _, c := range b.Changes {
			put(c.Name, "base", c.Base)
			put(c.Name, "prior", c.Prior)
			put(c.Name, "change", c.Total)
			out = append(out, proseFact{c.Name, "growth", c.Growth})
		}
	}
	for _, s := range r.Staffing {
		for field, n := range map[string]report.Integer{"administrative": s.Administrative, "institutional": s.Institutional, "administrative_posts": s.AdministrativePosts} {
			if n.Known() {
				out = append(out, proseFact{s.Unit, field, n.String()})
			}
		}
	}
	if r.Declared != nil {
		put("", "dfunds", r.Declared.Funds)
	}
	if r.Conclusion != nil {
		put("", "mean", r.Conclusion.Mean)
	}
	return out
}
