package batch

import (
	"fmt"
	"slices"
	"testing"
)

func TestShardsTakeEverythingOnce(t *testing.T) {
	var all []Source
	for i := range 1000 {
		all = append(all, Source{Path: fmt.Sprintf("d/%d.pdf", i)})
	}
	seen := map[string]int{}
	for i := 1; i <= 7; i++ {
		part := slices.Collect(Shard{i, 7}.Of(slices.Values(all)))
		if len(part) < 80 {
			t.Errorf("part %d has %d of 1000", i, len(part))
		}
		for _, s := range part {
			seen[s.Path]++
		}
	}
	if len(seen) != 1000 {
		t.Errorf("%d of 1000 seen", len(seen))
	}
	for path, n := range seen {
		if n != 1 {
			t.Errorf("%s %d times", path, n)
		}
	}
	for _, bad := range []string{"", "1", "0/2", "3/2", "a/b", "1/0", "1/2/3"} {
		if _, err := ParseShard(bad); err == nil {
			t.Errorf("%q is no part", bad)
		}
	}
}
