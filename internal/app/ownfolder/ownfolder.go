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
	torn  bool
	lock  io.Closer
}

// Open looks at a folder. It may be missing, empty, or one that was written before.
// What a killed run was putting in place is put there first. One run at a time has the
// folder: it must be given up by Commit or Abort.
func Open(dir string) (*Folder, error) {
	f := &Folder{dir: filepath.Clean(dir), own: map[string]string{}}
	if err := os.MkdirAll(f.dir, 0o755); err != nil {
		return nil, err
	}
	var err error
	if f.lock, err = lock(f.dir); err != nil {
		return nil, err
	}
	if err := f.look(); err != nil {
		f.lock.Close()
		return nil, err
	}
	return f, nil
}

// look learns what is there.
func (f *Folder) look() error {
	entries, err := os.ReadDir(f.dir)
	if err != nil {
		return err
	}
	f.torn = f.finish(entries)
	known := false
	// Where a run was killed as it put files in place, both manifests hold.
	for _, name := range []string{manifestName, nextName} {
		own, err := readManifest(filepath.Join(f.dir, name))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		} else if err != nil {
			return err
		}
		known = true
		for name, sum := range own {
			f.own[name] = strings.TrimSpace(f.own[name] + " " + sum)
		}
	}
	f.sweep(entries)
	if !known && slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return !staging(e.Name()) }) {
		return document.Errorf(report.Location{}, nil, "目录 %s 不是空的，也不是以前生成的数据集", "folder %s is neither empty nor an earlier dataset", f.dir)
	}
	return nil
}

// finish puts in place what a run that was killed had ready: all of it, or nothing.
// torn says that the folder holds some of the new files and the others are lost.
func (f *Folder) finish(entries []fs.DirEntry) (torn bool) {
	next, err := readManifest(filepath.Join(f.dir, nextName))
	if err != nil {
		return false // nothing was being put in place
	}
	moves := map[string]string{}
	for name, sum := range next {
		if got, err := digest(filepath.Join(f.dir, name)); err == nil && got == sum {
			continue
		}
		for _, e := range entries {
			from := filepath.Join(f.dir, e.Name(), name)
			if got, err := digest(from); e.IsDir() && staging(e.Name()) && err == nil && got == sum {
				moves[name] = from
			}
		}
		if moves[name] == "" {
			return true
		}
	}
	old, _ := readManifest(filepath.Join(f.dir, manifestName))
	return f.place(next, moves, old) != nil
}

// Torn says that a run was killed as it put files in place, and that what it had
// ready is gone: the files of the folder do not belong together.
func (f *Folder) Torn() bool { return f.torn }

// Owns reports whether the folder has a file of our own under the name.
func (f *Folder) Owns(name string) bool { return f.own[name] != "" }

// Path is where a file of the folder lies.
func (f *Folder) Path(name string) string { return filepath.Join(f.dir, filepath.FromSlash(name)) }

// CheckAll refuses to go on where a file to be written, or one of our own, is not,
// or no longer, our own.
func (f *Folder) CheckAll(names []string) error {
	return f.Check(slices.Concat(names, slices.Collect(maps.Keys(f.own))))
}

// Check refuses to go on where one of the files is there and is not, or no longer, our
// own.
func (f *Folder) Check(names []string) error {
	for _, name := range slices.Sorted(slices.Values(names)) {
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
	f.lock.Close()
}

// CommitTo puts the staged files into another folder and leaves this one as it was.
func (f *Folder) CommitTo(dir string) error {
	g, err := Open(dir)
	if err != nil {
		return err
	}
	g.stage = f.stage
	if err := g.Commit(nil); err != nil {
		g.lock.Close()
		return err
	}
	f.stage = ""
	f.Abort()
	return nil
}

// Commit puts the staged files in place, together with those kept of the old ones,
// and removes the other files of our own. Nothing is touched where one of the files to
// be replaced or removed is not, or no longer, our own.
func (f *Folder) Commit(keep func(name string) bool) error {
	next, moves := map[string]string{}, map[string]string{}
	err := filepath.WalkDir(f.stage, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		rel, err := filepath.Rel(f.stage, path)
		if err != nil {
			return err
		}
		name := filepath.ToSlash(rel)
		moves[name] = path
		next[name], err = digest(path)
		return errors.Join(err, sync(path))
	})
	if err != nil {
		return err
	}
	touched := slices.Collect(maps.Keys(moves))
	for name, sum := range f.own {
		switch {
		case moves[name] != "":
		case keep != nil && keep(name):
			next[name] = sum
		default:
			touched = append(touched, name)
		}
	}
	if err := f.Check(touched); err != nil {
		return err
	}
	if err := writeManifest(filepath.Join(f.dir, nextName), next); err != nil {
		return err
	}
	stage := f.stage
	f.stage = "" // from here on only going forward leads to a whole folder
	if err := f.place(next, moves, f.own); err != nil {
		return err
	}
	return errors.Join(os.RemoveAll(stage), f.lock.Close())
}

// place moves files to their names, removes the old ones that are no more, and makes
// the next manifest the one that holds. A run that is killed in it is finished by the
// next one.
func (f *Folder) place(next, moves, old map[string]string) error {
	for _, name := range slices.Sorted(maps.Keys(moves)) {
		to := f.Path(name)
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		if err := os.Rename(moves[name], to); err != nil {
			return err
		}
	}
	for name := range old {
		if next[name] != "" {
			continue
		}
		if err := os.Remove(f.Path(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		// Folders that are empty now, a partition's and its table's.
		for dir := filepath.Dir(filepath.FromSlash(name)); dir != "." && os.Remove(filepath.Join(f.dir, dir)) == nil; dir = filepath.Dir(dir) {
		}
	}
	return errors.Join(sync(f.dir), os.Rename(filepath.Join(f.dir, nextName), filepath.Join(f.dir, manifestName)))
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
