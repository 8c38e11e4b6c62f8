package intake

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"iter"
	"path"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/encoding/simplifiedchinese"

	"selfeval/internal/service/workspace"
	"selfeval/report"
)

// A zip archive of reports is no paper: each file in it is, and is taken in by itself. What
// an archive says of its members, their names and sizes, are claims. One that is not taken
// apart to the last document stays a document of its own, whose result says what it is.

// The bounds of an archive.
const (
	mostEntries  = 10000 // of its directory
	mostMembers  = 2000  // documents
	mostUnpacked = 1 << 30
	mostNested   = 200 // archives in an archive
	mostOfName   = 200 // runes
)

// errBound says that an archive goes beyond a bound.
var errBound = errors.New("beyond a bound")

// member is a document of an archive.
type member struct {
	name string // cleaned, with the folders that it lies in
	data []byte
}

// archive is a zip archive that documents lie in.
type archive struct {
	z    *zip.Reader
	most int64 // bytes of a member
	room *room // what may still be taken out of it and of the archives in it
	web  bool  // it holds a page, whose pictures and styles are no documents
	left report.Text
}

// room is what may still be taken out of an archive, with the archives in it.
type room struct {
	members, archives int
	bytes             int64
}

// openArchive opens what is a zip archive and no document that is written as one; nil: it
// is none, or cannot be opened.
func openArchive(data []byte, most int64, r *room) *archive {
	if !bytes.HasPrefix(data, []byte("PK\x03\x04")) || bytes.Count(data, []byte("PK\x01\x02")) > mostEntries {
		return nil
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil
	}
	a := &archive{z: z, most: most, room: r}
	for _, f := range z.File {
		switch name := strings.ToLower(entryName(f)); name {
		case "[content_types].xml", "ofd.xml", "mimetype", "androidmanifest.xml", "meta-inf/manifest.mf", "meta-inf/container.xml":
			return nil
		default:
			a.web = a.web || slices.Contains(pageEndings, path.Ext(name))
		}
	}
	return a
}

var (
	// documents are the endings of members that may hold a report, read or not: each that
	// is not says so in its own result. A member without an ending is looked at, too.
	documents   = []string{"", ".pdf", ".html", ".htm", ".xhtml", ".shtml", ".md", ".markdown", ".txt", ".doc", ".docx", ".wps", ".rtf", ".xls", ".xlsx", ".et", ".ofd", ".ppt", ".pptx", ".csv", ".mht", ".mhtml", ".zip", ".rar", ".7z", ".tar", ".gz"}
	pageEndings = []string{".html", ".htm", ".xhtml", ".shtml"}
	// furnishing are the endings of what pages and systems keep beside documents.
	furnishing = []string{".css", ".js", ".db", ".ini", ".url", ".lnk", ".woff", ".woff2", ".ttf", ".tmp", ".bak"}
	// pictures are documents where no page shows them; they cannot be read.
	pictures = []string{".jpg", ".jpeg", ".png", ".gif", ".bmp", ".svg", ".ico", ".webp"}
)

// members gives the documents of an archive one by one. What was left afterwards says why
// there may be more in it.
func (a *archive) members() iter.Seq[member] {
	return func(yield func(member) bool) {
		used := map[string]bool{}
		count := 0
		for _, f := range a.z.File {
			name := entryName(f)
			if !a.wanted(f, name) {
				continue
			}
			count++
			if a.room.members--; a.room.members < 0 {
				a.leave("其中文件超过 %d 个", "it holds more than %d files", mostMembers)
				return
			}
			data, err := a.read(f, min(a.most, a.room.bytes))
			if err != nil {
				a.leave("其中的 %s 不能解开（%s）", "%s in it cannot be unpacked (%s)", name, why(f, err))
				continue
			}
			a.room.bytes -= int64(len(data))
			for n := 2; used[name]; n++ {
				name = fmt.Sprintf("%s (%d)%s", strings.TrimSuffix(name, path.Ext(name)), n, path.Ext(name))
			}
			used[name] = true
			if !yield(member{name, data}) {
				return
			}
		}
		if count == 0 && a.left == (report.Text{}) {
			a.leave("其中没有可读的文件", "it holds no file that could be read")
		}
	}
}

// wanted reports whether an entry may be a document.
func (a *archive) wanted(f *zip.File, name string) bool {
	base, ending := path.Base(name), strings.ToLower(path.Ext(name))
	switch {
	case name == "" || f.FileInfo().IsDir() || strings.HasPrefix(base, ".") || strings.HasPrefix(base, "~$") || strings.HasPrefix(name, "__MACOSX/"):
		return false
	case slices.Contains(documents, ending):
		return f.Mode().IsRegular()
	case slices.Contains(furnishing, ending), a.web && slices.Contains(pictures, ending):
		return false
	}
	a.leave("其中的 %s 不是可读的文件", "%s in it is no file that can be read", name)
	return false
}

