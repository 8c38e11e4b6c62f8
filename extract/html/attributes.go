package html

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// lineOf is the line an element of a fragment stands on.
func lineOf(n *html.Node, line int) int {
	if v, err := strconv.Atoi(attr(n, lineMark)); err == nil {
		return v
	}
	return line
}

// officeData reports the islands of settings that Word leaves in pages when its
// conditional comments are stripped; their text was never shown.
func officeData(n *html.Node) bool {
	if n.DataAtom != 0 {
		return false
	}
	switch n.Data {
	case "xml", "w:worddocument", "w:latentstyles", "o:documentproperties", "o:officedocumentsettings":
		return true
	}
	return false
}

// path is a cheap CSS-like path to an element: its nearest named ancestors.
func path(n *html.Node) string {
	out := ""
	for p, i := n, 0; p != nil && p.Type == html.ElementNode && p.DataAtom != atom.Body && i < 3; p, i = p.Parent, i+1 {
		if p.Data == "" { // put in by tabulate
			i--
			continue
		}
		name, last := p.Data, false
		if id := attr(p, "id"); id != "" && utf8.RuneCountInString(id) < 40 {
			name, last = name+"#"+id, true
		} else if class, _, _ := strings.Cut(strings.TrimSpace(attr(p, "class")), " "); class != "" && len(class) < 40 {
			name += "." + class
		}
		if out != "" {
			name += ">"
		}
		out = name + out
		if last {
			break
		}
	}
	return out
}
