package batch

import (
	"context"
	"io"
	"os"
)

// await waits for what may never come, such as the writer of a pipe, and gives up
// when the context ends. The system call itself cannot be broken off: it is left
// behind, and ends with the process.
func await[T any](ctx context.Context, get func() (T, error)) (T, error) {
	type result struct {
		v   T
		err error
	}
	done := make(chan result, 1)
	go func() {
		v, err := get()
		done <- result{v, err}
	}()
	select {
	case r := <-done:
		return r.v, r.err
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	}
}

// openPatiently opens a file that may be a pipe without a writer.
func openPatiently(ctx context.Context, path string) (*os.File, error) {
	return await(ctx, func() (*os.File, error) { return os.Open(path) })
}

// patient reads from what may have nothing to give for a long time.
type patient struct {
	ctx context.Context
	r   io.Reader
	buf []byte
}

func (p *patient) Read(b []byte) (int, error) {
	if p.buf == nil {
		p.buf = make([]byte, 64<<10)
	}
	// A read that was given up may still write into its buffer: b is not lent to it.
	into := p.buf[:min(len(b), len(p.buf))]
	n, err := await(p.ctx, func() (int, error) { return p.r.Read(into) })
	if p.ctx.Err() != nil {
		p.buf = nil
		return 0, p.ctx.Err()
	}
	return copy(b, into[:n]), err
}
