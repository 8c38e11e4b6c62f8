// Package isolate runs the check of a document so that a reader which hangs,
// eats all memory or brings its process down costs that document only. Pool
// gives each document to a worker process that can be killed and started anew;
// Inline checks in this process, where starting another does not pay.
package isolate

import (
	"context"
	"strings"
	"time"

	"selfeval"
	"selfeval/extract"
	"selfeval/extract/document"
	"selfeval/extract/interpret"
	"selfeval/internal/app/wire"
	"selfeval/internal/settings/config"
	"selfeval/report"
)

// Settings are what a check needs, as plain data that can go to a worker.
type Settings struct {
	Lang      report.Lang `json:"lang"`
	Raw       bool        `json:"raw,omitempty"`
	NoRules   bool        `json:"no_rules,omitempty"`
	NoConfirm bool        `json:"no_confirm,omitempty"`
	// ConfirmWait is how long a first start of the second engine may take.
	ConfirmWait time.Duration   `json:"confirm_wait,omitempty"`
	Limits      document.Limits `json:"limits"`
	MaxMemory   int64           `json:"max_memory"` // bytes a document may take, 0: no limit
	// Evidence shows the places of findings, for people.
	Evidence bool `json:"evidence,omitempty"`
	// Vocabulary is the text of a vocabulary file, empty for the built-in one. The
	// text travels, not the path: workers and cached results depend on what it says.
	Vocabulary string `json:"vocabulary,omitempty"`
	Config     string `json:"config,omitempty"`   // the text of a selfeval.yaml
	Baseline   string `json:"baseline,omitempty"` // the text of a baseline file: findings not to show
}

// Options are the settings as the façade takes them.
func (s Settings) Options() (selfeval.Options, error) {
	opt := selfeval.Options{
		Extract: extract.Options{Limits: s.Limits},
		Lang:    s.Lang, Raw: s.Raw, NoRules: s.NoRules,
		NoConfirm: s.NoConfirm, ConfirmWait: s.ConfirmWait,
	}
	if err := opt.Configure(config.FileName, []byte(s.Config)); err != nil {
		return opt, err
	}
	if s.Baseline != "" {
		if err := opt.Accept("baseline", []byte(s.Baseline)); err != nil {
			return opt, err
		}
	}
	if s.Vocabulary == "" {
		return opt, nil
	}
	var err error
	if opt.Extract.Vocabulary == nil {
		opt.Extract.Vocabulary, err = interpret.LoadVocabulary(strings.NewReader(s.Vocabulary))
	} else {
		err = opt.Extract.Vocabulary.Merge(strings.NewReader(s.Vocabulary))
	}
	return opt, err
}

// grace is how long a document may go on after its time, to end by itself.
const grace = time.Second

// deadline is when a document is given up for hung.
func (s Settings) deadline() time.Duration { return s.Limits.WithDefaults().Time + grace }

// Checker checks one file at a time, many of them side by side.
type Checker interface {
	// Check returns at least one document. It returns when ctx ends.
	Check(ctx context.Context, name string, data []byte) []*wire.Doc
	Close()
}

// hung and overMemory are the failures that isolation itself finds.
func (s Settings) hung() error {
	return document.Errorf(report.Location{}, document.ErrLimit, "超过时间上限 %s，已放弃", "took longer than %s and was given up", s.Limits.WithDefaults().Time)
}

func (s Settings) overMemory() error {
	return document.Errorf(report.Location{}, document.ErrLimit, "超过内存上限 %d MiB，已放弃", "took more than %d MiB of memory and was given up", s.MaxMemory>>20)
}

func (s Settings) failure(name string, err error) []*wire.Doc {
	d := wire.New(selfeval.Failure(name, err, s.Lang))
	d.Passing = true
	return []*wire.Doc{d}
}
