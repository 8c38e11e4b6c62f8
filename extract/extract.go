// Package extract answers where which text stands: it recognises a file's
// format, lets that format's reader turn the bytes into a document.Document, and
// lets package interpret turn the document into a report.Report. It fills Raw
// and At and never a number's value; that is normalize's question.
package extract

import (
	"bytes"
	"context"
	"errors"

	"selfeval/extract/document"
	"selfeval/extract/html"
	"selfeval/extract/interpret"
	"selfeval/extract/interpret/identity"
	"selfeval/extract/markdown"
	"selfeval/extract/pdf"
	"selfeval/report"
)

// Input is a file to read. Name serves messages and, where the bytes leave it
// open, the choice of the reader (.md beside .txt).
type Input struct {
	Name string
	Data []byte
}

// Extraction is what a file held.
type Extraction struct {
	Format   document.Format
	Document *document.Document // what the reader saw
	// Reports has one record, more where a file publishes the reports of several
	// departments after each other.
	Reports  []*report.Report
	Readings []*report.Reading  // the account of each report's share, counted on Document
	Verdicts []identity.Verdict // whether each is one of ours
	Notes    []report.Note      // what could not be read; one with Lost makes the result partial
	// Nothing says what was there instead, where nothing of a self-evaluation was found.
	Nothing error
}

// Limits bound what one document may cost. Zero fields take the defaults.
type Limits = document.Limits

// Options steer extraction.
type Options struct {
	Vocabulary *interpret.Vocabulary // nil: the built-in one
	Limits     Limits
	Readers    []Reader // nil: the built-in ones
	// Structure puts what a reader saw in logical order; nil is structure.Read. What it
	// loses is missed by the account, which is taken of what the reader saw.
	Structure interpret.Structure
}

// Reader is one file format: how to recognise it and how to read it.
type Reader struct {
	Format document.Format
	// Sniff tells how sure the reader is, 0 to 100, that the bytes are its own.
	Sniff func(name string, data []byte) int
	Read  func(ctx context.Context, data []byte, limits document.Limits) (*document.Document, error)
	// Endings are those of the names by which a search through folders takes files for
	// reports of the format. A file named outright is read whatever its ending.
	Endings []string
}

// readers are asked in turn; the surest wins. A new format is one line here and
// one folder beside.
var readers = []Reader{
	{document.PDF, pdf.Sniff, pdf.Read, []string{".pdf"}},
	{document.HTML, html.Sniff, html.Read, []string{".html", ".htm", ".xhtml", ".shtml"}},
	{document.Markdown, markdown.Sniff, markdown.Read, []string{".md", ".markdown", ".txt"}},
}

// Extract reads one file. The error, if any, is a *document.Error or wraps the
// context's; what could be read until then is not returned, only the Format
// where it was recognised.
func Extract(ctx context.Context, in Input, opt Options) (x *Extraction, err error) {
	// A reader that trips over a hostile file must cost its own document only.
	defer func() {
		if p := recover(); p != nil {
			err = document.Panic(p)
		}
	}()
	limits := opt.Limits.WithDefaults()
	if len(bytes.TrimSpace(bytes.Trim(in.Data, "\x00\ufeff"))) == 0 {
		return nil, document.Errorf(report.Location{}, nil, "文件是空的", "the file is empty").Because(document.Empty)
	}
	if int64(len(in.Data)) > limits.Bytes {
		return nil, document.Errorf(report.Location{}, document.ErrLimit, "文件大小 %d 字节超过上限 %d", "file of %d bytes is over the limit of %d", len(in.Data), limits.Bytes)
	}
	r, err := sniff(in, opt.Readers)
	if err != nil {
		return nil, err
	}
	x = &Extraction{Format: r.Format}
	ctx, cancel := context.WithTimeoutCause(ctx, limits.Time, document.ErrLimit)
	defer cancel()
	doc, err := r.Read(ctx, in.Data, limits)
	if err != nil {
		return x, stopped(ctx, limits, err)
	}
	if err := limits.Fits(doc); err != nil {
		return x, err
	}
	doc.Fold()
	papers, notes, err := interpret.Ordered(ctx, doc, opt.Vocabulary, opt.Structure)
	if len(papers) == 0 || ctx.Err() != nil {
		return x, stopped(ctx, limits, err)
	}
	x.Document, x.Nothing = doc, err
	x.Notes = append(doc.Notes, notes...)
	if late := x.hold(ctx, papers, opt.Vocabulary); late != nil {
		return &Extraction{Format: r.Format}, stopped(ctx, limits, late)
	}
	if err != nil && !x.speaks() {
		return x, err
	}
	return x, nil
}

// stopped says why reading was given up, where an error tells no more than that it
// was.
func stopped(ctx context.Context, limits document.Limits, err error) error {
	var told *document.Error
	cause := context.Cause(ctx)
	switch {
	case cause == nil || errors.As(err, &told):
		return err
	case errors.Is(cause, document.ErrLimit):
		return document.Errorf(report.Location{}, document.ErrLimit, "超过时间上限 %s，已放弃", "took longer than %s and was given up", limits.Time)
	}
	return document.Errorf(report.Location{}, cause, "读取被中止", "reading was stopped")
}

func sniff(in Input, among []Reader) (Reader, error) {
	if f, ok := recognise(in.Data); ok {
		return Reader{}, refuse(f, "")
	}
	if among == nil {
		among = readers
	}
	best, sure := Reader{}, 0
	for _, r := range among {
		if s := r.Sniff(in.Name, in.Data); s > sure {
			best, sure = r, s
		}
		if sure == 100 { // nobody can be surer
			break
		}
	}
	if sure == 0 {
		return Reader{}, unread(in.Data)
	}
	return best, nil
}
