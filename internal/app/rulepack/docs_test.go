package rulepack_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"selfeval"
	"selfeval/internal/app/rulepack"
	"selfeval/internal/settings/config"
)

var fenced = regexp.MustCompile("(?s)```yaml\n(.*?)```")

// TestDocs runs the configuration that a page's blocks make up together.
func TestDocs(t *testing.T) {
	for _, page := range []string{"configuration.md", "custom-rules.md"} {
		src, err := os.ReadFile("../../../docs/" + page)
		if err != nil {
			t.Fatal(err)
		}
		var text strings.Builder
		for _, m := range fenced.FindAllSubmatch(src, -1) {
			text.Write(m[1])
		}
		c, err := config.Parse(page, []byte(text.String()))
		if err != nil {
			t.Errorf("%s: %v", page, err)
			continue
		}
		var opt selfeval.Options
		if err := opt.Configure(page, []byte(text.String())); err != nil {
			t.Errorf("%s: %v", page, err)
			continue
		}
		results, err := rulepack.Run(t.Context(), c, ".", opt)
		if err != nil || len(results) == 0 {
			t.Errorf("%s: %d results, %v", page, len(results), err)
		}
		for _, r := range results {
			if !r.Passed() {
				t.Errorf("%s: %+v", page, r)
			}
		}
	}
}
