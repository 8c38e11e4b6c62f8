package dataset_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"selfeval"
	"selfeval/report"
)

// odd is a document with an identity given part by part.
type odd struct {
	path, department string
	year             int
	kind             report.Kind
	project, code    string
	part             int
	executed         string // of its one row
}

func (o odd) document(n int) *selfeval.Document {
	r := &report.Report{Department: o.department, Kind: o.kind, Title: o.department + "绩效自评报告"}
	if o.year > 0 {
		r.FiscalYear.Set(o.year)
	}
	if o.executed == "" {
		return &selfeval.Document{Path: o.path, SHA256: fmt.Sprintf("%064x", n+1), Status: selfeval.OK, Report: r}
	}
	v := decimal.RequireFromString(o.executed)
	r.Projects = []report.Project{{Name: "渠道维修", Executed: &report.Amount{Value: &v, Unit: "万元", Raw: o.executed}}}
	if o.project != "" || o.code != "" {
		r.Forms = []report.Form{{Project: o.project, Code: o.code}}
	}
	return &selfeval.Document{Path: o.path, Part: o.part, SHA256: fmt.Sprintf("%064x", n+1), Status: selfeval.OK, Report: r}
}

// Sets that real sites publish, and some that they should not.
func TestOddSetsOfKeys(t *testing.T) {
	dept, proj := report.KindDepartment, report.KindProject
	form := regexp.MustCompile(`^[dr][0-9a-f]{16}$`)
	for _, set := range []struct {
		name   string
		docs   []odd
		same   [][2]int // share report_key
		apart  [][2]int // do not
		copies map[int]int
		counts int // documents that sums count
	}{
		{"html, pdf and md of one", []odd{{path: "a.html", department: "甲县水利局", year: 2023, kind: dept, executed: "9"}, {path: "a.pdf", department: "甲县水利局", year: 2023, kind: dept, executed: "9"},
			{path: "a.md", department: " 甲县水利局 ", year: 2023, kind: dept, executed: "9.00"}}, [][2]int{{0, 1}, {0, 2}}, nil, map[int]int{1: 0, 2: 0}, 1},
		{"a version between two copies", []odd{{path: "1", department: "甲局", year: 2023, kind: dept, executed: "9"}, {path: "2", department: "甲局", year: 2023, kind: dept, executed: "8"},
			{path: "3", department: "甲局", year: 2023, kind: dept, executed: "9"}}, [][2]int{{0, 1}, {0, 2}}, nil, map[int]int{2: 0}, 2},
		{"the same figures of two departments", []odd{{path: "1", department: "甲局", year: 2023, kind: dept, executed: "9"}, {path: "2", department: "乙局", year: 2023, kind: dept, executed: "9"}}, nil, [][2]int{{0, 1}}, nil, 2},
		{"of two years", []odd{{path: "1", department: "甲局", year: 2022, kind: dept, executed: "9"}, {path: "2", department: "甲局", year: 2023, kind: dept, executed: "9"}}, nil, [][2]int{{0, 1}}, nil, 2},
		{"of two kinds", []odd{{path: "1", department: "甲局", year: 2023, kind: dept, executed: "9"}, {path: "2", department: "甲局", year: 2023, kind: report.KindSummary, executed: "9"}}, nil, [][2]int{{0, 1}}, nil, 2},
		{"no department", []odd{{path: "1", year: 2023, kind: dept, executed: "9"}, {path: "2", year: 2023, kind: dept, executed: "9"}}, nil, [][2]int{{0, 1}}, nil, 2},
		{"no year", []odd{{path: "1", department: "甲局", kind: dept, executed: "9"}, {path: "2", department: "甲局", kind: dept, executed: "9"}}, nil, [][2]int{{0, 1}}, nil, 2},
		{"a department of signs", []odd{{path: "1", department: "——", year: 2023, kind: dept, executed: "9"}, {path: "2", department: "…", year: 2023, kind: dept, executed: "9"}}, nil, [][2]int{{0, 1}}, nil, 2},
		{"a department of digits", []odd{{path: "1", department: "219", year: 2023, kind: dept, executed: "9"}, {path: "2", department: "２１９", year: 2023, kind: dept, executed: "9"}}, [][2]int{{0, 1}}, nil, map[int]int{1: 0}, 1},
		{"projects by code", []odd{{path: "1", department: "甲局", year: 2023, kind: proj, project: "渠道", code: "53-01", executed: "9"}, {path: "2", department: "甲局", year: 2023, kind: proj, project: "渠道维修（二期）", code: "５３０１", executed: "8"},
			{path: "3", department: "甲局", year: 2023, kind: proj, project: "渠道", code: "53-02", executed: "9"}}, [][2]int{{0, 1}}, [][2]int{{0, 2}}, nil, 3},
		{"a code of signs is none", []odd{{path: "1", department: "甲局", year: 2023, kind: proj, project: "渠道", code: "无", executed: "9"}, {path: "2", department: "甲局", year: 2023, kind: proj, project: "水库", code: "无", executed: "9"},
			{path: "3", department: "甲局", year: 2023, kind: proj, project: "渠道", code: "/", executed: "9"}, {path: "4", department: "甲局", year: 2023, kind: proj, project: "水库", code: "——", executed: "9"}},
			[][2]int{{0, 2}, {1, 3}}, [][2]int{{0, 1}}, map[int]int{2: 0, 3: 1}, 2},
		{"a name of signs", []odd{{path: "1", department: "甲局", year: 2023, kind: proj, project: "（）", executed: "9"}, {path: "2", department: "甲局", year: 2023, kind: proj, project: "——", executed: "9"}}, nil, [][2]int{{0, 1}}, nil, 2},
		{"titles that name no project", []odd{{path: "1", department: "甲县水利局", year: 2023, kind: proj, executed: ""}, {path: "2", department: "甲县水利局", year: 2023, kind: proj, executed: ""}}, nil, [][2]int{{0, 1}}, nil, 2},
		{"three reports of one file", []odd{{path: "1", part: 1, department: "甲局", year: 2023, kind: dept, executed: "9"}, {path: "1", part: 2, department: "乙局", year: 2023, kind: dept, executed: "9"},
			{path: "1", part: 3, department: "甲局", year: 2023, kind: dept, executed: "9"}}, nil, [][2]int{{0, 1}, {0, 2}}, nil, 3},
		{"a path of another system", []odd{{path: "a\xff.md", department: "甲局", year: 2023, kind: dept, executed: "9"}, {path: strings.Repeat("长", 300), department: "乙局", year: 2023, kind: dept, executed: "9"}}, nil, [][2]int{{0, 1}}, nil, 2},
	} {
		t.Run(set.name, func(t *testing.T) {
			var docs []*selfeval.Document
			for i, o := range set.docs {
				docs = append(docs, o.document(i))
			}
			got := rows(t, folder(t, docs), "reports")
			if len(got) != len(docs) {
				t.Fatalf("%d rows", len(got))
			}
			counted := 0
			for i, r := range got {
				if !form.MatchString(r["document_id"]) || !form.MatchString(r["report_key"]) || r["version"] == "" {
					t.Errorf("%d: id %q, key %q, version %q", i, r["document_id"], r["report_key"], r["version"])
				}
				if r["counted"] == "true" {
					counted++
				}
				of, isCopy := set.copies[i]
				switch {
				case isCopy && r["copy_of"] != got[of]["document_id"]:
					t.Errorf("%d is no copy of %d", i, of)
				case !isCopy && r["copy_of"] != "":
					t.Errorf("%d is a copy of %s", i, r["copy_of"])
				}
			}
			if counted != set.counts {
				t.Errorf("%d are counted, want %d", counted, set.counts)
			}
			for _, p := range set.same {
				if got[p[0]]["report_key"] != got[p[1]]["report_key"] {
					t.Errorf("%d and %d have several keys", p[0], p[1])
				}
			}
			for _, p := range set.apart {
				if got[p[0]]["report_key"] == got[p[1]]["report_key"] {
					t.Errorf("%d and %d share a key", p[0], p[1])
				}
			}
		})
	}
}
