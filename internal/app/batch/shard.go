package batch

import (
	"fmt"
	"hash/fnv"
	"iter"
	"strconv"
	"strings"
)

// Shard is one of N parts into which the sources fall by their paths, so that N processes
// that know nothing of each other check everything once. The zero value is all of it.
type Shard struct{ I, N int }

// ParseShard reads "2/8", the second of eight.
func ParseShard(s string) (Shard, error) {
	i, n, ok := strings.Cut(s, "/")
	sh := Shard{}
	var err1, err2 error
	sh.I, err1 = strconv.Atoi(i)
	sh.N, err2 = strconv.Atoi(n)
	if !ok || err1 != nil || err2 != nil || sh.N < 1 || sh.I < 1 || sh.I > sh.N {
		return Shard{}, fmt.Errorf("%q: 1/8 … 8/8", s)
	}
	return sh, nil
}

// Of gives the sources of the part.
func (s Shard) Of(all iter.Seq[Source]) iter.Seq[Source] {
	if s.N <= 1 {
		return all
	}
	return func(yield func(Source) bool) {
		for src := range all {
			h := fnv.New64a()
			_, _ = h.Write([]byte(src.Path))
			if h.Sum64()%uint64(s.N) == uint64(s.I-1) && !yield(src) {
				return
			}
		}
	}
}
