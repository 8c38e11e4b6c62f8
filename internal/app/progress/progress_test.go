package progress

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestBar(t *testing.T) {
	var screen bytes.Buffer
	b := New(&screen, "检查")
	Count(context.Background(), b, slices.Values(make([]int, 4)))
	for range 2 {
		b.last = time.Time{}
		b.Done()
	}
	if got := screen.String(); !strings.Contains(got, "检查 [############............] 2/4 ") {
		t.Errorf("drawn: %q", got)
	}
	// What is printed does not mix with the bar.
	screen.Reset()
	fmt.Fprint(b.Wrap(&screen), "a line\n")
	if got := screen.String(); got != "\r\x1b[Ka line\n" {
		t.Errorf("printed: %q", got)
	}
	screen.Reset()
	b.last = time.Time{}
	b.Done()
	b.Close()
	if got := screen.String(); !strings.HasSuffix(got, "\r\x1b[K") {
		t.Errorf("after the end: %q", got)
	}
}

func TestBarThatDoesNotKnowItsWholeYet(t *testing.T) {
	var screen bytes.Buffer
	b := New(&screen, "x")
	b.Done()
	if got := screen.String(); !strings.Contains(got, "x 1/1… ") {
		t.Errorf("drawn: %q", got)
	}
}

func TestNoBar(t *testing.T) {
	var b *Bar
	b.Done()
	b.Close()
	var out bytes.Buffer
	if b.Wrap(&out) != &out {
		t.Error("a bar that is not there is in the way")
	}
}
