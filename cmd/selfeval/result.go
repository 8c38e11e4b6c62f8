package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"syscall"

	"golang.org/x/term"

	"selfeval/internal/app/buildinfo"
	"selfeval/internal/app/output"
	"selfeval/internal/app/progress"
	"selfeval/internal/app/safefile"
)

// result is where a command writes: stdout, or a file that comes into being only
// when all is done.
type result struct {
	writer output.Writer
	p      *program
	path   string
	file   *safefile.File // nil: stdout
}

func (p *program) create(path string, format output.Format, opt output.Options, bar *progress.Bar) (*result, error) {
	r := &result{p: p, path: path}
	terminal := term.IsTerminal(int(p.out.Fd()))
	var w io.Writer = p.out
	switch {
	case path != "" && path != "-":
		var err error
		if r.file, err = safefile.Create(path); err != nil {
			return nil, p.outputError(err)
		}
		w, terminal = r.file, false
	case format.Binary && terminal:
		return nil, usage{fmt.Errorf(p.say("%s 是二进制格式，请用 -o 指定文件", "%s is binary: name a file with -o"), format.Name)}
	case terminal:
		w = bar.Wrap(p.out)
	}
	var err error
	opt.Lang, opt.Quiet, opt.Version = p.language(), p.quiet, buildinfo.Version()
	opt.Terminal, opt.Color = terminal, terminal && colourful(p.out)
	opt.All = p.verbose || r.file != nil || isRegular(p.out)
	if terminal {
		opt.Width, _, _ = term.GetSize(int(p.out.Fd()))
	}
	r.writer, err = format.New(w, opt)
	if err != nil && r.file != nil {
		r.file.Abort()
	}
	return r, err
}

// isRegular reports whether a stream was directed into a file: who does that wants all.
func isRegular(f *os.File) bool {
	st, err := f.Stat()
	return err == nil && st.Mode().IsRegular()
}

func (r *result) toFile() bool { return r.file != nil }

// finish closes the output of a run that ended with err. A file that could not
// be completed is not put in its place; what an interrupted run did is kept
// beside it.
func (r *result) finish(sum output.Summary, err error) error {
	if a, ok := r.writer.(output.Aborter); ok && err != nil {
		a.Abort()
	}
	if err == nil {
		err = r.writer.Close(sum)
		sum = total(r.writer, sum)
	}
	switch {
	case r.file == nil:
	case err != nil:
		r.file.Abort()
	case sum.Interrupted:
		err = r.file.CommitAs(r.path + ".partial")
	default:
		err = r.file.Commit()
	}
	if err != nil {
		return r.p.outputError(err)
	}
	return nil
}

// kept tells where an interrupted run left what it did.
func (r *result) kept(p *program) string {
	path := r.path + ".partial"
	if k, ok := r.writer.(output.Keeper); ok {
		path = k.Kept()
	} else if r.file == nil {
		return ""
	}
	return fmt.Sprintf(p.say("，结果在 %s", ", kept in %s"), path)
}

// outputError says that the result could not be written.
func (p *program) outputError(err error) error {
	if errors.Is(err, syscall.EPIPE) {
		return exitClosed
	}
	if errors.Is(err, syscall.ENOSPC) {
		return fmt.Errorf(p.say("磁盘已满，结果未能写出：%w", "the disk is full, the result was not written: %w"), err)
	}
	if _, ok := errors.AsType[*fs.PathError](err); ok {
		return fmt.Errorf(p.say("无法写出结果：%w", "the result cannot be written: %w"), err)
	}
	return err
}
