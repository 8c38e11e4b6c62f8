package output

import (
	"strings"
	"unicode"
)

// wrap breaks a text into lines of at most so many columns: between Chinese characters,
// but not before a closing mark nor after an opening one, and at blanks; never within a
// number or a word that fits on a line.
func wrap(text string, columns int) []string {
	if columns <= 0 || cells(text) <= columns {
		return []string{text}
	}
	var lines []string
	rest := []rune(text)
	for len(rest) > 0 {
		n := fits(rest, columns)
		if n < len(rest) {
			n = breakBefore(rest, n)
		}
		lines = append(lines, strings.TrimRight(string(rest[:n]), " "))
		for rest = rest[n:]; len(rest) > 0 && rest[0] == ' '; {
			rest = rest[1:]
		}
	}
	return lines
}

// fits is how many characters fit into so many columns, at least one.
func fits(text []rune, columns int) int {
	used := 0
	for i, r := range text {
		if used += runeCells(r); used > columns && i > 0 {
			return i
		}
	}
	return len(text)
}

// breakBefore is the last place up to n at which a line may end; n where there is none.
func breakBefore(text []rune, n int) int {
	for i := n; i > 0; i-- {
		if mayBreak(text[i-1], text[i]) {
			return i
		}
	}
	return n
}

// mayBreak reports whether a line may end between two characters.
func mayBreak(before, after rune) bool {
	switch {
	case strings.ContainsRune("，。；：、）》”’！？,.;:!?)]%", after), strings.ContainsRune("（《“‘([", before):
		return false
	case before == ' ' || after == ' ':
		return !unicode.IsDigit(before) || !unicode.Is(unicode.Han, after)
	}
	return wide(before) || wide(after)
}

func wide(r rune) bool { return runeCells(r) == 2 || strings.ContainsRune("“”‘’", r) }

// hanging writes a text after what leads it, which is so many columns wide, and the lines
// below the first under its beginning. Where that would leave too little room they are
// indented by less.
func hanging(b *strings.Builder, lead string, leadCells int, text string, columns int) {
	room, indent := columns-leadCells, leadCells
	if columns > 0 && room < leastRoom {
		indent = min(leadCells, leastIndent)
		b.WriteString(lead)
		lines := wrap(text, max(1, columns-indent))
		if len(lines) > 0 && cells(lines[0]) > room {
			b.WriteString("\n" + strings.Repeat(" ", indent))
		}
		b.WriteString(strings.Join(lines, "\n"+strings.Repeat(" ", indent)) + "\n")
		return
	}
	b.WriteString(lead + strings.Join(wrap(text, room), "\n"+strings.Repeat(" ", indent)) + "\n")
}

const leastRoom, leastIndent = 16, 4
