package columns

import (
	"strings"

	"selfeval/extract/interpret/paper"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
)

// head is the header over one column with what is asked of it again and again.
type head struct {
	stack  Stack
	joined string // squeezed
	last   string // the lowest cell that is no unit, squeezed
	bare   string // the same without brackets
	year   string // that it names
	shared bool   // it divides one sum by another in words: 支出/预算
}

func newHead(s Stack) head {
	h := head{stack: s, joined: cjk.Squeeze(s.Joined())}
	for n := len(s); n > 0; n-- {
		if h.last = cjk.Squeeze(s[n-1]); n == 1 || !lexicon.OnlyUnit(s[n-1]) {
			break
		}
	}
	h.bare = strings.TrimRight(lexicon.WithoutBrackets(h.last), ":*")
	h.year = paper.HeaderYear(s.Joined())
	return h
}

// headerYear is the year whose figures a table gives: the report's where a column
// names it, else the one that most columns name, the later of two.
func (rd *Reader) headerYear(heads []head) string {
	counts := map[string]int{}
	best := ""
	for _, h := range heads {
		if y := h.year; y != "" {
			counts[y]++
			if n := counts[y]; n > counts[best] || n == counts[best] && y > best {
				best = y
			}
		}
	}
	if own := paper.HeaderYear(rd.Year); counts[own] > 0 {
		return own
	}
	return best
}

// columnMatches lists the fields that the header cells over a column may name,
// the likeliest first: the lowest cell speaks first, then it and those above it together.
func (rd *Reader) columnMatches(s Stack) []lexicon.Match {
	for len(s) > 1 && lexicon.OnlyUnit(s[len(s)-1]) {
		s = s[:len(s)-1]
	}
	if len(s) == 0 {
		return nil
	}
	words := &rd.Vocab.Columns
	last := words.Find(s[len(s)-1])
	if len(s) == 1 {
		return last
	}
	if len(last) > 0 && last[0].Fit <= lexicon.FitBare {
		// The cells above tell two columns of one name apart: 年初 and 调整后 over 预算数.
		return words.Prefer(last, cjk.Squeeze(s.Joined()))
	}
	// Then the cells right above it: what stands over all the money (预算执行情况) says least
	// of a column.
	for n := len(s) - 2; n >= 0; n-- {
		if joined := words.Find(s[n:].Joined()); len(joined) > 0 {
			return words.Prefer(joined, cjk.Squeeze(s.Joined()))
		}
	}
	if len(last) > 0 {
		return last
	}
	// 预算数 over 小计: the cell above speaks.
	return words.Find(s[:len(s)-1].Joined())
}

// matches lists the fields that a head may name, and whether it is only composed of words
// that together say it: 支出小计, 计划投入, 资金安排情况. A head that is known, or is one with
// words about it that do not tell columns apart, is not taken to pieces.
func (rd *Reader) matches(h *head) (ms []lexicon.Match, cut bool) {
	ms = rd.columnMatches(h.stack)
	if len(ms) > 0 && !rd.saysNothing(h) && !(ms[0].Fit > lexicon.FitBare && rd.due(h)) {
		return ms, false
	}
	if len(ms) > 0 {
		if field := rd.composed(h); field != "" && field != ms[0].Field {
			return []lexicon.Match{{Field: field, Fit: lexicon.FitBare}}, true
		}
		return ms, false
	}
	if ms := rd.withoutFillers(h.bare, mostCuts); len(ms) > 0 {
		return ms, true
	}
	if field := rd.composed(h); field != "" {
		return []lexicon.Match{{Field: field, Fit: lexicon.FitHold}}, true
	}
	return nil, false
}

// mostCuts is how many words are taken off a head in search of the one that names it.
const mostCuts = 4

