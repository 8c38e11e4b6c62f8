// Package safefile writes files that are whole or not there: into a temporary
// file beside the target, synced and renamed only once all is written. Whoever
// reads the target sees the old content or the new one, never half of it.
package safefile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// File is a file being written. Commit or Abort must be called.
type File struct {
	*os.File
	path   string
	direct bool
}

// Create starts to write path. Where path is a device or a pipe there is nothing
// to rename: the bytes go there at once.
func Create(path string) (*File, error) {
	if st, err := os.Stat(path); err == nil && !st.Mode().IsRegular() {
		if st.IsDir() {
			return nil, &fs.PathError{Op: "write", Path: path, Err: errors.New("is a directory")}
		}
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		return &File{f, path, true}, err
	}
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target // keep a link a link
	}
	sweep(path)
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*.tmp")
	if err != nil {
		return nil, err
	}
	// CreateTemp is for secrets; what is published here follows the umask, or the
	// file that it replaces.
	mode := fs.FileMode(0o644)
	if st, err := os.Stat(path); err == nil {
		mode = st.Mode().Perm()
	}
	_ = f.Chmod(mode)
	return &File{f, path, false}, nil
}

// abandoned is how long nothing was written to a temporary file that is taken for
// one whose writer was killed.
const abandoned = time.Hour

// sweep removes what killed writers of the same target left behind.
func sweep(path string) {
	dir, prefix := filepath.Dir(path), "."+filepath.Base(path)+"."
	d, err := os.Open(dir)
	if err != nil {
		return
	}
	defer d.Close()
	for {
		entries, err := d.ReadDir(1000)
		for _, e := range entries {
			name := e.Name()
			if !strings.HasPrefix(name, prefix) || !strings.HasSuffix(name, ".tmp") || !digits(name[len(prefix):len(name)-len(".tmp")]) {
				continue
			}
			if st, err := e.Info(); err == nil && st.Mode().IsRegular() && time.Since(st.ModTime()) > abandoned {
				_ = os.Remove(filepath.Join(dir, name))
			}
		}
		if err != nil {
			return
		}
	}
}

// digits reports the random part of a temporary file's name.
func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// Commit puts the file in its place.
func (f *File) Commit() error { return f.CommitAs(f.path) }

// CommitAs puts the file in another place of the same folder.
func (f *File) CommitAs(path string) error {
	if f.direct {
		return f.Close()
	}
	err := f.Sync()
	err = errors.Join(err, f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
	return err
}

// Abort leaves the target as it was.
func (f *File) Abort() {
	_ = f.Close()
	if !f.direct {
		_ = os.Remove(f.Name())
	}
}

// Write writes a whole file.
func Write(path string, data []byte) error {
	f, err := Create(path)
	if err != nil {
		return err
	}
	if _, err := f.Write(data); err != nil {
		f.Abort()
		return err
	}
	return f.Commit()
}

// TempDir makes a temporary folder, and removes those that killed runs left behind a
// day ago.
func TempDir(prefix string) (string, error) {
	left, _ := filepath.Glob(filepath.Join(os.TempDir(), prefix+"*.tmpdir"))
	for _, d := range left {
		if st, err := os.Lstat(d); err == nil && st.IsDir() && time.Since(st.ModTime()) > 24*abandoned {
			_ = os.RemoveAll(d)
		}
	}
	return os.MkdirTemp("", prefix+"*.tmpdir")
}
