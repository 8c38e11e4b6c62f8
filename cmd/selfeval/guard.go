package main

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"os"

	"selfeval/internal/app/batch"
	"selfeval/internal/app/mark"
)

// guard keeps a run from writing over what it reads. Settings and files that the
// user named are looked at before the run; those that turn up in folders, patterns
// and lists as they come.
type guard struct {
	p       *program
	targets []target
	err     error // what ended the run
}

// target is a file that the run will put another in the place of.
type target struct {
	path string
	info os.FileInfo
}

func (p *program) newGuard(paths ...string) *guard {
	g := &guard{p: p}
	for _, path := range paths {
		if path == "" || path == "-" {
			continue
		}
		// A pipe or a device is written to and not replaced.
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			g.targets = append(g.targets, target{path, info})
		}
	}
	return g
}

// check refuses a file that is also to be written.
func (g *guard) check(path string) error {
	if len(g.targets) == 0 || path == "" {
		return nil
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil
	}
	for _, t := range g.targets {
		if os.SameFile(t.info, info) {
			return usage{fmt.Errorf(g.p.say("%s 既要读取又要写入，会毁掉原文件：请换一个输出文件", "%s is to be read and to be written, which would destroy it: name another output"), path)}
		}
	}
	return nil
}

// sources passes files on until one is met that the run would destroy. A result of
// an earlier run is no loss: the batch leaves it out.
func (g *guard) sources(all iter.Seq[batch.Source]) iter.Seq[batch.Source] {
	if len(g.targets) == 0 {
		return all
	}
	return func(yield func(batch.Source) bool) {
		for s := range all {
			if err := g.check(s.Path); err != nil && !s.Stdin && (s.Named || !ownResult(s.Path)) {
				g.err = err
				return
			}
			if !yield(s) {
				return
			}
		}
	}
}

// ownResult reports whether a file is what this program wrote.
func ownResult(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	head, err := io.ReadAll(io.LimitReader(f, 4096))
	return (err == nil || errors.Is(err, io.EOF)) && mark.Is(head)
}
