package interpret

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"selfeval/internal/cjk"
)

// The fields of a project row, as vocabulary.yaml names them.
const (
	colSeq         = "seq"
	colName        = "name"
	colImplementer = "implementer"
	colBudget      = "budget"
	colExecuted    = "executed"
	colReturned    = "returned"
	colBalance     = "balance"
	colRate        = "rate"
	colScore       = "score"
	colUse         = "use"
)

// match is how well a header's text fits a field.
type match struct {
	field string
	rank  int // place of the word among the field's; lower is better
	loose int // 0 the text is the word, 1 the text without its brackets, 2 the text holds the word
}

func (m match) better(o match) bool {
	if o.field == "" {
		return m.field != ""
	}
	if m.loose != o.loose {
		return m.loose < o.loose
	}
	return m.rank < o.rank
}

// match finds the field a column header names. Headers longer than a phrase are
// sentences and match nothing.
func (v *Vocabulary) match(header string) (match, bool) {
	text := stripUnit(cjk.Squeeze(header))
	if text == "" || utf8.RuneCountInString(text) > 40 {
		return match{}, false
	}
	if w, ok := v.words[text]; ok {
		return match{w.field, w.rank, 0}, true
	}
	bare := withoutBrackets(text)
	if w, ok := v.words[bare]; ok && bare != "" {
		return match{w.field, w.rank, 1}, true
	}
	if utf8.RuneCountInString(bare) > 16 {
		return match{}, false
	}
	// 2023年度预算数, 项目全年执行数: the longest word the text ends with, else
	// the longest it holds.
	var best match
	length, found := 0, false
	for word, w := range v.words {
		n := utf8.RuneCountInString(word)
		if n < 3 && !strings.HasSuffix(bare, word) || n < 2 || !strings.Contains(bare, word) {
			continue
		}
		if strings.HasSuffix(bare, word) {
			n += 100
		}
		if n > length || n == length && (w.field < best.field || w.field == best.field && w.rank < best.rank) {
			best, length, found = match{w.field, w.rank, 2}, n, true
		}
	}
	return best, found
}

// withoutBrackets drops the bracketed parts of a squeezed text.
func withoutBrackets(s string) string {
	var b strings.Builder
	depth := 0
	for _, r := range s {
		switch r {
		case '(', '[', '【', '〔':
			depth++
		case ')', ']', '】', '〕':
			depth = max(depth-1, 0)
		default:
			if depth == 0 {
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}

// numeric reports whether a cell holds a figure, or a sign that stands for none.
func numeric(s string) bool {
	s = cjk.Squeeze(s)
	digits := 0
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case strings.ContainsRune(".,%+-−—–/万亿千百元分￥¥()△", r):
		default:
			return false
		}
	}
	return digits > 0
}

// unstated reports whether a cell says that nothing is stated.
func unstated(s string) bool {
	s = cjk.Squeeze(s)
	return strings.Trim(s, "-—–－─/\\、.") == "" || s == "无" || s == "空"
}

// wordy reports whether a text has letters: a name rather than a figure.
func wordy(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) {
			return true
		}
	}
	return false
}
