package conformance_test

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"selfeval"
	"selfeval/internal/text/cjk"
)

// TestNoise prints every report the ways converters do and holds its facts to
// those of the clean one.
func TestNoise(t *testing.T) {
	files, err := filepath.Glob("fixtures/reports/*.[mh][dt]*")
	if err != nil || len(files) == 0 {
		t.Fatal("no reports", err)
	}
	if testing.Short() {
		t.Logf("%d of %d reports", 10, len(files))
		files = files[:10]
	}
	wide := strings.NewReplacer("0", "０", "1", "１", "2", "２", "3", "３", "4", "４", "5", "５", "6", "６", "7", "７", "8", "８", "9", "９")
	digits := regexp.MustCompile(`(\p{Han})(\d[\d.,]*\d(?:万元|亿元|元|分|%|人|个|年))`)
	thousands := regexp.MustCompile(`(\d),(\d{3}(?:[,.]\d|万|元|亿))`)
	around := regexp.MustCompile(`(\p{Han})(\d)`)
	for name, noise := range map[string]func(string) string{
		"full-width digits": func(s string) string {
			return digits.ReplaceAllStringFunc(s, wide.Replace)
		},
		"spaces around figures": func(s string) string {
			return around.ReplaceAllString(strings.ReplaceAll(s, "万元", " 万元"), "$1 $2")
		},
		"units in two": func(s string) string { return strings.ReplaceAll(s, "万元", "万 元") },
		"half-width marks": func(s string) string {
			return strings.NewReplacer("，", ",", "；", ";", "：", ":", "（", "(", "）", ")").Replace(s)
		},
		"no thousands": func(s string) string {
			for range 2 { // 1,234,567
				s = thousands.ReplaceAllString(s, "$1$2")
			}
			return s
		},
		"lines wrapped": func(s string) string {
			return prosaic(s, func(line string) string {
				r, out := []rune(line), ""
				for len(r) > 45 && unicode.Is(unicode.Han, r[40]) && unicode.Is(unicode.Han, r[39]) {
					out, r = out+string(r[:40])+"\n", r[40:]
				}
				return out + string(r)
			})
		},
		"page breaks": func(s string) string {
			return prosaic(s, func(line string) string {
				if i := strings.Index(line, "，"); i > 60 {
					return line[:i+len("，")] + "\n\n" + line[i+len("，"):]
				}
				return line
			})
		},
	} {
		t.Run(name, func(t *testing.T) {
			changed := 0
			for _, file := range files {
				src, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				if noise(string(src)) != string(src) {
					changed++
				}
				clean, noisy := factsOf(t, file, string(src)), factsOf(t, file, noise(string(src)))
				for _, key := range slices.Sorted(maps.Keys(clean)) {
					if noisy[key] != clean[key] {
						t.Errorf("%s: %s = %q, clean %q", filepath.Base(file), key, noisy[key], clean[key])
					}
				}
				for _, key := range slices.Sorted(maps.Keys(noisy)) {
					if _, ok := clean[key]; !ok {
						t.Errorf("%s: %s = %q, not in the clean one", filepath.Base(file), key, noisy[key])
					}
				}
			}
			if changed < 3 {
				t.Errorf("only %d reports were changed", changed)
			}
		})
	}
}

// prosaic changes the lines of prose in Markdown; a page's lines mean nothing.
func prosaic(s string, change func(string) string) string {
	if strings.Contains(s, "<p") {
		return s
	}
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		if !strings.HasPrefix(line, "|") && !strings.HasPrefix(line, "#") && !strings.HasPrefix(line, "<") {
			lines[i] = change(line)
		}
	}
	return strings.Join(lines, "\n")
}

// factsOf lays out the facts of a file's reports, spelling aside.
func factsOf(t *testing.T, name, src string) map[string]string {
	t.Helper()
	out := map[string]string{}
	for i, d := range selfeval.Check(t.Context(), selfeval.Input{Name: name, Data: []byte(src)}, selfeval.Options{}) {
		if d.Error != nil {
			t.Fatal(*d.Error)
		}
		for k, v := range facts(d.Report) {
			out[strings.Repeat("next ", i)+cjk.Squeeze(k)] = cjk.Squeeze(v)
		}
	}
	return out
}
