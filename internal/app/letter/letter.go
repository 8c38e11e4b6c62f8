// Package letter writes to each department what was found in its papers: a 复核意见 as a
// Word document and as a page to print, in the form of Chinese official papers after
// GB/T 9704-2012. An office adds its number, checks every sentence and signs.
package letter

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"time"

	"selfeval"
	"selfeval/report"
	"selfeval/rules"
)

// Options are what stands in every letter.
type Options struct {
	From     string    // who writes, empty: left to be filled in
	Date     time.Time // of the letter
	Deadline string    // the day by which to answer, 2006-01-02; empty: left to be filled in
	// Severity is the lightest severity that a letter names.
	Severity rules.Severity
	// Template is an office's own, nil for the usual form. Letters by it are Word documents
	// only: a page would not have its words.
	Template *Template
}

// Letter is what is written to one department.
type Letter struct {
	Department string
	Papers     []string // titles of the papers that were checked, in the order met
	Must       []Item   // what cannot be true
	Look       []Item   // what is to be looked at
}

// Item is one problem.
type Item struct {
	Paper   string // title, where the letter is about more than one
	Message string
	Place   string
	Basis   string
	Ask     string
	// Shown is the place as the paper prints it, nil where it is not at hand.
	Shown *selfeval.Evidence
	key   string
}

// Items are all problems, in the order of the letter.
func (l *Letter) Items() []Item { return slices.Concat(l.Must, l.Look) }

// Gather puts findings under their departments.
type Gather struct {
	opt     Options
	letters map[string]*Letter
	drawn   int // bytes of drawings that are held until the letters are written
	// Nameless counts papers with findings whose department is not known.
	Nameless int
}

// NewGather begins.
func NewGather(opt Options) *Gather { return &Gather{opt: opt, letters: map[string]*Letter{}} }

// places is how many places of a finding are named.
const places = 4

// Add takes the findings of a document. What was disputed by a second reading is no
// matter for a letter, and a consequence stands with its cause.
func (g *Gather) Add(d *selfeval.Document) {
	if d.Report == nil || d.Status == selfeval.Other {
		return
	}
	var must, look []Item
	title := paper(d.Report)
	for i := range d.Findings {
		f := &d.Findings[i]
		if f.CausedBy != nil || f.Confirmed != nil && !*f.Confirmed {
			continue
		}
		it := item(f, title)
		it.Shown = g.shown(d.Evidence[f.Fingerprint])
		switch {
		case f.Severity == rules.Error:
			must = append(must, it)
		case f.Severity == rules.Warning && g.opt.Severity != rules.Error, f.Severity == rules.Info && g.opt.Severity == rules.Info:
			look = append(look, it)
		}
	}
	if len(must)+len(look) == 0 {
		return
	}
	name := d.Report.Department
	if name == "" {
		g.Nameless++
		return
	}
	l := g.letters[name]
	if l == nil {
		l = &Letter{Department: name}
		g.letters[name] = l
	}
	if !slices.Contains(l.Papers, title) {
		l.Papers = append(l.Papers, title)
	}
	l.Must, l.Look = add(l.Must, must), add(l.Look, look)
}

// maxDrawn is how many bytes of drawings are held: past them, rows are quoted instead.
const maxDrawn = 48 << 20

// shown is what of a place is kept for its letter, which needs the rows where there is no
// drawing of them only.
func (g *Gather) shown(e *selfeval.Evidence) *selfeval.Evidence {
	if e == nil || g.opt.Template != nil {
		return nil
	}
	out := *e
	if n := len(e.SVG); n > 0 && g.drawn+n <= maxDrawn {
		g.drawn += n
		out.Rows, out.Text = nil, nil
	} else {
		out.SVG = ""
	}
	return &out
}

// add takes problems in that are not there yet: one paper published in two forms has them
// once.
func add(to, items []Item) []Item {
	for _, it := range items {
		if !slices.ContainsFunc(to, func(o Item) bool { return o.key == it.key }) {
			to = append(to, it)
		}
	}
	return to
}

// paper is how a letter calls a paper.
func paper(r *report.Report) string {
	if r.Title != "" {
		return r.Title
	}
	return r.Department + r.FiscalYear.String() + "年度绩效自评报告"
}

func item(f *rules.Finding, title string) Item {
	at := []string{report.Places(f.At, places, report.ZH)}
	for _, x := range f.Against {
		at = append(at, "对照“"+path.Base(strings.ReplaceAll(x.Document, `\`, "/"))+"”"+report.Places(x.At, places, report.ZH))
	}
	return Item{Paper: title, Message: f.Text.In(report.ZH), Place: strings.Join(at, "；"), Basis: rules.Cited(f.Basis), Ask: ask(f.Advice), key: f.Fingerprint + f.ValuesDigest}
}

// ask puts advice to the department itself.
func ask(advice string) string {
	for _, lead := range []string{"请单位说明", "请单位", "要求"} {
		if rest, ok := strings.CutPrefix(advice, lead); ok {
			if lead == "请单位说明" {
				return "请说明：" + sentence(rest)
			}
			return "请" + sentence(rest)
		}
	}
	if advice == "" {
		return ""
	}
	return "请予说明，并" + sentence(strings.TrimPrefix(advice, "请"))
}

// sentence ends a text as a sentence ends.
func sentence(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || strings.HasSuffix(s, "。") || strings.HasSuffix(s, "？") {
		return s
	}
	return s + "。"
}

// Letters gives them by department. Where a letter is about one paper its problems do not
// repeat the title.
func (g *Gather) Letters() []*Letter {
	var out []*Letter
	for _, l := range g.letters {
		if len(l.Papers) == 1 {
			for _, items := range [][]Item{l.Must, l.Look} {
				for i := range items {
					items[i].Paper = ""
				}
			}
		}
		out = append(out, l)
	}
	slices.SortFunc(out, func(a, b *Letter) int { return cmp.Compare(a.Department, b.Department) })
	return out
}
