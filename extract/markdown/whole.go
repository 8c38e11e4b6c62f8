package markdown

import (
	"strings"
	"unicode/utf8"

	"selfeval/internal/text/textgrid"
)

// cutOff reports a text that ends before its end, as half a download does: within a
// character, within a table of markup, or within a row of bars.
func cutOff(data []byte, src string) bool {
	if cutCharacter(data) {
		return true
	}
	if tableOpen(strings.ToLower(src)) {
		return true
	}
	return !strings.HasSuffix(src, "\n") && rowOpen(src)
}

// cutCharacter reports UTF-8 whose last character lacks bytes.
func cutCharacter(data []byte) bool {
	for i := 1; i <= 3 && i <= len(data); i++ {
		if b := data[len(data)-i]; utf8.RuneStart(b) {
			return b >= utf8.RuneSelf && !utf8.FullRune(data[len(data)-i:]) && utf8.Valid(data[:len(data)-i])
		}
	}
	return false
}

// tableOpen reports that the last table of markup is not closed, and no paragraph follows
// that would say that it was meant to end.
func tableOpen(lower string) bool {
	at := strings.LastIndex(lower, "<table")
	if at < 0 || strings.Contains(lower[at:], "</table") {
		return false
	}
	return !strings.Contains(strings.TrimSpace(lower[at+strings.LastIndexAny(lower[at:], "<>"):]), "\n\n")
}

// rowOpen reports that the last line is a row that lacks the bar with which the rows
// before it end, or cells that the one above it has.
func rowOpen(src string) bool {
	end := strings.LastIndexByte(src, '\n')
	if end < 0 {
		return false
	}
	last, above := strings.TrimSpace(src[end+1:]), src[:end]
	closed := strings.Contains(above, "|\n|")
	above = strings.TrimSpace(above[strings.LastIndexByte(above, '\n')+1:])
	closed = closed || strings.HasPrefix(above, "|") && strings.HasSuffix(above, "|") && len(above) > 1
	if !closed || !strings.HasPrefix(last, "|") {
		return false
	}
	return !strings.HasSuffix(last, "|") || len(textgrid.Split(last)) < len(textgrid.Split(above))
}
