package markdown

import (
	"iter"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/text"
)

// Files made from plain text set a numbered heading, the text below it and the
// next heading on lines of one paragraph. outlineBreaks finds where such a
// paragraph falls into several; a line that was only wrapped breaks nothing.

var (
	outlineNumber = regexp.MustCompile(`^\s*(?:第[一二三四五六七八九十]+(?:部分|章)|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)])`)
	lineLabel     = regexp.MustCompile(`^\s*\p{Han}[\p{Han} 　]{1,9}(?:[（(]\p{Han}{1,6}[）)])?[：:]`)
)

// longOutline is how many characters a heading on a line of its own has at most.
const longOutline = 25

// outlineBreaks yields the lines of a paragraph that start a new one.
func outlineBreaks(lines *text.Segments, src []byte) iter.Seq[int] {
	return func(yield func(int) bool) {
		if lines.Len() < 2 {
			return
		}
		widest := 0
		for i := range lines.Len() {
			seg := lines.At(i)
			widest = max(widest, utf8.RuneCount(seg.Value(src)))
		}
		open := 0 // emphasis that a line leaves open
		for i := 1; i < lines.Len(); i++ {
			above, below := lines.At(i-1), lines.At(i)
			a, b := strings.TrimSpace(string(above.Value(src))), string(below.Value(src))
			if open += strings.Count(a, "**"); open%2 != 0 {
				continue
			}
			last, _ := utf8.DecodeLastRuneInString(a)
			ended := strings.ContainsRune("。；：！;:", last)
			short := utf8.RuneCountInString(a)*5 < widest*4 // the line was not wrapped
			switch {
			case outlineHead(a) && short, outlineNumber.MatchString(b) && (ended || short), lineLabel.MatchString(a) && lineLabel.MatchString(b):
				if !yield(i) {
					return
				}
			}
		}
	}
}

// outlineHead reports whether a line is a heading numbered 一、 or （一）, whose
// number holds the only comma.
func outlineHead(line string) bool {
	number := outlineNumber.FindString(line)
	return number != "" && utf8.RuneCountInString(line) <= longOutline && !strings.ContainsAny(line[len(number):], "。；，、,：:")
}
