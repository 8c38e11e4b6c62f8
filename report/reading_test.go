package report_test

import (
	"encoding/json"
	"testing"

	"selfeval/report"
)

// TestReadingNames holds the account's JSON to its contract, lists being empty and
// parts null where there is nothing to say.
func TestReadingNames(t *testing.T) {
	yes, no := true, false
	full := report.Reading{
		Whole:     report.WholeParts{Summary: &yes, Forms: &no},
		Figures:   report.Figures{Seen: 412, Placed: 380, Unread: 12, Explained: map[string]int{"page": 8, "date": 9, "number": 3}},
		Tables:    report.TablesSeen{Seen: 9, Read: 8, Left: []report.LeftTable{{At: report.Location{Page: 3}, Why: "没有认得的表头", Figures: 31}}},
		Announced: []report.Announced{{Text: "见下表", At: report.Location{Line: 4}, Found: true}},
		LeftOut:   []report.LeftOut{{What: "hidden", Text: "草稿", At: report.Location{Line: 9}}},
		Pages:     report.PagesSeen{Total: 12, Unread: []int{3}},
		Ends:      report.EndsMidTable,
	}
	empty := report.Reading{Ends: report.EndsWhole}
	empty.Init()
	for want, r := range map[string]report.Reading{
		`{"whole":{"summary":true,"forms":false,"prose":null,"conclusion":null},` +
			`"figures":{"seen":412,"placed":380,"unread":12,"explained":{"date":9,"number":3,"page":8}},` +
			`"tables":{"seen":9,"read":8,"left":[{"at":{"page":3},"why":"没有认得的表头","figures":31}]},` +
			`"announced":[{"text":"见下表","at":{"line":4},"found":true}],` +
			`"left_out":[{"what":"hidden","text":"草稿","at":{"line":9}}],` +
			`"pages":{"total":12,"unread":[3]},"ends":"mid-table"}`: full,
		`{"whole":{"summary":null,"forms":null,"prose":null,"conclusion":null},"figures":{"seen":0,"placed":0,"unread":0,"explained":{}},` +
			`"tables":{"seen":0,"read":0,"left":[]},"announced":[],"left_out":[],"pages":{"total":0,"unread":[]},"ends":"whole"}`: empty,
	} {
		got, err := json.Marshal(r)
		if err != nil || string(got) != want {
			t.Errorf("%s, %v\nwant %s", got, err, want)
		}
	}
}
