package extract

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"

	"selfeval/internal/conformance/golden"
)

// mutate breaks a file in one of the ways downloads, converters and attackers do.
func mutate(rnd *rand.Rand, data []byte) []byte {
	out := bytes.Clone(data)
	n := len(out)
	from := rnd.IntN(n)
	to := min(n, from+1+rnd.IntN(2000))
	switch rnd.IntN(8) {
	case 0: // bytes flipped
		for range 1 + rnd.IntN(200) {
			out[rnd.IntN(n)] ^= byte(1 << rnd.IntN(8))
		}
	case 1: // cut off
		out = out[:from]
	case 2: // a piece lost
		out = append(out[:from], out[to:]...)
	case 3: // a piece repeated
		out = append(append(bytes.Clone(out[:to]), bytes.Repeat(data[from:to], 1+rnd.IntN(50))...), data[to:]...)
	case 4: // a piece from elsewhere
		copy(out[from:to], data[rnd.IntN(n):])
	case 5: // closing tags and bars lost
		for _, s := range []string{"</td>", "</tr>", "</table>", "</p>", "|", ">"} {
			if rnd.IntN(2) == 0 {
				out = bytes.ReplaceAll(out, []byte(s), nil)
			}
		}
	case 6: // nested
		tag := []string{"<div>", "<table><tr><td>", "<b>", "> ", "- ", "<td rowspan=0 colspan=65535>"}[rnd.IntN(6)]
		out = append(append(bytes.Clone(out[:from]), strings.Repeat(tag, 1+rnd.IntN(2000))...), out[from:]...)
	case 7: // in another encoding from here on
		if tail, err := simplifiedchinese.GB18030.NewEncoder().Bytes(out[from:]); err == nil {
			out = append(out[:from], tail...)
		}
	}
	return out
}

// Broken files are read or refused; none trips a reader or holds it up.
func TestMutants(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(golden.Root(t), "fixtures", "*", "*"))
	if err != nil {
		t.Fatal(err)
	}
	rounds := 60
	if testing.Short() {
		rounds = 10
	}
	tried := 0
	for _, f := range files {
		if ext := filepath.Ext(f); ext != ".md" && ext != ".html" {
			continue
		}
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		rnd := rand.New(rand.NewPCG(1, uint64(len(data))))
		for i := range rounds {
			broken := mutate(rnd, data)
			if i%3 == 0 && len(broken) > 0 {
				broken = mutate(rnd, broken)
			}
			start := time.Now()
			_, err := Extract(t.Context(), Input{Name: f, Data: broken}, Options{})
			if err != nil && strings.Contains(err.Error(), "内部出错") {
				t.Errorf("%s, mutant %d: %v", filepath.Base(f), i, err)
			}
			if took := time.Since(start); took > time.Minute {
				t.Errorf("%s, mutant %d took %v", filepath.Base(f), i, took)
			}
			tried++
		}
	}
	if tried == 0 {
		t.Fatal("no fixtures to break")
	}
	t.Logf("%d broken files", tried)
}
