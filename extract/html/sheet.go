package html

import (
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
)

// Pages hide things by class, too: copies for a phone's screen or a printer
// beside the table itself. hideBySheets marks what a page's own style sheets set
// to display: none, so that walking it need not know of sheets. Sheets in files
// of their own are not read.

const (
	maxHiding = 200     // rules on display that are looked at
	maxTried  = 2000000 // nodes that they are tried on, all in all
)

// showing is what the rule that wins for an element says.
type showing struct {
	weight int // how specific the rule is, then how late
	none   bool
}

func hideBySheets(page *goquery.Document) {
	var rules []cssRule
	page.Find("style").Each(func(_ int, s *goquery.Selection) {
		rules = append(rules, displayRules(s.Text())...)
	})
	hides := false
	for _, r := range rules {
		hides = hides || r.none
	}
	if !hides {
		return
	}
	nodes := 1
	for n := range page.Nodes[0].Descendants() {
		if n.Type == html.ElementNode {
			nodes++
		}
	}
	won := map[*html.Node]showing{}
	for order, r := range rules[:min(len(rules), maxHiding, maxTried/nodes)] {
		for _, n := range page.Find(r.selector).Nodes {
			if w := r.weight()<<16 | order; w >= won[n].weight {
				won[n] = showing{w, r.none}
			}
		}
	}
	for n, s := range won {
		// What the element's own style says comes before any sheet.
		if s.none && !strings.Contains(strings.ToLower(attr(n, "style")), "display") {
			n.Attr = append(n.Attr, html.Attribute{Key: "hidden"})
		}
	}
}

// cssRule is a selector whose declarations set display.
type cssRule struct {
	selector  string
	none      bool
	important bool
}

// weight orders selectors as their specificity does, as far as pages need it.
func (r cssRule) weight() int {
	w := 100*strings.Count(r.selector, "#") + 10*strings.Count(r.selector, ".") + len(strings.Fields(r.selector))
	if r.important {
		w += 1000
	}
	return w
}

// displayRules lists the rules of a sheet that set display on a screen. Rules
// for other media, and selectors that depend on what a user does, are left out.
func displayRules(css string) (out []cssRule) {
	css = withoutComments(css)
	for css != "" {
		head, rest, ok := strings.Cut(css, "{")
		if !ok {
			break
		}
		if i := strings.LastIndexByte(head, ';'); i >= 0 {
			head = head[i+1:] // @import …;
		}
		head = strings.TrimSpace(head)
		if strings.HasPrefix(head, "@") {
			inside, after := block(rest)
			if media := strings.ToLower(head); media == "@media screen" || media == "@media all" {
				out = append(out, displayRules(inside)...)
			}
			css = after
			continue
		}
		body, after, _ := strings.Cut(rest, "}")
		css = after
		var s style
		s.read(body)
		if lower := strings.ToLower(body); !strings.Contains(lower, "display") {
			continue
		}
		for selector := range strings.SplitSeq(head, ",") {
			if selector = strings.TrimSpace(selector); selector != "" && !strings.ContainsAny(selector, ":(") {
				out = append(out, cssRule{selector, s.none, strings.Contains(body, "important")})
			}
		}
	}
	return out
}

// block splits what follows a brace at the one that closes it.
func block(css string) (inside, after string) {
	depth := 1
	for i := range len(css) {
		switch css[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return css[:i], css[i+1:]
			}
		}
	}
	return css, ""
}

func withoutComments(css string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(css, "/*")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		_, css, _ = strings.Cut(rest, "*/")
	}
}
