package output_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode"

	"github.com/xuri/excelize/v2"

	"selfeval"
	"selfeval/internal/app/dataset"
	"selfeval/internal/app/output"
	"selfeval/report"
	"selfeval/rules"
	"selfeval/validate"
)

const evil = "甲\x1b]0;x\x07\x1b[2J\u009b31m\u202e乙\u2066 [点](JavaScript:alert(1)) javascript:alert(2)"

// hostileDocument says something evil in every field that a writer shows.
func hostileDocument() *selfeval.Document {
	r := &report.Report{Title: evil, Department: evil, Problems: []string{evil},
		Projects: []report.Project{{Name: evil, Implementer: evil, SeqPrinted: evil, UseOfResult: evil, Budget: &report.Amount{Raw: evil}}},
		Forms:    []report.Form{{Project: evil, Indicators: []report.Indicator{{Level3: evil, Reason: evil}}}}}
	r.Init()
	return &selfeval.Document{Path: evil + ".md", SHA256: strings.Repeat("b", 64), Format: "markdown", Status: selfeval.Partial, Report: r,
		Fixes:      []report.Fix{{Step: "names", Field: evil, Before: evil, After: evil, Why: evil}},
		Violations: []validate.Violation{{Field: evil, Rule: "x", Message: evil}},
		Findings: []rules.Finding{{Rule: "sample-excess", Title: evil, Severity: rules.Error, Message: evil, Projects: []int{1}, Forms: []int{1},
			Values: map[string]string{"budget": evil, evil: evil}, Basis: []rules.Basis{{Document: evil, Number: evil}},
			At: []report.Location{{Line: 3, Path: evil}}, Advice: evil, Fingerprint: "0011223344556677"}},
		Notes: []selfeval.Note{{Message: evil, Lost: true, Text: report.Text{ZH: evil, EN: evil}}}}
}

// steering reports a control that reaches whoever shows the text.
func steering(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool {
		return unicode.IsControl(r) && r != '\n' && r != '\t' && r != '\r' || unicode.Is(unicode.Bidi_Control, r)
	}) >= 0
}

func TestNothingSteersATerminalOrRunsAScript(t *testing.T) {
	formats := append(output.All(), output.Records)
	for _, table := range dataset.Tables {
		formats = append(formats, output.Table(dataset.CSV, table, dataset.Options{}), output.Table(dataset.JSONL, table, dataset.Options{}))
	}
	for _, f := range formats {
		failed := selfeval.Failure(evil, &textError{evil}, report.ZH)
		got := write(t, f, output.Options{}, []*selfeval.Document{hostileDocument(), failed})
		if f.Name == "xlsx" {
			got = sheetTexts(t, got)
		}
		if steering(got) {
			t.Errorf("%s: controls reach the output: %.300q", f.Name, got)
		}
		switch f.Name {
		case "html", "markdown", "junit", "sarif":
			// SARIF's own fields are data; its texts are shown.
			if lower := strings.ToLower(got); strings.Contains(lower, "javascript:alert") && f.Name != "sarif" {
				t.Errorf("%s: a script survives", f.Name)
			}
		case "json":
			var v struct{ Documents []selfeval.Document }
			if err := json.Unmarshal([]byte(got), &v); err != nil || v.Documents[0].Report.Title != evil {
				t.Errorf("json changes what was read (%v)", err)
			}
		}
	}
}

type textError struct{ s string }

func (e *textError) Error() string { return e.s }

func sheetTexts(t *testing.T, book string) string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader([]byte(book)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var b strings.Builder
	for _, name := range f.GetSheetList() {
		rows, err := f.GetRows(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			b.WriteString(strings.Join(row, "\n"))
		}
	}
	return b.String()
}
