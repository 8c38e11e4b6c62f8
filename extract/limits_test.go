package extract_test

import (
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"selfeval/extract"
	"selfeval/extract/document"
)

// TestTimeLimitIsTold asks for one clear word, in every format, when time runs out.
func TestTimeLimitIsTold(t *testing.T) {
	for _, name := range []string{"report.md", "report.html", "report.pdf"} {
		data, err := os.ReadFile("../fixtures/water-bureau/" + name)
		if err != nil {
			t.Fatal(err)
		}
		_, err = extract.Extract(t.Context(), extract.Input{Name: name, Data: data}, extract.Options{Limits: document.Limits{Time: time.Nanosecond}})
		var told *document.Error
		if !errors.As(err, &told) || !errors.Is(err, document.ErrLimit) {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if zh, en := told.Text.ZH, told.Text.EN; !strings.Contains(zh, "时间上限") || !strings.Contains(en, "took longer than") {
			t.Errorf("%s: %s, %s", name, zh, en)
		}
	}
}
