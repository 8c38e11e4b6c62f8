package interpret

// Vocabulary is the set of words by which columns, form labels and sections are
// recognised.
type Vocabulary struct{}

// Default is the built-in vocabulary.
func Default() *Vocabulary { return &Vocabulary{} }
