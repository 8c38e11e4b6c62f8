package lexicon

import (
	"regexp"
	"strings"
)

// NumberingWords are the ways in which headings, items and official documents are
// numbered.
type NumberingWords struct {
	Levels   []NumberingLevel `yaml:"levels"`
	Items    string           `yaml:"items"` // the number of an item in running text
	Numerals string           `yaml:"numerals"`
	Circled  string           `yaml:"circled"`
	Money    string           `yaml:"money"` // what stands behind a figure that a line end cut
	Paper    string           `yaml:"paper"` // the number of an official document
}

// NumberingLevel is one style of numbering and the level of section that it marks.
type NumberingLevel struct {
	Depth int    `yaml:"depth"`
	Match string `yaml:"match"`
	Ahead bool   `yaml:"ahead"` // the pattern looks one character ahead
}

// Pattern compiles a pattern of the numbering: H stands for a numeral in Chinese, N for
// one or two digits.
func (w *NumberingWords) Pattern(match string) *regexp.Regexp {
	match = strings.ReplaceAll(match, "H", "["+w.Numerals+"]")
	return regexp.MustCompile(strings.ReplaceAll(strings.ReplaceAll(match, `\p{[`+w.Numerals+`]an}`, `\p{Han}`), "N", "[0-9０-９]{1,2}"))
}
