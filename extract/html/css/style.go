// Package css reads of a page's styles what says how text is shown: whether it is
// seen at all, struck, raised or bold, and laid out as a table.
package css

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"selfeval/extract/document"
)

// Style is what an element's own attributes, and the page's own sheets, say of how
// it is shown.
type Style struct {
	Hidden      bool // by any of the means below
	Bold, Light bool
	Mark        document.Mark

	none      bool   // display: none
	Display   string // another display that makes tables
	invisible bool   // visibility
	off       bool   // put where nobody sees it, or clipped to nothing
	placed    bool   // taken out of the flow
	small     int    // of width and height, how many are a point or less
	zero      bool   // font-size: 0, which what it holds may take back
	white     bool   // white text
}

// Sheet is the attribute in which Apply leaves what the page's sheets
// say of an element.
const Sheet = "data-selfeval-style"

// Of is what an element's own attributes, and what Apply has left there, say of it.
func Of(n *html.Node) (s Style) {
	own := ""
	for i := range n.Attr {
		a := &n.Attr[i]
		switch a.Key {
		case "hidden":
			s.Hidden = s.Hidden || a.Val != "until-found"
		case "style":
			own = a.Val
		case Sheet:
			s.Read(a.Val)
		case "class":
			s.Hidden = s.Hidden || unseenClass(a.Val)
		case "color":
			s.white = n.DataAtom == atom.Font && white(a.Val)
		}
	}
	if own != "" { // an element's own style comes before any sheet
		s.Read(own)
	}
	s.Hidden = s.Hidden || s.unseen() || s.blank(n)
	s.Mark |= TagMarks[n.DataAtom]
	return s
}

// blank reports whether an element's text cannot be seen for its size or colour.
func (s *Style) blank(n *html.Node) bool {
	return s.zero && !setsSize(n, 0) || s.white && onWhite(n)
}

// unseen reports whether the declarations read so far hide an element.
func (s *Style) unseen() bool {
	return s.none || s.invisible || s.off || s.placed && s.small == 2
}

// TagMarks are the elements that mark text.
var TagMarks = map[atom.Atom]document.Mark{
	atom.Sup: document.Raised, atom.Sub: document.Lowered, atom.Del: document.Struck, atom.S: document.Struck, atom.Strike: document.Struck,
	atom.Ins: document.Inserted,
}

// unseenClass reports the classes by which pages hold text for screen readers
// alone, whose sheets stand in files of their own.
func unseenClass(classes string) bool {
	if !strings.Contains(classes, "sr-") && !strings.Contains(classes, "hidden") && !strings.Contains(classes, "screen-reader") {
		return false
	}
	for c := range strings.FieldsSeq(classes) {
		switch c {
		case "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only", "sr-only-focusable":
			return true
		}
	}
	return false
}

// Read reads the declarations that matter, later ones over earlier ones.
func (s *Style) Read(css string) {
	for css != "" {
		var decl string
		decl, css, _ = strings.Cut(css, ";")
		name, value, ok := strings.Cut(decl, ":")
		if !ok {
			continue
		}
		name, value = strings.TrimSpace(name), strings.TrimSpace(value)
		if !matters(name, value) {
			continue
		}
		value, _, _ = strings.Cut(strings.ToLower(value), "!")
		s.set(strings.ToLower(name), strings.TrimSpace(value))
	}
}

// matters tells at a glance declarations that set does not read: pages made by
// Word have a dozen to a cell.
func matters(name, value string) bool {
	if len(name) < 3 || value == "" {
		return false
	}
	first := value[0]
	switch lead := name[0] | 0x20; lead {
	case 'd', 'v', 'm', 'p', 'c': // display, visibility, vertical-align, mso-hide, position, clip, color
		return bySize[len(name)&31]&(1<<(lead-'a')) != 0
	case 'f': // font-weight, font-size
		return len(name) == 11 && name[5]|0x20 == 'w' || len(name) == 9 && first == '0'
	case 't', 'l': // text-decoration, top, text-indent, left
		return len(name) >= 15 || first == '-'
	case 'w', 'h': // width, height
		return first <= '1' && (len(value) == 1 || value[1] < '0' || value[1] > '9')
	}
	return false
}

// bySize are the first letters, a bit each, of the declarations of a length that are
// read whatever their value.
var bySize = func() (t [32]uint32) {
	for _, name := range []string{"display", "visibility", "vertical-align", "mso-hide", "position", "clip", "color", "clip-path"} {
		t[len(name)] |= 1 << (name[0] - 'a')
	}
	return t
}()

