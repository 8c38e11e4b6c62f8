package dataset

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"unicode/utf8"

	"github.com/klauspost/compress/zstd"

	"selfeval"
	"selfeval/extract/document"
	"selfeval/internal/app/ownfolder"
	"selfeval/internal/app/wire"
	"selfeval/report"
)

// Growing writes a parted dataset that an earlier run may have written: files that are
// the same are not read again, and only partitions whose rows change are written. What
// comes out is, byte for byte, what a run over all files would write. Holds and
// HoldsContent may be called from several goroutines, the others from one.
//
// Documents are kept whole in files of the dataset, a frame of zstd each; while a run
// goes on, new ones lie in a spool. Memory holds some 300 bytes a document.
type Growing struct {
	folder  *ownfolder.Folder
	stage   string
	formats []Format
	opt     Options

	old   *ledger        // what an earlier run wrote and can be kept
	seen  []bool         // its files that this run came to
	held  map[string]int // its documents by partition
	next  ledger
	spool *os.File
	end   int64 // of the spool
	enc   *zstd.Encoder
	told  Growth
}

// Growth is what a run did to a dataset.
type Growth struct {
	Kept, Read, Gone int // files
	Written, Parts   int // partitions: written, and in all
	Copies, Versions int
	Beyond           map[string]int // figures that Parquet could not hold, of the partitions written
}

// NewGrowing begins a run. context stands for all that reading depends on beside the
// files: where it has changed every file is read.
func NewGrowing(folder *ownfolder.Folder, formats []Format, opt Options, context string) (*Growing, error) {
	g := &Growing{folder: folder, formats: formats, opt: opt, told: Growth{Beyond: map[string]int{}}}
	g.next.ledgerHead = ledgerHead{Program: "selfeval", Version: ledgerVersion, Read: digestOf(context), Partition: opt.Partition,
		Written: digestOf(context, modelVersion, fmt.Sprint(formats), fmt.Sprint(opt.BOM, opt.Guard))}
	g.old = g.earlier()
	g.seen, g.held = make([]bool, len(g.old.files)), g.old.held()
	var err error
	if g.stage, err = folder.Stage(); err != nil {
		return nil, err
	}
	if g.spool, err = os.Create(filepath.Join(g.stage, "spool")); err != nil {
		return nil, err
	}
	g.enc, err = zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
	return g, err
}

