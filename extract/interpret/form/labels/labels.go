// Package labels tells what a text names in a form: a field, a head, money, points. It
// asks the lexicon for words, and knows nothing of tables.
package labels

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"selfeval/extract/interpret/paper"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/internal/text/printed"
)

var (
	// otherLabel is a further label in a line, of whatever it names: 单位负责人签字：
	otherLabel = regexp.MustCompile(`(?:[\s\x{3000}]+|[\dXx]{4})(\p{Han}[\p{Han}（）()]{1,11}[:：])`)
)

// Teller tells by the words of a vocabulary.
type Teller struct{ Words *lexicon.Vocabulary }

// Fields are the fields that a cell's text names as a label: one, several where
// labels are joined in one cell (实施单位/项目负责人), none where it is no label.
func (tl Teller) Fields(key string) []string {
	ls := &tl.Words.FormFields
	if f := ls.Listed(key); f != "" {
		return []string{f}
	}
	if out := tl.joined(key); out != nil {
		return out
	}
	if f := tl.Named(key); f != "" { // 主管预算单位 only ends as an implementer's
		return []string{f}
	}
	if f := ls.Exactly(key); f != "" {
		return []string{f}
	}
	return nil
}

// joined takes joined labels apart; all parts must be labels.
func (tl Teller) joined(key string) []string {
	if utf8.RuneCountInString(key) > lexicon.MaxLabel {
		return nil
	}
	bare := lexicon.WithoutBrackets(key)
	for _, j := range tl.Words.Joiners {
		first, second, ok := strings.Cut(bare, j)
		if !ok || strings.Contains(second, j) {
			continue
		}
		a, b := tl.Words.FormFields.Exactly(first), tl.Words.FormFields.Exactly(second)
		if a != "" && b != "" && a != b {
			return []string{a, b}
		}
	}
	return nil
}

// Field is the first field that a cell's text names, "" where it is no label.
func (tl Teller) Field(key string) string {
	if fs := tl.Fields(key); len(fs) > 0 {
		return fs[0]
	}
	return ""
}

// Shared gives every one of some joined labels its part of a value, the first the
// whole where the value has not as many parts.
func (tl Teller) Shared(value string, n int) []string {
	if n > 1 {
		parts := strings.FieldsFunc(value, func(r rune) bool { return strings.ContainsRune("/／、", r) })
		if len(parts) == n {
			return parts
		}
	}
	out := make([]string, max(n, 1))
	out[0] = value
	return out
}

