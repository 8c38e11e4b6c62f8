package baseline

import (
	"testing"

	"selfeval/report"
	"selfeval/rules"
)

// TestFormerNames hides a finding that was accepted while its report was taken for
// another department's, as long as its figures are those that were accepted.
func TestFormerNames(t *testing.T) {
	const former, now, digest = "00000000000000aa", "00000000000000bb", "00000000000000cc"
	b := New([]Entry{{Fingerprint: former, ValuesDigest: digest}})
	finding := func(figures string, aliases ...string) []rules.Finding {
		return []rules.Finding{{Fingerprint: now, ValuesDigest: figures, Aliases: aliases}}
	}
	for _, c := range []struct {
		name   string
		found  []rules.Finding
		hidden bool
	}{
		{"known by its former name", finding(digest, "00000000000000dd", former), true},
		{"with other figures", finding("00000000000000ee", former), false},
		{"never known by it", finding(digest, "00000000000000dd"), false},
	} {
		kept, accepted, _ := b.Hide(&report.Report{}, c.found)
		if hidden := len(kept) == 0; hidden != c.hidden || hidden && (len(accepted) != 1 || accepted[0] != former) {
			t.Errorf("%s: kept %v, accepted %v", c.name, kept, accepted)
		}
	}
}
