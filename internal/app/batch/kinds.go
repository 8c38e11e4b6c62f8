package batch

import (
	"maps"
	"path/filepath"
	"strings"
	"sync"
)

// Kinds counts files by their kind, the ending of their names.
type Kinds struct {
	mu sync.Mutex
	n  map[string]int
}

// mostKinds bounds the kinds that are told apart; more than a few dozen are names that
// only look like having an ending.
const mostKinds = 50

// Count counts a file.
func (k *Kinds) Count(path string) {
	kind := strings.ToLower(filepath.Ext(path))
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.n == nil {
		k.n = map[string]int{}
	}
	if _, known := k.n[kind]; !known && len(k.n) >= mostKinds {
		kind = ""
	}
	k.n[kind]++
}

// Counts are the numbers so far, and their sum.
func (k *Kinds) Counts() (kinds map[string]int, sum int) {
	if k == nil {
		return nil, 0
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, n := range k.n {
		sum += n
	}
	return maps.Clone(k.n), sum
}
