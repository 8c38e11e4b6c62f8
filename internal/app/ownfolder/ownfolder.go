// Package ownfolder replaces the files of a folder that this program wrote, and no
// others. Which are its own it knows by a manifest with their digests, which
// `sha256sum -c` reads too. New files are written in full beside the old ones and
// then renamed over them; a run that is killed at any step leaves a folder that the
// next run takes up.
package ownfolder

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"selfeval/extract/document"
	"selfeval/internal/app/mark"
	"selfeval/internal/app/safefile"
	"selfeval/report"
)

// The manifest, and the one of the files that are being put in place.
const (
	manifestName = "MANIFEST.sha256"
	nextName     = "MANIFEST.next.sha256"
)

// abandoned is how old a staging folder is that nobody writes to any more.
const abandoned = time.Hour

// Folder is a folder of files of our own, perhaps among those of others.
type Folder struct {
	dir   string
	stage string
	own   map[string]string // digest by name, slashes between folders; of the old files
}

// Open looks at a folder. It may be missing, empty, or one that was written before.
// Names are the files that will be written: a file of somebody else's under such a
// name is an error, and so is one of our own that was changed.
func Open(dir string, names []string) (*Folder, error) {
	f := &Folder{dir: filepath.Clean(dir), own: map[string]string{}}
	entries, err := os.ReadDir(f.dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return f, os.MkdirAll(f.dir, 0o755)
	case err != nil:
		return nil, err
	}
	known := false
	// Where a run was killed as it put files in place, both manifests hold.
	for _, name := range []string{manifestName, nextName} {
		own, err := readManifest(filepath.Join(f.dir, name))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		} else if err != nil {
			return nil, err
		}
		known = true
		for name, sum := range own {
			f.own[name] = strings.TrimSpace(f.own[name] + " " + sum)
		}
	}
	f.sweep(entries)
	if !known && slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return !staging(e.Name()) }) {
		return nil, document.Errorf(report.Location{}, nil, "目录 %s 不是空的，也不是以前生成的数据集", "folder %s is neither empty nor an earlier dataset", f.dir)
	}
	return f, f.check(names)
}

// check refuses to write over what is not, or no longer, our own.
func (f *Folder) check(names []string) error {
	for _, name := range slices.Sorted(slices.Values(slices.Concat(names, slices.Collect(maps.Keys(f.own))))) {
		sum, err := digest(filepath.Join(f.dir, name))
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return err
		case !strings.Contains(f.own[name], sum):
			return document.Errorf(report.Location{}, nil,
				"%s 不是本程序写的，或后来被改过：请移走后再运行", "%s was not written by this program, or was changed since: move it away and run again", filepath.Join(f.dir, name))
		}
	}
	return nil
}

const stagePrefix = ".selfeval-"

func staging(name string) bool {
	return strings.HasPrefix(name, stagePrefix) && strings.HasSuffix(name, ".tmp")
}

// sweep removes what killed runs left half written.
func (f *Folder) sweep(entries []fs.DirEntry) {
	for _, e := range entries {
		if info, err := e.Info(); err == nil && e.IsDir() && staging(e.Name()) && time.Since(info.ModTime()) > abandoned {
			_ = os.RemoveAll(filepath.Join(f.dir, e.Name()))
		}
	}
}

// Stage gives a folder to write the new files in.
func (f *Folder) Stage() (string, error) {
	var err error
	f.stage, err = os.MkdirTemp(f.dir, stagePrefix+"*.tmp")
	return f.stage, err
}

// Abort gives up what was staged.
func (f *Folder) Abort() {
	if f.stage != "" {
		_ = os.RemoveAll(f.stage)
	}
	_ = os.Remove(f.dir) // one that was made for this and is empty
}

// CommitTo puts the staged files into another folder and leaves this one as it was.
func (f *Folder) CommitTo(dir string, names []string) error {
	g, err := Open(dir, names)
	if err != nil {
		return err
	}
	g.stage = f.stage
	if err := g.Commit(nil); err != nil {
		return err
	}
	f.Abort()
	return nil
}

// Commit puts the staged files in place, together with those kept of the old ones,
// and removes the other files of our own.
func (f *Folder) Commit(keep func(name string) bool) error {
	next := map[string]string{}
	err := filepath.WalkDir(f.stage, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		name, err := filepath.Rel(f.stage, path)
		if err != nil {
			return err
		}
		next[filepath.ToSlash(name)], err = digest(path)
		return errors.Join(err, sync(path))
	})
	if err != nil {
		return err
	}
	staged := slices.Sorted(maps.Keys(next))
	for name, sum := range f.own {
		if next[name] == "" && keep != nil && keep(name) {
			next[name] = sum
		}
	}
	if err := writeManifest(filepath.Join(f.dir, nextName), next); err != nil {
		return err
	}
	for _, name := range staged {
		to := filepath.Join(f.dir, name)
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		if err := os.Rename(filepath.Join(f.stage, name), to); err != nil {
			return err
		}
	}
	for name := range f.own {
		if next[name] == "" {
			if err := os.Remove(filepath.Join(f.dir, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
			_ = os.Remove(filepath.Dir(filepath.Join(f.dir, name))) // a partition that is empty now
		}
	}
	if err := errors.Join(sync(f.dir), os.Rename(filepath.Join(f.dir, nextName), filepath.Join(f.dir, manifestName))); err != nil {
		return err
	}
	return os.RemoveAll(f.stage)
}

func sync(path string) error {
	g, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(g.Sync(), g.Close())
}

func digest(path string) (string, error) {
	g, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer g.Close()
	h := sha256.New()
	if _, err := io.Copy(h, g); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

func writeManifest(path string, own map[string]string) error {
	var b bytes.Buffer
	b.WriteString(mark.Manifest + "\n")
	for _, name := range slices.Sorted(maps.Keys(own)) {
		fmt.Fprintf(&b, "%s  %s\n", own[name], name)
	}
	return safefile.Write(path, b.Bytes())
}

func readManifest(path string) (map[string]string, error) {
	g, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer g.Close()
	own := map[string]string{}
	lines := bufio.NewScanner(g)
	for lines.Scan() {
		sum, name, ok := strings.Cut(lines.Text(), "  ")
		// A name that leads out of the folder was not written by us.
		if ok && filepath.IsLocal(name) && len(sum) == 2*sha256.Size {
			own[name] = sum
		}
	}
	return own, lines.Err()
}
