package output

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	nethtml "golang.org/x/net/html"

	"selfeval"
	"selfeval/report"
	"selfeval/rules"
)

// Text of a report must stay text on the page, and the page must ask nothing of
// the network.
func TestPageIsHarmlessAndSelfContained(t *testing.T) {
	evil := "<script>alert(1)</script>"
	src := "# 甲局2023年度部门整体支出绩效自评报告\n\n单位：万元\n\n| 序号 | 项目名称 | 预算数 | 执行数 |\n|---|---|---|---|\n| 1 | 渠道`<img src=x onerror=alert(1)>` | 100 | 120 |\n| 2 | 水库 | 10 | 5 |\n"
	out := string(page(t, selfeval.Input{Name: evil + ".md", Data: []byte(src)}))
	if strings.Contains(out, evil) || strings.Contains(out, "<img") {
		t.Error("text of the report became markup")
	}
	if m := regexp.MustCompile(`(?i)<[^>]*\b(?:src|href)\s*=\s*["']?[^#"']|url\(|@import|https?://[^w]`).FindString(out); m != "" {
		t.Errorf("the page refers to something outside itself: %q", m)
	}
}

// elements are all elements of a page.
func elements(n *nethtml.Node) (out []*nethtml.Node) {
	if n.Type == nethtml.ElementNode {
		out = append(out, n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		out = append(out, elements(c)...)
	}
	return out
}

func attribute(n *nethtml.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

// TestPageIsWellFormed holds the page to what validators and readers of screens ask of
// it, and to its own policy. The Nu validator has nothing to say against it but that it
// does not know newer properties of CSS.
func TestPageIsWellFormed(t *testing.T) {
	out := page(t, batch(t)...)
	root, err := nethtml.ParseWithOptions(bytes.NewReader(out), nethtml.ParseOptionEnableScripting(true))
	if err != nil {
		t.Fatal(err)
	}
	all := elements(root)
	ids := map[string]bool{}
	for _, n := range all {
		if id, ok := attribute(n, "id"); ok {
			if ids[id] || id == "" {
				t.Errorf("two elements are %q", id)
			}
			ids[id] = true
		}
	}
	policy := ""
	for _, n := range all {
		for _, a := range n.Attr {
			switch {
			case strings.HasPrefix(a.Key, "on"), a.Key == "style":
				t.Errorf("<%s %s=%q>", n.Data, a.Key, a.Val)
			case a.Key == "aria-labelledby" && !ids[a.Val], a.Key == "href" && strings.HasPrefix(a.Val, "#") && a.Val != "#" && !strings.Contains(a.Val, "=") && !ids[a.Val[1:]]:
				t.Errorf("nothing is %q", a.Val)
			}
		}
		if p, ok := attribute(n, "content"); ok && n.Data == "meta" && strings.Contains(p, "default-src") {
			policy = p
		}
		name, _ := attribute(n, "aria-label")
		if slices.Contains([]string{"input", "select"}, n.Data) && name == "" {
			t.Errorf("a control without a name: %v", n.Attr)
		}
		if kind, data := attribute(n, "type"); (n.Data == "script" || n.Data == "style") && !data && kind == "" {
			if !strings.Contains(policy, digest(n.FirstChild.Data)) {
				t.Errorf("the policy %s does not allow the page's own %s", policy, n.Data)
			}
		}
	}
	if !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") {
		t.Errorf("the policy is %q", policy)
	}
	if languages := strings.Count(string(out), `<html lang="zh-CN">`); languages != 1 {
		t.Error("the page does not say its language")
	}
}

// blocks are the blocks of data of one class.
func blocks[T any](t *testing.T, page, class string) (out []T) {
	t.Helper()
	for _, m := range regexp.MustCompile(`<script type="application/json" class="`+class+`">(.*?)</script>`).FindAllStringSubmatch(page, -1) {
		var list []T
		if err := json.Unmarshal([]byte(m[1]), &list); err != nil {
			t.Fatal(err)
		}
		out = append(out, list...)
	}
	return out
}

// TestPageTellsKindsApart: what was found, what was accepted, what was not judged and
// what was not read are all there, each as what it is.
func TestPageTellsKindsApart(t *testing.T) {
	d := &selfeval.Document{Path: "a.pdf", Status: selfeval.Partial, Report: &report.Report{Department: "甲局"},
		Findings: []rules.Finding{{Rule: "sequence-gap", Severity: rules.Warning, Message: "发现", Fingerprint: "1"}},
		Hidden:   []rules.Finding{{Rule: "sequence-gap", Severity: rules.Warning, Message: "接受", Fingerprint: "2"}},
		Withheld: []rules.Withheld{{Rule: "total-row-mismatch", Why: "表未读全"}},
		Reading:  &report.Reading{Tables: report.TablesSeen{Left: []report.LeftTable{{At: report.Location{Page: 3, Table: 2}, Why: "列数不一", Figures: 9}}}, Announced: []report.Announced{{Text: "见附件"}, {Text: "见下表", Found: true}}},
		Notes:    []selfeval.Note{{Message: "第4页没有文字", Lost: true}}}
	var b bytes.Buffer
	w, err := newHTML(&b, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var sum Summary
	sum.Add(d)
	if err := w.Document(d); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(sum); err != nil {
		t.Fatal(err)
	}
	var got []string
	index, details := blocks[[7]any](t, b.String(), "index"), blocks[pageDocument](t, b.String(), "details")
	for i, code := range index[0][6].([]any) {
		n := int(code.(float64))
		got = append(got, fmt.Sprint(n&3, " ", n>>2&3, " ", details[0].Items[i].Message, " ", details[0].Items[i].Place))
	}
	want := []string{"2 0 发现 ", "2 1 接受 ", "0 2 表未读全 ", "0 3 第4页没有文字 ", "0 3 这张表没有读全（9 个数字）：列数不一 第3页 表2", "0 3 文中说有而没有读到：见附件 "}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

// TestAcceptedFindingsStay: the findings that a baseline hides come along, so that a page
// can show them as what they are.
func TestAcceptedFindingsStay(t *testing.T) {
	opt := selfeval.Options{Hide: func(_ *report.Report, found []rules.Finding) (kept []rules.Finding, accepted, stale []string) {
		return found[1:], []string{found[0].Fingerprint}, nil
	}}
	d := selfeval.Check(t.Context(), fixture(t), opt)[0]
	if len(d.Hidden) != 1 || d.Hidden[0].Fingerprint != d.Accepted[0] || len(d.Findings) == 0 {
		t.Errorf("%d hidden, %d found", len(d.Hidden), len(d.Findings))
	}
}
