package sentence

import (
	"strings"
)

// Relation is what a fact says of its figure.
type Relation uint8

// The relations.
const (
	Level  Relation = iota // is, reaches: 收入100万元, 执行率98%
	Change                 // rises or falls by an amount
	Growth                 // rises or falls by a percentage
	Share                  // is a percentage of something
)

// Aim tells a plan from a result where the words do.
type Aim uint8

// The aims.
const (
	Stated  Aim = iota
	Planned     // 预计完成, 力争达到
	Done        // 完成, 实现
)

// Fact is one figure with what the sentence says of it.
type Fact struct {
	Name     string // 一般公共预算收入; empty where the sentence leaves it to what stands before
	Relation Relation
	Aim      Aim
	Verb     string // 增加, 减少 … as printed
	Fall     bool   // a change downwards
	Year     string // the year the figure belongs to, where the sentence names it
	Against  string // change: the year compared with, or what else is named (see OfPriorYear)
	Figure   Token
	Tail     string // the words after the figure: 78个 → 预算项目全面开展绩效自评
	Goal     bool   // the label of its sentence says that it is a goal: 目标：使用175万元
	Result   bool   // the label of its sentence says that it is a result: 实际完成：A230人
	Noun     bool   // the figure only describes what follows: 总投资82.5亿元的项目
	Head     string // what the list that it stands in is headed by: 安排三个项目：A420万元，…
	Topic    string // what the words before its clause speak of: 一是校舍维修，投入资金186万元
	Point    bool   // the topic is one of several points
	Sum      bool   // it is called no more than a sum: 合计924万元
	OfSum    bool   // share: of the figure right before it, whose share something else is: 完成预算1850万元的95.15%
	Parts    []*Fact
	Blank    bool    // the figure of a part is hidden, so that the parts add up to nothing
	Open     bool    // the list of parts does not claim to be complete
	Changes  []*Fact // nameless changes of this figure: 较上年增加…，增长…
	Shares   []*Fact
	Prior    *Fact // change: the figure it is measured from (比2021年1790.4万元增加75万元)
	Growth   *Fact // change by an amount: the percentage given with it
	Reason   string
	Start    int  // byte offset of the clause
	from     bool // the words set it up as what is compared with
	group    int  // number of the ;-part of the sentence
}

// Raw is the figure as printed, a change with its verb.
func (f *Fact) Raw(src string) string {
	raw := strings.TrimSpace(src[f.Figure.Start:f.Figure.End])
	if f.Relation == Change || f.Relation == Growth {
		return f.Verb + raw
	}
	return raw
}

// Sentence is a run of text up to a full stop.
type Sentence struct {
	Start, End int // byte offsets
	Facts      []*Fact
	Loose      []Token // figures with a unit that no fact could be made of
	Bounds     []*Fact // what is said to reach a bound (上线率达到95%以上); the figures are Loose too
}

// Each calls f for every fact of the sentence, parts and changes included, with
// its depth: 0 for a fact that stands by itself.
func (s *Sentence) Each(f func(fact *Fact, depth int)) {
	var visit func([]*Fact, int)
	visit = func(facts []*Fact, depth int) {
		for _, x := range facts {
			f(x, depth)
			visit(x.Parts, depth+1)
			visit(x.Changes, depth+1)
		}
	}
	visit(s.Facts, 0)
}

// Parse reads the facts of a paragraph, sentence by sentence.
func Parse(src string) []Sentence { return ParseTokens(src, Tokens(src)) }

// ParseTokens is Parse for a text that is in tokens already.
func ParseTokens(src string, tokens []Token) []Sentence { return ParseUnder("", src, tokens) }

// ParseUnder is ParseTokens for a text that a label stands before, which names the figure
// that the text begins with.
func ParseUnder(label, src string, tokens []Token) []Sentence {
	var out []Sentence
	p := &parser{src: src, under: label}
	for i := 0; i < len(tokens); {
		j := i
		for j < len(tokens) && !(tokens[j].Kind == Mark && strings.ContainsAny(tokens[j].Text, "。!?")) {
			j++
		}
		end := j
		if j < len(tokens) {
			end = j + 1
		}
		s := Sentence{Start: tokens[i].Start, End: tokens[end-1].End}
		p.sentence(tokens[i:j], &s)
		out = append(out, s)
		i = end
	}
	return out
}

// OfPriorYear reports a change against the year before.
func (f *Fact) OfPriorYear() bool { return f.Against == priorYear() }

// OfNoYear reports a change against what is no year: a budget, the period before.
func (f *Fact) OfNoYear() bool {
	return f.Against == "" || f.Against == words().BaseLabel || words().Chain.Has(f.Against)
}

// OfYear reports whether a figure is of a year, as far as the sentence says.
func (f *Fact) OfYear(year string) bool {
	return f.Year == "" || year == "" || f.Year == year
}
