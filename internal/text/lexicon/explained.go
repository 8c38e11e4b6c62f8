package lexicon

// ExplainedWords are the words around figures that measure nothing: the numbers of pages,
// years, days, documents, articles and telephones.
type ExplainedWords struct {
	PageBefore   Words `yaml:"page_before"`
	PageAfter    Words `yaml:"page_after"`
	YearAfter    Words `yaml:"year_after"`
	DayAfter     Words `yaml:"day_after"`
	PaperAfter   Words `yaml:"paper_after"`
	Ordinal      Words `yaml:"ordinal"`
	OrdinalAfter Words `yaml:"ordinal_after"`
	Phone        Words `yaml:"phone"`
	BreaksDown   Words `yaml:"breaks_down"` // opens a sentence that breaks down the one before it
}