func (s *Style) set(name, value string) {
	switch name {
	case "display":
		s.none, s.Display = value == "none", ""
		if strings.Contains(value, "table") {
			s.Display = value
		}
	case "visibility":
		s.invisible = value == "hidden" || value == "collapse"
	case "mso-hide":
		s.invisible = value == "all"
	case "font-weight":
		n, _ := strconv.Atoi(value)
		s.Bold = value == "bold" || value == "bolder" || n >= 600
		s.Light = !s.Bold
	case "vertical-align":
		s.Mark &^= document.Raised | document.Lowered
		switch value {
		case "super":
			s.Mark |= document.Raised
		case "sub":
			s.Mark |= document.Lowered
		}
	case "text-decoration", "text-decoration-line":
		s.Mark &^= document.Struck
		if strings.Contains(value, "line-through") {
			s.Mark |= document.Struck
		}
	case "color":
		s.white = white(value)
	default:
		s.place(name, value)
	}
}

// place reads the declarations by which an element is put out of sight.
func (s *Style) place(name, value string) {
	switch name {
	case "position":
		s.placed = value == "absolute" || value == "fixed"
	case "clip":
		s.off = s.off || nothing(value)
	case "clip-path":
		s.off = s.off || value == "inset(50%)"
	case "width", "height":
		if n, ok := Number(value); ok && n <= 1 && !strings.HasSuffix(value, "em") {
			s.small++
		}
	case "left", "top", "text-indent":
		n, _ := Number(value)
		s.off = s.off || n <= -900
	case "font-size":
		n, ok := Number(value)
		s.zero = ok && n == 0
	}
}

// nothing reports a clip that leaves nothing: rect(0,0,0,0), rect(1px 1px 1px 1px).
func nothing(clip string) bool {
	inner, ok := strings.CutPrefix(clip, "rect(")
	if !ok {
		return false
	}
	for v := range strings.FieldsFuncSeq(strings.TrimSuffix(inner, ")"), func(r rune) bool { return r == ',' || r == ' ' }) {
		if n, ok := Number(v); !ok || n > 1 {
			return false
		}
	}
	return true
}

// Number is the number that a value starts with.
func Number(value string) (float64, bool) {
	i := 0
	for i < len(value) && (value[i] >= '0' && value[i] <= '9' || value[i] == '.' || value[i] == '-') {
		i++
	}
	n, err := strconv.ParseFloat(value[:i], 64)
	return n, err == nil && (i == len(value) || value[i] != '%')
}

func white(color string) bool {
	if len(color) > 30 {
		return false
	}
	switch strings.ToLower(strings.ReplaceAll(color, " ", "")) {
	case "white", "#fff", "#ffffff", "rgb(255,255,255)", "rgba(255,255,255,1)":
		return true
	}
	return false
}

// setsSize reports whether something below an element may set the size of text
// anew: containers are given a size of 0 to close the gaps between what they hold.
func setsSize(n *html.Node, depth int) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		for _, a := range c.Attr {
			if a.Key == "class" || a.Key == Sheet || a.Key == "size" || a.Key == "style" && strings.Contains(a.Val, "font") {
				return true
			}
		}
		if depth > 20 || setsSize(c, depth+1) {
			return true
		}
	}
	return false
}

// onWhite reports whether white text in an element stands on white: no element
// around it can have a colour of its own. A class may give one from a sheet that
// is not read.
func onWhite(n *html.Node) bool {
	for p := n; p != nil && p.Type == html.ElementNode; p = p.Parent {
		for _, a := range p.Attr {
			switch a.Key {
			case "bgcolor", "background":
				return white(a.Val)
			case "class", Sheet:
				return false
			case "style":
				css := strings.ToLower(a.Val)
				if i := strings.Index(css, "background"); i >= 0 {
					_, value, _ := strings.Cut(css[i:], ":")
					value, _, _ = strings.Cut(value, ";")
					return white(strings.TrimSpace(value))
				}
			}
		}
		if p.DataAtom == atom.Th {
			return false // browsers leave it white, but sheets hardly ever do
		}
	}
	return n.Parent != nil
}

// Hidden reports whether an element is not shown.
func Hidden(n *html.Node) bool { return len(n.Attr) > 0 && Of(n).Hidden }
