package lexicon

import (
	"slices"
	"strings"
)

// ColumnSigns are the words in the head of a column that speak for or against a field,
// beside the word that names it, and the words that tell kinds of rows below.
type ColumnSigns struct {
	OtherYear       Words `yaml:"other_year"`
	OwnYear         Words `yaml:"own_year"`
	Initial         Words `yaml:"initial"`
	Adjusted        Words `yaml:"adjusted"`
	Change          Words `yaml:"change"`
	Apart           Words `yaml:"apart"`
	Cumulated       Words `yaml:"cumulated"`
	ScoreParts      Words `yaml:"score_parts"`
	ExecutionScores Words `yaml:"execution_scores"`
	Shares          Words `yaml:"shares"`
	Reviewed        Words `yaml:"reviewed"`
	Full            Words `yaml:"full"`
	SourceHeads     Words `yaml:"source_heads"`
	YearHeads       Words `yaml:"year_heads"`
	Sources         Words `yaml:"sources"`
	Money           Words `yaml:"money"`
	Points          Words `yaml:"points"`
	NotEvaluated    Words `yaml:"not_evaluated"`
	Letters         Words `yaml:"letters"`
	OfWhich         Words `yaml:"of_which"`
	AccountEnds     Words `yaml:"account_ends"`
	Performance     Words `yaml:"performance"`
	Evaluation      Words `yaml:"evaluation"`
	ThisYear        Words `yaml:"this_year"`
	Whole           Words `yaml:"whole"`
	Placeholders    Words `yaml:"placeholders"`
	Fillers         Words `yaml:"fillers"`
	FigureEnds      Words `yaml:"figure_ends"`
	BreaksOff       Words `yaml:"breaks_off"`
	Currency        Words `yaml:"currency"`
	Grades          Words `yaml:"grades"`
	Page            Words `yaml:"page"`
	Widest          Words `yaml:"widest"`
	Narrowest       Words `yaml:"narrowest"`
}

// HeadParts are the words that heads of columns are made of.
type HeadParts struct {
	Budget  Words `yaml:"budget"`
	Spent   Words `yaml:"spent"`
	Flow    Words `yaml:"flow"`
	Planned Words `yaml:"planned"`
	Actual  Words `yaml:"actual"`
	Left    Words `yaml:"left"`
	Score   Words `yaml:"score"`
	Judged  Words `yaml:"judged"`
	Rate    Words `yaml:"rate"`
	Over    Words `yaml:"over"`
}

// In reports whether a squeezed text holds one of the words; of a word in pieces
// (调整&后) it must hold all.
func (w Words) In(squeezed string) bool { return w.find(squeezed) != "" }

// find is the first word that a squeezed text holds, "" where it holds none.
func (w Words) find(squeezed string) string {
	for _, word := range w {
		if strings.Contains(squeezed, word) || strings.Contains(word, "&") && holdsPieces(squeezed, strings.Split(word, "&")) {
			return word
		}
	}
	return ""
}

// Ends reports whether a squeezed text ends with one of the words.
func (w Words) Ends(squeezed string) bool {
	return slices.ContainsFunc(w, func(word string) bool { return strings.HasSuffix(squeezed, word) })
}

// Starts reports whether a squeezed text starts with one of the words.
func (w Words) Starts(squeezed string) bool {
	return slices.ContainsFunc(w, func(word string) bool { return strings.HasPrefix(squeezed, word) })
}

// CutEither takes the first word that a squeezed text starts or ends with off it.
func (w Words) CutEither(squeezed string) (rest string, ok bool) {
	for _, word := range w {
		if rest, ok = strings.CutSuffix(squeezed, word); ok {
			return rest, true
		}
		if rest, ok = strings.CutPrefix(squeezed, word); ok {
			return rest, true
		}
	}
	return squeezed, false
}
