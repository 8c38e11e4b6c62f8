package dataset

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"regexp"
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
	inFile  map[digest12]int
	known   map[digest12][]edition // by report
	copies  int
	further int // versions beyond the first
}

type edition struct {
	figures digest12
	id      digest12
}

func newIdentities() *identities {
	return &identities{inFile: map[digest12]int{}, known: map[digest12][]edition{}}
}

// short is a digest that is long enough to tell reports apart.
func short(parts ...string) (out digest12) {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
	copy(out[:], h.Sum(nil))
	return out
}

// traits are what identity needs to know of a document, whatever others there are.
type traits struct {
	id, key, figures digest12 // key as if no other report of the file had it
	read             bool     // there is a report at all
}

func traitsOf(d *selfeval.Document) traits {
	path, part := filepath.ToSlash(d.Path), strconv.Itoa(d.Part)
	t := traits{id: short("document", d.SHA256, path, part), read: d.Report != nil}
	var known bool
	if t.key, known = subject(d.Report); !known {
		t.key = short("content", d.SHA256, part)
		if d.SHA256 == "" {
			t.key = t.id // it could not even be opened
		}
	}
	if t.read {
		t.figures = figures(d)
	}
	return t
}

// known is the identity of a document as digests.
type known struct {
	Key     digest12 `json:"report"`
	CopyOf  digest12 `json:"copy_of,omitzero"`
	Version int32    `json:"version"`
}

// identity is what the tables show of it.
func (k *known) identity(id digest12) Identity {
	out := Identity{ID: "d" + hex.EncodeToString(id[:8]), Key: "r" + hex.EncodeToString(k.Key[:8]), Version: int(k.Version)}
	if k.CopyOf != (digest12{}) {
		out.CopyOf = "d" + hex.EncodeToString(k.CopyOf[:8])
	}
	return out
}

// of gives the identity of a document among those that came before.
func (x *identities) of(path string, t traits) known {
	key := t.key
	if path != x.path {
		x.path = path
		clear(x.inFile)
	}
	// Two reports of one identity in one file are two reports.
	if x.inFile[key]++; x.inFile[key] > 1 {
		key = short("part", string(key[:]), strconv.Itoa(x.inFile[key]))
	}
	out := known{Key: key, Version: 1}
	if !t.read {
		return out
	}
	for i, e := range x.known[key] {
		if e.figures == t.figures {
			x.copies++
			out.CopyOf, out.Version = e.id, int32(i+1)
			return out
		}
	}
	x.known[key] = append(x.known[key], edition{t.figures, t.id})
	if out.Version = int32(len(x.known[key])); out.Version > 1 {
		x.further++
	}
	return out
}

// subject is what a report is about; known is false where department, year or, of a
// project's paper, the project is not.
func subject(r *report.Report) (key digest12, known bool) {
	if r == nil || !r.FiscalYear.Known() {
		return key, false
	}
	department := nameKey(r.Department)
	if !says(department) {
		return key, false
	}
	about := ""
	if r.Kind == report.KindProject {
		if about = project(r, department); about == "" {
			return key, false
		}
	}
	return short("report", department, r.FiscalYear.String(), string(r.Kind), about), true
}

// project is the code of the project that a paper is about, else its name; "" where
// the paper names none or several.
func project(r *report.Report, department string) string {
	var name string
	switch {
	case len(r.Forms) == 1:
		if code := nameKey(r.Forms[0].Code); strings.ContainsFunc(code, unicode.IsDigit) {
			return "code " + code
		}
		name = nameKey(r.Forms[0].Project)
	case len(r.Forms) == 0 && len(r.Projects) == 1:
		name = nameKey(r.Projects[0].Name)
	case len(r.Forms) == 0 && len(r.Projects) == 0:
		// A title that says of every paper of the kind what this one is names none.
		name = nameKey(r.Title)
		if rest := strings.ReplaceAll(name, department, ""); !says(strings.TrimFunc(common.ReplaceAllString(rest, ""), unicode.IsDigit)) {
			return ""
		}
	}
	if !says(name) {
		return ""
	}
	return "name " + name
}

// common are the words of titles of all papers on projects.
var common = regexp.MustCompile(`项目|支出|预算|部门|整体|绩效|自评|自我|评价|报告|情况|结果|公开|年度|\d{4}年?|财政|专项|资金|关于|的|表`)

// says reports whether the key of a name says anything: it is not empty, and not the
// word for nothing.
func says(name string) bool { return name != "" && name != "无" && name != "暂无" }

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
func figures(d *selfeval.Document) digest12 {
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
