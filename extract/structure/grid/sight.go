package grid

import "selfeval/internal/text/lexicon"

// Sight sees what a table is made of, by the words of a vocabulary. It belongs to one
// document and one goroutine: it remembers what its texts are, since every question about
// rows and columns asks that of each cell again.
type Sight struct {
	*lexicon.TableSigns
	kinds map[string]Content
}

// NewSight is the sight that a vocabulary gives of one document.
func NewSight(vocabulary *lexicon.Vocabulary) *Sight {
	return &Sight{vocabulary.TableSigns(), map[string]Content{}}
}

// The bounds of what a sight remembers.
const (
	mostKinds   = 8192
	longestKind = 120 // bytes of a text
)

// KindOf tells what a text is.
func (see *Sight) KindOf(text string) Content {
	if len(text) > longestKind {
		return see.kindOf(text)
	}
	if k, ok := see.kinds[text]; ok {
		return k
	}
	k := see.kindOf(text)
	if len(see.kinds) >= mostKinds {
		clear(see.kinds)
	}
	see.kinds[text] = k
	return k
}
