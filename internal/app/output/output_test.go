package output_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"selfeval"
	"selfeval/extract/document"
	"selfeval/internal/app/output"
	"selfeval/internal/conformance/golden"
	"selfeval/report"
	"selfeval/rules"
	"selfeval/validate"
)

// sample is a run of four documents: one with findings, a clean one, one partly
// read and one that could not be read.
func sample(lang report.Lang) []*selfeval.Document {
	year := report.Integer{}
	year.Set(2023)
	score := decimal.RequireFromString("98.50")
	r := &report.Report{
		Title: "东山县林业局2023年度绩效自评报告", Department: "东山县林业局", FiscalYear: year, Kind: report.KindDepartment,
		Projects: []report.Project{{Name: "造林 <补助> & 管护", Score: &report.Amount{Value: &score, Unit: "分", Raw: "98.50"}}, {Name: "防火道"}},
	}
	r.Init()
	text := report.Text{ZH: "第2行“防火道”：执行数 120.00万元 > 预算数 100.00万元，超出 20.00万元（20%）", EN: "row 2 “防火道”: executed 120.00万元 > budget 100.00万元, by 20.00万元 (20%)"}
	found := selfeval.Document{
		Path: "东山/林业局.html", SHA256: strings.Repeat("a", 64), Format: "html", Status: selfeval.OK, Report: r,
		Fixes:      []report.Fix{{Step: "amounts", Field: "projects[0].budget", Before: "１００", After: "100", Why: "全角"}},
		Violations: []validate.Violation{{Field: "projects[1].score", Rule: "lte", Message: report.Text{ZH: "大于 100", EN: "over 100"}.In(lang)}},
		Findings: []rules.Finding{
			{
				Rule: "sample-excess", Severity: rules.Error, Message: text.In(lang), Text: text, Projects: []int{2},
				Values: map[string]string{"difference": "20.00万元", "budget": "100.00万元", "executed": "120.00万元"},
				Basis:  []rules.Basis{{Document: "《中华人民共和国预算法》", Number: "第十三条"}},
				At:     []report.Location{{Page: 3, Table: 2, Row: 5}}, Fingerprint: "0011223344556677",
			},
			{
				Rule: "sample-twice", Severity: rules.Warning, Message: "x", Projects: []int{1, 2, 3, 4, 5, 6},
				At: []report.Location{{Row: 1}, {Row: 2}, {Row: 3}, {Row: 4}, {Row: 5}, {Row: 6}}, Fingerprint: "8899aabbccddeeff",
			},
		},
	}
	lost := report.Text{ZH: "第7行缺少两格", EN: "row 7 lacks two cells"}
	partly := selfeval.Document{
		Path: "b.md", Part: 2, Format: "markdown", Status: selfeval.Partial, Report: r,
		Fixes: []report.Fix{}, Violations: []validate.Violation{}, Findings: []rules.Finding{},
		Notes: []selfeval.Note{{Message: lost.In(lang), At: report.Location{Line: 12}, Lost: true, Text: lost}},
	}
	clean := partly
	clean.Path, clean.Part, clean.Status, clean.Notes = "c.pdf", 0, selfeval.OK, nil
	hostile := selfeval.Failure("evil\x1b[2J\u202efdp.pdf", errors.New("boom"), lang)
	return []*selfeval.Document{&found, &partly, &clean, hostile}
}

// excess is the rule of sample's finding: it says what its values are called.
var excess = &rules.Rule{ID: "sample-excess", Values: []rules.Value{rules.BudgetValue, rules.ExecutedValue, rules.Named("difference", "超出", "over by", rules.Money)}}

