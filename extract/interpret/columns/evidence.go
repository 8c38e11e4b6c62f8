package columns

import (
	"cmp"
	"slices"

	"selfeval/report"
)

// Hypothesis is that a column holds a field, with what speaks for and against it.
type Hypothesis struct {
	Field    string
	Weight   int // the sum of its evidence
	Evidence []Evidence
}

// Evidence is one reason for a hypothesis, or against it where its weight is negative.
type Evidence struct {
	Weight int
	sign   sign
	word   string // of the lexicon, or a head
	fits   int    // of a relation: rows that it fits
	rows   int    // and those that it can be tried on
}

// In says the evidence for a person.
func (e Evidence) In(lang report.Lang) string { return e.Text().In(lang) }

// Text says the evidence in both languages.
func (e Evidence) Text() report.Text {
	if e.rows > 0 {
		return report.Textf("%s（%s，%d 行中 %d 行相符）", "%s (%s; %[4]d of %[3]d rows fit)", signs[e.sign], e.word, e.rows, e.fits)
	}
	if e.word != "" {
		return report.Textf("%s：%s", "%s: %s", signs[e.sign], e.word)
	}
	return signs[e.sign]
}

// sign is a kind of evidence.
type sign uint8

const (
	byWord sign = iota
	byRank
	byHold
	byOrder
	byPart
	byAllParts
	byYear
	byWhole
	byAdjusted
	byInitial
	byChange
	byNegatives
	byCumulated
	byReview
	byScorePart
	byApart
	byShare
	byCells
	byMisfit
	byPercent
	bySuperior
	byFormula
	byCount
	byRate
	byBalance
	bySum
	byPartOfSum
)

// signs says what each kind of evidence is.
var signs = [...]report.Text{
	byWord:      {ZH: "表头用词", EN: "word of the head"},
	byRank:      {ZH: "词表中另有更常用的词", EN: "the vocabulary prefers other words"},
	byHold:      {ZH: "用词夹在较长的表头里", EN: "the word stands within a longer head"},
	byOrder:     {ZH: "表头更像另一字段", EN: "the head says another field more plainly"},
	byPart:      {ZH: "只是一部分", EN: "only a part"},
	byAllParts:  {ZH: "同一表头下只有各部分，没有合计", EN: "under its head there are parts and no whole"},
	byYear:      {ZH: "另一年度", EN: "another year"},
	byWhole:     {ZH: "合计列", EN: "the whole"},
	byAdjusted:  {ZH: "调整后", EN: "after adjustment"},
	byInitial:   {ZH: "年初或调整前，另有一列", EN: "before adjustment, beside another"},
	byChange:    {ZH: "是增减数，不是结果", EN: "a change, not what it came to"},
	byNegatives: {ZH: "有负数", EN: "has negative figures"},
	byCumulated: {ZH: "是截至某时或多年的累计，另有全年一列", EN: "up to some time, beside the year's"},
	byReview:    {ZH: "是他人的复核或评价", EN: "what others made of it"},
	byScorePart: {ZH: "只是得分的一部分", EN: "only a part of the score"},
	byApart:     {ZH: "是另一种金额", EN: "money of another kind"},
	byShare:     {ZH: "是比率", EN: "a share"},
	byCells:     {ZH: "单元格内容相符", EN: "the cells are of its kind"},
	byMisfit:    {ZH: "单元格内容不符", EN: "the cells are not of its kind"},
	byPercent:   {ZH: "单元格是百分数", EN: "the cells are percentages"},
	bySuperior:  {ZH: "主管部门，旁有实施单位", EN: "the department above, beside the implementer"},
	byFormula:   {ZH: "表头中的公式", EN: "formula in a head"},
	byCount:     {ZH: "逐行加一", EN: "counts up row by row"},
	byRate:      {ZH: "执行率＝执行数÷预算数", EN: "rate = executed ÷ budget"},
	byBalance:   {ZH: "结余＝预算数−执行数", EN: "balance = budget − executed"},
	bySum:       {ZH: "等于相邻各列之和", EN: "the sum of the columns beside it"},
	byPartOfSum: {ZH: "是相邻合计列的一部分", EN: "a part of the sum beside it"},
}

// Choice is what was chosen for a column.
type Choice struct {
	Column     int    // from 0
	Head       string // as printed
	Field      string // "" where it is no known field
	Margin     int    // by which it is ahead of what else could be
	Hypotheses []Hypothesis
	rival      int // the column that comes next for the field, -1 where none does
}

// Confidence is the margin as a share of what a plain word weighs, in percent.
func (c *Choice) Confidence() int { return max(0, min(100, c.Margin*100/named)) }

// Explained is what was chosen for the columns of one table, and why.
type Explained struct {
	Table   int // nth table of the document
	Choices []Choice
}

// Other is a column that is no known field.
type Other struct {
	Column int
	Name   string // its head as printed, the levels one after the other
	Unit   string // "" where neither head nor kind tell it
	Money  bool   // the caption's unit is its own
}

// hypotheses are those of one column.
type hypotheses []Hypothesis

func (hs hypotheses) of(field string) *Hypothesis {
	for i := range hs {
		if hs[i].Field == field {
			return &hs[i]
		}
	}
	return nil
}

func (h *Hypothesis) add(e Evidence) {
	if e.Weight != 0 {
		h.Weight += e.Weight
		h.Evidence = append(h.Evidence, e)
	}
}

// against is the weightiest evidence against the hypothesis, nil where none is told of.
func (h *Hypothesis) against() *Evidence {
	var worst *Evidence
	for i := range h.Evidence {
		if e := &h.Evidence[i]; e.Weight <= speaksAgainst && e.sign != byRank && e.sign != byHold && (worst == nil || e.Weight < worst.Weight) {
			worst = e
		}
	}
	return worst
}

// bestFirst sorts hypotheses by their weight.
func (hs hypotheses) bestFirst() {
	slices.SortStableFunc(hs, func(a, b Hypothesis) int { return cmp.Compare(b.Weight, a.Weight) })
}
