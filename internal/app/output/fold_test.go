package output

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"selfeval"
	"selfeval/report"
	"selfeval/rules"
)

// manyFindings are twelve rows of one rule, and a total that is off because of the first.
func manyFindings() []rules.Finding {
	var found []rules.Finding
	for i := range 12 {
		found = append(found, rules.Finding{Rule: "execution-exceeds-budget", Severity: rules.Error, Message: fmt.Sprintf("第%d行超了", i+1),
			Fingerprint: fmt.Sprint("f", i), At: []report.Location{{Table: 1, Row: i + 2}}})
	}
	cause := "f0"
	return append(found, rules.Finding{Rule: "total-row-mismatch", Severity: rules.Error, Message: "合计不符", Fingerprint: "t", CausedBy: &cause, At: []report.Location{{Table: 1, Row: 14}}},
		rules.Finding{Rule: "missing-section", Severity: rules.Info, Message: "缺少问题", Fingerprint: "m", At: []report.Location{{Line: 1}}})
}

func TestFold(t *testing.T) {
	got := fold(manyFindings())
	if len(got) != 2 || len(got[0].Like) != 11 || len(got[0].Caused) != 1 || got[0].Caused[0].Rule != "total-row-mismatch" || got[1].Rule != "missing-section" {
		t.Errorf("folded to %+v", got)
	}
	if got := fold(manyFindings()[3:]); len(got) != 11 || len(got[0].Like) > 0 {
		t.Errorf("nine of a rule, and a consequence whose cause is not there: %d", len(got))
	}
}

// TestPeopleReadFolded: what people read tells of the consequence below its cause and of
// the many rows in one place; JSON keeps every finding.
func TestPeopleReadFolded(t *testing.T) {
	for _, format := range []string{"text", "markdown", "html", "json"} {
		var b bytes.Buffer
		kind, _ := Lookup(format)
		w, err := kind.New(&b, Options{})
		if err != nil {
			t.Fatal(err)
		}
		d := &selfeval.Document{Path: "a.md", Status: selfeval.OK, Report: &report.Report{}, Findings: manyFindings()}
		if err := w.Document(d); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(Summary{}); err != nil {
			t.Fatal(err)
		}
		s := b.String()
		n := strings.Count(s, "行超了")
		if format == "json" {
			if n != 12 {
				t.Errorf("json has %d of 12 findings", n)
			}
			continue
		}
		if format == "html" { // which holds all and folds them as it shows them
			if strings.Count(s, `"l":1`) != 11 || strings.Count(s, `"u":1`) != 1 {
				t.Errorf("the page does not fold:\n%s", s)
			}
			continue
		}
		if n != 1 || !strings.Contains(s, "另有 11 条") || !strings.Contains(s, "由此引起") || strings.Index(s, "合计不符") > strings.Index(s, "缺少问题") {
			t.Errorf("%s: %d of the rows\n%s", format, n, s)
		}
	}
}
