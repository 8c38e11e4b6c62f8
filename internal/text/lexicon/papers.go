package lexicon

// PaperWords are the words in titles that tell which papers are self-evaluations, and
// which only look like one.
type PaperWords struct {
	Ours       []string `yaml:"ours"`
	Evaluation []string `yaml:"evaluation"` // evaluations by others: 财政评价, 第三方评价
	Accounts   []string `yaml:"accounts"`   // final accounts, 决算公开
	Other      []string `yaml:"other"`      // regulations, target forms, notices, news
	Examples   []string `yaml:"examples"`   // what makes a clause an example
	Topic      []string `yaml:"topic"`      // what any paper of ours speaks of
	Indicators []string `yaml:"indicators"` // the kinds of indicators that a form lists
}
