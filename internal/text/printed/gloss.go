package printed

import (
	"regexp"
	"sync"
)

// gloss is a reading that a converter set behind a character: 財(cái)政. One of its letters
// bears the mark of a tone.
var gloss = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(\p{Han})[(（][a-zü]{0,4}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ][a-zü]{0,4}[)）]`)
})

// manyGlosses is how many a text has at least whose characters are glossed; a word whose
// reading is given once is no such.
const manyGlosses = 5

// WithoutGlosses takes the readings away that are set behind characters all over a text, and
// says how many they were.
func WithoutGlosses(s string) (text string, n int) {
	if n = len(gloss().FindAllStringIndex(s, -1)); n < manyGlosses {
		return s, 0
	}
	return gloss().ReplaceAllString(s, "$1"), n
}
