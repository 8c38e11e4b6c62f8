package markdown

import (
	"iter"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/text"

	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
)

// Files made from plain text leave no empty line between a title, a heading, a
// label and the text below. outlineBreaks finds where such a paragraph falls into
// several; a line that was only wrapped breaks nothing. A line was wrapped if it is
// about as long as the longest of its paragraph, or if its sentence is not over. In
// a file without any markup (plain) every line is more likely to stand for itself:
// in Markdown a line end is hardly more than a space.

var (
	lineLabel = regexp.MustCompile(`^\s*\p{Han}[\p{Han} 　]{1,9}(?:[（(]\p{Han}{1,6}[）)])?[：:]`)
)

const (
	longOutline = 25 // characters of a heading on a line of its own at most
	wrapWidth   = 24 // characters that a wrapped line has at least, where nothing else tells
)

// textLine is a line of a paragraph.
type textLine struct {
	text  string // without the space around it
	width int    // in characters, one of Chinese or two others
	ended bool   // it ends as a sentence does
}

func textLines(lines *text.Segments, src []byte) []textLine {
	out := make([]textLine, lines.Len())
	for i := range out {
		seg := lines.At(i)
		s := strings.TrimSpace(string(seg.Value(src)))
		out[i] = textLine{text: s, width: widthOf(s), ended: endsSentence(s)}
	}
	return out
}

func widthOf(s string) int {
	half := 0
	for _, r := range s {
		if half++; cjk.Wide(r) {
			half++
		}
	}
	return (half + 1) / 2
}

// endsSentence reports whether a line ends as a sentence or a label does.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, "*_”’\"）)」")
	last, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune("。；：！？…;:", last)
}

// outlineBreaks yields the lines of a paragraph that start a new one.
func outlineBreaks(segments *text.Segments, src []byte, plain bool) iter.Seq[int] {
	return func(yield func(int) bool) {
		if segments.Len() < 2 {
			return
		}
		lines := textLines(segments, src)
		p := paragraphOf(lines, plain)
		emphasis := 0 // marks that a line leaves open
		within := false
		for i := 1; i < len(lines); i++ {
			a, b := lines[i-1], lines[i]
			if emphasis += strings.Count(a.text, "**"); emphasis%2 != 0 {
				continue
			}
			if p.breaks(a, b, within) {
				within = false
				if !yield(i) {
					return
				}
				continue
			}
			within = !b.ended // b goes on with the sentence that a began
		}
	}
}

// paragraph is what its lines tell of a paragraph.
type paragraph struct {
	plain   bool // it stands in a file without markup
	widest  int
	wrapped bool // some line of it was wrapped
	narrow  bool // no line is wide enough to have been
	stacked bool // its lines are the cells of a table, one below the other
}

func paragraphOf(lines []textLine, plain bool) *paragraph {
	p := &paragraph{plain: plain}
	for i, l := range lines {
		p.widest = max(p.widest, l.width)
		p.wrapped = p.wrapped || i+1 < len(lines) && !l.ended && l.width >= wrapWidth && l.width*5 >= lines[i+1].width*4
	}
	full := 0 // lines as wide as the widest: text may be wrapped in a narrow column
	for _, l := range lines {
		if l.width >= p.widest-1 {
			full++
		}
	}
	p.narrow = p.widest < wrapWidth && (full < 3 || full*2 < len(lines)-1)
	p.wrapped = p.wrapped || !plain
	p.stacked = stacked(lines, full)
	return p
}

const (
	leastStack = 12 // lines that cells make when each has one
	stackWidth = 12 // characters of most of them at most
)

// stacked reports whether most lines are as short as cells are, few end as sentences do,
// and no width is that of a column of text; full is how many are as wide as the widest.
func stacked(lines []textLine, full int) bool {
	short, ended := 0, 0
	for _, l := range lines {
		if l.width <= stackWidth {
			short++
		}
		if l.ended {
			ended++
		}
	}
	return len(lines) >= leastStack && short*10 >= len(lines)*7 && ended*5 <= len(lines) && full*3 < len(lines)
}

