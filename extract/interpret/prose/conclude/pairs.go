package conclude

import (
	"slices"
	"strings"

	"selfeval/extract/interpret/prose/sentence"
	"selfeval/internal/text/lexicon"
)

// This file reads the scores of dimensions that stand beside what they are out of,
// whatever the dimensions are called: 投入类指标满分20分，自评19分; 决策20分得18分; 预算编制
// （满分15分）自评14分; 产出指标得48分（满分50分）. That a weight and a score stand side by
// side is what tells them; a sentence gives several such pairs, or one whose name is that
// of a dimension.

// saying is what the words before a score say of it.
type saying uint8

const (
	plainly  saying = iota // 决策20分: the name alone
	ofWeight               // 满分20分
	ofScore                // 得18分
)

// point is a score of a sentence with the words between it and the one before it.
type point struct {
	token sentence.Token
	name  string
	says  saying
	only  bool // the words are no more than what says it
}

// pointsOf lists the scores of a sentence in its order.
func (c *reader) pointsOf(toks []sentence.Token) (out []point) {
	var said strings.Builder
	for _, t := range toks {
		if t.Kind != sentence.Figure || t.Measure != sentence.Score {
			said.WriteString(t.Text)
			continue
		}
		x := point{token: t}
		if t.Odd {
			x.name = "?" // an end of a range belongs to no pair
		} else {
			c.says(&x, said.String())
		}
		out = append(out, x)
		said.Reset()
	}
	return out
}

// says reads the words before a score.
func (c *reader) says(x *point, said string) {
	const marks = ",;:、()“”\"。"
	w := c.words
	said = strings.TrimRight(said, marks)
	if last := said[strings.LastIndexAny(said, ",;:。、")+1:]; w.Sums.Has(last) {
		x.name = last
		return
	}
	for cut := true; cut; {
		said, cut = w.Copulas.Cut(said)
		said = strings.TrimRight(said, marks)
	}
	for _, try := range []struct {
		words lexicon.Words
		says  saying
	}{{w.Weight, ofWeight}, {w.Full, ofWeight}, {w.Reached, ofScore}} {
		longest := ""
		for _, word := range try.words {
			if strings.HasSuffix(said, word) && len(word) > len(longest) {
				longest = word
			}
		}
		if longest != "" {
			said, x.says = strings.TrimSuffix(said, longest), try.says
			break
		}
	}
	said = strings.TrimRight(said, marks)
	if i := strings.LastIndexAny(said, ",;:。、"); i >= 0 {
		said = said[i+1:]
	}
	x.name = strings.Trim(said, marks)
	for _, lead := range w.PairLeads {
		x.name = strings.TrimPrefix(x.name, lead)
	}
	x.only = x.name == ""
}

// pair is a dimension with the places of its weight and its score.
type pair struct {
	name          string
	weight, score sentence.Token
}

// pairs finds the dimensions among the scores of a sentence.
func (c *reader) pairs(points []point) (out []pair) {
	for i := 0; i+1 < len(points); i++ {
		a, b := &points[i], &points[i+1]
		if a.name == "" || !b.only || !c.ofDimension(a.name) {
			continue
		}
		switch {
		case a.says != ofScore && b.says == ofScore:
			out = append(out, pair{a.name, a.token, b.token})
		case a.says == ofScore && b.says == ofWeight:
			out = append(out, pair{a.name, b.token, a.token})
		default:
			continue
		}
		i++
	}
	if len(out) == 1 && !lexicon.HoldsAny(out[0].name, c.words.Parts) {
		return nil
	}
	return out
}

// ofDimension reports whether a name can be that of a dimension: it is not what the whole
// is called, and names no single figure of another.
func (c *reader) ofDimension(name string) bool {
	w := c.words
	return w.Rank(name) == 0 && !w.Whole100.Has(name) && !slices.Contains(w.Whole, name) && !w.Sums.Has(name) &&
		!lexicon.HoldsAny(name, w.Others) && !lexicon.HoldsAny(name, w.Raw)
}

// scoreAt is the place of the score with a token among others, where it is put if it is
// not there.
func scoreAt(scores []scored, t sentence.Token) ([]scored, int) {
	i := slices.IndexFunc(scores, func(x scored) bool { return x.token.Start == t.Start })
	if i < 0 {
		return append(scores, scored{token: t}), len(scores)
	}
	return scores, i
}

// dimensioned makes scores of the pairs of a sentence, and takes them from those that
// may be something else.
func dimensioned(scores []scored, pairs []pair) []scored {
	for _, d := range pairs {
		for _, x := range []struct {
			token sentence.Token
			owner owner
		}{{d.weight, weight}, {d.score, dimension}} {
			var i int
			scores, i = scoreAt(scores, x.token)
			scores[i].owner, scores[i].of = x.owner, d.name
		}
	}
	return scores
}

// summed names the score that a sentence ends its dimensions with and calls no more than
// their sum: …，效益30分得29分，合计94.5分.
func (c *reader) summed(points []point, scores []scored, pairs []pair) []scored {
	if len(pairs) < 2 {
		return scores
	}
	last := pairs[len(pairs)-1]
	for _, x := range points {
		if x.token.Start <= max(last.weight.Start, last.score.Start) || !c.words.Sums.Has(x.name) {
			continue
		}
		var i int
		scores, i = scoreAt(scores, x.token)
		scores[i].name = c.words.Plainest[0]
		break
	}
	return scores
}
