// Package selfeval reads published performance self-evaluation reports
// (绩效自评报告) and says what in them cannot be true, and where.
//
// Check is the whole way through the house: extract finds text and where it
// stands, normalize gives it meaning, validate asks whether the record is whole
// and well formed, rules whether it is true. This package alone knows their order.
package selfeval

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"time"

	"selfeval/extract"
	"selfeval/extract/document"
	"selfeval/normalize"
	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/builtin"
	"selfeval/validate"
)

// Status says how much of a document was read.
type Status string

// The statuses of a document.
const (
	OK      Status = "ok"      // one of our papers, and every part of it is whole
	Partial Status = "partial" // one of ours, of which something was not read; Reading and Notes say what
	Other   Status = "other"   // read, and no self-evaluation paper: no rule runs on it
	Failed  Status = "failed"  // could not be read; Error says why
)

// Input is a file to check.
type Input = extract.Input

// Options steer a check. The zero value is ready to use.
type Options struct {
	Extract extract.Options
	Rules   *rules.Config
	Lang    report.Lang // language of messages, Chinese by default
	// Hide takes accepted findings of a report out of those found. accepted are the
	// fingerprints of these, stale those of accepted findings that did not occur.
	Hide func(r *report.Report, found []rules.Finding) (kept []rules.Finding, accepted, stale []string)
	// Raw stops after extract: the record as printed, before normalising.
	Raw bool
	// Ours takes every paper for one of ours, as where a rule is tried on a piece of one.
	Ours bool
	// NoRules stops after validate.
	NoRules bool
	// NoConfirm leaves errors as the rules find them: the cells behind them are not read
	// a second time.
	NoConfirm bool
	// ConfirmWait is how long the second engine for PDF may take to start where it was
	// never started on this machine, which takes seconds. 0: it is started beside the
	// work, and what it comes too late for has no second reading.
	ConfirmWait time.Duration
}

// Document is what became of one report in one file. A file that publishes the
// reports of several departments gives several, numbered by Part.
type Document struct {
	Path       string               `json:"path"`
	Origin     *Origin              `json:"source" jsonschema:"nullable"` // where a workspace has it from
	Part       int                  `json:"part,omitempty"`               // 1, 2 … where the file holds several reports
	SHA256     string               `json:"sha256"`
	Format     document.Format      `json:"format"`
	Status     Status               `json:"status"`
	Error      *string              `json:"error" jsonschema:"nullable"`
	Cause      *document.Cause      `json:"cause" jsonschema:"nullable"` // why, in one word
	Report     *report.Report       `json:"report" jsonschema:"nullable"`
	Reading    *report.Reading      `json:"reading" jsonschema:"nullable"` // what was seen of the paper, and how much of it is in the record
	Fixes      []report.Fix         `json:"fixes"`
	Violations []validate.Violation `json:"violations"`
	Findings   []rules.Finding      `json:"findings"`
	Withheld   []rules.Withheld     `json:"withheld"`           // rules that what was read did not allow to apply
	Accepted   []string             `json:"accepted,omitempty"` // fingerprints of findings hidden by a baseline
	// Hidden are those findings, for who shows them as what they are; JSON names them only.
	Hidden []rules.Finding `json:"-"`
	Stale  []string        `json:"stale,omitempty"` // those of the baseline that did not occur
	Notes  []Note          `json:"notes,omitempty"`
	// Evidence shows the places of findings, by their fingerprints, for who shows them to
	// people; nil where nobody asked for it.
	Evidence map[string]*Evidence `json:"-"`

	// Err is the error behind Error.
	Err error `json:"-"`
	// Source is the document the record was read from, nil where reading failed.
	Source *document.Document `json:"-"`
	// Passing says that another run may tell more: the second engine was not ready.
	Passing bool `json:"-"`
}

// Origin is where a document was fetched. It stands beside the record and never enters it:
// the same bytes have one result.
type Origin struct {
	URL       string `json:"url"`
	FetchedAt string `json:"fetched_at"`          // RFC 3339
	Referrer  string `json:"referrer"`            // the page that leads to it
	LinkText  string `json:"link_text"`           // what the link to it says
	Published string `json:"published,omitempty"` // the day that its page gives
	PageText  string `json:"page_text,omitempty"` // what the link to that page says
	// Fills is what the paper leaves empty and the links say.
	Fills *Fill `json:"fills,omitempty"`
	// Attached are the attachments of the page that were fetched, where the document is a
	// page; Resolved are those of the announcements that its reading did not find, and that
	// point to them.
	Attached []Attached `json:"attached,omitempty"`
	Resolved []string   `json:"resolved,omitempty"`
}

// Fill is what links say of a paper.
type Fill struct {
	Title      string `json:"title,omitempty"`
	FiscalYear string `json:"fiscal_year,omitempty"`
}

// Attached is a document that was fetched as a page's attachment.
type Attached struct {
	URL      string `json:"url"`
	LinkText string `json:"link_text"`
	SHA256   string `json:"sha256"`
}

// Note is a report.Note in the language of the run.
type Note struct {
	Message string          `json:"message"`
	At      report.Location `json:"at"`
	Lost    bool            `json:"lost"`
	Text    report.Text     `json:"-"`
}

