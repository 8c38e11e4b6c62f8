// Package progress draws how far a batch has come, on a terminal only. It shares
// the terminal with what is printed: writers wrapped by the bar clear it first
// and let it come back below.
package progress

import (
	"context"
	"fmt"
	"io"
	"iter"
	"strings"
	"sync"
	"time"
)

// Bar is a line at the bottom of a terminal. A nil Bar draws nothing.
type Bar struct {
	w     io.Writer
	label string
	start time.Time

	mu          sync.Mutex
	done, total int
	counted     bool // total is final
	drawn       bool
	last        time.Time
}

// every is the shortest time between two drawings.
const every = 100 * time.Millisecond

// New starts a bar on a terminal.
func New(w io.Writer, label string) *Bar {
	return &Bar{w: w, label: label, start: time.Now()}
}

// Count counts the sources ahead of the work, so that the bar knows its whole.
func Count[S any](ctx context.Context, b *Bar, sources iter.Seq[S]) {
	for range sources {
		if ctx.Err() != nil {
			return
		}
		b.mu.Lock()
		b.total++
		b.mu.Unlock()
	}
	b.mu.Lock()
	b.counted = true
	b.mu.Unlock()
}

// Done counts a file as done and draws the bar.
func (b *Bar) Done() {
	if b == nil {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.done++
	if time.Since(b.last) >= every {
		b.draw()
	}
}

// Close removes the bar.
func (b *Bar) Close() {
	if b == nil {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.clear()
}

// Wrap gives a writer to the same terminal that the bar makes room for.
func (b *Bar) Wrap(w io.Writer) io.Writer {
	if b == nil {
		return w
	}
	return wrapped{b, w}
}

type wrapped struct {
	b *Bar
	w io.Writer
}

func (w wrapped) Write(p []byte) (int, error) {
	w.b.mu.Lock()
	defer w.b.mu.Unlock()
	w.b.clear()
	return w.w.Write(p)
}

func (b *Bar) clear() {
	if b.drawn {
		_, _ = io.WriteString(b.w, "\r\x1b[K")
		b.drawn = false
	}
}

func (b *Bar) draw() {
	b.last, b.drawn = time.Now(), true
	_, _ = io.WriteString(b.w, "\r\x1b[K"+b.line(b.last))
}

const width = 24

func (b *Bar) line(now time.Time) string {
	elapsed := now.Sub(b.start)
	rate := float64(b.done) / max(elapsed.Seconds(), 0.001)
	if !b.counted || b.total < b.done {
		return fmt.Sprintf("%s %d/%d… %.0f/s", b.label, b.done, max(b.total, b.done), rate)
	}
	full := width * b.done / max(b.total, 1)
	left := ""
	if b.done > 0 && b.done < b.total {
		left = " " + (elapsed * time.Duration(b.total-b.done) / time.Duration(b.done)).Round(time.Second).String()
	}
	return fmt.Sprintf("%s [%s%s] %d/%d %.0f/s%s", b.label, strings.Repeat("#", full), strings.Repeat(".", width-full), b.done, b.total, rate, left)
}