func digestOf(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// earlier is what an earlier run wrote, empty where it cannot be gone by.
func (g *Growing) earlier() *ledger {
	none := &ledger{index: map[string]int{}}
	if g.folder.Torn() || !g.folder.Owns(ledgerName) || g.folder.Check([]string{ledgerName}) != nil {
		return none
	}
	l, err := readLedger(g.folder.Path(ledgerName))
	if err != nil || l.Partition != g.opt.Partition {
		return none
	}
	if l.Read != g.next.Read {
		// Its documents are held against those that are read now, but nothing is taken on
		// trust.
		for i := range l.files {
			l.files[i].Sum = digest32{}
		}
	}
	g.dropLost(l)
	l.readStamps(g.folder.Path(stampsName))
	return l
}

// dropLost forgets the files of partitions whose documents are gone.
func (g *Growing) dropLost(l *ledger) {
	whole := map[string]bool{}
	for i := range l.files {
		lost := false
		for _, d := range l.files[i].Docs {
			ok, seen := whole[d.Folder]
			if !seen {
				_, err := os.Stat(g.folder.Path(documentsName(d.Folder)))
				ok = err == nil && g.folder.Owns(documentsName(d.Folder))
				whole[d.Folder] = ok
			}
			lost = lost || !ok
		}
		if lost {
			l.files[i].Sum, l.files[i].Docs = digest32{}, nil
		}
	}
}

// Holds reports whether the documents of the file are held, so that it need not be
// opened.
func (g *Growing) Holds(path string, s Stamp) bool {
	i, ok := g.old.index[path]
	return ok && s != (Stamp{}) && g.old.files[i].Sum != (digest32{}) && g.old.files[i].stamp == s
}

// HoldsContent reports whether the documents of the file with this content are held.
func (g *Growing) HoldsContent(path string, sum [sha256.Size]byte) bool {
	i, ok := g.old.index[path]
	return ok && g.old.files[i].Sum == sum
}

// Held is a document that was kept, as far as a run counts it.
type Held struct {
	Status                  selfeval.Status
	Cause                   document.Cause // of one that failed
	Errors, Warnings, Infos int
}

// Keep takes over the documents of a file of which Holds or HoldsContent was true.
func (g *Growing) Keep(path string, s Stamp) []Held {
	i := g.old.index[path]
	e := g.old.files[i]
	e.Docs = g.take(i)
	if s != (Stamp{}) {
		e.stamp = s
	}
	g.next.files = append(g.next.files, e)
	g.told.Kept++
	var out []Held
	for _, d := range e.Docs {
		out = append(out, Held{d.Status, d.Cause, int(d.Counts[0]), int(d.Counts[1]), int(d.Counts[2])})
	}
	return out
}

// File takes what was read of a file, no documents where it is none of those that a
// dataset is made of.
func (g *Growing) File(path string, s Stamp, sum [sha256.Size]byte, docs []*wire.Doc) error {
	e := fileEntry{Path: path, stamp: s}
	if !utf8.ValidString(path) {
		e.Bytes = []byte(path)
	}
	if lasting(docs) && sum != [sha256.Size]byte{} {
		e.Sum = sum
	}
	g.told.Read++
	var frames [][]byte
	for _, d := range docs {
		entry, body, err := g.entry(d)
		if err != nil {
			return err
		}
		e.Docs, frames = append(e.Docs, entry), append(frames, body)
	}
	i, ok := g.old.index[path]
	if ok && sameDocs(e.Docs, g.old.files[i].Docs) {
		e.Docs = g.take(i)
	} else {
		if ok {
			g.seen[i] = true
		}
		for i, body := range frames {
			packed := g.enc.EncodeAll(append(body, '\n'), nil)
			if _, err := g.spool.Write(packed); err != nil {
				return err
			}
			e.Docs[i].Offset, e.Docs[i].Length, e.Docs[i].spooled = g.end, int32(len(packed)), true
			g.end += int64(len(packed))
		}
	}
	g.next.files = append(g.next.files, e)
	return nil
}

// take takes over the documents of a file of the earlier run.
func (g *Growing) take(i int) []docEntry {
	docs := g.old.files[i].Docs
	if g.seen[i] {
		docs = slices.Clone(docs) // the same path twice, as of the standard input
	}
	g.seen[i] = true
	return docs
}

// lasting reports whether another run would read the same.
func lasting(docs []*wire.Doc) bool {
	return !slices.ContainsFunc(docs, func(d *wire.Doc) bool {
		doc, err := d.Document()
		return d.Passing || err != nil || doc.Cause != nil && *doc.Cause == document.IO
	})
}

func (g *Growing) entry(d *wire.Doc) (e docEntry, body []byte, err error) {
	if body, err = d.JSON(); err != nil {
		return e, nil, err
	}
	doc, err := d.Document()
	if err != nil {
		return e, nil, err
	}
	t := traitsOf(doc)
	return docEntry{Folder: g.opt.Partition.Folder(doc, g.opt.Roots), Sum: short("document", string(body)), ID: t.id, Key: t.key, Figures: t.figures, Read: t.read,
		Status: d.Status, Cause: d.Cause, Counts: [3]int32{int32(d.Errors), int32(d.Warnings), int32(d.Infos)}}, body, nil
}

func sameDocs(a, b []docEntry) bool {
	return slices.EqualFunc(a, b, func(x, y docEntry) bool { return x.Sum == y.Sum && x.Folder == y.Folder })
}

// Discard gives the run up.
func (g *Growing) Discard() {
	g.spool.Close()
	g.folder.Abort()
}

// Close writes the partitions that change and puts them in place. Of a run that was
// interrupted the files that it did not come to stay as they were.
func (g *Growing) Close(interrupted bool) error {
	err := g.close(interrupted)
	if err != nil {
		g.Discard()
	}
	return err
}

func (g *Growing) close(interrupted bool) error {
	if err := g.goneOrWaiting(interrupted); err != nil {
		return err
	}
	g.identify()
	parts := g.parts()
	kept := map[string]bool{}
	folders := slices.Sorted(maps.Keys(parts))
	for _, name := range folders {
		if g.held[name] == len(parts[name]) && g.clean(name, parts[name]) {
			for _, file := range g.namesOf(name) {
				kept[file] = true
			}
			continue
		}
		g.told.Written++
		if err := g.writePart(name, parts[name]); err != nil {
			return err
		}
	}
	g.told.Parts = len(folders)
	if err := g.spool.Close(); err != nil {
		return err
	}
	if err := errors.Join(os.Remove(g.spool.Name()), g.describe(folders, interrupted)); err != nil {
		return err
	}
	if err := g.folder.Commit(func(name string) bool { return kept[name] }); err != nil {
		return err
	}
	g.keepStamps()
	return nil
}

// goneOrWaiting looks at the files of the earlier run that this one did not come to.
func (g *Growing) goneOrWaiting(interrupted bool) error {
	if len(g.next.files) == 0 && len(g.old.files) > 0 && !interrupted {
		return document.Errorf(report.Location{}, nil, "没有找到任何文件，而数据集里有 %d 份：数据集保持原样", "no files were found and the dataset holds %d: it stays as it is", len(g.old.files))
	}
	for i, seen := range g.seen {
		switch {
		case seen:
		case interrupted:
			g.next.files = append(g.next.files, g.old.files[i])
		default:
			g.told.Gone++
		}
	}
	g.old = &ledger{ledgerHead: g.old.ledgerHead} // what is kept of it stands in next
	return nil
}
