package selfeval

import (
	"strings"
	"time"

	"selfeval/extract/interpret"
	"selfeval/internal/settings/baseline"
	"selfeval/internal/settings/config"
)

// Configure sets the options that a selfeval.yaml decides: Rules, the words of
// Extract.Vocabulary and, where it accepts findings that stand today, Hide. name is
// the file's, for messages. The error holds every mistake in the file with its line
// and column; where there is one, the options are left as they were.
func (o *Options) Configure(name string, yaml []byte) error {
	c, err := config.Parse(name, yaml)
	if err != nil {
		return err
	}
	words := o.Extract.Vocabulary
	if c.Vocabulary != "" {
		if words, err = interpret.LoadVocabulary(strings.NewReader(c.Vocabulary)); err != nil {
			return err
		}
	}
	if b := c.Accepted().On(time.Now()); len(b.Entries) > 0 {
		o.Hide = b.Hide
	}
	o.Rules, o.Extract.Vocabulary = c.Rules, words
	return nil
}

// Accept makes the options hide the findings of a baseline file, as `selfeval
// baseline write` makes it, that are accepted today.
func (o *Options) Accept(name string, json []byte) error {
	b, err := baseline.Parse(name, json)
	if err != nil {
		return err
	}
	o.Hide = b.On(time.Now()).Hide
	return nil
}
