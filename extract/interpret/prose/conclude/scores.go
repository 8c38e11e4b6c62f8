package conclude

import (
	"slices"
	"sort"
	"strings"

	"selfeval/extract/interpret/outline"
	"selfeval/extract/interpret/prose/scale"
	"selfeval/extract/interpret/prose/sentence"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// This file tells the scores that sentences give: the final one, those of its
// dimensions, the mean of the projects', those of others.

// scored is a score that a sentence gives.
type scored struct {
	name  string
	year  string
	token sentence.Token
	fact  *sentence.Fact // nil where no fact could be made of it
	deep  bool           // part of a list
	owner owner
	of    string // the dimension that it is the score or the weight of, where it stands in a pair
}

// owner is what a score is of.
type owner uint8

const (
	nobody owner = iota
	final
	mean
	dimension
	weight
	other
)

// passage looks for scores and grades in prose.
func (c *reader) passage(p *outline.Passage, inside bool) {
	all := p.Sentences()
	for i := range all {
		s := &all[i]
		text := cjk.Squeeze(p.Said(s.Start, s.End))
		scores := c.scoresIn(p, s)
		points := c.pointsOf(tokensOf(p, s))
		if pairs := c.pairs(points); len(pairs) > 0 {
			scores = dimensioned(c.summed(points, scores, pairs), pairs)
		}
		graded := c.Vocab.HoldsGrade(text)
		declares := graded && c.declares(text)
		if declares {
			scores = slices.DeleteFunc(scores, func(x scored) bool { return lexicon.EndsWith(x.name, c.words.Whole100...) })
		}
		found := false
		for n := range scores {
			x := &scores[n]
			if x.of != "" {
				continue
			}
			if x.owner = c.ownerOf(x, text, inside); x.owner == final && !c.final(p, x, inside) {
				x.owner = nobody
			}
			found = found || x.owner == final
			c.keep(p, x)
		}
		c.dimensions(p, scores, inside || found)
		c.full(p, s, inside, found)
		if graded {
			c.grades(p, s, scores, inside || found, declares)
		}
	}
}

// declares reports whether a sentence gives the scale of grades.
func (c *reader) declares(squeezed string) bool {
	dense := scale.Squeeze(squeezed)
	return scale.Declares(c.Vocab, dense) && scale.Read(c.Vocab, dense) != nil
}

// behindScale is where a sentence has given its scale: behind the shortest of its parts
// that has as many grades as all of it.
func (c *reader) behindScale(dense string) int {
	all := len(scale.Read(c.Vocab, dense))
	for at, r := range dense {
		if strings.ContainsRune(";,；，。)）", r) && len(scale.Read(c.Vocab, dense[:at])) == all {
			return at
		}
	}
	return len(dense)
}

// scoresIn lists the scores of a sentence in its order.
func (c *reader) scoresIn(p *outline.Passage, s *sentence.Sentence) (out []scored) {
	s.Each(func(f *sentence.Fact, depth int) {
		if f.Figure.Measure != sentence.Score || f.Relation != sentence.Level || f.Aim == sentence.Planned || lexicon.EndsWith(f.Name, c.words.Full...) {
			return
		}
		out = append(out, scored{name: f.Name, year: f.Year, token: f.Figure, fact: f, deep: depth > 0})
	})
	out = append(out, c.bareScores(p, s)...)
	sort.SliceStable(out, func(i, j int) bool { return out[i].token.Start < out[j].token.Start })
	return out
}

// tokensOf are the tokens of a sentence.
func tokensOf(p *outline.Passage, s *sentence.Sentence) []sentence.Token {
	toks := p.Tokens()
	from := sort.Search(len(toks), func(i int) bool { return toks[i].Start >= s.Start })
	to := sort.Search(len(toks), func(i int) bool { return toks[i].Start >= s.End })
	return toks[from:to]
}

// bareScores lists the scores that are printed without 分: 自评得分为98，, and those in
// brackets behind a grade: 优（93.5分）.
func (c *reader) bareScores(p *outline.Passage, s *sentence.Sentence) (out []scored) {
	toks := tokensOf(p, s)
	for i := 1; i < len(toks); i++ {
		t := toks[i]
		if t.Kind != sentence.Figure || t.Odd {
			continue
		}
		if t.Measure == sentence.Score && toks[i-1].Text == "(" {
			if name, ok := c.gradeBefore(toks[:i-1]); ok {
				out = append(out, scored{name: name, token: t})
			}
			continue
		}
		if name := c.bareName(toks, i); name != "" {
			out = append(out, scored{name: name, token: t})
		}
	}
	return out
}

// bareName is what the figure without a unit at token i is called, "" where that is no
// name of a score or more stands behind the figure.
func (c *reader) bareName(toks []sentence.Token, i int) string {
	if toks[i].Measure != sentence.NoUnit {
		return ""
	}
	if i+1 < len(toks) {
		if next := toks[i+1]; next.Kind != sentence.Mark && next.Text != "/" || strings.Contains("<>≤≥~-", next.Text) {
			return ""
		}
	}
	name := toks[i-1].Text
	if name == ":" && i > 1 {
		name = toks[i-2].Text
	}
	for cut := true; cut; {
		name, cut = c.words.Copulas.Cut(name)
	}
	if c.words.Rank(name) == 0 {
		return ""
	}
	return name
}

// gradeBefore reads tokens that end with a name and its grade: 自评结论：“优”. The name
// is what scores are called.
func (c *reader) gradeBefore(toks []sentence.Token) (name string, ok bool) {
	var text string
	for _, t := range toks[max(0, len(toks)-6):] {
		text += t.Text
	}
	if i := strings.LastIndexAny(text, ",;，；"); i >= 0 {
		text = text[i:]
	}
	text = strings.Trim(text, "“”\"‘’,;，；")
	for _, g := range c.Vocab.Grades {
		rest, ends := strings.CutSuffix(text, g)
		if !ends {
			continue
		}
		rest = strings.TrimRight(rest, "“”\"‘’:：")
		for cut := true; cut; {
			rest, cut = c.words.Copulas.Cut(rest)
		}
		if rest == "" || c.words.Rank(rest) > 0 || lexicon.EndsWith(rest, c.words.Cues...) {
			return rest + c.words.Score[0], true
		}
	}
	return "", false
}

// ownerOf tells what a score is of, by its name and the sentence around it.
func (c *reader) ownerOf(x *scored, text string, inside bool) owner {
	w := c.words
	switch part := lexicon.HoldsAny(x.name, w.Parts); {
	case x.name == "" && x.fact != nil, lexicon.HoldsAny(x.name, w.Raw):
		return nobody
	case lexicon.HoldsAny(x.name, w.Others) || c.otherYear(x):
		return other
	case c.isMean(x, text):
		return mean
	case part && c.partScore(x.name):
		return dimension
	case part && lexicon.EndsWith(x.name, w.Weight...):
		return weight
	case part || !c.canBeFinal(x, text, inside):
		return nobody
	}
	return final
}

func (c *reader) otherYear(x *scored) bool {
	year := c.known.FiscalYear.Raw
	return x.year != "" && year != "" && x.year != year
}

// isMean reports whether a score is the mean of several projects'.
func (c *reader) isMean(x *scored, text string) bool {
	w := c.words
	return lexicon.HoldsAny(x.name, w.Mean) && !lexicon.HoldsAny(x.name, w.Whole) && (lexicon.HoldsAny(text, w.Several) || lexicon.HoldsAny(x.name, w.Project))
}

// canBeFinal reports whether a name is that of a final score: in a list, or beside several
// projects' scores, it must say that it is of the whole.
func (c *reader) canBeFinal(x *scored, text string, inside bool) bool {
	w := c.words
	rank, whole := w.Rank(x.name), lexicon.HoldsAny(x.name, w.Whole[:1])
	switch {
	case rank == 0, x.deep && !whole, !inside && !c.outside(rank, text), rank > 1 && !whole && lexicon.HoldsAny(text, w.Several):
		return false
	}
	return c.known.Kind == report.KindProject || !lexicon.StartsWith(x.name, w.Project...)
}

// partScore reports whether a name is that of the score of a dimension.
func (c *reader) partScore(name string) bool {
	rest, ok := c.words.Score.Cut(name)
	return ok && rest != ""
}

// outside reports whether a name and its sentence are plain enough for a final score
// where no heading speaks of the conclusion.
func (c *reader) outside(rank int, text string) bool {
	if rank > 2 && !(lexicon.HoldsAny(text, c.words.CueTails) && c.Vocab.HoldsGrade(text)) {
		return false // 自评等级为优，得分98.6分
	}
	return lexicon.HoldsAny(text, c.words.Whole) || c.known.Kind == report.KindProject && lexicon.HoldsAny(text, c.words.Project)
}

// final takes a score for the final one unless a plainer one is known.
func (c *reader) final(p *outline.Passage, x *scored, inside bool) bool {
	rank := c.words.Rank(x.name)
	if !inside {
		rank += 10
	}
	if c.con.Score != nil && rank >= c.rank {
		return false
	}
	c.rank = rank
	at := c.Locate(p, x.token.Start, x.token.End)
	c.con.Score, c.con.At = &report.Amount{Raw: x.token.Number, Unit: c.words.Unit[0], At: at}, at
	if x.fact != nil {
		c.out.Used[x.fact] = true
	}
	c.out.Taken[Place{p, x.token.Start}] = true
	return true
}

// points makes an amount of a score.
func (c *reader) points(p *outline.Passage, x *scored) *report.Amount {
	if x.fact != nil {
		c.out.Used[x.fact] = true
	}
	c.out.Taken[Place{p, x.token.Start}] = true
	return &report.Amount{Raw: x.token.Number, Unit: c.words.Unit[0], At: c.Locate(p, x.token.Start, x.token.End)}
}

// keep puts the mean and the scores of others into the record.
func (c *reader) keep(p *outline.Passage, x *scored) {
	switch {
	case x.owner == mean && c.con.Mean == nil:
		c.con.Mean = c.points(p, x)
	case x.owner == other && len(c.con.Others) < maxReviews:
		year := ""
		if x.year != c.known.FiscalYear.Raw {
			year = x.year
		}
		a := c.points(p, x)
		c.con.Others = append(c.con.Others, report.Review{Name: x.name, Year: year, Score: a, At: a.At})
	}
}

// maxReviews and maxDimensions bound what a hostile text can fill the record with.
const (
	maxReviews    = 50
	maxDimensions = 50
)

// dimensions keeps the scores of the parts of the final score: in a sentence that gives
// the final one, in the section on it, or where several stand together.
func (c *reader) dimensions(p *outline.Passage, scores []scored, told bool) {
	var found []report.Dimension
	for n := range scores {
		x := &scores[n]
		if x.owner != dimension && x.owner != weight {
			continue
		}
		name := c.dimensionName(x)
		i := slices.IndexFunc(found, func(d report.Dimension) bool { return d.Name == name })
		if i < 0 {
			i = len(found)
			found = append(found, report.Dimension{Name: name, At: c.Locate(p, x.token.Start, x.token.End)})
		}
		if x.owner == weight {
			found[i].Weight = c.points(p, x)
		} else if found[i].Score == nil {
			found[i].Score = c.points(p, x)
		}
	}
	for _, d := range found {
		known := slices.ContainsFunc(c.con.Dimensions, func(x report.Dimension) bool { return x.Name == d.Name })
		if !known && d.Score != nil && (told || len(found) > 1 || d.Weight != nil) && len(c.con.Dimensions) < maxDimensions {
			c.con.Dimensions = append(c.con.Dimensions, d)
		}
	}
}

// dimensionName is the name of a dimension without the words for its score.
func (c *reader) dimensionName(x *scored) string {
	if x.of != "" {
		return x.of
	}
	name := x.name
	for _, words := range []lexicon.Words{c.words.Score, c.words.Weight} {
		if rest, ok := words.Cut(name); ok && rest != "" {
			name = rest
		}
	}
	return name
}

// full reads what a score is out of: of the final score, or where nothing but
// the whole is spoken of (满分100分). Indicators have full scores of their own.
func (c *reader) full(p *outline.Passage, s *sentence.Sentence, inside, found bool) {
	others := false
	var full *sentence.Fact
	s.Each(func(f *sentence.Fact, _ int) {
		if f.Figure.Measure != sentence.Score {
			return
		}
		name, ok := c.words.Full.Cut(f.Name)
		switch {
		case ok && (name == "" || lexicon.EndsWith(name, c.words.FullOf[1:]...)):
			full = f
		case full == nil || c.words.Rank(f.Name) > 0 && f.Aim != sentence.Planned: // 满分100分，其中决策20分 is of the whole
			others = true
		}
	})
	if full != nil && c.con.Full == nil && !c.ofRaw(s) && (found || inside && !others) {
		c.out.Used[full] = true
		c.con.Full = &report.Amount{Raw: full.Figure.Number, Unit: full.Figure.Unit, At: c.Locate(p, full.Figure.Start, full.Figure.End)}
	}
}

// ofRaw reports whether a sentence speaks of a score before it was brought to a hundred.
func (c *reader) ofRaw(s *sentence.Sentence) (raw bool) {
	s.Each(func(f *sentence.Fact, _ int) { raw = raw || lexicon.HoldsAny(f.Name, c.words.Raw) })
	return raw
}

// grades reads the grades that a sentence gives, each to the score before it.
// Behind a scale it may still say which of its grades was reached.
func (c *reader) grades(p *outline.Passage, s *sentence.Sentence, scores []scored, told, declares bool) {
	dense := scale.Squeeze(p.Said(s.Start, s.End))
	from := 0
	if declares {
		from = c.behindScale(dense)
	}
	for at := from; at < len(dense); {
		g := c.Vocab.GradeAt(dense, at)
		if g == "" {
			at++
			continue
		}
		if c.given(dense, at, g) {
			c.grade(p, s, g, dense[:at], scores, told)
		}
		at += len(g)
	}
}
