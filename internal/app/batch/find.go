package batch

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"selfeval/extract"
	"selfeval/extract/document"
	"selfeval/report"
)

// Source is one file to read, or the reason why what was asked for is none.
type Source struct {
	Path  string
	Stdin bool
	// Named says that the user named the file itself: it did not turn up in a folder,
	// a pattern or a list.
	Named bool
	Err   error
}

// Finder turns what a user names into files: files, folders (searched for
// readable files, hidden ones left out), patterns with * ? [] {} and **, lists
// (@list.txt) and - for the standard input.
type Finder struct {
	Args  []string
	Lists []string // files that hold one path a line, - for the standard input
	Name  string   // what to call the standard input
	// More reports whether a search takes a file that is of none of the kinds that are
	// read; nil: it takes none.
	More func(path string) bool
	// Skipped is told of a folder that a link leads to and that is not searched.
	Skipped func(path string)
	// Passed is told of a file of a folder that is of a kind which is not read.
	Passed func(path string)

	ctx   context.Context
	stdin bool // taken
	named bool // what is given is what the user named
	seen  map[[16]byte]bool
}

// All gives the sources in the order of the arguments; within a folder or a
// pattern in the order of their names. It looks as it goes, so that a folder of
// a million files takes no memory. A file that is named twice comes once. It ends
// with the context, also while it waits for a list.
func (f *Finder) All(ctx context.Context, stdin io.Reader) iter.Seq[Source] {
	return func(yield func(Source) bool) {
		f.ctx, f.stdin = ctx, false
		give := yield
		yield = func(s Source) bool {
			s.Named = f.named
			return ctx.Err() == nil && give(s)
		}
		f.seen = map[[16]byte]bool{}
		for _, l := range f.Lists {
			if !f.list(l, stdin, yield) {
				return
			}
		}
		for _, a := range f.Args {
			st, err := os.Stat(a)
			f.named = err != nil && !strings.ContainsAny(a, "*?[{") || err == nil && !st.IsDir()
			if !f.arg(a, stdin, yield) {
				return
			}
		}
	}
}

// Once says that All can look only once: it reads the standard input, or a list
// from a pipe.
func (f *Finder) Once() bool {
	lists := slices.Clone(f.Lists)
	for _, a := range f.Args {
		lists = append(lists, strings.TrimPrefix(a, "@"))
	}
	return slices.ContainsFunc(lists, func(l string) bool {
		st, err := os.Stat(l)
		return l == "-" || err == nil && !st.Mode().IsRegular() && !st.IsDir()
	})
}

func (f *Finder) arg(a string, stdin io.Reader, yield func(Source) bool) bool {
	if a == "-" {
		if f.stdin {
			return yield(Source{Path: f.stdinName(), Err: document.Errorf(report.Location{}, nil, "标准输入只能读一次", "the standard input can be read only once").Because(document.IO)})
		}
		f.stdin = true
		return yield(Source{Path: f.stdinName(), Stdin: true})
	}
	// What exists under the name is meant literally: 报告[2022].pdf is a file.
	if _, err := os.Stat(a); err != nil {
		if list, ok := strings.CutPrefix(a, "@"); ok && list != "" {
			f.named = false
			return f.list(list, stdin, yield)
		}
		if strings.ContainsAny(a, "*?[{") {
			return f.glob(a, yield)
		}
	}
	return f.path(a, yield)
}

func (f *Finder) stdinName() string {
	if f.Name != "" {
		return f.Name
	}
	return "-"
}

// path gives a file, or what a folder holds.
func (f *Finder) path(p string, yield func(Source) bool) bool {
	st, err := os.Stat(p)
	switch {
	case err != nil:
		return yield(Source{Path: p, Err: openError(err)})
	case st.IsDir():
		return f.walk(p, yield)
	}
	return f.file(p, yield)
}

func (f *Finder) file(p string, yield func(Source) bool) bool {
	p = filepath.Clean(p)
	// 128 bits of a hash: a million paths in 32 MB, and no two alike.
	sum := sha256.Sum256([]byte(p))
	key := [16]byte(sum[:16])
	if f.seen[key] {
		return true
	}
	f.seen[key] = true
	return yield(Source{Path: p})
}

func (f *Finder) walk(root string, yield func(Source) bool) bool {
	more := true
	_ = filepath.WalkDir(walkable(root), func(p string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			// An unreadable folder is told and passed over; the others go on.
			more = yield(Source{Path: filepath.Clean(p), Err: openError(err)})
			if more && e != nil && e.IsDir() {
				return fs.SkipDir
			}
		case hidden(e.Name()) && p != walkable(root):
			if e.IsDir() {
				return fs.SkipDir
			}
		case e.IsDir():
		case e.Type()&fs.ModeSymlink != 0:
			// A link to a file is followed, a link to a folder is not: it could lead
			// in circles, or to the same files again.
			st, err := os.Stat(p)
			switch {
			case err == nil && st.IsDir():
				if f.Skipped != nil {
					f.Skipped(p)
				}
			case !f.readable(p):
				f.pass(p)
			case err != nil:
				more = yield(Source{Path: p, Err: openError(err)})
			case st.Mode().IsRegular():
				more = f.file(p, yield)
			}
		case e.Type().IsRegular() && f.readable(p):
			more = f.file(p, yield)
		case e.Type().IsRegular():
			f.pass(p)
		}
		if !more {
			return fs.SkipAll
		}
		return nil
	})
	return more
}

func (f *Finder) readable(p string) bool {
	return extract.Readable(p) || f.More != nil && f.More(p)
}

func (f *Finder) pass(p string) {
	if f.Passed != nil {
		f.Passed(p)
	}
}