func (rd *Reader) withoutFillers(text string, cuts int) []lexicon.Match {
	signs := &rd.Vocab.ColumnSigns
	for _, words := range []lexicon.Words{signs.Whole, signs.Adjusted, signs.Fillers} {
		for _, word := range words {
			for _, cut := range []func(s, part string) (string, bool){strings.CutSuffix, strings.CutPrefix} {
				rest, ok := cut(text, word)
				if !ok || rest == "" {
					continue
				}
				if ms := rd.Vocab.Columns.Find(rest); len(ms) > 0 && ms[0].Fit <= lexicon.FitBare {
					return ms
				}
				if cuts > 1 {
					if ms := rd.withoutFillers(rest, cuts-1); ms != nil {
						return ms
					}
				}
			}
		}
	}
	return nil
}

// partOf reports whether a column under others is but a part of what the cell
// above it names: 财政拨款 under 预算数, 产出 under 自评得分.
func (rd *Reader) partOf(s Stack, field string) bool {
	last := cjk.Squeeze(s.Last())
	if rd.Vocab.Wholes.Has(lexicon.WithoutBrackets(last)) {
		return rd.underPart(s)
	}
	if i := strings.IndexByte(last, '('); i >= 0 && rd.Vocab.ColumnSigns.OwnYear.In(last[i:]) { // 预算数（含上年结转） holds it, and all else
		last = lexicon.WithoutBrackets(last)
	}
	if rd.Vocab.PartsOf.In(last) || rd.underPart(s) {
		return true
	}
	if field != Score || len(s) < 2 {
		return false
	}
	own := rd.Vocab.Columns.Plain(s.Last())
	return own != Score && rd.Vocab.Columns.Plain(s[len(s)-2]) == Score
}

// underPart reports whether a cell above the lowest one names nothing but where money comes
// from: 中央 over 预算 and 支出.
func (rd *Reader) underPart(s Stack) bool {
	for _, cell := range s[:max(len(s)-1, 0)] {
		text := lexicon.WithoutBrackets(cjk.Squeeze(cell))
		if rd.Vocab.PartsOf.In(text) && len(rd.Vocab.Columns.Find(text)) == 0 && !rd.Vocab.ColumnSigns.Whole.In(text) {
			return true
		}
	}
	return false
}

// scorePart reports whether a column is one of the headings under which a score
// is split up (预算执行, 产出 …): its figures are points.
func (rd *Reader) scorePart(s Stack) bool {
	return len(s) >= 2 && rd.Vocab.Columns.Plain(s[len(s)-2]) == Score
}

// byWords gives the fields that a head may name with what its words say of each.
func (rd *Reader) byWords(h *head, wantedYear string) (hs hypotheses) {
	points := rd.scorePart(h.stack)
	_, h.shared = rd.quotientOf(h)
	ms, cut := rd.matches(h)
	for i, m := range ms {
		if points && m.Field != Score && m.Field != Grade && m.Field != Use {
			m.Field = Score
		}
		if hs.of(m.Field) != nil {
			continue
		}
		if m.Field == Implementer && rd.superior(h.stack) {
			d := Hypothesis{Field: Department}
			d.add(Evidence{Weight: superior + max(perRank*m.Rank, mostRank), sign: bySuperior, word: h.last})
			hs = append(hs, d)
		}
		hy := rd.byWord(h, m, i, wantedYear)
		if cut {
			hy.add(Evidence{Weight: composed, sign: byHold})
		}
		hs = append(hs, hy)
	}
	if divides(h) && hs.of(Rate) == nil && (h.shared || hs.of(Executed) != nil) {
		hy := Hypothesis{Field: Rate}
		hy.add(Evidence{Weight: divided, sign: byFormula, word: h.last})
		hs = append(hs, hy)
	}
	return hs
}

