// Package conclude reads what a paper concludes: the final score and the grade, in prose or
// in a small table, the scale of grades, the scores of dimensions, and those that are of
// another year or another evaluator.
package conclude

import (
	"strings"
	"unicode/utf8"

	"selfeval/extract/interpret/identity"
	"selfeval/extract/interpret/outline"
	"selfeval/extract/interpret/paper"
	"selfeval/extract/interpret/prose/scale"
	"selfeval/extract/interpret/prose/sentence"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// Result is what a paper concludes.
type Result struct {
	Conclusion *report.Conclusion // nil where it concludes nothing
	Used       map[*sentence.Fact]bool
	Taken      map[Place]bool            // figures that found their place
	Scaled     map[*outline.Passage]bool // passages that declare the grades
	Claimed    paper.Claims              // what was taken before, and the tables read here
}

// Place is a figure of a passage.
type Place struct {
	Passage *outline.Passage
	Start   int
}

// reader reads the conclusion of one paper.
type reader struct {
	*outline.Outline
	known identity.Identity
	words *lexicon.ScoreWords
	con   report.Conclusion
	rank  int // how plainly the score found so far is said to be the final one; lower is better
	out   Result
}

// Read finds the final score, the grade and the declared scale, the scores of
// its dimensions, and those that others gave. Scores are told by their names and by what
// stands beside them; that they stand in a section on the conclusion makes a plain name
// enough.
func Read(o *outline.Outline, known identity.Identity, taken paper.Claims) Result {
	c := &reader{Outline: o, known: known, words: &o.Vocab.Scores, out: Result{
		Used: map[*sentence.Fact]bool{}, Taken: map[Place]bool{}, Scaled: map[*outline.Passage]bool{}, Claimed: taken.Clone(),
	}}
	for i := range o.Passages {
		c.scale(i)
	}
	for _, inside := range []bool{true, false} {
		for i := range o.Passages {
			p := &o.Passages[i]
			switch {
			case o.In(p, lexicon.RoleConclusion) != inside:
			case p.Table != nil:
				c.tables(p, inside)
			case !o.In(p, lexicon.RoleItems, lexicon.RoleGoals, lexicon.RoleMeasures):
				c.passage(p, inside)
			}
		}
	}
	if x := &c.con; x.Score != nil || x.Grade != "" || x.Mean != nil || len(x.Scale)+len(x.Dimensions)+len(x.Others) > 0 {
		c.out.Conclusion = x
	}
	return c.out
}

// A scale whose grades have a line each is looked for in so many lines of so many
// characters; a longer text than the last holds none.
const (
	scaleLines = 6
	scaleLine  = 60
	scaleText  = 4000
)

// scale reads a declared scale from a passage, or from it and the items after it
// where each grade has a line of its own.
func (c *reader) scale(i int) {
	if len(c.con.Scale) > 0 {
		return
	}
	p := &c.Passages[i]
	if p.Table != nil {
		c.scaleTable(p)
		return
	}
	text := scale.Squeeze(p.Said(0, len(p.Text)))
	if !lexicon.HoldsAny(text, c.words.Unit) && !comparing.In(text) || len(text) > scaleText || !c.Vocab.HoldsGrade(text) {
		return
	}
	used := []*outline.Passage{p}
	bands := scale.Read(c.Vocab, text)
	if bands == nil && len(scale.Grades(c.Vocab, text)) == 1 {
		bands, used = c.scaleLines(i, text)
	}
	if bands == nil {
		return
	}
	for n := range bands {
		bands[n].At = c.Locate(p, 0, 1)
		if len(used) == 1 {
			if at := strings.Index(p.Text, bands[n].Grade); at >= 0 {
				bands[n].At = c.Locate(p, at, at+len(bands[n].Grade))
			}
		}
	}
	c.con.Scale = bands
	for _, q := range used {
		c.out.Scaled[q] = true
	}
}

// scaleLines reads a scale from a line with one grade and the lines after it.
func (c *reader) scaleLines(i int, text string) (bands []report.Band, used []*outline.Passage) {
	used = append(used, &c.Passages[i])
	for j := i + 1; j < len(c.Passages) && j < i+scaleLines; j++ {
		q := &c.Passages[j]
		line := scale.Squeeze(q.Said(0, len(q.Text)))
		if q.Table != nil || len(scale.Grades(c.Vocab, line)) != 1 || utf8.RuneCountInString(line) > scaleLine {
			break
		}
		text += ";" + line
		used = append(used, q)
	}
	if len(used) < 3 {
		return nil, nil
	}
	return scale.Read(c.Vocab, text), used
}

var comparing = cjk.NewSet("≥≤<>[")

// scaleTable reads a declared scale set as a table.
func (c *reader) scaleTable(p *outline.Passage) {
	if c.out.Claimed[p.Block] {
		return
	}
	if bands := scale.InTable(c.Vocab, p.Table); bands != nil {
		c.con.Scale = bands
		c.out.Claimed[p.Block] = true
	}
}
