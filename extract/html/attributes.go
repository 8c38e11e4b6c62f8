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

// style is what an element's own attributes say of how it is shown.
type style struct {
	hidden      bool
	bold, light bool
	none        bool // display: none, which a later declaration may take back
}

func styleOf(n *html.Node) (s style) {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			s.hidden = s.hidden || a.Val != "until-found"
		case "style":
			s.read(a.Val)
		}
	}
	s.hidden = s.hidden || s.none
	return s
}

// read reads the declarations that matter, later ones over earlier ones.
func (s *style) read(css string) {
	for css != "" {
		var decl string
		decl, css, _ = strings.Cut(css, ";")
		name, value, ok := strings.Cut(decl, ":")
		if !ok {
			continue
		}
		name = strings.TrimSpace(name)
		if len(name) < 7 || len(name) > 11 { // none of the four below
			continue
		}
		value, _, _ = strings.Cut(strings.ToLower(value), "!")
		value = strings.TrimSpace(value)
		switch strings.ToLower(name) {
		case "display":
			s.none = value == "none"
		case "visibility":
			s.hidden = s.hidden || value == "hidden" || value == "collapse"
		case "mso-hide":
			s.hidden = s.hidden || value == "all"
		case "font-weight":
			n, _ := strconv.Atoi(value)
			s.bold = value == "bold" || value == "bolder" || n >= 600
			s.light = !s.bold
		}
	}
}

func hidden(n *html.Node) bool { return len(n.Attr) > 0 && styleOf(n).hidden }

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
