// Package rulestest tries rules on fixtures: small reports with the findings expected of
// them written beside what they are about. Fixtures are strict: a key or a column that
// is not known is an error with its file and line, as a fixture that says less than its
// writer meant holds nothing.
//
// A fixture is a table (NAME.md, see readTable) or a record (NAME.yaml, see readRecords).
// A finding is expected as
//
//	rule-id “words of its message”
//
// and more than one with ; between.
package rulestest

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/builtin"
)

// Case is one report of a fixture.
type Case struct {
	Name   string
	Config rules.Config
	Report *report.Report
	Wants  []Want
	// Papers are those that the report is compared with.
	Papers rules.Papers
}

// Want is an expected finding.
type Want struct {
	Rule, Words string
	Row         int // 0: none; below 0: the line of a total row
	Line        int
}

func (w Want) String() string { return fmt.Sprintf("line %d: %s “%s”", w.Line, w.Rule, w.Words) }

// Load reads a fixture.
func Load(path string) ([]*Case, error) {
	src, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return Read(path, src)
}

// Read reads a fixture's text; path is its name.
func Read(path string, src []byte) ([]*Case, error) {
	if filepath.Ext(path) == ".md" {
		return readTable(path, string(src))
	}
	return readRecords(path, src)
}

// Files lists the fixtures of a folder.
func Files(dir string) []string {
	tables, _ := filepath.Glob(filepath.Join(dir, "*.md"))
	records, _ := filepath.Glob(filepath.Join(dir, "*.yaml"))
	return append(tables, records...)
}

// Run holds rules against the fixtures of a folder.
func Run(t *testing.T, dir string) {
	files := Files(dir)
	if len(files) == 0 {
		t.Fatalf("no fixtures in %s", dir)
	}
	for _, file := range files {
		cases, err := Load(file)
		if err != nil {
			t.Error(err)
			continue
		}
		for _, c := range cases {
			t.Run(c.Name, func(t *testing.T) {
				found := c.Check(t, nil)
				c.compare(t, found.Findings)
				for _, n := range found.Notes {
					t.Error(n.Text.ZH)
				}
			})
		}
	}
}

// Check runs the rules of a case.
func (c *Case) Check(t *testing.T, reading *report.Reading) rules.Result {
	t.Helper()
	if err := c.Config.Check(); err != nil {
		t.Fatal(err)
	}
	res, err := rules.Check(t.Context(), c.Report, reading, &c.Config)
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Papers.Prior)+len(c.Papers.Beside)+len(c.Papers.Lists) > 0 {
		across, err := rules.Across(t.Context(), c.Report, reading, c.Papers, &c.Config)
		if err != nil {
			t.Fatal(err)
		}
		res.Findings = append(res.Findings, across.Findings...)
		res.Withheld = append(res.Withheld, across.Withheld...)
		res.Notes = append(res.Notes, across.Notes...)
	}
	return res
}

// compare matches findings with expectations, one to one. A finding of several
// rows stands at the last of them.
func (c *Case) compare(t *testing.T, found []rules.Finding) {
	t.Helper()
	open := slices.Clone(c.Wants)
	for i := range found {
		g := &found[i]
		at := rowOf(g)
		i := slices.IndexFunc(open, func(w Want) bool {
			return w.Rule == g.Rule && (w.Row == at || w.Row == anywhere) && strings.Contains(g.Message, w.Words)
		})
		if i < 0 {
			t.Errorf("unexpected at row %d: %s: %s", at, g.Rule, g.Message)
			continue
		}
		open = slices.Delete(open, i, i+1)
		for _, fault := range WellFormed(g, c.Config.Registry.Lookup(g.Rule)) {
			t.Error(fault)
		}
	}
	for _, w := range open {
		t.Errorf("missing: %s", w)
	}
}

// anywhere is the row of an expectation that names none.
const anywhere = 1 << 30

func rowOf(g *rules.Finding) int {
	switch {
	case len(g.Projects) > 0:
		return g.Projects[len(g.Projects)-1]
	case len(g.At) > 0 && g.Values["column"] != "":
		return -g.At[0].Line
	}
	return 0
}

// forms are how values of a kind are written.
var forms = map[rules.Kind]*regexp.Regexp{
	rules.Money:   regexp.MustCompile(`^-?[0-9.]+( ?\S+)?$`),
	rules.Percent: regexp.MustCompile(`^-?[0-9.]+%$`),
	rules.Gap:     regexp.MustCompile(`^-?[0-9.]+%$`),
	rules.Points:  regexp.MustCompile(`^-?[0-9.]+( 分)?$`),
	rules.Count:   regexp.MustCompile(`^[0-9]+(–[0-9]+)?$`),
	rules.Words:   regexp.MustCompile(`^\S`),
}

// WellFormed tells what a finding lacks of what every finding must have.
func WellFormed(g *rules.Finding, r *rules.Rule) []string {
	var faults []string
	fail := func(format string, args ...any) {
		faults = append(faults, g.Rule+": "+fmt.Sprintf(format, args...))
	}
	if g.Text.ZH == "" || g.Text.EN == "" || g.Title == "" || g.Advice == "" || g.Fingerprint == "" || g.ValuesDigest == "" || len(g.Values) == 0 {
		fail("text, title, advice, values, digest or fingerprint is missing: %+v", g)
	}
	for _, text := range append(slices.Collect(maps.Values(g.Values)), g.Text.ZH, g.Text.EN) {
		if strings.Contains(text, "%!") || strings.Contains(text, "<nil>") {
			fail("badly formatted: %s", text)
		}
	}
	for key, text := range g.Values {
		if fault := undeclared(r.Value(key), text); fault != "" {
			fail("value %s: %s", key, fault)
		}
	}
	if len(g.At) == 0 || slices.ContainsFunc(g.At, report.Location.IsZero) {
		fail("no place: %s", g.Message)
	}
	return faults
}

// undeclared tells how a value differs from what its rule declares.
func undeclared(v *rules.Value, text string) string {
	switch {
	case v == nil:
		return "not declared"
	case forms[v.Kind] == nil || !forms[v.Kind].MatchString(text):
		return fmt.Sprintf("%q is no %s", text, v.Kind)
	case v.Terms != nil && v.Terms[text].ZH == "":
		return fmt.Sprintf("%q is none of its terms", text)
	}
	return ""
}

var wantForm = regexp.MustCompile(`^([a-z0-9-]+)(?: “(.*)”)?$`)

// wants reads expectations.
func wants(cell string, row, line int) ([]Want, error) {
	var out []Want
	for s := range strings.SplitSeq(cell, ";") {
		if s = strings.TrimSpace(s); s == "" {
			continue
		}
		m := wantForm.FindStringSubmatch(s)
		if m == nil || builtin.Lookup(m[1]) == nil {
			return nil, fmt.Errorf("%q is not an expected finding", s)
		}
		out = append(out, Want{Rule: m[1], Words: m[2], Row: row, Line: line})
	}
	return out, nil
}

// only makes the config run the rules with these ids and no others.
func only(ids []string) (rules.Config, error) {
	c := rules.Config{Registry: builtin.Registry(), Off: len(ids) > 0, Settings: map[string]rules.Setting{}}
	for _, id := range ids {
		if builtin.Lookup(id) == nil {
			return c, fmt.Errorf("unknown rule %s", id)
		}
		c.Settings[id] = rules.On()
	}
	return c, nil
}
