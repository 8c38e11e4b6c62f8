package lexicon

import (
	"hash/maphash"
	"strings"
	"sync/atomic"
)

// The labels of one paper are those of the next, and in one form each is asked for again
// and again: what kind of line it stands in, which column it heads, what it labels. This
// file keeps the last answers, so many and no more, whoever asked.

// question is what was asked of a label.
type question uint8

const (
	asksHeading question = iota
	asksExactly
	asksListed
	asksConcepts
	asksFields
)

// answer is what was said of a label.
type answer[T any] struct {
	asked question
	label string
	said  T
}

const (
	answersKept = 1024
	longestKept = 120 // bytes of a label whose answer is kept
)

// recent holds the last answer for every place that a label may hash to. Answers never
// change once a vocabulary is indexed, so that it does not matter whose is there, and
// nobody may change one.
type recent[T any] struct {
	slots [answersKept]atomic.Pointer[answer[T]]
}

var recentSeed = maphash.MakeSeed()

// of gives what was found for a label before, or finds it.
func (c *recent[T]) of(asked question, label string, find func(label string) T) T {
	if c == nil || len(label) > longestKept {
		return find(label)
	}
	at := &c.slots[(maphash.String(recentSeed, label)+uint64(asked)*0x9e3779b97f4a7c15>>7)%answersKept]
	if a := at.Load(); a != nil && a.asked == asked && a.label == label {
		return a.said
	}
	said := find(label)
	at.Store(&answer[T]{asked, strings.Clone(label), said}) // a label may be a piece of a whole paper
	return said
}