// breaks reports whether the line b starts a paragraph below the line a. within
// says that a is not the first line of its sentence.
func (p *paragraph) breaks(a, b textLine, within bool) bool {
	short := a.width*5 < p.widest*4 // a was not wrapped
	switch {
	case a.text == "" || b.text == "":
		return false
	case p.stacked:
		last, _ := utf8.DecodeLastRuneInString(a.text)
		return !strings.ContainsRune("，、（(", last)
	case headed(a, b, short):
		return true
	case goesOn(a.text, b.text):
		return false
	case a.ended:
		return short || !p.wrapped
	case within:
		return false // in the middle of a sentence
	case short, caption(b) && !strings.ContainsAny(a.text, "，。；,;"): // 单位：万元 and （2023年度） below a title
		return true
	}
	return p.plain && p.standsAlone(a, b)
}

// headed reports whether b or the line above it is a heading, or both start with a
// label.
func headed(a, b textLine, short bool) bool {
	return a.text == b.text || outlineHead(a.text) && short || lexicon.Lines().Outline.MatchString(b.text) && (a.ended || short || outlineHead(b.text) && alone(a.text)) ||
		lineLabel.MatchString(a.text) && lineLabel.MatchString(b.text)
}

// standsAlone reports whether a line of plain text was not wrapped, though it is not
// short beside the others: none is wide enough to have been.
func (p *paragraph) standsAlone(a, b textLine) bool {
	if p.narrow && alone(a.text) && !strings.ContainsAny(a.text, "，。；,;、") {
		return true
	}
	return a.width < wrapWidth/2 && (b.width >= wrapWidth/2 || alone(a.text))
}

// caption reports a line of a few characters that says something of the title above
// it: a label with its value, or a text in brackets.
func caption(l textLine) bool {
	if l.ended || l.width >= wrapWidth/2 {
		return false
	}
	first, _ := utf8.DecodeRuneInString(l.text)
	last, _ := utf8.DecodeLastRuneInString(l.text)
	return lineLabel.MatchString(l.text) || strings.ContainsRune("（(", first) && strings.ContainsRune("）)", last)
}

// plainText reports whether a file holds no markup: no headings, emphasis, tables
// with bars, or tags.
func plainText(src string) bool {
	return !strings.Contains(src, "**") && !strings.Contains(src, "|--") && !strings.Contains(src, "| -") && !strings.Contains(src, "</") &&
		!strings.HasPrefix(src, "#") && !strings.Contains(src, "\n#")
}

// goesOn reports whether a sentence goes on from a to b for certain: a ends, or b
// starts, with a sign that stands within one, or a leaves a bracket open.
func goesOn(a, b string) bool {
	last, _ := utf8.DecodeLastRuneInString(a)
	first, _ := utf8.DecodeRuneInString(b)
	if strings.ContainsRune("，,、（(《“‘〔[【—-～~+=/＋", last) || strings.ContainsRune("，。、；：！？）)》”’〕]】%％,;:", first) || last == '\\' {
		return true
	}
	return strings.Count(a, "（")+strings.Count(a, "(") > strings.Count(a, "）")+strings.Count(a, ")") ||
		strings.Count(a, "《") > strings.Count(a, "》") || strings.Count(a, "“") > strings.Count(a, "”")
}

// alone reports whether a line of a few characters can stand for itself: a label or
// a value, not the first words of a sentence.
func alone(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(s)
	return unicode.Is(unicode.Han, last) && !lexicon.Lines().GoesOn.Has(string(last)) || last >= '0' && last <= '9' || strings.ContainsRune("%％）)—", last)
}

// outlineHead reports whether a line is a heading numbered 一、 or （一）, whose
// number holds the only comma.
func outlineHead(line string) bool {
	number := lexicon.Lines().Outline.FindString(line)
	return number != "" && utf8.RuneCountInString(line) <= longOutline && !strings.ContainsAny(line[len(number):], "。；，、,：:")
}
