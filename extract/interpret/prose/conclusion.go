package prose

import (
	"strings"
	"unicode/utf8"

	"selfeval/extract/interpret/outline"
	"selfeval/extract/interpret/prose/scale"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// readConclusion finds the final score, the grade and the declared scale, the scores of
// its dimensions, and those that others gave. Scores are told by their names and by what
// stands beside them; that they stand in a section on the conclusion makes a plain name
// enough.
func (rd *room) readConclusion() {
	c := &conclusion{room: rd, words: &rd.Vocab.Scores}
	rd.scaled = map[*outline.Passage]bool{}
	for i := range rd.Passages {
		c.scale(i)
	}
	for _, inside := range []bool{true, false} {
		for i := range rd.Passages {
			p := &rd.Passages[i]
			switch {
			case rd.In(p, lexicon.RoleConclusion) != inside:
			case p.Table != nil:
				c.tables(p, inside)
			case !rd.In(p, lexicon.RoleItems, lexicon.RoleGoals, lexicon.RoleMeasures):
				c.passage(p, inside)
			}
		}
	}
	if o := &c.out; o.Score != nil || o.Grade != "" || o.Mean != nil || len(o.Scale)+len(o.Dimensions)+len(o.Others) > 0 {
		rd.out.Conclusion = o
	}
}

type conclusion struct {
	*room
	words *lexicon.ScoreWords
	out   report.Conclusion
	rank  int // how plainly the score found so far is said to be the final one; lower is better
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
func (c *conclusion) scale(i int) {
	if len(c.out.Scale) > 0 {
		return
	}
	p := &c.Passages[i]
	if p.Table != nil {
		c.scaleTable(p)
		return
	}
	text := scale.Squeeze(p.Text)
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
	c.out.Scale = bands
	for _, q := range used {
		c.scaled[q] = true
	}
}

// scaleLines reads a scale from a line with one grade and the lines after it.
func (c *conclusion) scaleLines(i int, text string) (bands []report.Band, used []*outline.Passage) {
	used = append(used, &c.Passages[i])
	for j := i + 1; j < len(c.Passages) && j < i+scaleLines; j++ {
		q := &c.Passages[j]
		line := scale.Squeeze(q.Text)
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
func (c *conclusion) scaleTable(p *outline.Passage) {
	if c.claimed[p.Block] {
		return
	}
	if bands := scale.InTable(c.Vocab, p.Table); bands != nil {
		c.out.Scale = bands
		c.claimed[p.Block] = true
	}
}
