package lexicon

import "strings"

// ScoreWords are the words by which final scores and grades are told.
type ScoreWords struct {
	Plainest Words `yaml:"plainest"` // what the final score is called, by how plainly
	Plain    Words `yaml:"plain"`
	Bare     Words `yaml:"bare"`
	Score    Words `yaml:"score"`     // what the name of any score ends with
	Weight   Words `yaml:"weight"`    // what the weight of a dimension is called
	Full     Words `yaml:"full"`      // 满分
	FullOf   Words `yaml:"full_of"`   // whose full marks are those of the whole
	Whole100 Words `yaml:"whole_100"` // what a scale is out of: 总分100分，90分以上为优
	Parts    Words `yaml:"parts"`     // dimensions, whose scores are never the final one
	Mean     Words `yaml:"mean"`      // 平均
	Several  Words `yaml:"several"`   // the score is one of several projects'
	Project  Words `yaml:"project"`   // what the score of a single project starts with
	Whole    Words `yaml:"whole"`     // who the whole is, outside the section on the conclusion
	Others   Words `yaml:"others"`    // whose evaluation is not the department's own
	Raw      Words `yaml:"raw"`       // scores before they were brought to a hundred
	Unit     Words `yaml:"unit"`      // 分
	Copulas  Words `yaml:"copulas"`   // 为, 是
	Cues     Words `yaml:"cues"`      // the words after which a grade is given
	CueTails Words `yaml:"cue_tails"`
	Fillers  Words `yaml:"fillers"` // what may stand between a cue and its grade
	Counted  Words `yaml:"counted"` // grades of several, or of another year
	Of       Words `yaml:"of"`      // 的: the grade describes what follows
	Level    Words `yaml:"level"`   // 等级
	// What the words between a weight and a score beside it say: 满分20分，自评19分.
	Reached   Words `yaml:"reached"`
	PairLeads Words `yaml:"pair_leads"` // what the name of a dimension does not start with
	Sums      Words `yaml:"sums"`       // what the sum of the dimensions is called
	Heads     Words `yaml:"heads"`      // columns that name the dimensions of a table of scores
}

// Rank tells how plainly a name is that of the final score: 1 the plainest, 0 not.
func (w *ScoreWords) Rank(name string) int {
	for rank, names := range []Words{w.Plainest, w.Plain, w.Bare} {
		if EndsWith(name, names...) {
			return rank + 1
		}
	}
	return 0
}

// Cut drops the first of the words that a text ends with.
func (w Words) Cut(s string) (rest string, ok bool) {
	for _, word := range w {
		if rest, ok = strings.CutSuffix(s, word); ok {
			return rest, true
		}
	}
	return s, false
}
