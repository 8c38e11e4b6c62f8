package inspect

import (
	"bytes"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"selfeval"
	"selfeval/extract/document"
	"selfeval/extract/pdf"
	"selfeval/report"
)

// checked is a file as inspect shows it, with what was found in it.
func checked(t *testing.T, name string, data []byte) (*Neutral, Findings) {
	t.Helper()
	docs := selfeval.Check(t.Context(), selfeval.Input{Name: name, Data: data}, selfeval.Options{NoConfirm: true})
	if docs[0].Err != nil {
		t.Fatal(docs[0].Err)
	}
	found := FindingsOf(docs, report.ZH)
	n := NeutralOf(docs[0].Source, RolesOf(nil), report.ZH)
	n.Mark(docs[0].Source, found)
	return n, found
}

// pointed lists the cells and texts that a rule's findings point at.
func pointed(n *Neutral, rule string) (out []string) {
	is := func(numbers []int) bool {
		return slices.ContainsFunc(numbers, func(i int) bool { return n.Findings[i-1].Rule == rule })
	}
	for _, b := range n.Blocks {
		for _, m := range b.Marks {
			if is(m.Findings) {
				out = append(out, b.Text[m.Start:m.End])
			}
		}
		if b.Table == nil {
			continue
		}
		for _, c := range b.Table.Cells {
			if is(c.Findings) {
				out = append(out, fmt.Sprintf("%d,%d %s", c.Row, c.Column, c.Text))
			}
		}
	}
	return out
}

// TestMarked holds that findings are named on what they compare, in every format.
func TestMarked(t *testing.T) {
	for _, name := range []string{"report.md", "report.html", "report.pdf"} {
		data, err := os.ReadFile("../../../fixtures/water-bureau/" + name)
		if err != nil {
			t.Fatal(err)
		}
		n, _ := checked(t, name, data)
		if diff := cmp.Diff([]string{"6,4 85.6", "6,5 91.2"}, pointed(n, "execution-exceeds-budget")); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		for _, f := range n.Findings {
			if !f.Marked {
				t.Errorf("%s: finding %d points at nothing: %s", name, f.Number, f.Message)
			}
		}
	}
}

func TestMarkedText(t *testing.T) {
	const src = "# 青禾县林业局2023年度部门整体支出绩效自评报告\n\n## 一、部门基本情况\n\n我局编制40人，年末在职43人，其中有140人次培训。\n"
	n, _ := checked(t, "a.md", []byte(src))
	if diff := cmp.Diff([]string{"40", "43"}, pointed(n, "staff-exceeds-posts")); diff != "" {
		t.Error(diff)
	}
}

// TestSheetOfFindings holds that each number leads to its finding and each finding to the
// first of its places.
func TestSheetOfFindings(t *testing.T) {
	data, err := os.ReadFile("../../../fixtures/water-bureau/report.html")
	if err != nil {
		t.Fatal(err)
	}
	n, _ := checked(t, "report.html", data)
	var b bytes.Buffer
	if err := HTML(&b, "report.html", n, report.ZH); err != nil {
		t.Fatal(err)
	}
	ids := map[string]int{}
	for _, m := range regexp.MustCompile(` id="([^"]+)"`).FindAllStringSubmatch(b.String(), -1) {
		ids[m[1]]++
	}
	links := regexp.MustCompile(` href="#([^"]+)"`).FindAllStringSubmatch(b.String(), -1)
	if len(links) < 3*len(n.Findings) {
		t.Errorf("%d links for %d findings", len(links), len(n.Findings))
	}
	for _, m := range links {
		if ids[m[1]] != 1 {
			t.Errorf("%d places are called %s", ids[m[1]], m[1])
		}
	}
}

// TestSilence holds that a paper that was not judged is not said to be clean.
func TestSilence(t *testing.T) {
	cases := map[selfeval.Status]string{
		selfeval.OK: "未发现问题", selfeval.Partial: "没有读全", selfeval.Other: "不是绩效自评报告", selfeval.Failed: "未能读取",
	}
	for status, want := range cases {
		s := &sheet{Lang: report.ZH, Neutral: &Neutral{Status: status}}
		if got := s.Summary(); !strings.Contains(got, want) {
			t.Errorf("%s: %q", status, got)
		}
	}
	found := FindingsOf([]*selfeval.Document{{Status: selfeval.OK}, {Status: selfeval.Partial}, {Status: selfeval.OK}}, report.ZH)
	if found.status != selfeval.Partial {
		t.Errorf("of several reports one was not read whole, and the file is %s", found.status)
	}
}

func TestApart(t *testing.T) {
	got := apart([]NeutralMark{{0, 30, []int{1}}, {6, 12, []int{2}}, {40, 42, []int{3}}, {40, 42, []int{4}}})
	want := []NeutralMark{{0, 6, []int{1}}, {6, 12, []int{1, 2}}, {12, 30, []int{1}}, {40, 42, []int{3, 4}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestFramed holds that the picture of a page frames what its findings point at, and
// nothing of other pages.
func TestFramed(t *testing.T) {
	data, err := os.ReadFile("../../../fixtures/water-bureau/report.pdf")
	if err != nil {
		t.Fatal(err)
	}
	_, found := checked(t, "report.pdf", data)
	v, err := pdf.Look(t.Context(), data, 2, document.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	var svg bytes.Buffer
	if err := SVG(&svg, v, RolesOf(nil), found); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(svg.String(), `stroke="#d00000"`); n != 2 {
		t.Errorf("%d cells are framed", n)
	}
	if lines := found.Listed(v); len(lines) != 1 || !strings.HasPrefix(lines[0], "1  序号5") {
		t.Errorf("the page's findings: %q", lines)
	}
}
