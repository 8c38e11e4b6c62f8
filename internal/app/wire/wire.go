// Package wire carries checked documents between processes and runs: from a
// worker to the batch, and in and out of the cache. A document travels as the
// JSON it will be written as, so that a run which writes JSON need not take it
// apart, and a head that holds what a batch must know of it.
package wire

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"selfeval"
	"selfeval/extract/document"
	"selfeval/internal/text/safe"
	"selfeval/report"
	"selfeval/rules"
)

// Head is what a batch must know of a document.
type Head struct {
	Path     string          `json:"path"`
	Part     int             `json:"part,omitempty"`
	Format   document.Format `json:"format"`
	Status   selfeval.Status `json:"status"`
	Error    string          `json:"error,omitempty"`
	Cause    document.Cause  `json:"cause,omitempty"`
	Pages    int             `json:"pages,omitempty"`
	Engines  map[string]int  `json:"engines,omitempty"` // pages read by an engine other than the first choice
	Errors   int             `json:"errors,omitempty"`
	Warnings int             `json:"warnings,omitempty"`
	Infos    int             `json:"infos,omitempty"`
	Accepted []string        `json:"accepted,omitempty"` // as in the document
	Stale    []string        `json:"stale,omitempty"`
	// Passing says that the result tells of this run (a limit, a crash, an engine that
	// was not ready) and not of the file's bytes alone: another run may end otherwise.
	Passing bool `json:"passing,omitempty"`
	// Texts are the messages in both languages, of notes, violations, findings, rules
	// withheld and fixes in this order; Keys the findings' keys, Former their former
	// fingerprints and Aliases the names of the report that these rest on. The document's
	// own JSON leaves them out.
	Texts   [][2]string    `json:"texts,omitempty"`
	Keys    []string       `json:"keys,omitempty"`
	Former  [][]string     `json:"former,omitempty"`
	Aliases []report.Alias `json:"aliases,omitempty"`
	// Hidden are the findings that a baseline hides.
	Hidden []rules.Finding `json:"hidden,omitempty"`
	// Evidence shows the places of findings, where it was asked for.
	Evidence map[string]*selfeval.Evidence `json:"evidence,omitempty"`
}

// Doc is a document on its way. It holds the JSON, the document or both; the
// other is made when asked for.
type Doc struct {
	Head
	body []byte
	doc  *selfeval.Document
}

// New makes a Doc of a checked document and lets go of its source.
func New(d *selfeval.Document) *Doc {
	h := Head{Path: d.Path, Part: d.Part, Format: d.Format, Status: d.Status, Accepted: d.Accepted, Stale: d.Stale, Passing: d.Passing}
	if d.Cause != nil {
		h.Cause = *d.Cause
	}
	if d.Error != nil {
		h.Error = *d.Error
		h.Passing = d.Err == nil || errors.Is(d.Err, document.ErrLimit) || errors.Is(d.Err, document.ErrPanic)
	}
	if d.Source != nil {
		h.Pages = d.Source.Pages
		for _, engine := range d.Source.Engines {
			if h.Engines == nil {
				h.Engines = map[string]int{}
			}
			h.Engines[engine]++
		}
		d.Source = nil
	}
	for i := range d.Findings {
		switch d.Findings[i].Severity {
		case rules.Error:
			h.Errors++
		case rules.Warning:
			h.Warnings++
		case rules.Info:
			h.Infos++
		}
	}
	return &Doc{Head: h, doc: d}
}

// JSON is the document as --format json writes it.
func (d *Doc) JSON() ([]byte, error) {
	if d.body == nil {
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		if err := e.Encode(d.doc); err != nil {
			return nil, err
		}
		d.body = safe.JSON(bytes.TrimSuffix(b.Bytes(), []byte("\n")))
	}
	return d.body, nil
}

// Document is the document as a value.
func (d *Doc) Document() (*selfeval.Document, error) {
	if d.doc != nil {
		return d.doc, nil
	}
	var doc selfeval.Document
	if err := json.Unmarshal(d.body, &doc); err != nil {
		return nil, err
	}
	doc.Hidden, doc.Evidence = d.Hidden, d.Evidence
	texts := d.Texts
	next := func() (t report.Text) {
		if len(texts) > 0 {
			t = report.Text{ZH: texts[0][0], EN: texts[0][1]}
			texts = texts[1:]
		}
		return t
	}
	if doc.Report != nil {
		doc.Report.Aliases = d.Aliases
	}
	for i := range doc.Notes {
		doc.Notes[i].Text = next()
	}
	for i := range doc.Violations {
		doc.Violations[i].Text = next()
	}
	for i := range doc.Findings {
		doc.Findings[i].Text = next()
		if i < len(d.Keys) {
			doc.Findings[i].Key = d.Keys[i]
		}
		if i < len(d.Former) {
			doc.Findings[i].Aliases = d.Former[i]
		}
	}
	for i := range doc.Withheld {
		doc.Withheld[i].Text = next()
	}
	for i := range doc.Fixes {
		doc.Fixes[i].Text = next()
	}
	d.doc = &doc
	return d.doc, nil
}

