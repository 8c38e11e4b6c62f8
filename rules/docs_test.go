package rules_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"selfeval/internal/conformance/golden"
	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/builtin"
)

// TestDocsUpToDate holds docs/rules against the rules.
func TestDocsUpToDate(t *testing.T) {
	dir := filepath.Join(golden.Root(t), "docs", "rules")
	pages := rules.Pages(builtin.All())
	for name, want := range pages {
		got, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || string(got) != want {
			t.Errorf("docs/rules/%s is not up to date: run go generate ./rules (%v)", name, err)
		}
	}
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if pages[filepath.Base(f)] == "" {
			t.Errorf("%s is no rule's page", f)
		}
	}
}

// TestRulesComplete asks of every rule what a person needs to judge a finding.
func TestRulesComplete(t *testing.T) {
	id := regexp.MustCompile(`^[a-z]+(-[a-z0-9]+)+$`)
	both := func(r *rules.Rule, what string, text report.Text) {
		if text.ZH == "" || text.EN == "" {
			t.Errorf("%s: %s is missing in a language", r.ID, what)
		}
		if strings.Contains(text.ZH+text.EN, "TODO") {
			t.Errorf("%s: %s is not written yet", r.ID, what)
		}
		if strings.ContainsAny(text.EN, "，。；：、") {
			t.Errorf("%s: %s: Chinese punctuation in English: %s", r.ID, what, text.EN)
		}
	}
	for _, r := range builtin.All() {
		if !id.MatchString(r.ID) || r.Severity.Weight() == 0 {
			t.Errorf("%s: id or severity", r.ID)
		}
		both(r, "title", r.Title)
		both(r, "what", r.Doc.What)
		both(r, "why", r.Doc.Why)
		both(r, "example", r.Doc.Example)
		both(r, "caveat", r.Doc.Caveat)
		both(r, "advice", r.Doc.Advice)
		for i := range r.Params {
			p := &r.Params[i]
			both(r, p.Name, p.Doc)
			if err := p.Check(p.Default); err != nil {
				t.Errorf("%s: default of %s: %v", r.ID, p.Name, err)
			}
		}
		if r.Row == nil && r.Form == nil && r.Check == nil && r.Begin == nil && r.Prior == nil && r.Beside == nil && r.Listed == nil {
			t.Errorf("%s never runs", r.ID)
		}
		for _, lang := range []report.Lang{report.ZH, report.EN} {
			if text := r.Explain(lang); !strings.Contains(text, r.ID) || strings.Contains(text, "%!") {
				t.Errorf("%s: explained badly: %s", r.ID, text)
			}
		}
	}
}
