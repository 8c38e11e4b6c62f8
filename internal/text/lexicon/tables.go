package lexicon

import (
	"slices"
	"strings"
	"unicode/utf8"

	"selfeval/internal/text/cjk"
)

// TableWords are the words by which a table is told from what stands around it, and its
// rows from each other, before it is known what it lists.
type TableWords struct {
	Titles      Words `yaml:"titles"`       // what the titles of tables hold
	TitleEnds   Words `yaml:"title_ends"`   // what they end with
	Continued   Words `yaml:"continued"`    // what a line starts or ends with that says that a table goes on
	Numbers     Words `yaml:"numbers"`      // what heads a row that numbers the columns
	FigureHeads Words `yaml:"figure_heads"` // what the heads of columns of figures end with
	WordHeads   Words `yaml:"word_heads"`   // what heads hold below which no figures stand
	NameHeads   Words `yaml:"name_heads"`   // what the heads of columns of names end with
	ShareHeads  Words `yaml:"share_heads"`  // what the heads of columns of rates end with
	WordEnds    Words `yaml:"word_ends"`    // what the heads of names and explanations in forms end with
	BodyHeads   Words `yaml:"body_heads"`   // what the heads of columns of public bodies end with
	ScoreHeads  Words `yaml:"score_heads"`  // what the heads of scores and weights hold
	AllAbove    Words `yaml:"all_above"`    // what a remark holds that speaks of the table above it
	Offices     Words `yaml:"offices"`      // how else the names of parts of public bodies end
	AlsoThings  Words `yaml:"also_things"`  // ends of bodies' names that names of things have as often
	GroupEnds   Words `yaml:"group_ends"`   // what a name ends with that stands over rows and goes on with none
}

// TableSigns are the words for tables made ready for finding, once for a vocabulary.
type TableSigns struct {
	words      *TableWords
	totals     map[string]bool
	totalEnds  []string // of the totals
	grand      map[string]bool
	sequence   map[string]bool
	formLabels map[string]bool
	bodies     map[rune][]string // by their last character
	notes      []string
	among      Words
	breaksOff  Words
	sources    Words // heads of columns that tell the rows of one project apart
	letters    []rune
	isFormSum  func(string) bool
}

func newTableSigns(v *Vocabulary) *TableSigns {
	s := &TableSigns{
		words: &v.Tables, totals: setOf(v.Totals), totalEnds: v.Totals, grand: map[string]bool{}, sequence: map[string]bool{}, bodies: map[rune][]string{},
		formLabels: setOf(v.FormLabels), notes: v.Notes, among: v.Among, breaksOff: v.ColumnSigns.BreaksOff, sources: slices.Concat(v.ColumnSigns.SourceHeads, v.ColumnSigns.YearHeads), isFormSum: v.IsFormSum,
	}
	for _, w := range v.Totals {
		s.grand[w] = !v.Subtotals.Has(w)
	}
	for _, w := range v.Columns.words["seq"] {
		s.sequence[strings.TrimPrefix(cjk.Squeeze(w), "=")] = true
	}
	for _, w := range slices.Concat(squeezedWords(v.Titles.Bodies), v.Tables.Offices) {
		if last, _ := utf8.DecodeLastRuneInString(w); !v.Tables.AlsoThings.Has(w) {
			s.bodies[last] = append(s.bodies[last], w)
		}
	}
	for _, w := range v.ColumnSigns.Letters {
		s.letters = append(s.letters, []rune(w)...)
	}
	return s
}

