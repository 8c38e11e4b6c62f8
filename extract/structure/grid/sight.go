package grid

import "selfeval/internal/text/lexicon"

// Sight sees what a table is made of, by the words of a vocabulary.
type Sight struct{ *lexicon.TableSigns }

// NewSight is the sight that a vocabulary gives.
func NewSight(vocabulary *lexicon.Vocabulary) *Sight { return &Sight{vocabulary.TableSigns()} }
