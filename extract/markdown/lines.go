package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"selfeval/internal/text/cjk"
)

// What is done to a file's lines before its blocks are told apart. Their number
// stays, so that every place does.

// frontMatter returns the line after a leading YAML block, and the title it
// gives. Text between two rules is no front matter: every line must be YAML.
func frontMatter(lines []string) (start int, title string) {
	if strings.TrimSpace(lines[0]) != "---" {
		return 0, ""
	}
	for i := 1; i < min(len(lines), 200); i++ {
		s := strings.TrimSpace(lines[i])
		switch {
		case (s == "---" || s == "...") && i > 1:
			return i + 1, title
		case s == "" || s[0] == '#' || s[0] == '-' || lines[i][0] == ' ' || lines[i][0] == '\t':
			continue
		}
		key, value, ok := strings.Cut(s, ":")
		if !ok || strings.Trim(key, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") != "" {
			return 0, ""
		}
		if strings.EqualFold(key, "title") {
			title = strings.Trim(strings.TrimSpace(value), `"'`)
		}
	}
	return 0, ""
}

// tidy brings lines to what the readers of blocks expect: no indentation, since
// plain text made from a page is indented as the page was and is no code; no
// code fences, which converters put around tables; ASCII bars in tables.
func tidy(lines []string) {
	for i, l := range lines {
		if l = strings.TrimFunc(l, cjk.Space); l != "" {
			l = tidyLine(lines, i, l)
		}
		if l != "" && l[0] == '-' {
			l = shallow(l)
		}
		lines[i] = l
	}
}

// drawsRule reports a page break or rule, not the underline of what stands above.
func drawsRule(lines []string, i int, l string) bool {
	return len(l) >= 3 && strings.Trim(l, l[:1]) == "" && (i == 0 || !underlines(lines, i))
}

// tidyLine tidies a line by the sign that it starts with.
func tidyLine(lines []string, i int, l string) string {
	switch c := l[0]; {
	case c == '`' || c == '~':
		if fence(l) {
			return ""
		}
	case c == '\\':
		return latexLine(l)
	case c == '#':
		return spaced(l)
	case c == '=' || c == '-':
		if drawsRule(lines, i, l) {
			return ""
		}
	case c == '>':
		return quotedRow(shallow(l))
	case c == '*' || c == '+' || c >= '0' && c <= '9':
		return shallow(l)
	case c >= utf8.RuneSelf:
		return bars(l)
	}
	return l
}

// quotedRow takes the marks of a quotation off a table's row.
func quotedRow(l string) string {
	if rest := strings.TrimLeft(l, "> "); strings.Count(rest, "|") >= 2 {
		return rest
	}
	return l
}

// fence recognises the line that starts or ends a code block.
func fence(l string) bool {
	info := strings.TrimLeft(l, l[:1])
	return len(l)-len(info) >= 3 && len(info) <= 20 && !strings.ContainsAny(info, " `|")
}

// spaced puts the space after a heading's #, which many leave out before Chinese.
func spaced(l string) string {
	rest := strings.TrimLeft(l, "#")
	if r, _ := utf8.DecodeRuneInString(rest); len(l)-len(rest) <= 6 && (unicode.Is(unicode.Han, r) || r == '（') {
		return l[:len(l)-len(rest)] + " " + rest
	}
	return l
}

// underlines reports whether a line of = or - makes a heading of the line above:
// a short line that stands alone and does not read like the end of a page's
// text.
func underlines(lines []string, i int) bool {
	above := lines[i-1]
	if above == "" || i > 1 && lines[i-2] != "" || strings.ContainsAny(above, "|:：<") || strings.ContainsAny(above[:1], "#>-*+`") {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(above)
	return utf8.RuneCountInString(above) <= 50 && !strings.ContainsRune("。；;，,、.", last) && strings.Trim(above, "0123456789 ") != ""
}

// maxMarkers is how many list and quote markers may start a line.
const maxMarkers = 16

// shallow takes off the markers of a line that nests deeper than any report.
func shallow(l string) string {
	rest, markers := l, 0
	for {
		n := marker(rest)
		if n == 0 {
			break
		}
		rest = strings.TrimLeft(rest[n:], " \t")
		markers++
	}
	if markers > maxMarkers {
		return rest
	}
	return l
}

// marker is the length of the marker of a list or quotation that a text starts with.
func marker(s string) int {
	n := 0
	for n < len(s) && n < 9 && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	switch {
	case s == "":
	case n > 0:
		if n+1 < len(s) && (s[n] == '.' || s[n] == ')') && s[n+1] == ' ' {
			return n + 1
		}
	case s[0] == '>', len(s) > 1 && strings.IndexByte("-*+", s[0]) >= 0 && s[1] == ' ':
		return 1
	}
	return 0
}

var asciiBars = strings.NewReplacer("｜", "|", "│", "|", "┃", "|", "║", "|")

// bars writes a table row set with full-width or drawn bars with ASCII ones, and
// the drawn lines between rows as rules.
func bars(l string) string {
	switch r, _ := utf8.DecodeRuneInString(l); r {
	case '｜', '│', '┃', '║':
		return asciiBars.Replace(l)
	case '├', '┌', '└', '┣', '┏', '┗', '╔', '╠', '╚', '─', '━':
		if strings.Trim(l, "├┌└┣┏┗╔╠╚─━┼┤┬┐┴┘╋┫┳┓┻┛═╬╣╦╗╩╝ ") == "" && utf8.RuneCountInString(l) > 3 {
			return drawnRule
		}
	}
	return l
}

// drawnRule is what bars makes of a drawn line.
const drawnRule = "|---|"
