// Package intake takes documents into a workspace: it reads them, keeps each once,
// writes down where it was found, and has checked what is new.
package intake

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"time"

	"selfeval/internal/app/batch"
	"selfeval/internal/app/mark"
	"selfeval/internal/service/queue"
	"selfeval/internal/service/workspace"
	"selfeval/report"
)

// Intake gathers documents and hands them on in chunks: one transaction and one job for
// each. Its methods are for one goroutine.
type Intake struct {
	W        *workspace.Workspace
	Q        *queue.Queue
	Settings string // digest of the settings to check with
	Priority int
	MaxBytes int64
	// Also is done in the transaction that documents are taken in with; nil: nothing.
	Also func(context.Context, *sql.Tx) error
	// Partly is told of an archive that was not taken apart, or not wholly; nil: nobody.
	Partly func(location string, why report.Text)

	chunk    []arrival
	bytes    int64
	archives []taken
	Count    Count
}

// Count is what came in.
type Count struct {
	Seen      int // files and pages looked at
	New       int // documents that the workspace did not hold
	Unchanged int // sources that hold what they held, without being read again
	Queued    int // documents that are to be checked
	Skipped   int // results of this program that lay among the files
	Failed    int // that could not be opened or read
	Passed    int // of folders, of kinds that are not read
}

// taken is an archive that was taken apart, and the locations of what came of it: what else
// lay there is there no more.
type taken struct {
	location string
	held     []string
}

type arrival struct {
	workspace.Arrival
	size int64
}

// The bounds of a chunk: enough that a job is worth its keep (short papers are checked in
// a millisecond), and little enough that a worker that goes down has little to do again
// and that several share a batch: some seconds of work.
const (
	chunkDocuments = 128
	chunkBytes     = 1 << 20
)

// Deliver takes a document in, or the documents of an archive. They are there for good once
// Flush has returned.
func (in *Intake) Deliver(ctx context.Context, a workspace.Arrival) error {
	before := len(in.chunk)
	if z := openArchive(a.Data, in.most(), &room{mostMembers, mostNested, mostUnpacked}); z != nil {
		if err := in.apart(ctx, a, z, 1); err != nil {
			return err
		}
		var held []string
		for i := range in.chunk[before:] {
			held = append(held, in.chunk[before+i].Source.Location)
		}
		in.archives = append(in.archives, taken{a.Source.Location, held})
	} else if err := in.one(ctx, a); err != nil {
		return err
	}
	// What is to be done with the rest in one transaction waits for it.
	if in.Also == nil && (len(in.chunk) >= chunkDocuments || in.bytes >= chunkBytes) {
		return in.Flush(ctx)
	}
	return nil
}

// one takes in a document that is what it is.
func (in *Intake) one(ctx context.Context, a workspace.Arrival) error {
	if a.SHA256 == "" {
		a.SHA256 = workspace.Digest(a.Data)
	}
	size := max(a.Size, int64(len(a.Data)))
	if a.Data != nil {
		held := slices.ContainsFunc(in.chunk, func(b arrival) bool { return b.SHA256 == a.SHA256 })
		if !held {
			var err error
			if held, err = in.W.Holds(ctx, a.SHA256); err != nil {
				return err
			}
		}
		// The bytes first: a document in the tables has its bytes, whatever happens.
		if !held {
			if err := in.W.Blobs.PutDocument(ctx, a.SHA256, a.Data); err != nil {
				return err
			}
			in.Count.New++
		}
		a.Data = nil
	}
	in.chunk = append(in.chunk, arrival{a, size})
	in.bytes += size
	return nil
}

// Flush hands on what was gathered.
func (in *Intake) Flush(ctx context.Context) error {
	if len(in.chunk) == 0 {
		return nil
	}
	var queued int
	err := in.W.Tx(ctx, func(tx *sql.Tx) (err error) {
		var sums []string
		for i := range in.chunk {
			if err := in.W.Arrive(ctx, tx, &in.chunk[i].Arrival, in.chunk[i].size); err != nil {
				return err
			}
			sums = append(sums, in.chunk[i].SHA256)
		}
		for _, t := range in.archives {
			if err := in.W.VanishBut(ctx, tx, t.location, t.held); err != nil {
				return err
			}
		}
		if queued, err = in.Q.Enqueue(ctx, tx, in.Settings, in.Priority, sums); err != nil || in.Also == nil {
			return err
		}
		return in.Also(ctx, tx)
	})
	if err != nil {
		return err
	}
	in.Count.Queued += queued
	in.chunk, in.archives, in.bytes = in.chunk[:0], nil, 0
	return nil
}

// Files takes in what lies under names, folders and patterns. refused is told of a file
// that cannot be read; it ends nothing.
func (in *Intake) Files(ctx context.Context, sources iter.Seq[batch.Source], stdin io.Reader, refused func(batch.Source, error)) error {
	for s := range sources {
		if ctx.Err() != nil {
			break
		}
		in.Count.Seen++
		if err := in.file(ctx, s, stdin); err != nil {
			if e, ok := errors.AsType[*unreadable](err); ok {
				in.Count.Failed++
				refused(s, e.error)
				continue
			}
			return err
		}
	}
	// What came in stays, also where the rest is cut short.
	return in.Flush(context.WithoutCancel(ctx))
}

// unreadable is the fault of one file.
type unreadable struct{ error }

func (in *Intake) file(ctx context.Context, s batch.Source, stdin io.Reader) error {
	if s.Err != nil {
		return &unreadable{s.Err}
	}
	a := workspace.Arrival{Name: filepath.Base(s.Path), Source: workspace.Source{Kind: workspace.FileSource}}
	a.Source.Location = s.Path
	if !s.Stdin {
		path, err := filepath.Abs(s.Path)
		if err != nil {
			return &unreadable{err}
		}
		a.Source.Location = path
		if st, err := os.Stat(path); err == nil {
			a.Source.Stamp = stamp(st)
		}
		held, err := in.W.Held(ctx, path)
		if err != nil {
			return err
		}
		if a.Source.Stamp != "" && len(held) > 0 && !slices.ContainsFunc(held, func(h workspace.Held) bool { return h.Stamp != a.Source.Stamp }) {
			in.Count.Unchanged++
			return in.again(ctx, a, held)
		}
	}
	data, err := batch.Read(ctx, s, stdin, in.MaxBytes)
	if err != nil {
		return &unreadable{err}
	}
	if mark.Is(data) {
		in.Count.Skipped++
		return nil
	}
	a.Data = data
	if a.Data == nil {
		a.Data = []byte{}
	}
	return in.Deliver(ctx, a)
}

// again takes in what a file holds that did not change: it may still have to be checked, by
// other settings.
func (in *Intake) again(ctx context.Context, a workspace.Arrival, held []workspace.Held) error {
	for _, h := range held {
		a.Source.Location, a.SHA256 = h.Location, h.SHA256
		if err := in.Deliver(ctx, a); err != nil {
			return err
		}
	}
	return nil
}

// settled is how old a file is whose time says that it did not change: one written to in
// this very moment may be written to again within a tick of its clock.
const settled = 2 * time.Second

func stamp(st os.FileInfo) string {
	if time.Since(st.ModTime()) < settled {
		return ""
	}
	return fmt.Sprintf("%d %d", st.Size(), st.ModTime().UnixNano())
}
