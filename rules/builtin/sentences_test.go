package builtin_test

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/builtin"
)

// The sentences that people read are held to docs/style.md: those that every rule makes of
// the fixtures that violate it, and what stands around them.

// names are what a sentence quotes from the paper; how that is written is not ours.
var names = regexp.MustCompile(`“[^”]*”|《[^》]*》`)

// faultsZH are what no Chinese sentence of ours has, outside of what it quotes.
var faultsZH = map[string]*regexp.Regexp{
	"a word in another script":           regexp.MustCompile(`[A-Za-z]{2,}`),
	"a sign in place of a word":          regexp.MustCompile(`[><≠≥≤=÷×−~]|<=|>=| [+*/] `),
	"straight quotes":                    regexp.MustCompile(`["']`),
	"half-width punctuation":             regexp.MustCompile(`\p{Han} ?[,;:!?]|[,;:!?] ?\p{Han}|\(|\)`),
	"a difference of percentages in %":   regexp.MustCompile(`(?:相差|高出|低) [0-9.]+%`),
	"a full stop":                        regexp.MustCompile(`。`),
	"two marks beside each other":        regexp.MustCompile(`[，；：、]{2}`),
	"blanks beside punctuation":          regexp.MustCompile(`[，；：、（] | [，；：、）]|  `),
	"a figure without a blank before 万元": regexp.MustCompile(`[0-9](?:万|亿|千)?元`),
	"our own count of rows":              regexp.MustCompile(`第 ?[0-9]+ ?行`),
	"a blank behind a unit":              regexp.MustCompile(`(?:元|分|个|%|名|人) \p{Han}`),
	"an accusing word":                   regexp.MustCompile(`造假|虚假|虚报|弄虚|错误|违规|违法|骗`),
	"a word for machines":                regexp.MustCompile(`字段|记录|数组|解析|空值|异常值`),
}

// faultsEN are what no English sentence of ours has.
var faultsEN = map[string]*regexp.Regexp{
	"Chinese":                   regexp.MustCompile(`\p{Han}`),
	"a sign in place of a word": regexp.MustCompile(`[><≠≥≤=÷×−]| [+*/] `),
	"Chinese punctuation":       regexp.MustCompile(`[，；：、。（）]`),
	"one of many":               regexp.MustCompile(`\b1 (?:rows|parts|projects|indicators)\b`),
	"blanks":                    regexp.MustCompile(`  | [,;:]`),
	"an accusing word":          regexp.MustCompile(`(?i)\b(?:fraud|fake|illegal|false|wrong|lie)\b`),
}

// longest are how many characters a sentence has at most, what it quotes left aside.
const longestZH, longestEN = 100, 240

// TestSentences holds what rules say to the style.
func TestSentences(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range cases(t) {
		for _, f := range c.Check(t, nil).Findings {
			if seen[f.Text.ZH] {
				continue
			}
			seen[f.Text.ZH] = true
			for _, fault := range sentenceFaults(f.Text) {
				t.Errorf("%s: %s\n  %s\n  %s", f.Rule, fault, f.Text.ZH, f.Text.EN)
			}
			// Who reads that two figures differ reads by how much.
			if diff, _, _ := strings.Cut(strings.TrimSuffix(f.Values["difference"], "%"), " "); !strings.Contains(f.Text.ZH, diff) || !strings.Contains(f.Text.EN, diff) {
				t.Errorf("%s: the difference %s is not said\n  %s\n  %s", f.Rule, diff, f.Text.ZH, f.Text.EN)
			}
			if os.Getenv("READ_ALOUD") != "" {
				fmt.Printf("%s\n  %s\n  %s\n", f.Rule, f.Text.ZH, f.Text.EN)
			}
		}
	}
	if len(seen) < 100 {
		t.Errorf("only %d sentences", len(seen))
	}
}

// TestExamples: the example on a rule's page is a sentence as the rule makes it.
func TestExamples(t *testing.T) {
	for _, r := range builtin.All() {
		for _, fault := range sentenceFaults(r.Doc.Example) {
			t.Errorf("%s: example: %s\n  %s\n  %s", r.ID, fault, r.Doc.Example.ZH, r.Doc.Example.EN)
		}
	}
}

// TestWordsAround holds titles, advice, the names of values and of their terms.
func TestWordsAround(t *testing.T) {
	for _, r := range builtin.All() {
		texts := []report.Text{r.Title}
		for _, v := range r.Values {
			texts = append(texts, v.Title)
			for _, term := range v.Terms {
				texts = append(texts, term)
			}
		}
		for _, x := range texts {
			zh, en := names.ReplaceAllString(x.ZH, ""), names.ReplaceAllString(x.EN, "")
			if zh == "" || en == "" && x.EN == "" || latin.MatchString(zh) || han(en) {
				t.Errorf("%s: %q · %q: each language stands by itself", r.ID, x.ZH, x.EN)
			}
		}
		if a := r.Doc.Advice; latin.MatchString(a.ZH) || !strings.HasSuffix(a.ZH, "。") || !strings.HasSuffix(a.EN, ".") {
			t.Errorf("%s: advice: %q · %q", r.ID, a.ZH, a.EN)
		}
		for _, v := range r.Values {
			if v.Kind == rules.Percent && v.Key == "difference" {
				t.Errorf("%s: the difference of two shares is a gap, in percentage points", r.ID)
			}
		}
	}
}

var latin = regexp.MustCompile(`[A-Za-z]{2,}`)

func han(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

// sentenceFaults are what a sentence breaks of the style.
func sentenceFaults(x report.Text) (out []string) {
	zh, en := names.ReplaceAllString(x.ZH, "“”"), names.ReplaceAllString(x.EN, "“”")
	for name, fault := range faultsZH {
		if m := fault.FindString(zh); m != "" {
			out = append(out, fmt.Sprintf("Chinese with %s: %q", name, m))
		}
	}
	for name, fault := range faultsEN {
		if m := fault.FindString(en); m != "" {
			out = append(out, fmt.Sprintf("English with %s: %q", name, m))
		}
	}
	if n := utf8.RuneCountInString(zh); n < 6 || n > longestZH {
		out = append(out, fmt.Sprintf("Chinese of %d characters", n))
	}
	if n := utf8.RuneCountInString(en); n < 10 || n > longestEN {
		out = append(out, fmt.Sprintf("English of %d characters", n))
	}
	for _, s := range []string{x.ZH, x.EN} {
		if !paired(s) {
			out = append(out, "quotes that do not pair, or quotes of one kind within each other: "+s)
		}
	}
	return out
}

// paired reports whether quotes open and close by turns.
func paired(s string) bool {
	open := false
	for _, r := range s {
		switch {
		case r == '“' && open, r == '”' && !open:
			return false
		case r == '“', r == '”':
			open = !open
		}
	}
	return !open
}
