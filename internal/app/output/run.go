package output

import (
	"fmt"
	"strings"

	"selfeval/internal/app/mark"
	"selfeval/report"
)

// Run is what applied in a run: a result that is read later says by it how it came
// about. It begins a JSON result, and is its mark.
type Run struct {
	Program          string  `json:"program"`
	Version          string  `json:"version"`
	Started          string  `json:"started"`
	Config           *string `json:"config" jsonschema:"nullable"` // path of the configuration file, null without one
	ConfigDigest     string  `json:"config_digest,omitempty"`
	Rules            int     `json:"rules"` // that run, overrides for departments and paths left aside
	RulesDigest      string  `json:"rules_digest"`
	Baseline         string  `json:"baseline,omitempty"`
	BaselineDigest   string  `json:"baseline_digest,omitempty"`
	Accepted         int     `json:"accepted,omitempty"`         // findings that baseline and configuration accept today
	AcceptedUnbound  int     `json:"accepted_unbound,omitempty"` // those of them that hold whatever the figures become
	Vocabulary       string  `json:"vocabulary,omitempty"`
	VocabularyDigest string  `json:"vocabulary_digest,omitempty"`
}

// run is what applied, as far as the writer was told.
func (o *Options) run() *Run {
	if o.Run != nil {
		return o.Run
	}
	return &Run{Program: "selfeval", Version: o.Version}
}

// Line is the run in one line for a person, and the mark of results in text.
func (r *Run) Line(lang report.Lang) string {
	say := func(zh, en string) string { return report.Text{ZH: zh, EN: en}.In(lang) }
	version := strings.Join(strings.Fields(clean(r.Version)), "-")
	if version == "" {
		version = "devel"
	}
	s := mark.Text + version + fmt.Sprintf(say(" · 规则 %d 条", " · %d rules"), r.Rules)
	file := func(zh, en, path, digest string) {
		if path != "" {
			s += " · " + say(zh, en) + " " + clean(path)
			if digest != "" {
				s += " (" + digest[:min(len(digest), 8)] + ")"
			}
		}
	}
	if r.Config == nil {
		s += say(" · 没有配置文件", " · no configuration")
	} else {
		file("配置", "configuration", *r.Config, r.ConfigDigest)
	}
	file("基线", "baseline", r.Baseline, r.BaselineDigest)
	file("词汇表", "vocabulary", r.Vocabulary, r.VocabularyDigest)
	return s
}
