package output_test

import (
	"bytes"
	"encoding/csv"
	"math/rand/v2"
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"
	nethtml "golang.org/x/net/html"

	"selfeval"
	"selfeval/internal/app/dataset"
	"selfeval/internal/app/output"
	"selfeval/report"
	"selfeval/rules"
	"selfeval/validate"
)

// saying is a document that says s in every field that a writer shows.
func saying(s string) *selfeval.Document {
	r := &report.Report{Title: s, Department: s, Problems: []string{s},
		Projects: []report.Project{{Name: s, Implementer: s, SeqPrinted: s, UseOfResult: s, Budget: &report.Amount{Raw: s}}},
		Forms:    []report.Form{{Project: s, Indicators: []report.Indicator{{Level3: s, Reason: s}}}}}
	r.Init()
	return &selfeval.Document{Path: s + ".md", SHA256: strings.Repeat("b", 64), Format: "markdown", Status: selfeval.Partial, Report: r,
		Fixes:      []report.Fix{{Step: "names", Field: s, Before: s, After: s, Why: s}},
		Violations: []validate.Violation{{Field: s, Rule: "x", Message: s}},
		Findings: []rules.Finding{{Rule: "sample-excess", Title: s, Severity: rules.Error, Message: s, Projects: []int{1}, Forms: []int{1},
			Values: map[string]string{"budget": s}, Basis: []rules.Basis{{Document: s, Number: s}},
			At: []report.Location{{Line: 3, Path: s}}, Advice: s, Fingerprint: "0011223344556677"}},
		Notes: []selfeval.Note{{Message: s, Lost: true, Text: report.Text{ZH: s, EN: s}}}}
}

// skeleton is what a page is made of, its text left out, and the schemes of its links.
func skeleton(t *testing.T, page string) (elements []string) {
	t.Helper()
	z := nethtml.NewTokenizer(strings.NewReader(page))
	for {
		switch z.Next() {
		case nethtml.ErrorToken:
			return elements
		case nethtml.StartTagToken, nethtml.SelfClosingTagToken:
			tok := z.Token()
			e := tok.Data
			for _, a := range tok.Attr {
				e += " " + a.Key
				if a.Key == "href" || a.Key == "src" || a.Key == "action" || a.Key == "formaction" || a.Key == "xlink:href" {
					// As a browser takes it: blanks and controls do not count.
					v := strings.Map(func(r rune) rune {
						if r <= ' ' || unicode.IsControl(r) {
							return -1
						}
						return r
					}, a.Val)
					if u, err := url.Parse(v); err == nil && u.Scheme != "" && !slices.Contains([]string{"http", "https", "mailto", "data"}, strings.ToLower(u.Scheme)) {
						t.Errorf("a link to %q", a.Val)
					}
				}
			}
			elements = append(elements, e)
		}
	}
}

var gfm = goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.TaskList), goldmark.WithRendererOptions(html.WithUnsafe()))

func rendered(t *testing.T, markdown string) string {
	t.Helper()
	var b bytes.Buffer
	if err := gfm.Convert([]byte(markdown), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// FuzzWhatIsPublishedIsOnlyText holds that no text of a paper becomes anything but text:
// no control reaches whoever shows a result, and a page, a table in Markdown or a row of
// CSV is made of the same elements whatever stands in it.
func FuzzWhatIsPublishedIsOnlyText(f *testing.F) {
	for _, s := range []string{evil, "~~~", "---", "===", "    甲", "1. 甲", "- 甲", "+ 甲", "> 甲", "# 甲", "[甲]: javascript:alert(1)", "[甲](java\tscript:alert(1))", "![a](x)", "<script>alert(1)</script>",
		"`a`", "``` a", "|a|b|", "a\\", "\\[a](javascript:1)", "&#106;avascript:alert(1)", "java&Tab;script:alert(1)", "<a href=javascript:1>", "<javascript:alert(1)>", "\"onload=\"x", "'><img src=x onerror=1>",
		"*a*", "_a_", "~~a~~", "a\u2028b", "a\x85b", "</td></tr></table>", "- [ ] a", "2) a", "***", "\u200b~~~", "＜script＞", "=1+1", "@SUM", "\t=1", "a\r\n\r\n~~~", "0x\x7f", "<!--", "]]>", "\ufeff甲"} {
		f.Add(s)
	}
	f.Fuzz(onlyText)
}

// TestPiecesOfMarkupStayText puts pieces of markup together at random.
func TestPiecesOfMarkupStayText(t *testing.T) {
	pieces := []string{"甲", "1", ".", ")", " ", "  ", "    ", "\t", "\n", "\r", "-", "+", "*", "_", "~", "`", "#", ">", "<", "|", "[", "]", "(", "!", "\\", "&", ";", ":", "=", "javascript", "&#x6a;", "&Tab;",
		"http://a", "www.a.cn", "a@b.cn", "</td>", "<b", "\"", "'", "\x1b[2J", "\u202e", "\u2028", "\u0085", "\u00ad", "\u200b", "\ufeff", "，", "data:"}
	r := rand.New(rand.NewPCG(3, 4))
	for range 100 {
		var b strings.Builder
		for range 1 + r.IntN(9) {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		onlyText(t, b.String())
		if t.Failed() {
			t.Fatalf("of %q", b.String())
		}
	}
}

// onlyText holds it of one text.
func onlyText(t *testing.T, s string) {
	// A text that shows nothing leaves its place empty.
	shows := func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsPunct(r) || unicode.IsSymbol(r)
	}
	if !utf8.ValidString(s) || strings.IndexFunc(s, shows) < 0 {
		return
	}
	failed := func(s string) *selfeval.Document { return selfeval.Failure(s, &textError{s}, report.ZH) }
	docs, usual := []*selfeval.Document{saying(s), failed(s)}, []*selfeval.Document{saying("甲乙"), failed("甲乙")}
	for _, name := range []string{"text", "markdown", "html"} {
		format, _ := output.Lookup(name)
		got := write(t, format, output.Options{}, docs)
		if steering(got) {
			t.Errorf("%s: controls reach the output", name)
		}
		want := write(t, format, output.Options{}, usual)
		switch name {
		case "markdown":
			got, want = rendered(t, got), rendered(t, want)
		case "text":
			if a, b := strings.Count(got, "\n"), strings.Count(want, "\n"); a != b {
				t.Errorf("text has %d lines, usually %d", a, b)
			}
			continue
		}
		if a, b := skeleton(t, got), skeleton(t, want); !slices.Equal(a, b) {
			i := 0
			for i < min(len(a), len(b)) && a[i] == b[i] {
				i++
			}
			t.Errorf("%s is made of other elements: %v, usually %v", name, a[i:min(i+5, len(a))], b[i:min(i+5, len(b))])
		}
	}
	for _, table := range dataset.Tables {
		opt := dataset.Options{Guard: true}
		got := write(t, output.Table(dataset.CSV, table, opt), output.Options{}, docs)
		if steering(got) {
			t.Errorf("%s.csv: controls reach the output", table.Name)
		}
		rows, err := csv.NewReader(strings.NewReader(got)).ReadAll()
		usually, _ := csv.NewReader(strings.NewReader(write(t, output.Table(dataset.CSV, table, opt), output.Options{}, usual))).ReadAll()
		if err != nil || len(rows) != len(usually) {
			t.Errorf("%s.csv: %d rows, usually %d (%v)", table.Name, len(rows), len(usually), err)
		}
	}
}