// leave says of the first thing that was left in the archive.
func (a *archive) leave(zh, en string, args ...any) {
	if a.left == (report.Text{}) {
		a.left = report.Textf(zh, en, args...)
	}
}

// read unpacks an entry, whatever size it claims.
func (a *archive) read(f *zip.File, most int64) ([]byte, error) {
	if f.Flags&1 != 0 {
		return nil, errLocked
	}
	if most <= 0 || f.UncompressedSize64 > uint64(most) {
		return nil, errBound
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, most+1))
	if err == nil && int64(len(data)) > most {
		err = errBound
	}
	return data, err
}

// errLocked says that an entry has a password.
var errLocked = errors.New("locked")

func why(f *zip.File, err error) report.Text {
	switch {
	case errors.Is(err, errLocked):
		return report.Text{ZH: "有密码", EN: "it has a password"}
	case errors.Is(err, errBound):
		return report.Text{ZH: "超过大小限制", EN: "beyond the limit of size"}
	case errors.Is(err, zip.ErrAlgorithm):
		return report.Textf("压缩方法 %d 不支持", "packed by method %d, which is not known", f.Method)
	}
	return report.Text{ZH: "已损坏", EN: "damaged"}
}

// entryName is what an entry is called: in the encoding that it was written in, and never a
// path that leads out of the archive.
func entryName(f *zip.File) string {
	name := f.Name
	if said, ok := unicodePath(f); ok {
		name = said
	} else if !isUTF8(name) {
		if s, err := simplifiedchinese.GB18030.NewDecoder().String(name); err == nil {
			name = s
		}
	}
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == unicode.ReplacementChar {
			return -1
		}
		return r
	}, strings.ToValidUTF8(strings.ReplaceAll(name, `\`, "/"), ""))
	folder := strings.HasSuffix(name, "/")
	name = strings.TrimPrefix(path.Clean("/"+name), "/")
	if r := []rune(name); len(r) > mostOfName {
		name = string(r[len(r)-mostOfName:])
	}
	if folder {
		return ""
	}
	return name
}

func isUTF8(s string) bool { return strings.ToValidUTF8(s, "") == s }

// unicodePath is the name that some programs write beside one in another encoding.
func unicodePath(f *zip.File) (string, bool) {
	const tag = 0x7075
	for e := f.Extra; len(e) >= 4; {
		id, n := int(e[0])|int(e[1])<<8, int(e[2])|int(e[3])<<8
		if e = e[4:]; n > len(e) {
			break
		}
		if field := e[:n]; id == tag && n > 5 && field[0] == 1 {
			sum := uint32(field[1]) | uint32(field[2])<<8 | uint32(field[3])<<16 | uint32(field[4])<<24
			return string(field[5:]), sum == crc32.ChecksumIEEE([]byte(f.Name)) && isUTF8(string(field[5:]))
		}
		e = e[n:]
	}
	return "", false
}

// Takes reports whether a search through folders takes a file in beside those that are
// read: archives, so that what cannot be taken apart is told.
func Takes(name string) bool {
	return slices.Contains([]string{".zip", ".rar", ".7z"}, strings.ToLower(path.Ext(name)))
}

// deepest is how deep archives may lie in archives.
const deepest = 3

// apart takes an archive in: its members, and itself where they are not all that it holds.
// All of it is one transaction.
func (in *Intake) apart(ctx context.Context, a workspace.Arrival, z *archive, depth int) error {
	for m := range z.members() {
		b := workspace.Arrival{Name: path.Base(m.name), Data: m.data, Source: a.Source}
		b.Source.Location = workspace.Member(a.Source.Location, m.name)
		if b.Source.Kind == workspace.URLSource {
			b.Source.LinkText = workspace.Plain(b.Name)
		}
		var err error
		if inner := in.nested(m.data, z.room, depth); inner != nil {
			err = in.apart(ctx, b, inner, depth+1)
		} else {
			err = in.one(ctx, b)
		}
		if err != nil {
			return err
		}
	}
	if z.left == (report.Text{}) {
		return nil
	}
	if in.Partly != nil {
		in.Partly(a.Source.Location, z.left)
	}
	return in.one(ctx, a)
}

// nested opens an archive that lies in another.
func (in *Intake) nested(data []byte, r *room, depth int) *archive {
	if depth >= deepest || r.archives <= 0 {
		return nil
	}
	r.archives--
	return openArchive(data, in.most(), r)
}

func (in *Intake) most() int64 {
	if in.MaxBytes <= 0 {
		return 256 << 20
	}
	return in.MaxBytes
}
