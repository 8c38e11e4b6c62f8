package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strconv"
	"time"

	"selfeval/internal/app/buildinfo"
	"selfeval/internal/app/isolate"
	"selfeval/internal/app/output"
	"selfeval/internal/settings/config"
	"selfeval/rules"
	"selfeval/rules/builtin"
)

// applied says what a run went by: it is written into every result.
func (in *inputs) applied(cfg *config.Config, configPath string, settings isolate.Settings) *output.Run {
	r := &output.Run{Program: "selfeval", Version: buildinfo.Version(), Started: startTime().UTC().Format(time.RFC3339)}
	if configPath != "" {
		r.Config, r.ConfigDigest = &configPath, digest(settings.Config)
	}
	if in.accepted != nil {
		r.Baseline, r.BaselineDigest = in.baselinePath, in.baselineDigest
	}
	if in.words != "" {
		r.Vocabulary, r.VocabularyDigest = in.words, digest(settings.Vocabulary)
	}
	r.Accepted, r.AcceptedUnbound = in.holding, in.unbound
	r.Rules, r.RulesDigest = ruleSet(cfg.Rules, settings)
	return r
}

// startTime is now, or what SOURCE_DATE_EPOCH says for runs that are to be repeated
// byte for byte.
func startTime() time.Time {
	if n, err := strconv.ParseInt(os.Getenv("SOURCE_DATE_EPOCH"), 10, 64); err == nil {
		return time.Unix(n, 0)
	}
	return time.Now()
}

// ruleSet counts the rules that run where no override applies, and digests them with
// their severities and parameters.
func ruleSet(c *rules.Config, settings isolate.Settings) (n int, sum string) {
	if settings.NoRules || settings.Raw {
		return 0, digest("")
	}
	var on []string
	for _, r := range slices.Concat(builtin.All(), c.Custom) {
		s := c.Settings[r.ID]
		if s.Enabled == nil && c.Off || s.Enabled != nil && !*s.Enabled {
			continue
		}
		severity := r.Severity
		if s.Severity != "" {
			severity = s.Severity
		}
		params, _ := json.Marshal(s.Params)
		on = append(on, fmt.Sprintf("%s %s %s\n", r.ID, severity, params))
	}
	slices.Sort(on)
	return len(on), digest(fmt.Sprint(on))
}

func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}