// byWord weighs the field that a word of the head names, as the nth that it may name.
func (rd *Reader) byWord(h *head, m lexicon.Match, nth int, wantedYear string) Hypothesis {
	hy := Hypothesis{Field: m.Field}
	hy.add(Evidence{Weight: named, sign: byWord, word: h.joined})
	hy.add(Evidence{Weight: max(perRank*m.Rank, mostRank), sign: byRank})
	hy.add(Evidence{Weight: lessPlain * nth, sign: byOrder})
	if m.Fit == lexicon.FitHold {
		hy.add(Evidence{Weight: onlyHeld, sign: byHold})
	}
	if rd.partOf(h.stack, m.Field) {
		hy.add(Evidence{Weight: partOfHead, sign: byPart, word: h.last})
	}
	if h.year != "" && h.year != wantedYear || rd.setBeside(h) {
		hy.add(Evidence{Weight: ofYear, sign: byYear, word: h.joined})
	}
	rd.bySigns(&hy, h)
	return hy
}

// money reports the fields that hold amounts of money.
func money(field string) bool {
	switch field {
	case Budget, Executed, Returned, Balance, Carried:
		return true
	}
	return false
}

// bySigns adds what the other words of a head say of a field, whatever stands beside it.
func (rd *Reader) bySigns(hy *Hypothesis, h *head) {
	signs := &rd.Vocab.ColumnSigns
	rule := func(out bool, s sign, word string) {
		if out {
			hy.add(Evidence{Weight: never, sign: s, word: word})
		}
	}
	amount, spent := money(hy.Field), hy.Field == Budget || hy.Field == Executed
	if amount || hy.Field == Score {
		rule(signs.Shares.Ends(h.bare), byShare, h.bare)
		rule(divides(h), byFormula, h.last)
	}
	rule(spent && signs.Apart.In(h.bare) && !signs.Adjusted.In(h.joined), byApart, h.bare)
	rule(hy.Field == Score && (signs.ExecutionScores.In(h.bare) || timesShare(h, signs)), byScorePart, h.last)
	rule(hy.Field == Rate && signs.Points.Ends(h.bare), byScorePart, h.bare)
	if hy.Field == Budget && signs.Adjusted.In(h.joined) {
		hy.add(Evidence{Weight: adjusted, sign: byAdjusted, word: h.joined})
	}
	if (spent || hy.Field == Score) && signs.Whole.In(h.bare) {
		hy.add(Evidence{Weight: wholeWord, sign: byWhole, word: h.last})
	}
}

// setBeside reports a column of another year; 预算数（含上年结转） is the year's own.
func (rd *Reader) setBeside(h *head) bool {
	signs := &rd.Vocab.ColumnSigns
	return signs.OtherYear.In(h.joined) && !signs.OwnYear.In(h.joined)
}

// timesShare reports a score that the head computes from a share: 得分(20分×执行率).
func timesShare(h *head, signs *lexicon.ColumnSigns) bool {
	i := strings.LastIndexAny(h.last, "×*")
	return i > 0 && signs.Shares.In(h.last[i:])
}

// formulaOf gives the letters of the column that a head divides and of that by which:
// 执行率（B/A）.
func formulaOf(h *head) (over, under string, ok bool) { return lexicon.Quotient(h.last) }

// letterOf is the letter of a column that other heads call it by, "" for none.
func letterOf(h *head) string {
	if _, _, ok := formulaOf(h); ok {
		return ""
	}
	return lexicon.HeadLetter(h.last)
}

// divides reports a head with a quotient, of letters or in words.
func divides(h *head) bool { _, _, ok := formulaOf(h); return ok || h.shared }

// superior reports a column that names the department above an implementer, where
// another column names the implementer.
func (rd *Reader) superior(s Stack) bool {
	return rd.Vocab.Superiors.Has(lexicon.WithoutBrackets(cjk.Squeeze(s.Last())))
}

// unitOver finds the unit of money declared over a column, the lowest cell first.
func unitOver(s Stack) string {
	for i := len(s) - 1; i >= 0; i-- {
		if u := lexicon.HeadUnit(s[i]); u != "" {
			return u
		}
	}
	return ""
}