// Code takes the code off a name: 219-某镇人民政府, 51000000T000000000001-造林专项经费.
func Code(name string) (code string) {
	head, rest, ok := strings.Cut(strings.TrimSpace(name), "-")
	if !ok {
		return ""
	}
	head = strings.TrimSpace(head)
	first, _ := utf8.DecodeRuneInString(strings.TrimSpace(rest))
	plain := func(r rune) bool { return r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' }
	if len(head) < 3 || strings.ContainsFunc(head, func(r rune) bool { return !plain(r) }) || !strings.ContainsFunc(head, unicode.IsDigit) || !unicode.Is(unicode.Han, first) {
		return ""
	}
	return head
}

// Shaped reports whether a text has the look of a label: a few characters
// without the marks of a sentence or a figure.
func Shaped(key string) bool {
	n := utf8.RuneCountInString(key)
	return n >= 2 && n <= lexicon.MaxBare && paper.Wordy(key) && !strings.ContainsAny(key, "。；;，,:《》“”%￥¥")
}

// colon parts a label from its value.
var colon = cjk.NewSet(":：")

// Pair is a label and its value in a text.
type Pair struct{ Field, Value string }

// Pairs reads 填报人：张三 联系电话：123: every label before a colon, with the text
// up to the next label. A text that does not start with a label has none.
func (tl Teller) Pairs(text string) []Pair {
	if !colon.In(text) {
		return nil
	}
	type mark struct {
		field      string
		start, end int // bytes of the label with its colon
	}
	var marks []mark
	for i, r := range text {
		if r != ':' && r != '：' {
			continue
		}
		if field, start := tl.labelBefore(text[:i]); field != "" {
			marks = append(marks, mark{field, start, i + utf8.RuneLen(r)})
		}
	}
	if len(marks) == 0 || strings.TrimFunc(text[:marks[0].start], cjk.Space) != "" {
		return nil
	}
	out := make([]Pair, 0, len(marks))
	for i, m := range marks {
		end := len(text)
		if i+1 < len(marks) {
			end = max(marks[i+1].start, m.end)
		}
		value := text[m.end:end]
		if next := otherLabel.FindStringSubmatchIndex(value); next != nil {
			value = value[:next[2]]
		}
		out = append(out, Pair{m.field, strings.TrimFunc(value, func(r rune) bool {
			return cjk.Space(r) || r == ';' || r == '；' || r == '，' || r == ','
		})})
	}
	return out
}

// labelBefore finds the longest label that a text ends with.
func (tl Teller) labelBefore(text string) (field string, start int) {
	for s, n := len(text), 0; s > 0 && n < 16; n++ {
		r, size := utf8.DecodeLastRuneInString(text[:s])
		s -= size
		if cjk.Space(r) {
			continue
		}
		if f := tl.Words.FormFields.Exactly(cjk.Squeeze(text[s:])); f != "" {
			field, start = f, s // the longest wins: 项目负责人电话 over 电话
		}
	}
	return field, start
}

// IsLabel reports whether a cell's text is one of a form's words rather than a value.
func (tl Teller) IsLabel(key string) bool {
	return tl.IsWord(key) || tl.Field(key) != "" || slices.ContainsFunc(tl.headWords(), func(ls *lexicon.Labels) bool { return ls.Exactly(key) != "" })
}

// IsWord is isLabel for words as they are listed, whatever else labels are made of.
func (tl Teller) IsWord(key string) bool {
	v := tl.Words
	if key == "" || utf8.RuneCountInString(key) > lexicon.MaxLabel {
		return false
	}
	if v.FormFields.Listed(key) != "" || slices.ContainsFunc(tl.headWords(), func(ls *lexicon.Labels) bool { return ls.Listed(key) != "" }) {
		return true
	}
	bare := lexicon.WithoutBrackets(lexicon.StripUnit(key))
	return v.FormHeads.Has(bare) || v.FormTotals.Has(bare)
}

// headWords are the words of the heads of a form's tables.
func (tl Teller) headWords() []*lexicon.Labels {
	return []*lexicon.Labels{&tl.Words.FormFunds, &tl.Words.FormGoals, &tl.Words.FormIndicators}
}

// MoneyHead reports whether the cells under a head are amounts rather than rates,
// weights or scores.
func (tl Teller) MoneyHead(name string) bool {
	key := cjk.Squeeze(name[strings.LastIndex(name, "/")+1:])
	switch tl.Words.FormFunds.Heading(key) {
	case "rate", "weight", "score":
		return false
	}
	return !tl.Words.FormShares.Holds(lexicon.StripUnit(key))
}

// MoneyLabel reports whether a label without a unit of its own names money.
func (tl Teller) MoneyLabel(name string) bool {
	return tl.Words.FormMoney.Holds(cjk.Squeeze(name))
}

// Divides reports whether a name heads a division of the money: 按收入性质分.
func (tl Teller) Divides(name string) bool {
	for _, w := range tl.Words.Divisions {
		head, tail, _ := strings.Cut(w, "…")
		if strings.HasPrefix(name, head) && strings.HasSuffix(name, tail) {
			return true
		}
	}
	return false
}

// NamedFigure takes such a cell apart: its name, and the figure as printed with its unit.
func NamedFigure(text string) (name, raw, unit string, ok bool) {
	at := strings.IndexFunc(text, func(r rune) bool { return unicode.IsDigit(r) || r == '-' })
	if at <= 0 {
		return "", "", "", false
	}
	name = strings.TrimRight(text[:at], ":：")
	t := printed.Parse(text[at:])
	if !t.Numeric() || t.Measure == printed.Percent || t.Unit != "" && !printed.IsMoney(t.Unit) || utf8.RuneCountInString(name) < 2 || !paper.Wordy(name) {
		return "", "", "", false
	}
	raw = text[at:]
	if t.Unit != "" {
		raw = raw[:t.UnitAt.Start]
	}
	return name, raw, t.Unit, true
}

// FundNameLike reports whether a name is that of a source of money.
func (tl Teller) FundNameLike(name string) bool {
	key := key(name)
	return len(key) <= 60 && !strings.ContainsAny(key, "。；") && tl.Words.FormMoney.Holds(key)
}

// FundLevel takes 其中： off a source's name: it says that the row is a part of
// the one before, which a second one inside a part says again.
func (tl Teller) FundLevel(name string) (string, int) {
	s := strings.TrimFunc(name, cjk.Space)
	if squeezed := cjk.Squeeze(s); lexicon.StripUnit(squeezed) != squeezed {
		s = lexicon.StripUnit(squeezed)
	}
	s = strings.TrimRight(s, ":：")
	if rest, ok := tl.AmongParts(s); ok && rest != "" {
		return rest, 1
	}
	return s, 0
}

// AmongParts takes the word off a name that says it is a part of what stands before.
func (tl Teller) AmongParts(s string) (rest string, ok bool) {
	for _, w := range tl.Words.Among {
		if rest, ok := strings.CutPrefix(s, w); ok {
			return strings.TrimLeftFunc(rest, func(r rune) bool { return cjk.Space(r) || r == ':' || r == '：' }), true
		}
	}
	return s, false
}

// WithoutOrdinal takes the number off a label: 1.项目年度目标完成情况.
func WithoutOrdinal(key string) string {
	rest, _, ok := printed.CutOrdinal(key)
	if ok && rest != "" {
		return rest
	}
	return key
}

// GoalInline takes apart a text that starts with its label: 年初设定目标：….
func (tl Teller) GoalInline(text string) (field, rest string) {
	i := strings.IndexAny(text, ":：")
	if i < 0 || i > 60 {
		return "", ""
	}
	if field = tl.Words.FormGoals.Exactly(cjk.Squeeze(text[:i])); field == "" {
		return "", ""
	}
	return field, strings.TrimLeftFunc(strings.TrimLeft(text[i:], ":："), cjk.Space)
}

// Points takes the points off the head of a group: 产出指标（50分）.
func Points(text string) (name, weight string) {
	if name, weight, ok := lexicon.CutPoints(text); ok {
		return name, weight
	}
	return text, ""
}

// GroupPoints is points, for the heads of groups, which leave the unit away as well:
// 产出指标（50）. A single digit would as soon be a number in a list.
func GroupPoints(text string) (name, weight string) {
	if name, weight = Points(text); weight != "" {
		return name, weight
	}
	key := cjk.Squeeze(text)
	at := strings.LastIndex(key, "(")
	if at <= 0 || !strings.HasSuffix(key, ")") {
		return text, ""
	}
	t := printed.Parse(key[at+1 : len(key)-1])
	if n, whole := t.Integer(); t.Known() && whole && t.Unit == "" && n >= 10 && n <= 100 {
		return key[:at], key[at+1 : len(key)-1]
	}
	return text, ""
}

func key(s string) string { return strings.TrimRight(cjk.Squeeze(s), ":") }

// LabelPart is the i-th of the n labels that are joined in a text.
func (tl Teller) LabelPart(text string, i, n int) string {
	if n > 1 {
		for _, j := range tl.Words.Joiners {
			if parts := strings.Split(text, j); len(parts) == n {
				return parts[i]
			}
		}
	}
	return text
}

// Letter is the letter that a head gives its column for the formulas of others: 全年预算数（A）.
func Letter(key string) byte {
	if in := inBrackets(key); len(in) == 1 && letter(in[0]) {
		return in[0]
	}
	return 0
}

// Formula is the letters of the columns of which a head says that it is the quotient:
// 预算执行（E/C×100%）.
func Formula(key string) (of, by byte) {
	num, den, ok := strings.Cut(inBrackets(key), "/")
	if !ok || len(num) != 1 || den == "" || !letter(num[0]) || !letter(den[0]) {
		return 0, 0
	}
	return num[0], den[0]
}

func letter(b byte) bool { return b >= 'A' && b <= 'Z' }

// inBrackets is what stands in the last brackets of a squeezed text.
func inBrackets(key string) string {
	from, to := strings.LastIndex(key, "("), strings.LastIndex(key, ")")
	if from < 0 || to < from {
		return ""
	}
	return key[from+1 : to]
}

// RestOfName reports whether a text at the top of a page goes on with a group's
// name.
func (tl *Teller) RestOfName(name, text string) bool {
	text = cjk.Squeeze(text)
	whole, _ := Points(cjk.Squeeze(name) + text)
	switch {
	case name == "" || cjk.Squeeze(name) == text:
		return false
	case strings.Count(cjk.Squeeze(name), "(") > strings.Count(cjk.Squeeze(name), ")"):
		return true
	}
	bare, _ := Points(text)
	return !tl.Words.NamesFormGroup(bare) && tl.Words.NamesFormGroup(whole)
}
