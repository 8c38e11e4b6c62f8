package dataset

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/klauspost/compress/zstd"

	"selfeval"
	"selfeval/internal/app/safefile"
)

// identify tells copies and versions apart over all documents. One whose identity
// changes, since another came or went before it, has its rows written again.
func (g *Growing) identify() {
	ids := newIdentities()
	for i := range g.next.files {
		f := &g.next.files[i]
		for k := range f.Docs {
			d := &f.Docs[k]
			as := ids.of(filepath.ToSlash(f.Path), d.traits())
			d.anew = as != d.As
			d.As = as
		}
	}
	g.told.Copies, g.told.Versions = ids.copies, ids.further
}

// parts are the documents of each partition in their order.
func (g *Growing) parts() map[string][]*docEntry {
	parts := map[string][]*docEntry{}
	for i := range g.next.files {
		f := &g.next.files[i]
		for k := range f.Docs {
			parts[f.Docs[k].Folder] = append(parts[f.Docs[k].Folder], &f.Docs[k])
		}
	}
	return parts
}

// namesOf are the files of a partition.
func (g *Growing) namesOf(folder string) []string {
	names := []string{documentsName(folder)}
	for _, f := range g.formats {
		names = append(names, filesOf(f, partName(folder))...)
	}
	return names
}

// clean reports whether a partition's files, of as many documents, hold what they would
// be written with: the same documents in the same order, known as the same reports.
func (g *Growing) clean(folder string, docs []*docEntry) bool {
	if g.old.Written != g.next.Written {
		return false
	}
	for i, d := range docs {
		if d.spooled || d.anew || i > 0 && d.Offset <= docs[i-1].Offset {
			return false
		}
	}
	for _, name := range g.namesOf(folder) {
		if st, err := os.Stat(g.folder.Path(name)); err != nil || !st.Mode().IsRegular() || !g.folder.Owns(name) {
			return false
		}
	}
	return true
}

// writePart writes a partition: its documents and the tables of them.
func (g *Growing) writePart(folder string, docs []*docEntry) (err error) {
	var from *os.File // the documents that lie there
	if slices.ContainsFunc(docs, func(d *docEntry) bool { return !d.spooled }) {
		name := documentsName(folder)
		if err := g.folder.Check([]string{name}); err != nil {
			return err
		}
		if from, err = os.Open(g.folder.Path(name)); err != nil {
			return err
		}
		defer from.Close()
	}
	path := filepath.Join(g.stage, filepath.FromSlash(documentsName(folder)))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	to, err := os.Create(path)
	if err != nil {
		return err
	}
	defer to.Close()
	w, err := newFiles(g.stage, g.formats, g.opt, partName(folder))
	if err != nil {
		return err
	}
	if err := g.copyDocs(docs, from, to, w); err != nil {
		w.Discard()
		return fmt.Errorf("%s: %w", folder, err)
	}
	if err := w.Close(); err != nil {
		return err
	}
	for column, n := range w.beyond {
		g.told.Beyond[column] += n
	}
	return to.Close()
}

// copyDocs takes documents from the spool and from the partition's old file to its new
// one, and writes their rows.
func (g *Growing) copyDocs(docs []*docEntry, from, to *os.File, w *Writer) error {
	dec, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxDocument))
	if err != nil {
		return err
	}
	defer dec.Close()
	var end int64
	for _, d := range docs {
		src := from
		if d.spooled {
			src = g.spool
		}
		packed := make([]byte, d.Length)
		if _, err := src.ReadAt(packed, d.Offset); err != nil {
			return err
		}
		plain, err := dec.DecodeAll(packed, nil)
		if err != nil {
			return err
		}
		var doc selfeval.Document
		if err := json.Unmarshal(plain, &doc); err != nil {
			return err
		}
		if err := w.write(&doc, d.As.identity(d.ID)); err != nil {
			return err
		}
		if _, err := to.Write(packed); err != nil {
			return err
		}
		d.Offset, d.spooled = end, false
		end += int64(len(packed))
	}
	return nil
}

// maxDocument bounds a document's JSON.
const maxDocument = 512 << 20

// describe writes what belongs to the dataset as a whole.
func (g *Growing) describe(folders []string, interrupted bool) error {
	opt := g.opt
	opt.interrupted = interrupted
	err := writeDataPackage(g.stage, g.formats, opt, func(f Format, table string) []string {
		paths := []string{}
		for _, folder := range folders {
			paths = append(paths, partName(folder)(f, table))
		}
		return paths
	})
	if err != nil {
		return err
	}
	if err := writeReadme(g.stage, g.formats); err != nil {
		return err
	}
	return g.next.write(filepath.Join(g.stage, ledgerName))
}

// keepStamps spares the next run from reading what is the same; where it fails, that
// run takes longer.
func (g *Growing) keepStamps() {
	f, err := safefile.Create(g.folder.Path(stampsName))
	if err != nil {
		return
	}
	if err := g.next.writeStamps(io.Writer(f)); err != nil {
		f.Abort()
		return
	}
	_ = f.Commit()
}

// Growth tells what the run did.
func (g *Growing) Growth() Growth { return g.told }
