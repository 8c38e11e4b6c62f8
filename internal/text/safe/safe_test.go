package safe_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode"

	"selfeval/internal/text/safe"
)

const hostile = "甲\x1b[2J\u009b31m\u202e乙\u2066\u200f\u061c\x07\x7f\u2028丙"

func bad(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool {
		return r != '\n' && r != '\t' && unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)
	}) >= 0
}

func TestSafe(t *testing.T) {
	for name, f := range map[string]func(string) string{"line": safe.Line, "text": safe.Text, "document": safe.Document} {
		got := f(hostile)
		if bad(got) || !strings.HasPrefix(got, "甲\ufffd[2J") || !strings.HasSuffix(got, "丙") {
			t.Errorf("%s: %q", name, got)
		}
		if plain := "自评得分 98.5 分，“优”"; f(plain) != plain {
			t.Errorf("%s changes %q", name, plain)
		}
	}
	if got := safe.Line("a\nb"); got != "a b" {
		t.Errorf("%q", got)
	}
	if got := safe.Text("a\n\tb"); got != "a\n\tb" {
		t.Errorf("%q", got)
	}
	for _, s := range []string{"javascript:alert(1)", "JavaScript :x", "vbscript:x", "javascript&#9;:x"} {
		if got := safe.Document(s); strings.Contains(strings.ToLower(got), "script:") {
			t.Errorf("%q becomes %q", s, got)
		}
	}
}

func FuzzJSON(f *testing.F) {
	f.Add(hostile)
	f.Fuzz(func(t *testing.T, s string) {
		b, err := json.Marshal(map[string]string{s: s})
		if err != nil {
			t.Fatal(err)
		}
		got := safe.JSON(b)
		if bad(string(got)) {
			t.Errorf("%q", got)
		}
		var x, y map[string]string
		if json.Unmarshal(b, &x) != nil || json.Unmarshal(got, &y) != nil || len(x) != len(y) {
			t.Fatalf("%q is no JSON any more", got)
		}
		for k, v := range x {
			if y[k] != v {
				t.Errorf("%q became %q", v, y[k])
			}
		}
	})
}