func write(t *testing.T, format output.Format, opt output.Options, docs []*selfeval.Document) string {
	t.Helper()
	opt.Custom = append(opt.Custom, excess)
	var b strings.Builder
	w, err := format.New(&b, opt)
	if err != nil {
		t.Fatal(err)
	}
	var sum output.Summary
	for _, d := range docs {
		if err := w.Document(d); err != nil {
			t.Fatal(err)
		}
		sum.Add(d)
	}
	if err := w.Close(sum); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestText(t *testing.T) {
	text, _ := output.Lookup("text")
	for name, opt := range map[string]output.Options{
		"zh": {Lang: report.ZH}, "en": {Lang: report.EN}, "colour": {Lang: report.ZH, Color: true}, "quiet": {Lang: report.ZH, Quiet: true},
	} {
		t.Run(name, func(t *testing.T) {
			got := write(t, text, opt, sample(opt.Lang))
			page := filepath.Join("testdata", "text."+name+".txt")
			if golden.Update() {
				if err := os.WriteFile(page, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(page)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
			if !opt.Color && strings.Contains(got, "\x1b") || strings.Contains(got, "\x1b[2J") || strings.Contains(got, "\u202e") {
				t.Error("control characters reach the terminal")
			}
		})
	}
}

func TestTextNamesTheRule(t *testing.T) {
	docs := sample(report.ZH)[:1]
	docs[0].Findings[0].Rule, docs[0].Findings[0].Title = "large-balance", "结余过大"
	text, _ := output.Lookup("text")
	if got := write(t, text, output.Options{}, docs); !strings.Contains(got, "large-balance  结余过大\n") {
		t.Errorf("the title is missing from\n%s", got)
	}
}

func TestJSON(t *testing.T) {
	format, _ := output.Lookup("json")
	for _, docs := range [][]*selfeval.Document{nil, sample(report.ZH)[:1], sample(report.ZH)} {
		got := write(t, format, output.Options{}, docs)
		var v struct {
			Documents []map[string]json.RawMessage `json:"documents"`
			Summary   struct {
				Documents, Failed, Partial int
				Findings                   map[string]int
			} `json:"summary"`
		}
		if err := json.Unmarshal([]byte(got), &v); err != nil {
			t.Fatalf("%v\n%s", err, got)
		}
		if v.Documents == nil || len(v.Documents) != len(docs) || v.Summary.Documents != len(docs) || len(v.Summary.Findings) != 3 {
			t.Errorf("documents or summary are wrong: %s", got)
		}
		for i, d := range v.Documents {
			for _, list := range []string{"fixes", "violations", "findings"} {
				if s := string(d[list]); !strings.HasPrefix(s, "[") {
					t.Errorf("document %d: %s is %s", i, list, s)
				}
			}
			if failed := docs[i].Status == selfeval.Failed; failed == (string(d["error"]) == "null") {
				t.Errorf("document %d: error is %s", i, d["error"])
			}
		}
	}
	got := write(t, format, output.Options{}, sample(report.ZH))
	if !strings.Contains(got, "造林 <补助> & 管护") {
		t.Error("< > & are escaped")
	}
	if !strings.Contains(got, `"failed":1,"other":0,"partial":1,"skipped":0,"findings":{"error":1,"warning":1,"info":0},"failed_causes":{"damaged":1},"ok":2}}`) {
		t.Errorf("summary: %s", got[strings.Index(got, `"summary"`):])
	}
}

// TestFilesNotRead tells in every form for people why documents failed and how many files
// of which kinds were not read.
func TestFilesNotRead(t *testing.T) {
	sum := output.Summary{Documents: 4, Failed: 3, OK: 1, Skipped: 6,
		FailedCauses: map[document.Cause]int{document.Encrypted: 2, document.NoText: 1},
		SkippedKinds: map[string]int{".jpg": 3, "": 2}}
	for _, name := range []string{"text", "markdown", "html", "xlsx"} {
		format, _ := output.Lookup(name)
		for lang, want := range map[report.Lang][]string{
			report.ZH: {"失败原因：已加密 2，没有文字 1", "未读取的文件 5 个：无扩展名 2，.jpg 3", "跳过 1 个本程序以前输出的文件"},
			report.EN: {"failed for: encrypted 2, without text 1", "files not read: 5: no ending 2, .jpg 3", "skipped 1 files that this program wrote earlier"},
		} {
			var b bytes.Buffer
			w, err := format.New(&b, output.Options{Lang: lang})
			if err != nil {
				t.Fatal(err)
			}
			if err := w.Close(sum); err != nil {
				t.Fatal(err)
			}
			got := b.String()
			if name == "xlsx" {
				got = textOfWorkbook(t, b.Bytes())
			}
			for _, s := range want {
				if !strings.Contains(got, s) {
					t.Errorf("%s in %s does not say %q:\n%.600s", name, lang, s, got)
				}
			}
		}
	}
}

// textOfWorkbook is all that the cells of a workbook say.
func textOfWorkbook(t *testing.T, data []byte) string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var b strings.Builder
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			b.WriteString(strings.Join(row, " ") + "\n")
		}
	}
	return b.String()
}

func TestWritersReportFailedWrites(t *testing.T) {
	for _, f := range append(output.All(), output.Records) {
		full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
		if err != nil {
			t.Skip("no /dev/full here")
		}
		defer full.Close()
		w, err := f.New(full, output.Options{})
		if err != nil {
			t.Fatal(err)
		}
		err = w.Document(sample(report.ZH)[0])
		if err == nil {
			err = w.Close(output.Summary{})
		}
		if err == nil {
			t.Errorf("%s: a full disk went unnoticed", f.Name)
		}
	}
}

// TestSecondReading looks for the words by which people tell apart what was confirmed,
// what is in doubt and what was not read again.
func TestSecondReading(t *testing.T) {
	words := map[report.Lang][3]string{
		report.ZH: {"已复读一致", "读数存疑", "未复读"},
		report.EN: {"confirmed by a second reading", "reading in doubt", "not read again"},
	}
	for lang, want := range words {
		for _, name := range []string{"text", "html", "markdown"} {
			format, _ := output.Lookup(name)
			for i, confirmed := range []*bool{new(true), new(false), nil} {
				docs := sample(lang)[:1]
				docs[0].Findings = docs[0].Findings[:1]
				docs[0].Findings[0].Confirmed = confirmed
				got := write(t, format, output.Options{Lang: lang}, docs)
				for k, w := range want {
					if strings.Contains(got, w) != (i == k) {
						t.Errorf("%s in %s: %q for %v", name, lang, w, want[i])
					}
				}
			}
		}
	}
}

// TestWhatIsMissing says of a paper read in part what it announces and what was not found,
// and does not ask of another paper what ours must have.
func TestWhatIsMissing(t *testing.T) {
	docs := []*selfeval.Document{
		{Path: "a.html", Status: selfeval.Partial, Report: &report.Report{}, Reading: &report.Reading{Announced: []report.Announced{
			{Text: "自评结果见下表", At: report.Location{Line: 9}}, {Text: "详见附件", Found: true}}}},
		{Path: "b.md", Status: selfeval.Other, Report: &report.Report{}, Violations: []validate.Violation{{Field: "title", Message: "缺少标题"}}},
	}
	text, _ := output.Lookup("text")
	got := write(t, text, output.Options{}, docs)
	if !strings.Contains(got, "第9行文本: 文中所说的表或附件没有读到：“自评结果见下表”") || strings.Contains(got, "详见附件") || strings.Contains(got, "不合规") || strings.Contains(got, "缺少标题") {
		t.Error(got)
	}
}
