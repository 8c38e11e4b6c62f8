package layout

import (
	"cmp"
	"slices"

	"selfeval/extract/pdf/page"
	"selfeval/report"
)

// What lines and text leave open is decided one way: a hypothesis says how a stretch
// of the page may be read otherwise than as it is drawn, with what speaks for that and
// against it; the best set of hypotheses without conflict is taken.

// evidence is one thing that speaks for a hypothesis, or, with a weight below 0,
// against it.
type evidence struct {
	what   report.Text
	weight float64
}

// hypothesis is a reading of a region other than the one at hand.
type hypothesis struct {
	by       string // who proposes it
	box      page.Box
	evidence []evidence
	// hs and vs are the lines that it adds, for one that adds lines; cut is the
	// height at which it parts two tables, for one that does.
	hs, vs []stroke
	cut    float64
}

func (h *hypothesis) because(zh, en string, weight float64) {
	if weight != 0 {
		h.evidence = append(h.evidence, evidence{report.Text{ZH: zh, EN: en}, weight})
	}
}

// score is the sum of what speaks for and against.
func (h *hypothesis) score() float64 {
	sum := 0.0
	for _, e := range h.evidence {
		sum += e.weight
	}
	return sum
}

// choose gives the hypotheses that stand against the reading at hand, best first; of
// those that overlap, the better one.
func choose(hs []hypothesis) []hypothesis {
	slices.SortStableFunc(hs, func(a, b hypothesis) int { return cmp.Compare(b.score(), a.score()) })
	var out []hypothesis
	for _, h := range hs {
		if h.score() < enough {
			break
		}
		clash := slices.ContainsFunc(out, func(o hypothesis) bool {
			b := o.box.Intersect(h.box)
			return b.X1-b.X0 > snap && b.Y1-b.Y0 > snap
		})
		if !clash {
			out = append(out, h)
		}
	}
	return out
}

// margin is how far the weakest of the hypotheses taken stands above what would just
// do, from 0 to 1.
func margin(hs []hypothesis) float64 {
	m := 1.0
	for i := range hs {
		m = min(m, (hs[i].score()-enough)/enough)
	}
	return max(m, 0)
}

// reasons names the evidence of hypotheses, each kind once.
func reasons(hs []hypothesis) report.Text {
	var out []report.Text
	for i := range hs {
		for _, e := range hs[i].evidence {
			if e.weight > 0 && !slices.Contains(out, e.what) {
				out = append(out, e.what)
			}
		}
	}
	return together(out, "、", ", ")
}

// together joins texts in both languages.
func together(texts []report.Text, zh, en string) (out report.Text) {
	for i, t := range texts {
		if i > 0 {
			out.ZH, out.EN = out.ZH+zh, out.EN+en
		}
		out.ZH, out.EN = out.ZH+t.ZH, out.EN+t.EN
	}
	return out
}
