package report

import (
	"math/rand/v2"
	"testing"

	"github.com/shopspring/decimal"
)

// Plain has a short way for common figures; it must write what the library writes.
func TestPlainWritesAsTheLibrary(t *testing.T) {
	check := func(c int64, exp int32) {
		d := decimal.New(c, exp)
		want := d.String()
		if exp < 0 {
			want = d.StringFixed(-exp)
		}
		if got := Plain(d); got != want {
			t.Fatalf("%d·10^%d is %q, want %q", c, exp, got, want)
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	for _, c := range []int64{0, 1, -1, 5, -5, 10, 99, 100, -100, 999_999_999_999_999, 1_000_000_000_000_000, -999_999_999_999_999} {
		for exp := int32(-20); exp < 6; exp++ {
			check(c, exp)
		}
	}
	for range 20_000 {
		check(r.Int64N(1<<uint(1+r.IntN(62)))-r.Int64N(1<<20), int32(r.IntN(24)-20))
	}
}

func BenchmarkPlain(b *testing.B) {
	d := decimal.RequireFromString("8642.50")
	for b.Loop() {
		Plain(d)
	}
}
