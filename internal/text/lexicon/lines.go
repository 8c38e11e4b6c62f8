package lexicon

import (
	_ "embed"
	"regexp"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"
)

//go:embed lines.yaml
var builtinLines []byte

// LineWords tell where lines of text begin and end; lines.yaml says what each is for.
type LineWords struct {
	Heading         Pattern `yaml:"heading"`
	Item            Pattern `yaml:"item"`
	Outline         Pattern `yaml:"outline"`
	Attachment      Pattern `yaml:"attachment"`
	Unit            Words   `yaml:"unit"`
	ContinuedStarts Words   `yaml:"continued_starts"`
	ContinuedEnds   Words   `yaml:"continued_ends"`
	Sum             Pattern `yaml:"sum"`
	SumPart         Pattern `yaml:"sum_part"`
	GoesOn          Words   `yaml:"goes_on"`
}

// Pattern is an expression in which N stands for a Chinese numeral, and M for a numeral of
// either kind.
type Pattern struct{ *regexp.Regexp }

var numerals = strings.NewReplacer("N", "一二三四五六七八九十", "M", `一二三四五六七八九十\d`)

// UnmarshalYAML compiles the expression.
func (p *Pattern) UnmarshalYAML(src []byte) error {
	var s string
	if err := yaml.Unmarshal(src, &s); err != nil {
		return err
	}
	re, err := regexp.Compile(numerals.Replace(s))
	p.Regexp = re
	return err
}

// Lines are the words of lines. Callers must not change them.
var Lines = sync.OnceValue(func() *LineWords {
	w := &LineWords{}
	if err := yaml.UnmarshalWithOptions(builtinLines, w, yaml.Strict()); err != nil {
		panic("lexicon: lines.yaml: " + err.Error()) // caught by any test
	}
	return w
})
