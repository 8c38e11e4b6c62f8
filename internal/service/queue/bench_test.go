package queue_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"selfeval"
	"selfeval/internal/app/isolate"
	"selfeval/internal/app/wire"
	"selfeval/internal/service/queue"
	"selfeval/internal/service/servicetest"
	"selfeval/internal/service/workspace"
)

// BenchmarkWork is what a workspace costs a document beside the check itself: the paper is
// fetched, the result packed, kept and written down.
func BenchmarkWork(b *testing.B) {
	data, err := os.ReadFile("../../../fixtures/water-bureau/report.md")
	if err != nil {
		b.Fatal(err)
	}
	docs := selfeval.Check(b.Context(), selfeval.Input{Name: "a.md", Data: data}, selfeval.Options{NoConfirm: true})
	o := servicetest.Open(b, workspace.Options{Location: filepath.Join(b.TempDir(), "ws")})
	var sums []string
	for i := range b.N {
		sums = append(sums, fmt.Sprintf("%d.md", i))
	}
	for len(sums) > 0 {
		n := min(32, len(sums))
		put(b, o, sums[:n])
		sums = sums[n:]
	}
	b.ResetTimer()
	err = o.Q.Run(b.Context(), queue.Work{Jobs: 1, Checker: func(isolate.Settings, int) (isolate.Checker, error) {
		return checkerFunc(func(string) (out []*wire.Doc) {
			for _, d := range docs {
				out = append(out, wire.New(d))
			}
			return out
		}), nil
	}})
	if err != nil {
		b.Fatal(err)
	}
}