// Of reports whether the document is of the content with this digest.
func (d *Doc) Of(sum string) bool {
	if d.doc != nil {
		return d.doc.SHA256 == sum
	}
	// The digest stands near the beginning: the rest need not be taken apart.
	j := json.NewDecoder(bytes.NewReader(d.body))
	if t, err := j.Token(); err != nil || t != json.Delim('{') {
		return false
	}
	for range 8 {
		name, err := j.Token()
		if err != nil {
			return false
		}
		value, err := j.Token()
		if err != nil {
			return false
		}
		if name == "sha256" {
			return value == sum
		}
	}
	return false
}

// Rename gives a document that comes from the cache the path of this run.
func (d *Doc) Rename(path string) error {
	if path == d.Path {
		return nil
	}
	return d.From(path, nil)
}

// From gives a document that was kept the path, and what is known of where it was
// fetched. It may be done once.
func (d *Doc) From(path string, origin *selfeval.Origin) error {
	if d.body != nil {
		was, err := beginning(d.Path, nil)
		if err != nil {
			return err
		}
		now, err := beginning(path, origin)
		if err != nil {
			return err
		}
		rest, ok := bytes.CutPrefix(d.body, was)
		if !ok {
			return errors.New("wire: the document does not begin with its path")
		}
		d.body = append(now, rest...)
	}
	if d.doc != nil {
		d.doc.Path, d.doc.Origin = path, origin
	}
	d.Path = path
	return nil
}

// beginning is what a document's JSON begins with, up to what is its own.
func beginning(path string, origin *selfeval.Origin) ([]byte, error) {
	b, err := (&Doc{doc: &selfeval.Document{Path: path, Origin: origin}}).JSON()
	if err != nil {
		return nil, err
	}
	return b[:bytes.LastIndex(b, []byte(`,"sha256":`))], nil
}

// pack fills in what the JSON leaves out.
func (d *Doc) pack() {
	if d.doc == nil || d.Texts != nil {
		return
	}
	add := func(t report.Text) { d.Texts = append(d.Texts, [2]string{t.ZH, t.EN}) }
	d.Hidden, d.Evidence = d.doc.Hidden, d.doc.Evidence
	if d.doc.Report != nil {
		d.Aliases = d.doc.Report.Aliases
	}
	for i := range d.doc.Notes {
		add(d.doc.Notes[i].Text)
	}
	for i := range d.doc.Violations {
		add(d.doc.Violations[i].Text)
	}
	for i := range d.doc.Findings {
		add(d.doc.Findings[i].Text)
		d.Keys = append(d.Keys, d.doc.Findings[i].Key)
		d.Former = append(d.Former, d.doc.Findings[i].Aliases)
	}
	for i := range d.doc.Withheld {
		add(d.doc.Withheld[i].Text)
	}
	for i := range d.doc.Fixes {
		add(d.doc.Fixes[i].Text)
	}
}

// Write writes documents as one frame.
func Write(w io.Writer, docs []*Doc) error {
	var b bytes.Buffer
	b.Write(make([]byte, 4))
	for _, d := range docs {
		d.pack()
		head, err := json.Marshal(d.Head)
		if err != nil {
			return err
		}
		body, err := d.JSON()
		if err != nil {
			return err
		}
		for _, part := range [][]byte{head, body} {
			_ = binary.Write(&b, binary.BigEndian, uint32(len(part)))
			b.Write(part)
		}
	}
	frame := b.Bytes()
	binary.BigEndian.PutUint32(frame, uint32(len(frame)-4))
	_, err := w.Write(frame)
	return err
}

// Read reads what Write wrote.
func Read(r io.Reader) ([]*Doc, error) {
	frame, err := ReadFrame(r)
	if err != nil {
		return nil, err
	}
	var docs []*Doc
	for len(frame) > 0 {
		var parts [2][]byte
		for i := range parts {
			if len(frame) < 4 {
				return nil, errBroken
			}
			n := binary.BigEndian.Uint32(frame)
			if uint64(n) > uint64(len(frame)-4) {
				return nil, errBroken
			}
			parts[i], frame = frame[4:4+n:4+n], frame[4+n:]
		}
		d := &Doc{body: parts[1]}
		if err := json.Unmarshal(parts[0], &d.Head); err != nil {
			return nil, fmt.Errorf("%w: %w", errBroken, err)
		}
		docs = append(docs, d)
	}
	if len(docs) == 0 {
		return nil, errBroken
	}
	return docs, nil
}

var errBroken = errors.New("wire: broken frame")

// WriteFrame writes bytes with their length before them.
func WriteFrame(w io.Writer, data []byte) error {
	if uint64(len(data)) > maxFrame {
		return fmt.Errorf("wire: frame of %d bytes", len(data))
	}
	if err := binary.Write(w, binary.BigEndian, uint32(len(data))); err != nil {
		return err
	}
	_, err := w.Write(data)
	return err
}

// maxFrame bounds what a length prefix may announce.
const maxFrame = 1 << 31

// ReadFrame reads what WriteFrame wrote. It is io.EOF only where nothing follows.
func ReadFrame(r io.Reader) ([]byte, error) {
	var n [4]byte
	if _, err := io.ReadFull(r, n[:]); err != nil {
		return nil, err
	}
	size := binary.BigEndian.Uint32(n[:])
	if size > maxFrame {
		return nil, errBroken
	}
	// A broken length must not cost memory before the bytes are there.
	var b bytes.Buffer
	if m, err := io.Copy(&b, io.LimitReader(r, int64(size))); err != nil {
		return nil, err
	} else if m != int64(size) {
		return nil, io.ErrUnexpectedEOF
	}
	return b.Bytes(), nil
}
