package lexicon

import "strings"

// MoneyWords are what sums of money are called on their way from the budget to what is
// left of it, and what they are sums of.
type MoneyWords struct {
	Initial    Words `yaml:"initial"`     // 年初预算
	Budget     Words `yaml:"budget"`      // 预算, 指标金额, 安排
	Allocated  Words `yaml:"allocated"`   // 下达, 拨入, 到位
	Executed   Words `yaml:"executed"`    // 执行, 支付, 拨付, 决算
	Added      Words `yaml:"added"`       // 追加
	Cut        Words `yaml:"cut"`         // 压减, 核减
	CarriedIn  Words `yaml:"carried_in"`  // 上年结转
	CarriedOut Words `yaml:"carried_out"` // 结转下年
	Balance    Words `yaml:"balance"`     // 结余
	Returned   Words `yaml:"returned"`    // 交回财政
	Amount     Words `yaml:"amount"`      // sums that are neither said to be planned nor spent: 支出, 费

	Spent   Words `yaml:"spent"`    // of Amount, those that say spent where a budget or a rate stands beside
	Verbs   Words `yaml:"verbs"`    // what is done with money, before the name of a sum: 安排, 支付
	NoStage Words `yaml:"no_stage"` // what holds a word for a stage and means none: 转移支付
	Within  Words `yaml:"within"`   // what a budget is given as a bound with: 控制在
	Rates   Words `yaml:"rates"`    // 执行率
	Fillers Words `yaml:"fillers"`  // what may stand behind the word: 数, 金额
	Gives   Words `yaml:"gives"`    // verbs between who gives or gets a sum and what it is of: 下达, 获得
	Givers  Words `yaml:"givers"`   // what may stand before such a verb besides bodies: 年初预算, 累计
	Papers  Words `yaml:"papers"`   // what the papers are called that a sum rests on: 通知
	Items   Words `yaml:"items"`    // what headings end with that name one thing among several: 工程
	// What stands before the title of such a paper: 根据.
	PaperLeads Words `yaml:"paper_leads"`

	Leads    Words `yaml:"leads"`    // what the name of a sum does not start with: 投入, 占
	Nameless Words `yaml:"nameless"` // names that say no more than that it is money
	Keep     Words `yaml:"keep"`     // names that hold such a word and keep it: 项目支出, 一般公共预算
	Nouns    Words `yaml:"nouns"`    // what the name of a sum of money ends with
}

// Stage is where a sum stands on its way.
type Stage uint8

// The stages, in the order of the fields of MoneyWords.
const (
	NoStage Stage = iota
	Initial
	Budgeted
	Allocated
	Executed
	Added
	CutBack
	CarriedIn
	CarriedOut
	Balance
	Returned
	Amounted
)

// Stage finds the stage that a text ends by naming, and the word for it; words that
// say nothing of it may stand behind.
func (w *MoneyWords) Stage(s string) (stage Stage, word string, at int) {
	s = w.withoutFillers(s)
	for _, x := range w.NoStage {
		s = strings.ReplaceAll(s, x, strings.Repeat("\x00", len(x))) // 转移支付 is no 支付
	}
	end := -1
	for n, words := range []Words{w.Initial, w.Budget, w.Allocated, w.Executed, w.Added, w.Cut, w.CarriedIn, w.CarriedOut, w.Balance, w.Returned, w.Amount} {
		for _, x := range words {
			i := strings.LastIndex(s, x)
			if i < 0 {
				continue
			}
			if to := i + len(x); to > end || to == end && len(x) > len(word) {
				stage, word, at, end = Stage(n)+Initial, x, i, to
			}
		}
	}
	return stage, word, at
}

// Ends reports whether a text ends by naming money or what becomes of it: 年初预算, 实际支出,
// 补助资金.
func (w *MoneyWords) Ends(s string) bool {
	s = w.withoutFillers(s)
	stage, word, at := w.Stage(s)
	return stage != NoStage && at+len(word) == len(s)
}

// kept moves the place where a name is to be cut behind a word that it would part:
// 项目支出|预算.
func (w *MoneyWords) kept(name string, at int) int {
	for _, x := range w.Keep {
		if i := strings.LastIndex(name, x); i >= 0 && i <= at && at < i+len(x) {
			at = i + len(x)
		}
	}
	return at
}

// Parts reports whether a name may be parted at a place, where no word stands across it that
// is to be kept whole: 转移支付资金 is not 转移|支付.
func (w *MoneyWords) Parts(name string, at int) bool {
	for _, x := range w.Keep {
		if i := strings.Index(name, x); i >= 0 && i <= at && at < i+len(x) {
			return false
		}
	}
	return true
}

// withoutFillers drops what may stand behind a word for a stage, and never a part of one:
// 下达 ends with 达.
func (w *MoneyWords) withoutFillers(s string) string {
	for {
		rest, ok := w.Fillers.Cut(s)
		if !ok || rest == "" || w.endsWithStage(s) {
			return s
		}
		s = rest
	}
}

func (w *MoneyWords) endsWithStage(s string) bool {
	for _, words := range []Words{w.Initial, w.Budget, w.Allocated, w.Executed, w.Added, w.Cut, w.CarriedIn, w.CarriedOut, w.Balance, w.Returned} {
		if EndsWith(s, words...) {
			return true
		}
	}
	return false
}

// Subject is what a sum is of: its name without the words for the stage and for money.
func (w *MoneyWords) Subject(name string) string {
	for changed := true; changed; {
		changed = false
		for _, lead := range w.Leads {
			if rest, ok := strings.CutPrefix(name, lead); ok {
				name, changed = rest, true
			}
		}
	}
	for {
		name = w.withoutFillers(name)
		stage, word, at := w.Stage(name)
		if stage == NoStage || stage == Amounted || at+len(word) != len(name) {
			break
		}
		if at = w.kept(name, at); at == len(name) {
			break
		}
		name = name[:at]
	}
	if w.Nameless.Has(name) {
		return ""
	}
	return name
}
