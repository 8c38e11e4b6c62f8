package conformance_test

import (
	"encoding/json"
	"os"
	"testing"

	"selfeval"
	"selfeval/internal/conformance/golden"
	"selfeval/report"
)

// truth is what the seed's truth file says of the summary table.
type truth struct {
	Unit     string `json:"unit"`
	Projects []struct {
		Row         int    `json:"row"`
		Line        int    `json:"line"`
		SeqPrinted  int    `json:"seq_printed"`
		NameRaw     string `json:"name_raw"`
		Name        string `json:"name"`
		Implementer string `json:"implementer"`
		Budget      string `json:"budget"`
		Executed    string `json:"executed"`
		Returned    string `json:"returned"`
		Score       string `json:"score"`
		UseOfResult string `json:"use_of_result"`
	} `json:"projects"`
}

func seed(t *testing.T) (*selfeval.Document, truth) {
	t.Helper()
	path := golden.Seed(t, golden.SeedReport)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var want truth
	b, err := os.ReadFile(golden.Seed(t, golden.SeedTruth))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &want); err != nil {
		t.Fatal(err)
	}
	docs := selfeval.Check(t.Context(), selfeval.Input{Name: path, Data: data}, selfeval.Options{})
	if len(docs) != 1 {
		t.Fatalf("%d documents, want 1", len(docs))
	}
	if docs[0].Error != nil {
		t.Fatal(*docs[0].Error)
	}
	return docs[0], want
}

func TestSeedRows(t *testing.T) {
	doc, want := seed(t)
	got := doc.Report.Projects
	if len(got) != len(want.Projects) {
		t.Fatalf("%d rows, want %d", len(got), len(want.Projects))
	}
	if doc.Report.Unit != want.Unit {
		t.Errorf("unit %q, want %q", doc.Report.Unit, want.Unit)
	}
	amount := func(a *report.Amount) string {
		if !a.Known() {
			return "null"
		}
		return report.Plain(a.Dec())
	}
	for i, w := range want.Projects {
		g := got[i]
		for _, c := range []struct {
			field     string
			got, want any
		}{
			{"seq", g.Seq.Int(), w.Row},
			{"name", g.Name, w.Name},
			{"implementer", g.Implementer, w.Implementer},
			{"budget", amount(g.Budget), w.Budget},
			{"executed", amount(g.Executed), w.Executed},
			{"returned", amount(g.Returned), w.Returned},
			{"score", amount(g.Score), w.Score},
			{"use_of_result", g.UseOfResult, w.UseOfResult},
			{"line", g.At.Line, w.Line},
		} {
			if c.got != c.want {
				t.Errorf("row %d: %s = %v, want %v", w.Row, c.field, c.got, c.want)
			}
		}
	}
	var fixes []report.Fix
	for _, f := range doc.Fixes {
		if f.Step == "sequence" {
			fixes = append(fixes, f)
		}
	}
	if len(fixes) != 1 || fixes[0].Field != "projects[23].seq" || fixes[0].Before != "23" || fixes[0].After != "24" {
		t.Errorf("sequence fixes = %+v, want projects[23].seq 23 → 24 alone", fixes)
	}
}
