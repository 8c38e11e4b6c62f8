package suggest_test

import (
	"testing"

	"selfeval/internal/text/suggest"
)

func TestNearest(t *testing.T) {
	known := []string{"severity", "enabled", "params", "score-out-of-range", "sequence-gap"}
	for word, want := range map[string]string{
		"severty":            "severity",
		"severtiy":           "severity",
		"enable":             "enabled",
		"param":              "params",
		"sequnce-gap":        "sequence-gap",
		"score_out_of_range": "score-out-of-range",
		"budget":             "",
		"":                   "",
		"权重":                 "",
	} {
		if got := suggest.Nearest(word, known); got != want {
			t.Errorf("%q: %q, want %q", word, got, want)
		}
	}
}
