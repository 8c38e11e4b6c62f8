package interpret

import (
	"io"

	"selfeval/internal/text/lexicon"
)

// Vocabulary is the set of words by which columns, form labels and sections are
// recognised: the built-in words, and those that a user's file adds.
type Vocabulary = lexicon.Vocabulary

// LoadVocabulary is the built-in vocabulary with a file's words (YAML) merged in.
func LoadVocabulary(r io.Reader) (*Vocabulary, error) { return lexicon.Load(r) }

// Default is the built-in vocabulary. Callers must not change it.
func Default() *Vocabulary { return lexicon.Default() }
