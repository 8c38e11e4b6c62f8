package normalize

import (
	"regexp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/internal/text/printed"
	"selfeval/report"
)

// figure is a printed number with what may stand around it.
type figure struct {
	value  decimal.Decimal
	unit   string // standard name, "" where none is printed
	approx bool   // 约, 近, 余: no exact figure
}

// verbs are the words before a figure that give it its sign, and those of them that
// make it less.
var verbs, decreases = func() (*regexp.Regexp, map[string]bool) {
	w, fall := lexicon.Sentence(), map[string]bool{}
	words := slices.Concat(w.Rise, w.Fall)
	slices.SortFunc(words, func(a, b string) int { return len(b) - len(a) })
	for _, v := range w.Fall {
		fall[v] = true
	}
	any := func(words lexicon.Words) string { return "(?:" + strings.Join(words, "|") + ")?" }
	return regexp.MustCompile("^" + any(w.Than) + any(slices.Concat(w.Same, w.Chain)) + "(" + strings.Join(words, "|") + ")" + any(w.Aspect)), fall
}()

// parse reads one printed figure, which a verb may stand before. ok is false where
// any of it is not understood, or is a bound or a number of things.
func parse(raw string) (f figure, ok bool) {
	t := printed.Parse(raw)
	fall := false
	if t.Kind == printed.Words {
		s := cjk.Squeeze(raw)
		m := verbs.FindStringSubmatch(s)
		if m == nil {
			return f, false
		}
		fall, t = decreases[m[1]], printed.Parse(s[len(m[0]):])
	}
	if !t.Known() || t.Relation != 0 || t.Measure >= printed.Count {
		return f, false
	}
	f = figure{value: t.Value(), unit: t.Unit, approx: t.Approx}
	if fall {
		f.value = f.value.Neg()
	}
	return f, true
}

// plain reports whether the figure is printed as itself, so that reading it
// changes nothing worth telling.
func plain(raw string, f figure) bool {
	s := strings.TrimSuffix(strings.TrimSpace(raw), f.unit)
	if s == report.Plain(f.value) {
		return true
	}
	v := verbs.FindString(s)
	return v != "" && s[len(v):] == report.Plain(f.value.Abs())
}

// tidied says why a figure is written anew.
func tidied(f figure) report.Text {
	if f.approx {
		return whyApprox
	}
	return whyFigure
}
