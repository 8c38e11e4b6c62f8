package dataset

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"os"

	"github.com/klauspost/compress/zstd"

	"selfeval"
	"selfeval/extract/document"
)

// ledgerName is the file of a folder that says which files its rows come from.
const ledgerName = "ledger.jsonl.zst"

// ledger is what a growing dataset knows of its files, in the order of the rows. It
// takes some 300 bytes a document in memory.
type ledger struct {
	ledgerHead
	files []fileEntry
	index map[string]int
}

// ledgerHead begins the file.
type ledgerHead struct {
	Program   string    `json:"program"` // the mark of results: selfeval
	Version   int       `json:"ledger"`
	Read      string    `json:"read"`    // digest of all that reading depends on beside the files
	Written   string    `json:"written"` // of all that the tables depend on beside the documents
	Partition Partition `json:"partition"`
}

const ledgerVersion = 1

// fileEntry is a file and what was read of it.
type fileEntry struct {
	Path string `json:"path"`
	// Bytes are the path where it is no valid text.
	Bytes []byte `json:"path_bytes,omitempty"`
	// Sum is the digest of the content; empty where it is to be read again whatever it is.
	Sum  digest32   `json:"sha256,omitzero"`
	Docs []docEntry `json:"documents"`

	stamp Stamp
}

// docEntry is a document: where it lies, what its identity rests on, and what came of
// that among the others.
type docEntry struct {
	Folder  string          `json:"partition"`
	Offset  int64           `json:"offset"`
	Length  int32           `json:"length"`
	Sum     digest12        `json:"sum"` // of its JSON
	ID      digest12        `json:"id"`
	Key     digest12        `json:"key"`
	Figures digest12        `json:"figures"`
	Read    bool            `json:"read"`
	As      known           `json:"as"`
	Status  selfeval.Status `json:"status"`
	Cause   document.Cause  `json:"cause,omitempty"` // of one that failed
	Counts  [3]int32        `json:"findings"`        // errors, warnings, infos

	spooled bool // it lies in this run's spool, not in the partition's file
	anew    bool // its rows are not those that are written
}

func (d *docEntry) traits() traits { return traits{d.ID, d.Key, d.Figures, d.Read} }

// digest12 is written as hexadecimal digits.
type digest12 [12]byte

// MarshalText implements encoding.TextMarshaler.
func (d digest12) MarshalText() ([]byte, error) { return hex.AppendEncode(nil, d[:]), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (d *digest12) UnmarshalText(text []byte) error {
	if len(text) != 2*len(d) {
		return errLedger
	}
	_, err := hex.Decode(d[:], text)
	return err
}

// digest32 is the digest of a file.
type digest32 [sha256.Size]byte

// MarshalText implements encoding.TextMarshaler.
func (d digest32) MarshalText() ([]byte, error) { return hex.AppendEncode(nil, d[:]), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (d *digest32) UnmarshalText(text []byte) error {
	if len(text) != 2*len(d) {
		return errLedger
	}
	_, err := hex.Decode(d[:], text)
	return err
}

var errLedger = errors.New("dataset: broken ledger")

// maxLedgerLine bounds a line of the ledger: a file that holds thousands of reports.
const maxLedgerLine = 16 << 20

// readLedger reads a ledger. Whatever is wrong with it, it is then as if there were
// none, and all files are read.
func readLedger(path string) (*ledger, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, end, err := unpack(f)
	if err != nil {
		return nil, err
	}
	defer end()
	lines := bufio.NewScanner(z)
	lines.Buffer(make([]byte, 0, 1<<16), maxLedgerLine)
	l := &ledger{index: map[string]int{}}
	if !lines.Scan() || json.Unmarshal(lines.Bytes(), &l.ledgerHead) != nil || l.Version != ledgerVersion {
		return nil, errors.Join(lines.Err(), errLedger)
	}
	words := map[string]string{} // one string a partition, and a status
	for lines.Scan() {
		var e fileEntry
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			return nil, err
		}
		for i := range e.Docs {
			d := &e.Docs[i]
			d.Folder, d.Status = shared(words, d.Folder), selfeval.Status(shared(words, string(d.Status)))
			d.Cause = document.Cause(shared(words, string(d.Cause)))
		}
		if e.Bytes != nil {
			e.Path = string(e.Bytes)
		}
		l.index[e.Path] = len(l.files)
		l.files = append(l.files, e)
	}
	return l, lines.Err()
}

// A ledger packs to a tenth. What packs to less than a hundredth was made to hurt.
const (
	maxLedgerRatio = 100
	ledgerSlack    = 1 << 20
)

// unpack decompresses a file, no more of it than one of ours holds: behind that is
// nothing, and what was read of it is not whole.
func unpack(f *os.File) (io.Reader, func(), error) {
	st, err := f.Stat()
	if err != nil {
		return nil, nil, err
	}
	z, err := zstd.NewReader(f, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(16<<20))
	if err != nil {
		return nil, nil, err
	}
	return &bounded{z, maxLedgerRatio*st.Size() + ledgerSlack}, z.Close, nil
}

// bounded is a reader that fails where more comes than is left.
type bounded struct {
	r    io.Reader
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return 0, errLedger
	}
	return n, err
}

// shared gives equal words the same memory.
func shared(words map[string]string, w string) string {
	if words[w] == "" {
		words[w] = w
	}
	return words[w]
}

// held counts the documents of each partition.
func (l *ledger) held() map[string]int {
	n := map[string]int{}
	for i := range l.files {
		for _, d := range l.files[i].Docs {
			n[d.Folder]++
		}
	}
	return n
}

func (l *ledger) write(path string) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	z, err := zstd.NewWriter(f, zstd.WithEncoderConcurrency(1))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, z.Close()) }()
	w := bufio.NewWriter(z)
	e := json.NewEncoder(w)
	if err := e.Encode(&l.ledgerHead); err != nil {
		return err
	}
	for i := range l.files {
		if err := e.Encode(&l.files[i]); err != nil {
			return err
		}
	}
	return w.Flush()
}

// stampsName is a file beside the ledger that spares the next run from reading files
// whose stamp is the same. It is no part of the dataset: stamps differ from copy to copy,
// and without it files are read, found to be the same, and not worked on again.
const stampsName = ".selfeval-stamps"

type stampLine struct {
	Path string   `json:"path"`
	Sum  digest32 `json:"sha256"`
	Stamp
}

// readStamps gives the files of the ledger their stamps.
func (l *ledger) readStamps(path string) {
	f, err := os.Open(path)
	if err != nil {
		return
	}
	defer f.Close()
	z, end, err := unpack(f)
	if err != nil {
		return
	}
	defer end()
	for d := json.NewDecoder(z); ; {
		var s stampLine
		if d.Decode(&s) != nil {
			return
		}
		if i, ok := l.index[s.Path]; ok && l.files[i].Sum == s.Sum {
			l.files[i].stamp = s.Stamp
		}
	}
}

// writeStamps writes the stamps of the files that have one.
func (l *ledger) writeStamps(w io.Writer) error {
	z, err := zstd.NewWriter(w, zstd.WithEncoderConcurrency(1))
	if err != nil {
		return err
	}
	e := json.NewEncoder(z)
	for i := range l.files {
		if f := &l.files[i]; f.stamp != (Stamp{}) && f.Sum != (digest32{}) {
			if err := e.Encode(stampLine{f.Path, f.Sum, f.stamp}); err != nil {
				return err
			}
		}
	}
	return z.Close()
}
