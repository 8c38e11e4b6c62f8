package lexicon

import (
	_ "embed"
	"slices"
	"sync"

	"github.com/goccy/go-yaml"
)

//go:embed sentence.yaml
var builtinSentence []byte

// SentenceWords is the vocabulary of the grammar of sentences; sentence.yaml says what
// each list is for.
type SentenceWords struct {
	Rise    Words `yaml:"rise"`
	Fall    Words `yaml:"fall"`
	Reach   Words `yaml:"reach"`
	Planned Words `yaml:"planned"`
	Done    Words `yaml:"done"`
	Adjust  Words `yaml:"adjust"`

	PlannedLead Words  `yaml:"planned_lead"`
	TargetLabel Words  `yaml:"target_label"`
	DoneLabel   Words  `yaml:"done_label"`
	Share       Words  `yaml:"share"`
	ShareIn     Words  `yaml:"share_in"`
	ShareOf     Words  `yaml:"share_of"`
	Is          Words  `yaml:"is"`
	Lead        Words  `yaml:"lead"`
	List        Words  `yaml:"list"`
	ListStart   Words  `yaml:"list_start"`
	Compose     Words  `yaml:"compose"`
	Composed    Words  `yaml:"composed"`
	Partial     Words  `yaml:"partial"`
	EndPartial  Words  `yaml:"end_partial"`
	Compare     Words  `yaml:"compare"`
	Same        Words  `yaml:"same"`
	Chain       Words  `yaml:"chain"`
	Versus      Words  `yaml:"versus"`
	Joint       Words  `yaml:"joint"`
	Base        Words  `yaml:"base"`
	Prior       Words  `yaml:"prior"`
	PriorLabel  string `yaml:"prior_label"` // what the year before is called
	BaseLabel   string `yaml:"base_label"`  // what a budget compared with is called
	Reason      Words  `yaml:"reason"`
	ReasonTrim  string `yaml:"reason_trim"`
	Points      Words  `yaml:"points"`
	Use         Words  `yaml:"use"`
	RateNames   Words  `yaml:"rate_names"`
	FallNames   Words  `yaml:"fall_names"`
	Each        Words  `yaml:"each"`
	EachNot     Words  `yaml:"each_not"`
	Blanks      Words  `yaml:"blanks"`
	Bounds      Words  `yaml:"bounds"`
	Of          Words  `yaml:"of"`
	And         Words  `yaml:"and"`
	Respective  Words  `yaml:"respectively"`
	Wholes      Words  `yaml:"wholes"`
	Both        Words  `yaml:"both"`
	BothAs      string `yaml:"both_as"`
	Modifiers   Words  `yaml:"modifiers"`
	Categories  Words  `yaml:"categories"`
	Compounds   Words  `yaml:"compounds"`
	Keep        Words  `yaml:"keep"`
	Accounts    Words  `yaml:"accounts"`
	Aside       Words  `yaml:"aside"`
	Carried     Words  `yaml:"carried"`
	Year        Words  `yaml:"year"`
	YearTail    Words  `yaml:"year_tail"`
	About       Words  `yaml:"about"`
	More        Words  `yaml:"more"`
	UpTo        Words  `yaml:"up_to"`
	Nth         Words  `yaml:"nth"`
	Number      Words  `yaml:"number"`
	Than        Words  `yaml:"than"`
	Aspect      Words  `yaml:"aspect"`

	Ordinals Words `yaml:"ordinals"` // what the points of a list start with: 一是
	Sum      Words `yaml:"sum"`      // what a sum is called that ends a list: 合计
	// What stands between a part and its name, where that follows: 其中500万元为中央资金.
	NamedBehind Words `yaml:"named_behind"`

	Saved Words `yaml:"saved"` // what is left of a budget that a figure is set beside

	Families []Words `yaml:"families"`
}

// Sentence is the vocabulary of the grammar, longer words before shorter ones where a
// text is to start with one of them. Callers must not change it.
var Sentence = sync.OnceValue(func() *SentenceWords {
	w := &SentenceWords{}
	if err := yaml.UnmarshalWithOptions(builtinSentence, w, yaml.Strict()); err != nil {
		panic("lexicon: sentence.yaml: " + err.Error()) // caught by any test
	}
	for _, list := range []*Words{&w.Lead, &w.List, &w.Partial, &w.Compare, &w.Prior, &w.Reason, &w.Use, &w.RateNames, &w.FallNames, &w.Bounds, &w.Modifiers, &w.DoneLabel} {
		slices.SortStableFunc(*list, func(a, b string) int { return len(b) - len(a) })
	}
	return w
})
