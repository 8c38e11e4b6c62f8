package rules

import "selfeval/report"

// Config chooses and tunes rules. A nil Config runs every built-in rule with
// its defaults, messages in Chinese.
type Config struct {
	Lang report.Lang
}

func (c *Config) lang() report.Lang {
	if c == nil || c.Lang == "" {
		return report.ZH
	}
	return c.Lang
}

// passes makes a pass for every enabled rule.
func (c *Config) passes(r *report.Report, found *[]Finding) []*Pass {
	var out []*Pass
	for _, rule := range builtin {
		out = append(out, &Pass{Report: r, Rule: rule, severity: rule.Severity, findings: found})
	}
	return out
}
