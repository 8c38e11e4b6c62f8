package dataset

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"

	"selfeval"
	"selfeval/internal/text/cjk"
	"selfeval/report"
)

// Identity is how a report is known in a dataset.
type Identity struct {
	// ID names the report in its file: its content, its path and its part. It begins
	// with a letter, so that no program takes it for a number.
	ID string
	// Key names the report, whatever file it was published in: department, year, kind
	// and subject. Where one of them is not known it is the content's.
	Key string
	// CopyOf is the ID of an earlier document of the same report with the same figures.
	CopyOf string
	// Version counts the different figures that documents of the report have, from 1.
	Version int
}

// identities tells copies and versions of reports apart as they come. What it keeps is
// some 50 bytes a document.
type identities struct {
	path    string // the file that came last
	inFile  map[[12]byte]int
	known   map[[12]byte][]edition // by report
	copies  int
	further int // versions beyond the first
}

type edition struct {
	figures [12]byte
	id      [12]byte
}

func newIdentities() *identities {
	return &identities{inFile: map[[12]byte]int{}, known: map[[12]byte][]edition{}}
}

// short is a digest that is long enough to tell reports apart.
func short(parts ...string) (out [12]byte) {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
	copy(out[:], h.Sum(nil))
	return out
}

// of gives the identity of a document.
func (x *identities) of(d *selfeval.Document) Identity {
	path, part := filepath.ToSlash(d.Path), strconv.Itoa(d.Part)
	id := short("document", d.SHA256, path, part)
	key, known := subject(d.Report)
	if !known {
		key = short("content", d.SHA256, part)
		if d.SHA256 == "" {
			key = id // it could not even be opened
		}
	}
	if path != x.path {
		x.path = path
		clear(x.inFile)
	}
	// Two reports of one identity in one file are two reports.
	if x.inFile[key]++; x.inFile[key] > 1 {
		key = short("part", string(key[:]), strconv.Itoa(x.inFile[key]))
	}
	out := Identity{ID: "d" + hex.EncodeToString(id[:8]), Key: "r" + hex.EncodeToString(key[:8]), Version: 1}
	if d.Report == nil {
		return out
	}
	f := figures(d)
	for i, e := range x.known[key] {
		if e.figures == f {
			x.copies++
			out.CopyOf, out.Version = "d"+hex.EncodeToString(e.id[:8]), i+1
			return out
		}
	}
	x.known[key] = append(x.known[key], edition{f, id})
	if out.Version = len(x.known[key]); out.Version > 1 {
		x.further++
	}
	return out
}

// subject is what a report is about; known is false where department, year or, of a
// project's paper, the project is not.
func subject(r *report.Report) (key [12]byte, known bool) {
	if r == nil || r.Department == "" || !r.FiscalYear.Known() {
		return key, false
	}
	about := ""
	if r.Kind == report.KindProject {
		if about = project(r); about == "" {
			return key, false
		}
	}
	return short("report", nameKey(r.Department), r.FiscalYear.String(), string(r.Kind), about), true
}

// project is the code of the project that a paper is about, else its name; "" where
// the paper names none or several.
func project(r *report.Report) string {
	var name string
	switch {
	case len(r.Forms) == 1:
		if r.Forms[0].Code != "" {
			return "code " + nameKey(r.Forms[0].Code)
		}
		name = r.Forms[0].Project
	case len(r.Forms) == 0 && len(r.Projects) == 1:
		name = r.Projects[0].Name
	case len(r.Forms) == 0 && len(r.Projects) == 0:
		name = r.Title
	}
	if name == "" {
		return ""
	}
	return "name " + nameKey(name)
}

// nameKey is a name without what papers print it with: spaces, brackets, widths.
func nameKey(s string) string {
	return strings.Map(func(r rune) rune {
		if r = cjk.Fold(r); unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// figures stands for what a report says in figures: of its summary, its forms and its
// conclusion, as values, whatever they were printed like. A report without any is
// known by its content.
func figures(d *selfeval.Document) [12]byte {
	var b strings.Builder
	add := func(as ...*report.Amount) {
		for _, a := range as {
			if v, ok := a.In("元"); ok {
				b.WriteString(v.Truncate(8).String())
			} else if a.Known() {
				b.WriteString(a.Dec().Truncate(8).String() + a.Unit)
			}
			b.WriteByte(' ')
		}
	}
	numbers := func(ns ...*report.Number) {
		for _, n := range ns {
			if n.Known() {
				b.WriteString(n.Dec().Truncate(8).String())
			}
			b.WriteByte(' ')
		}
	}
	r := d.Report
	for i := range r.Projects {
		p := &r.Projects[i]
		add(p.Budget, p.Executed, p.Returned, p.Score)
	}
	for i := range r.Forms {
		f := &r.Forms[i]
		for _, x := range f.Funds {
			add(x.Initial, x.Budget, x.Executed)
		}
		for _, x := range f.Indicators {
			numbers(x.Weight, x.Score)
		}
		numbers(f.TotalScore)
	}
	if r.Conclusion != nil {
		add(r.Conclusion.Score)
	}
	if strings.TrimSpace(b.String()) == "" {
		return short("content", d.SHA256)
	}
	return short("figures", b.String())
}
