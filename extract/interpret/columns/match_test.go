package columns

import (
	"math/rand/v2"
	"testing"
)

// TestMatch compares the choice with the best of all choices.
func TestMatch(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 9))
	for range 400 {
		weight := make([][]int, 1+rnd.IntN(5))
		cols := rnd.IntN(6)
		for f := range weight {
			weight[f] = make([]int, cols)
			for c := range weight[f] {
				weight[f][c] = max(0, rnd.IntN(30)-12)
			}
		}
		sum, used := 0, map[int]bool{}
		for f, c := range match(weight) {
			if c < 0 {
				continue
			}
			if used[c] || weight[f][c] <= 0 {
				t.Fatalf("%v: column %d is given twice or for nothing", weight, c)
			}
			used[c] = true
			sum += weight[f][c]
		}
		if want := best(weight, 0, map[int]bool{}); sum != want {
			t.Fatalf("%v: %d, the best is %d", weight, sum, want)
		}
	}
}

func best(weight [][]int, f int, used map[int]bool) int {
	if f == len(weight) {
		return 0
	}
	most := best(weight, f+1, used)
	for c, w := range weight[f] {
		if w > 0 && !used[c] {
			used[c] = true
			most = max(most, w+best(weight, f+1, used))
			delete(used, c)
		}
	}
	return most
}
