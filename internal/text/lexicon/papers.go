package lexicon

import (
	"regexp"
	"strings"
)

// wrongBrackets are those of the year in the number of an official document where others
// than 〔〕 are printed: 鹿发【2019】8号.
var wrongBrackets = regexp.MustCompile(`[【\[](20\d\d)[】\]](第?\d+号)`)

// WithPaperBrackets gives the years in the numbers of official documents their brackets.
func WithPaperBrackets(s string) string {
	if !strings.ContainsAny(s, "】]") {
		return s
	}
	return wrongBrackets.ReplaceAllString(s, "〔$1〕$2")
}

// PaperWords are the words in titles that tell which papers are self-evaluations, and
// which only look like one.
type PaperWords struct {
	Ours       []string `yaml:"ours"`
	Evaluation []string `yaml:"evaluation"` // evaluations by others: 财政评价, 第三方评价
	Accounts   []string `yaml:"accounts"`   // final accounts, 决算公开
	Other      []string `yaml:"other"`      // regulations, target forms, notices, news
	Examples   []string `yaml:"examples"`   // what makes a clause an example
	Headings   []string `yaml:"headings"`   // what only a report of self-evaluation is headed by
	Topic      []string `yaml:"topic"`      // what any paper of ours speaks of
	Indicators []string `yaml:"indicators"` // the kinds of indicators that a form lists
}
