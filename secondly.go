package selfeval

import (
	"context"
	"errors"
	"time"

	"selfeval/extract/document"
	"selfeval/extract/pdf"
	"selfeval/extract/pdf/page"
	"selfeval/internal/confirm"
	"selfeval/report"
	"selfeval/rules"
)

// What a second reading of a document may take: time to start the engine where it was
// compiled before, and time for its pages, beside ConfirmWait.
const (
	confirmStart = 3 * time.Second
	confirmTime  = 5 * time.Second
)

var errNoReading = errors.New("no second reading")

// confirm reads the cells again on which errors rest. cfg is that of the rules.
func (d *Document) confirm(ctx context.Context, data []byte, found []rules.Finding, cfg *rules.Config, opt Options) {
	if d.Source == nil || len(found) == 0 || found[0].Severity == rules.Info {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, confirmTime+max(0, opt.ConfirmWait))
	defer cancel()
	s := &secondly{doc: d.Source, data: data, limits: opt.Extract.Limits, wait: opt.ConfirmWait, engines: map[string]pdf.Characters{}}
	defer s.close()
	confirm.Findings(ctx, found, confirm.Check{
		Report: d.Report, Print: s, Lang: opt.Lang,
		Again: func(ctx context.Context, rule string) ([]rules.Finding, error) {
			res, err := rules.Check(ctx, d.Report, d.Reading, cfg.Only(rule))
			return res.Findings, err
		},
	})
	d.Passing = s.cold || ctx.Err() != nil
}

// secondly is a document as its engines read it, for confirm.
type secondly struct {
	doc     *document.Document
	data    []byte
	limits  document.Limits
	wait    time.Duration
	engines map[string]pdf.Characters // nil: cannot be had
	cold    bool                      // the engine was not waited for
	cells   map[report.Location]*document.Cell
}

// engine is the one that read a page first, or the other one.
func (s *secondly) engine(ctx context.Context, page int, second bool) (pdf.Characters, error) {
	if s.doc.Format != document.PDF {
		return nil, errNoReading
	}
	name := pdf.EngineContent
	if (s.doc.Engines[page] == pdf.EnginePDFium) != second {
		name = pdf.EnginePDFium
	}
	e, tried := s.engines[name]
	if !tried {
		e = s.open(ctx, name)
		s.engines[name] = e
	}
	if e == nil {
		return nil, errNoReading
	}
	return e, nil
}

func (s *secondly) open(ctx context.Context, name string) pdf.Characters {
	wait := confirmStart
	if !pdf.Ready(name) {
		pdf.Warm(name)
		if s.cold = s.wait <= 0; s.cold {
			return nil
		}
		wait = s.wait
	}
	ctx, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	e, err := pdf.Chars(ctx, s.data, name, s.limits)
	if err != nil {
		s.cold = s.cold || ctx.Err() != nil
		return nil
	}
	if e.Pages() != s.doc.Pages {
		_ = e.Close()
		return nil
	}
	return e
}

func (s *secondly) close() {
	for _, e := range s.engines {
		if e != nil {
			_ = e.Close()
		}
	}
}

// Texts implements confirm.Print.
func (s *secondly) Texts(ctx context.Context, n int, boxes []confirm.Box) ([]string, error) {
	e, err := s.engine(ctx, n, true)
	if err != nil {
		return nil, err
	}
	out := make([]page.Box, len(boxes))
	for i, b := range boxes {
		out[i] = page.Box{X0: b[0], Y0: b[1], X1: b[2], Y1: b[3]}
	}
	return e.Texts(ctx, n, out)
}

// Chars implements confirm.Print.
func (s *secondly) Chars(ctx context.Context, n int, box confirm.Box, second bool) ([]confirm.Char, error) {
	e, err := s.engine(ctx, n, second)
	if err != nil {
		return nil, err
	}
	chars, err := e.Characters(ctx, n, page.Box{X0: box[0], Y0: box[1], X1: box[2], Y1: box[3]})
	out := make([]confirm.Char, len(chars))
	for i, c := range chars {
		out[i] = confirm.Char{Text: c.Text, Box: confirm.Box{c.Box.X0, c.Box.Y0, c.Box.X1, c.Box.Y1}, Raised: c.Raised, Space: c.Space}
	}
	return out, err
}

// Raised implements confirm.Print.
func (s *secondly) Raised(at report.Location) (text string, runs []confirm.Run) {
	if s.cells == nil {
		s.cells = map[report.Location]*document.Cell{}
		for i := range s.doc.Blocks {
			if t := s.doc.Blocks[i].Table; t != nil {
				for k := range t.Cells {
					if c := &t.Cells[k]; len(c.Runs()) > 0 {
						s.cells[c.At] = c
					}
				}
			}
		}
	}
	c := s.cells[at]
	if c == nil {
		return "", nil
	}
	for _, r := range c.Runs() {
		if r.Mark&document.Raised != 0 && r.Mark&document.Unseen == 0 {
			runs = append(runs, confirm.Run{Text: r.Text, Start: r.Start, End: r.End})
		}
	}
	return c.Text, runs
}
