package report

import (
	"fmt"
	"slices"
	"strings"
)

// Places writes several places in one phrase for a person, the first most of them: what a
// place has in common with the one before is not said again, and cells of one row stand
// together: 表2 第6行 第4列、第5列；第9行 第4列. Where there are more, their number follows.
func Places(at []Location, most int, lang Lang) string {
	var parts [][]string
	for _, l := range at {
		if p := l.parts(lang); len(p) > 0 && !slices.ContainsFunc(parts, func(o []string) bool { return slices.Equal(o, p) }) {
			parts = append(parts, p)
		}
	}
	and, then, more := "、", "；", " 等，共 %d 处"
	if lang == EN {
		and, then, more = ", ", "; ", " …, %d in all"
	}
	var b strings.Builder
	for i, p := range parts[:min(len(parts), most)] {
		same := 0
		if i > 0 {
			same = common(parts[i-1], p)
		}
		switch {
		case i > 0 && same == len(p)-1 && same == len(parts[i-1])-1:
			b.WriteString(and)
		case i > 0:
			b.WriteString(then)
		}
		b.WriteString(strings.Join(p[same:], " "))
	}
	if len(parts) > most {
		fmt.Fprintf(&b, more, len(parts))
	}
	return b.String()
}

// common is how many parts two places begin with alike, less than all of either.
func common(a, b []string) int {
	n := 0
	for n < min(len(a), len(b))-1 && a[n] == b[n] {
		n++
	}
	return n
}