// walkable makes WalkDir enter a root that is a link to a folder.
func walkable(root string) string {
	if st, err := os.Lstat(root); err == nil && st.Mode()&fs.ModeSymlink != 0 {
		return root + string(filepath.Separator)
	}
	return root
}

// hidden tells of names that a search leaves out: .git, ._x.pdf, ~$x.docx.
func hidden(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$")
}

func (f *Finder) glob(pattern string, yield func(Source) bool) bool {
	base, rest := doublestar.SplitPattern(filepath.ToSlash(pattern))
	fsys := &tellingFS{fsys: os.DirFS(filepath.FromSlash(base))}
	found, err := doublestar.Glob(fsys, rest, doublestar.WithNoFollow(), doublestar.WithNoHidden())
	for i := range found {
		found[i] = filepath.Join(filepath.FromSlash(base), filepath.FromSlash(found[i]))
	}
	if err != nil {
		return yield(Source{Path: pattern, Err: document.Errorf(report.Location{}, nil, "通配符写法有误", "malformed pattern").Because(document.IO)})
	}
	// A pattern that ends in * or ** asks for whatever lies there, as a folder does;
	// one that names an ending asks for these files whether they look readable or not.
	last := filepath.Base(pattern)
	whole := last == "*" || last == "**"
	slices.Sort(found)
	matched := false
	for _, u := range fsys.unread {
		// A folder that cannot be searched may hold what was asked for.
		matched = true
		if !yield(Source{Path: filepath.Join(filepath.FromSlash(base), filepath.FromSlash(u.dir)), Err: openError(u.err)}) {
			return false
		}
	}
	for _, p := range found {
		st, err := os.Stat(p)
		isDir := err == nil && st.IsDir()
		if whole && !isDir && !f.readable(p) && !hidden(filepath.Base(p)) {
			f.pass(p)
			continue
		}
		if hidden(filepath.Base(p)) || isDir && last == "**" {
			continue // ** gives what is in a folder beside the folder itself
		}
		matched = true
		if !f.path(p, yield) {
			return false
		}
	}
	if !matched {
		return yield(Source{Path: pattern, Err: document.Errorf(report.Location{}, nil, "没有文件符合这个通配符", "no file matches this pattern").Because(document.IO)})
	}
	return true
}

// tellingFS remembers the folders that a pattern could not look into: the library
// passes over them in silence.
type tellingFS struct {
	fsys   fs.FS
	unread []unreadFolder
}

type unreadFolder struct {
	dir string
	err error
}

func (t *tellingFS) Open(name string) (fs.File, error) { return t.fsys.Open(name) }

func (t *tellingFS) Stat(name string) (fs.FileInfo, error) { return fs.Stat(t.fsys, name) }

func (t *tellingFS) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(t.fsys, name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) && !slices.ContainsFunc(t.unread, func(u unreadFolder) bool { return u.dir == name }) {
		if st, serr := fs.Stat(t.fsys, name); serr != nil || st.IsDir() {
			t.unread = append(t.unread, unreadFolder{name, err})
		}
	}
	return entries, err
}

// list reads paths, one a line, or separated by NUL as find -print0 writes them.
func (f *Finder) list(name string, stdin io.Reader, yield func(Source) bool) bool {
	r := stdin
	if name == "-" {
		if f.stdin {
			return yield(Source{Path: name, Err: document.Errorf(report.Location{}, nil, "标准输入只能读一次", "the standard input can be read only once").Because(document.IO)})
		}
		f.stdin = true
	} else {
		file, err := openPatiently(f.ctx, name)
		if err != nil {
			return yield(Source{Path: name, Err: openError(err)})
		}
		defer file.Close()
		r = file
	}
	lines := bufio.NewScanner(&patient{ctx: f.ctx, r: r})
	lines.Buffer(nil, 1<<20)
	lines.Split(splitList)
	first := true
	for lines.Scan() {
		line := lines.Text()
		if first {
			line, first = strings.TrimPrefix(line, "\uFEFF"), false
		}
		if line == "" {
			continue
		}
		var more bool
		if _, err := os.Stat(line); err != nil && strings.ContainsAny(line, "*?[{") {
			more = f.glob(line, yield)
		} else {
			more = f.path(line, yield)
		}
		if !more {
			return false
		}
	}
	if err := lines.Err(); err != nil && f.ctx.Err() == nil {
		return yield(Source{Path: name, Err: openError(err)})
	}
	return true
}

func splitList(data []byte, eof bool) (int, []byte, error) {
	if i := bytes.IndexAny(data, "\x00\n"); i >= 0 {
		return i + 1, bytes.TrimSuffix(data[:i], []byte("\r")), nil
	}
	if eof && len(data) > 0 {
		return len(data), bytes.TrimSuffix(data, []byte("\r")), nil
	}
	return 0, nil, nil
}

// openError says in both languages why a file cannot be opened or read.
func openError(err error) error {
	var text report.Text
	switch {
	case errors.Is(err, fs.ErrNotExist):
		text = report.Text{ZH: "文件不存在", EN: "no such file"}
	case errors.Is(err, fs.ErrPermission):
		text = report.Text{ZH: "没有读取权限", EN: "permission denied"}
	default:
		cause := err
		if pe, ok := errors.AsType[*fs.PathError](err); ok {
			cause = pe.Err
		}
		text = report.Textf("无法读取：%v", "cannot be read: %v", cause)
	}
	return &openFailure{document.Error{Text: text, Cause: document.IO}, err}
}

// openFailure is a document.Error that keeps the system's error reachable
// without repeating it in the message.
type openFailure struct {
	message document.Error
	cause   error
}

func (e *openFailure) Error() string   { return e.message.Error() }
func (e *openFailure) Unwrap() []error { return []error{&e.message, e.cause} }
