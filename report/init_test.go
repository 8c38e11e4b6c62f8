package report_test

import (
	"encoding/json"
	"strings"
	"testing"

	"selfeval/report"
)

func TestInit(t *testing.T) {
	r := &report.Report{
		Conclusion: &report.Conclusion{},
		Budget:     report.Budget{Changes: []report.Change{{}}},
		Forms:      []report.Form{{}},
	}
	r.Init()
	b, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	for _, list := range []string{"staffing", "projects", "totals", "targets", "goals", "problems", "measures", "members", "sections", "scale", "parts", "funds", "indicators"} {
		if got := string(b); !strings.Contains(got, `"`+list+`":[]`) || strings.Contains(got, `"`+list+`":null`) {
			t.Errorf("%s is not written as [] everywhere: %s", list, got)
		}
	}
	if r.Declared != nil {
		t.Error("what is not stated must stay nil")
	}
}
