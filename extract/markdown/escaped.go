package markdown

import (
	"html"
	"strings"
)

// escapedTag reports whether a line holds the escaped start of an element.
func escapedTag(line, name string) bool {
	for {
		i := strings.Index(line, "&lt;")
		if i < 0 {
			return false
		}
		line = line[i+4:]
		if len(line) >= len(name) && strings.EqualFold(line[:len(name)], name) {
			return true
		}
	}
}

// escapedEnd is the line after the one on which escaped markup of a table ends.
func escapedEnd(lines []string, i int) int {
	for j := i; j < len(lines); j++ {
		if escapedTag(lines[j], "/table") {
			return j + 1
		}
		if lines[j] == "" {
			return j
		}
	}
	return len(lines)
}

func unescaped(lines []string) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = strings.ReplaceAll(html.UnescapeString(l), "\n", " ")
	}
	return out
}
