package night

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"strings"

	"selfeval/internal/app/buildinfo"
	"selfeval/internal/service/queue"
	"selfeval/internal/service/workspace"
)

// gone reports whether a file is there no more. One that cannot be looked at is, and one
// that lies in an archive is as long as the archive is.
func gone(path string) bool {
	_, err := os.Stat(path)
	if archive, _, ok := workspace.ArchiveOf(path); ok && err != nil {
		_, err = os.Stat(archive)
	}
	return errors.Is(err, fs.ErrNotExist)
}

// within reports whether a file lies in a folder, or is it.
func within(path, dir string) bool {
	rest, ok := strings.CutPrefix(path, dir)
	return ok && (rest == "" || rest[0] == os.PathSeparator)
}

// Recheck enqueues the documents whose newest result is of other settings or another
// program, and gives their number.
func Recheck(ctx context.Context, w *workspace.Workspace, q *queue.Queue, settings string, priority int) (int, error) {
	after, all := "", 0
	for {
		page, err := w.Outdated(ctx, settings, buildinfo.ID(), after, 32)
		if err != nil || len(page) == 0 {
			return all, err
		}
		err = w.Tx(ctx, func(tx *sql.Tx) error {
			n, err := q.Enqueue(ctx, tx, settings, priority, page)
			all += n
			return err
		})
		if err != nil {
			return all, err
		}
		after = page[len(page)-1]
	}
}

// compare tells what a run's changes are.
func compare(ctx context.Context, w *workspace.Workspace, n *workspace.Night) (*Report, error) {
	rep := &Report{Day: n.Day, Version: n.Version,
		Documents: Documents{New: []string{}, Changed: []string{}, Vanished: []string{}},
		Findings:  Findings{New: []Move{}, Gone: []Move{}, Changed: []Move{}}, Statuses: []StatusMove{}, Refused: []string{}}
	last, err := w.LastNight(ctx)
	if err != nil {
		return nil, err
	}
	if last != nil {
		rep.Since = last.Day
	}
	after := ""
	for {
		page, err := w.Changes(ctx, n.ID, after, 200)
		if err != nil || len(page) == 0 {
			return rep, err
		}
		for i := range page {
			if err := rep.tell(ctx, w, &page[i]); err != nil {
				return nil, err
			}
		}
		after = page[len(page)-1].Location
	}
}

// tell puts one source into the report.
func (rep *Report) tell(ctx context.Context, w *workspace.Workspace, c *workspace.Change) error {
	cause := Rules
	switch {
	case c.Before.SHA256 != c.Now.SHA256:
		cause = Paper
	case c.Before.Program != c.Now.Program:
		cause = Program
	}
	d := &rep.Documents
	switch {
	case c.Before.SHA256 == "" && c.Now.SHA256 == "":
		return nil
	case c.Before.SHA256 == "":
		d.New = append(d.New, c.Location)
	case c.Now.SHA256 == "":
		// What was found in it is not found to be right: it is gone with the paper.
		d.Vanished = append(d.Vanished, c.Location)
		return nil
	case cause == Paper:
		d.Changed = append(d.Changed, c.Location)
	case c.Before.Check != c.Now.Check:
		d.Recheck++
	}
	if c.Before.Check == c.Now.Check {
		return nil
	}
	before, err := w.Parts(ctx, c.Before.Check)
	if err != nil {
		return err
	}
	now, err := w.Parts(ctx, c.Now.Check)
	if err != nil {
		return err
	}
	rep.statuses(c, cause, before, now)
	rep.findings(c, cause, before, now)
	return nil
}

// statuses tells of documents that are read otherwise than before.
func (rep *Report) statuses(c *workspace.Change, cause Cause, before, now []workspace.Part) {
	was := map[int]string{}
	for _, p := range before {
		was[p.Part] = p.Status
	}
	for _, p := range now {
		from, ok := was[p.Part]
		if ok && from != p.Status || !ok && p.Status == "failed" {
			rep.Statuses = append(rep.Statuses, StatusMove{cause, c.Location, p.Part, from, p.Status, p.Error})
		}
	}
}

// findings tells which findings came, went or show other figures. Where the paper could
// not be read this time, nothing is said to be gone.
func (rep *Report) findings(c *workspace.Change, cause Cause, before, now []workspace.Part) {
	type key struct {
		part        int
		fingerprint string
	}
	was := map[key]string{}
	for _, p := range before {
		for _, f := range p.Findings {
			was[key{p.Part, f.Fingerprint}] = f.Values
		}
	}
	failed := false
	is := map[key]bool{}
	for _, p := range now {
		failed = failed || p.Status == "failed"
		for _, f := range p.Findings {
			k := key{p.Part, f.Fingerprint}
			is[k] = true
			values, ok := was[k]
			switch {
			case !ok:
				rep.Findings.New = append(rep.Findings.New, move(c, cause, &p, &f))
			case values != f.Values:
				rep.Findings.Changed = append(rep.Findings.Changed, move(c, cause, &p, &f))
			}
		}
	}
	for _, p := range before {
		for _, f := range p.Findings {
			if !failed && !is[key{p.Part, f.Fingerprint}] {
				rep.Findings.Gone = append(rep.Findings.Gone, move(c, cause, &p, &f))
			}
		}
	}
}

func move(c *workspace.Change, cause Cause, p *workspace.Part, f *workspace.PartFinding) Move {
	return Move{Cause: cause, Path: c.Location, Part: p.Part, Department: p.Department, Year: p.Year,
		Rule: f.Rule, Severity: f.Severity, Fingerprint: f.Fingerprint, ZH: f.ZH, EN: f.EN}
}
