// Package safe takes out of published text what steers a terminal or the direction
// of writing, and what makes a link run a script: a report is read by people, not
// obeyed by their machines.
package safe

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// steers reports what is no text: controls (ESC and C1 among them), the marks that
// reverse the direction of writing, and the separators that some take for line ends.
func steers(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029'
}

// Line is a text in one line, with a sign in the place of what steers.
func Line(s string) string {
	if strings.IndexFunc(s, steers) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			return ' '
		case steers(r):
			return utf8.RuneError
		}
		return r
	}, s)
}

// Text is Line with its line ends and tabs.
func Text(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return steers(r) && r != '\n' }) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if steers(r) && r != '\n' && r != '\t' && r != '\r' {
			return utf8.RuneError
		}
		return r
	}, s)
}

// script is the start of a link that runs what follows.
var script = regexp.MustCompile(`(?i)((?:java|vb)script)(?:\s|&#\w+;|%\w\w)*:`)

// Document is Text for a page: nothing in it is a link to a script.
func Document(s string) string { return script.ReplaceAllString(Text(s), "$1：") }

// Writer passes on pieces of a page as Document gives them. A piece must hold whole
// characters.
type Writer struct{ W io.Writer }

func (w Writer) Write(b []byte) (int, error) {
	if _, err := io.WriteString(w.W, Document(string(b))); err != nil {
		return 0, err
	}
	return len(b), nil
}

// JSON is the same JSON with what steers in its strings written as \u escapes.
func JSON(b []byte) []byte {
	if bytes.IndexFunc(b, escaped) < 0 {
		return b
	}
	out := make([]byte, 0, len(b)+64)
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		if escaped(r) {
			out = fmt.Appendf(out, `\u%04x`, r)
		} else {
			out = append(out, b[:n]...)
		}
		b = b[n:]
	}
	return out
}

// escaped tells of runes that JSON allows in a string and that steer. Line ends and
// tabs stand between the parts of the JSON only.
func escaped(r rune) bool { return r >= 0x7f && steers(r) }
