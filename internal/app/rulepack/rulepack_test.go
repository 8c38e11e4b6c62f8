package rulepack

import (
	"testing"

	"selfeval/internal/settings/config"
	"selfeval/report"
	"selfeval/rules"
)

func TestMatch(t *testing.T) {
	a := rules.Finding{Rule: "a-rule", Projects: []int{1}, Text: report.Text{ZH: "第1行结余 60", EN: "row 1: balance 60"}}
	b := rules.Finding{Rule: "a-rule", Projects: []int{2}, Text: report.Text{ZH: "第2行结余 70"}}
	for _, c := range []struct {
		name                string
		want                []config.Want
		found               []rules.Finding
		missing, unexpected int
	}{
		{"nothing of nothing", nil, nil, 0, 0},
		{"the id is enough", []config.Want{{Rule: "a-rule"}}, []rules.Finding{a}, 0, 0},
		{"one of two", []config.Want{{Rule: "a-rule"}}, []rules.Finding{a, b}, 0, 1},
		{"the exact one is paired first", []config.Want{{Rule: "a-rule"}, {Rule: "a-rule", Projects: []int{1}}}, []rules.Finding{a, b}, 0, 0},
		{"another row", []config.Want{{Rule: "a-rule", Projects: []int{3}}}, []rules.Finding{a}, 1, 1},
		{"words in either language", []config.Want{{Rule: "a-rule", Message: "balance 60"}, {Rule: "a-rule", Message: "结余 70"}}, []rules.Finding{a, b}, 0, 0},
		{"other words", []config.Want{{Rule: "a-rule", Message: "结余 80"}}, []rules.Finding{a}, 1, 1},
		{"another rule", []config.Want{{Rule: "b-rule"}}, []rules.Finding{a}, 1, 1},
	} {
		missing, unexpected := match(c.want, c.found)
		if len(missing) != c.missing || len(unexpected) != c.unexpected {
			t.Errorf("%s: missing %v, unexpected %v", c.name, missing, unexpected)
		}
	}
}
