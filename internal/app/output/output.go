// Package output writes what became of documents: as text for people, as JSON
// for programs, and in whatever form is added. A form is one file that registers
// a Format from init. Writers get documents one at a time, in the order of the
// input, and keep nothing that grows with their number where the form allows.
package output

import (
	"cmp"
	"crypto/sha256"
	"io"
	"slices"

	"selfeval"
	"selfeval/extract/document"
	"selfeval/internal/app/dataset"
	"selfeval/internal/app/wire"
	"selfeval/report"
	"selfeval/rules"
)

// Writer writes one run. Document is called for every document in the order of
// the input; Close once at the end, also when the run was interrupted. A Writer
// does not close what it writes to.
type Writer interface {
	Document(*selfeval.Document) error
	Close(Summary) error
}

// RawWriter is a Writer that takes a document's JSON as it is, which spares a
// large run from taking every document apart.
type RawWriter interface {
	Writer
	Raw(document []byte) error
}

// PackedWriter is a Writer that takes a document as a run has it, to keep it as it is.
type PackedWriter interface {
	Writer
	Packed(*wire.Doc) error
}

// Emit hands a document to a writer, in the form in which the writer takes it.
func Emit(w Writer, d *wire.Doc) error {
	switch w := w.(type) {
	case PackedWriter:
		return w.Packed(d)
	case RawWriter:
		b, err := d.JSON()
		if err != nil {
			return err
		}
		return w.Raw(b)
	}
	doc, err := d.Document()
	if err != nil {
		return err
	}
	return w.Document(doc)
}

// Warner is a Writer that may have something to tell once all is written.
type Warner interface{ Warnings() []report.Text }

// Aborter is a Writer that must know of a run that failed, to give up what it wrote.
type Aborter interface{ Abort() }

// Keeper is a Writer that itself keeps what an interrupted run did, in Kept.
type Keeper interface{ Kept() string }

// Holder is a Writer that may hold the documents of files from an earlier run. Holds and
// HoldsContent may be called from several goroutines; Keep or File is called for every
// file in the order of the input, in place of Document.
type Holder interface {
	Writer
	Holds(path string, s dataset.Stamp) bool
	HoldsContent(path string, sum [sha256.Size]byte) bool
	Keep(path string, s dataset.Stamp) []dataset.Held
	File(path string, s dataset.Stamp, sum [sha256.Size]byte, docs []*wire.Doc) error
}

// Options are what a Writer may need to know.
type Options struct {
	Lang     report.Lang
	Color    bool          // the output is a terminal that takes colour
	Terminal bool          // the output is a terminal
	Width    int           // columns of the terminal, 0: lines are not broken
	All      bool          // write every document, however many there are
	Quiet    bool          // leave out documents without findings, and the summary
	Version  string        // of this program
	Context  string        // all that results depend on beside the files
	Run      *Run          // what applied; nil: only the version
	Custom   []*rules.Rule // rules beside the built-in ones, for formats that describe rules
}

// Format is a form of output.
type Format struct {
	Name string // as --format takes it
	Doc  report.Text
	// Binary output is refused on a terminal.
	Binary bool
	New    func(w io.Writer, opt Options) (Writer, error)
}

var formats []Format

// Register adds a format; each format's file calls it from init.
func Register(f Format) {
	if _, ok := Lookup(f.Name); ok {
		panic("output: " + f.Name + " registered twice")
	}
	formats = append(formats, f)
	slices.SortFunc(formats, func(a, b Format) int { return cmp.Compare(a.Name, b.Name) })
}

// Lookup returns the format of that name.
func Lookup(name string) (Format, bool) {
	for _, f := range formats {
		if f.Name == name {
			return f, true
		}
	}
	return Format{}, false
}

// All returns the formats sorted by name.
func All() []Format { return slices.Clone(formats) }

// Counts are numbers of findings by severity.
type Counts struct {
	Error   int `json:"error"`
	Warning int `json:"warning"`
	Info    int `json:"info"`
}

// Add counts findings.
func (c *Counts) Add(findings []rules.Finding) {
	for _, f := range findings {
		switch f.Severity {
		case rules.Error:
			c.Error++
		case rules.Warning:
			c.Warning++
		case rules.Info:
			c.Info++
		}
	}
}

// AtLeast is the number of findings of a severity or a heavier one.
func (c Counts) AtLeast(s rules.Severity) int {
	switch s {
	case rules.Error:
		return c.Error
	case rules.Warning:
		return c.Error + c.Warning
	case rules.Info:
		return c.Error + c.Warning + c.Info
	}
	return 0
}

// Summary closes a run.
type Summary struct {
	Documents int    `json:"documents"`
	Failed    int    `json:"failed"`
	Other     int    `json:"other"` // read, and none of our papers
	Partial   int    `json:"partial"`
	Skipped   int    `json:"skipped"` // files of folders that are of no kind that is read, and results of this program
	Findings  Counts `json:"findings"`
	// FailedNamed counts the failed documents that the user named one by one; those
	// found in folders, patterns and lists do not make a run fail.
	FailedNamed int `json:"-"`
	// SkippedKinds counts those of the skipped files that are no results of this program, by
	// the endings of their names.
	SkippedKinds map[string]int `json:"skipped_kinds,omitempty"`
	// FailedCauses counts the failed documents by the cause of it.
	FailedCauses map[document.Cause]int `json:"failed_causes,omitempty"`
	OK           int                    `json:"ok"`
	Interrupted  bool                   `json:"interrupted,omitempty"` // stopped before all inputs were done
	// Across is what the reports say together, nil where they were not compared.
	Across *Across `json:"across,omitempty"`
}

// Add counts a document.
func (s *Summary) Add(d *selfeval.Document) {
	var c Counts
	c.Add(d.Findings)
	var cause document.Cause
	if d.Cause != nil {
		cause = *d.Cause
	}
	s.Count(d.Status, cause, c)
}

// Unreadable reports whether a run failed for what could not be read: a file that the
// user named, all files, or any where strict.
func (s *Summary) Unreadable(strict bool) bool {
	return s.FailedNamed > 0 || s.Failed > 0 && (strict || s.Failed == s.Documents)
}

// Count counts a document of which only this is known; cause is that of one that failed.
func (s *Summary) Count(status selfeval.Status, cause document.Cause, c Counts) {
	s.Documents++
	switch status {
	case selfeval.OK:
		s.OK++
	case selfeval.Failed:
		s.Failed++
		if cause != "" {
			if s.FailedCauses == nil {
				s.FailedCauses = map[document.Cause]int{}
			}
			s.FailedCauses[cause]++
		}
	case selfeval.Partial:
		s.Partial++
	case selfeval.Other:
		s.Other++
	}
	s.Findings.Error += c.Error
	s.Findings.Warning += c.Warning
	s.Findings.Info += c.Info
}