// Check reads one file and checks every report in it. It always returns at least
// one Document; a file that could not be read has Status Failed and Error set.
func Check(ctx context.Context, in Input, opt Options) []*Document {
	sum := sha256.Sum256(in.Data)
	base := Document{Path: in.Name, SHA256: hex.EncodeToString(sum[:]), Status: OK,
		Fixes: []report.Fix{}, Violations: []validate.Violation{}, Findings: []rules.Finding{}}
	x, err := extract.Extract(ctx, in, opt.Extract)
	if x != nil {
		base.Format = x.Format
	}
	if err != nil {
		base.fail(err, opt.Lang)
		base.fillEmpty()
		return []*Document{&base}
	}
	base.Source = x.Document
	docs := make([]*Document, 0, len(x.Reports))
	for i, r := range x.Reports {
		d := base
		if len(x.Reports) > 1 {
			d.Part = i + 1
		}
		d.Report, d.Reading = r, x.Readings[i]
		for k := range d.Reading.Tables.Left {
			t := &d.Reading.Tables.Left[k]
			t.Why = t.Text.In(opt.Lang)
		}
		d.note(x.Notes, opt.Lang)
		own := opt
		switch {
		case !x.Verdicts[i].Ours && !opt.Ours:
			d.other(x.Nothing, opt.Lang)
			own.NoRules = true
		case !d.Reading.Whole.All():
			d.Status = Partial
		}
		d.judge(ctx, in.Data, own)
		d.fillEmpty()
		docs = append(docs, &d)
	}
	return docs
}

// other marks a paper as none of ours. What was read of it stays; what a reading could
// not take in is no loss to anybody.
func (d *Document) other(nothing error, lang report.Lang) {
	d.Status = Other
	if e, ok := errors.AsType[*document.Error](nothing); ok {
		d.Notes = append(d.Notes, Note{Message: e.Text.In(lang), At: e.At, Text: e.Text})
	}
}

// judge runs the steps after extract. No panic leaves it: a fault in a rule
// costs this document only.
func (d *Document) judge(ctx context.Context, data []byte, opt Options) {
	defer func() {
		if p := recover(); p != nil {
			d.fail(document.Panic(p), opt.Lang)
		}
	}()
	if opt.Raw {
		return
	}
	fixes, notes := normalize.Report(d.Report)
	d.Fixes = append(d.Fixes, fixes...)
	for i := range d.Fixes {
		d.Fixes[i].Why = d.Fixes[i].Text.In(opt.Lang)
	}
	d.note(notes, opt.Lang)
	d.Violations = append(d.Violations, validate.Report(d.Report)...)
	for i := range d.Violations {
		v := &d.Violations[i]
		v.Message = v.Text.In(opt.Lang)
	}
	if opt.NoRules {
		return
	}
	cfg := rules.Config{}
	if opt.Rules != nil {
		cfg = *opt.Rules
	}
	cfg.Lang, cfg.Path = opt.Lang, d.Path
	if cfg.Registry == nil {
		cfg.Registry = builtin.Registry()
	}
	res, err := rules.Check(ctx, d.Report, d.Reading, &cfg)
	if err != nil {
		d.fail(err, opt.Lang)
		return
	}
	if !opt.NoConfirm {
		d.confirm(ctx, data, res.Findings, &cfg, opt)
	}
	for i := range res.Findings {
		res.Findings[i].Over, res.Findings[i].Summed = nil, nil // of no use to anybody after this
	}
	if opt.Hide != nil {
		found := res.Findings
		res.Findings, d.Accepted, d.Stale = opt.Hide(d.Report, found)
		d.Hidden = Without(found, res.Findings)
	}
	d.Findings = append(d.Findings, res.Findings...)
	d.Withheld = append(d.Withheld, res.Withheld...)
	d.note(res.Notes, opt.Lang)
}

// Without gives the findings of all that are not among kept, which is a part of them in
// the same order.
func Without(all, kept []rules.Finding) (out []rules.Finding) {
	for i := range all {
		if len(kept) > 0 && kept[0].Fingerprint == all[i].Fingerprint && kept[0].ValuesDigest == all[i].ValuesDigest {
			kept = kept[1:]
			continue
		}
		out = append(out, all[i])
	}
	return out
}

func (d *Document) note(notes []report.Note, lang report.Lang) {
	for _, n := range notes {
		d.Notes = append(d.Notes, Note{Message: n.Text.In(lang), At: n.At, Lost: n.Lost, Text: n.Text})
		if n.Lost && d.Status == OK {
			d.Status = Partial
		}
	}
}

// fillEmpty makes lists empty rather than nil: JSON promises [] and never null.
func (d *Document) fillEmpty() {
	if d.Report != nil {
		d.Report.Init()
	}
	d.Fixes = append([]report.Fix{}, d.Fixes...)
	d.Violations = append([]validate.Violation{}, d.Violations...)
	d.Findings = append([]rules.Finding{}, d.Findings...)
	d.Withheld = append([]rules.Withheld{}, d.Withheld...)
}

// Failure is the Document of a file that could not even be opened.
func Failure(path string, err error, lang report.Lang) *Document {
	d := &Document{Path: path}
	d.fail(err, lang)
	d.fillEmpty()
	return d
}

func (d *Document) fail(err error, lang report.Lang) {
	msg := err.Error()
	if e, ok := errors.AsType[*document.Error](err); ok {
		msg = e.In(lang)
	}
	cause := document.CauseOf(err)
	d.Status, d.Error, d.Cause, d.Err = Failed, &msg, &cause, err
}