func setOf(words []string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

// TableSigns are the vocabulary's words for tables, ready for finding.
func (v *Vocabulary) TableSigns() *TableSigns { return v.tableSigns }

// longestSum is how many bytes may stand before the word that ends the label of a sum.
const longestSum = 24

// IsTotal reports a label of a sum: 合计, 合 计, 水利局小计.
func (s *TableSigns) IsTotal(text string) bool {
	key := strings.Trim(cjk.Squeeze(text), ":")
	if s.totals[key] {
		return true
	}
	for _, w := range s.totalEnds {
		if strings.HasSuffix(key, w) && len(key) <= len(w)+longestSum {
			return true
		}
	}
	return false
}

// NamesTotal reports a squeezed text that is one of the words for sums.
func (s *TableSigns) NamesTotal(key string) bool { return s.totals[key] }

// IsGrandTotal reports a label that sums a whole table and thereby ends it.
func (s *TableSigns) IsGrandTotal(text string) bool {
	return s.grand[strings.Trim(cjk.Squeeze(text), ":")]
}

// IsFormSum reports a label of the row that sums a form's weights and scores.
func (s *TableSigns) IsFormSum(text string) bool { return s.isFormSum(cjk.Squeeze(text)) }

// IsFormLabel reports a squeezed label that only forms have.
func (s *TableSigns) IsFormLabel(key string) bool { return s.formLabels[key] }

// IsNote reports a line of notes or signatures.
func (s *TableSigns) IsNote(text string) bool {
	key := strings.TrimLeft(cjk.Squeeze(text), "(*★※")
	for _, w := range s.notes {
		if rest, ok := strings.CutPrefix(key, w); ok && (rest == "" || strings.IndexFunc(rest, noteEnd) == 0) {
			return true
		}
	}
	return false
}

// SpeaksOfAbove reports a remark on the table above it: 以上金额单位均为万元.
func (s *TableSigns) SpeaksOfAbove(text string) bool {
	return s.words.AllAbove.Holds(cjk.Squeeze(text))
}

// noteEnd reports what may stand after the word for a note: 注：, 注1, 填表人、.
func noteEnd(r rune) bool { return r >= '0' && r <= '9' || strings.ContainsRune(":;.,()、", r) }

// IsContinuation reports a line that says that a table goes on.
func (s *TableSigns) IsContinuation(text string) bool {
	key := cjk.Squeeze(text)
	if len([]rune(key)) > MaxLabel {
		return false
	}
	return s.words.Continued.Starts(key) || s.words.Continued.Ends(key)
}

// The lengths that the title of a table has.
const (
	shortestTitle = 4
	longestTitle  = 60
)

// IsTitle reports a line that names a table.
func (s *TableSigns) IsTitle(text string) bool {
	key := cjk.Squeeze(text)
	n := len([]rune(key))
	if n < shortestTitle || n > longestTitle || strings.ContainsAny(key, "。；;") || s.IsNote(key) || strings.HasSuffix(key, ":") {
		return false
	}
	bare := strings.TrimRight(key, ")")
	if i := strings.LastIndexByte(bare, '('); i > 0 && bare != key {
		bare = bare[:i] // …汇总表（2023年度）
	}
	return s.words.TitleEnds.Ends(bare) || s.words.Titles.Holds(key)
}

// HeadsSequence reports the head of a column that counts the rows.
func (s *TableSigns) HeadsSequence(key string) bool { return s.sequence[key] }

// HeadsNumbers reports what heads a row that numbers the columns.
func (s *TableSigns) HeadsNumbers(key string) bool { return s.words.Numbers.Has(key) }

// HeadsSources reports the head of a column that tells the rows of one project apart: by
// where the money comes from, or by year.
func (s *TableSigns) HeadsSources(head string) bool { return s.sources.Has(beforeBracket(head)) }

// HeadsBodies reports the head of a column of names of public bodies.
func (s *TableSigns) HeadsBodies(head string) bool {
	return s.words.BodyHeads.Ends(beforeBracket(head))
}

// HeadsNames reports the head of a column of names.
func (s *TableSigns) HeadsNames(head string) bool { return s.words.NameHeads.Ends(head) }

// HeadsShares reports the head of a column of rates.
func (s *TableSigns) HeadsShares(head string) bool {
	return s.words.ShareHeads.Ends(beforeBracket(head))
}

// HeadsWords reports the head of a form's column under which no quantity stands: names and
// explanations.
func (s *TableSigns) HeadsWords(head string) bool {
	return s.words.WordEnds.Ends(beforeBracket(head))
}

// HeadsScores reports the head of a column of scores or weights.
func (s *TableSigns) HeadsScores(head string) bool { return s.words.ScoreHeads.Holds(head) }

// HeadsFigures reports a header over figures.
func (s *TableSigns) HeadsFigures(head string) bool {
	if head == "" || s.HeadsBodies(head) || s.words.WordHeads.Holds(head) {
		return false
	}
	return s.words.FigureHeads.Ends(beforeBracket(head)) || strings.HasSuffix(head, moneySign+")") || strings.HasSuffix(head, "(%)")
}

// beforeBracket is a head without what it has in brackets.
func beforeBracket(head string) string {
	if i := strings.IndexByte(head, '('); i > 0 {
		return head[:i]
	}
	return head
}

// NamesBody reports a squeezed text that ends as the names of public bodies do.
func (s *TableSigns) NamesBody(key string) bool {
	last, _ := utf8.DecodeLastRuneInString(key)
	for _, w := range s.bodies[last] {
		if strings.HasSuffix(key, w) && key != w {
			return true
		}
	}
	return false
}

// NamesGroup reports a squeezed text that stands over rows and goes on with none above.
func (s *TableSigns) NamesGroup(key string) bool { return s.words.GroupEnds.Ends(key) }

// NamesPart reports a squeezed text that opens a part of the row above.
func (s *TableSigns) NamesPart(key string) bool { return s.among.Starts(key) }

// BreaksOff reports a squeezed name that ends in a word that more must follow.
func (s *TableSigns) BreaksOff(key string) bool { return s.breaksOff.Ends(key) }

// Letter reads what numbers a column in letters: 甲 and A are one.
func (s *TableSigns) Letter(text string) (n int, ok bool) {
	r := []rune(strings.Trim(text, "()"))
	if len(r) != 1 {
		return 0, false
	}
	if r[0] >= 'A' && r[0] <= 'Z' {
		return int(r[0]-'A') + 1, true
	}
	i := slices.Index(s.letters, r[0])
	return i + 1, i >= 0
}
