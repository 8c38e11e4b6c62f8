package css

import (
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
)

// Pages hide things by class, too: copies for a phone's screen or a printer
// beside the table itself, text for screen readers; they strike out, raise and lay
// out as tables by class. Apply notes at each element what the page's own
// style sheets say of that, so that walking it need not know of sheets. Sheets in
// files of their own are not read.

const (
	maxHiding = 200     // rules that are looked at
	maxTried  = 5000000 // elements and ancestors that they are tried on, all in all
)

// said is what one rule says of an element.
type said struct {
	weight int // how specific the rule is, then how late
	css    string
}

func Apply(page *goquery.Document) {
	var rules []cssRule
	page.Find("style").Each(func(_ int, s *goquery.Selection) {
		rules = append(rules, telling(withoutComments(s.Text()), 0)...)
	})
	if !slices.ContainsFunc(rules, func(r cssRule) bool { return r.tells }) {
		return
	}
	work := 1 // what it costs to try one selector on every element, ancestors included
	used := map[string]bool{}
	var visit func(n *html.Node, depth int)
	visit = func(n *html.Node, depth int) {
		work += depth
		for _, a := range n.Attr {
			if a.Key == "class" || a.Key == "id" {
				for w := range strings.FieldsSeq(a.Val) {
					used[w] = true
				}
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.ElementNode {
				visit(c, depth+1)
			}
		}
	}
	visit(page.Nodes[0], 1)
	rules = slices.DeleteFunc(rules, func(r cssRule) bool { return !r.applies(used) })
	of := map[*html.Node][]said{}
	for order, r := range rules[:min(len(rules), maxHiding, maxTried/work)] {
		for _, n := range page.Find(r.selector).Nodes {
			of[n] = append(of[n], said{r.weight()<<16 | order, r.css})
		}
	}
	for n, rules := range of {
		slices.SortFunc(rules, func(a, b said) int { return a.weight - b.weight })
		var css strings.Builder
		for _, r := range rules {
			css.WriteString(r.css + ";")
		}
		n.Attr = append(n.Attr, html.Attribute{Key: Sheet, Val: css.String()})
	}
}

// cssRule is a selector whose declarations matter.
type cssRule struct {
	selector  string
	css       string
	tells     bool // it does more than take back what another rule says
	important bool
}

// applies reports whether every class and id of a selector stands in the page.
func (r cssRule) applies(used map[string]bool) bool {
	for rest := r.selector; ; {
		i := strings.IndexAny(rest, ".#")
		if i < 0 {
			return true
		}
		rest = rest[i+1:]
		name := rest
		if j := strings.IndexAny(rest, ".# >+~["); j >= 0 {
			name = rest[:j]
		}
		if !used[name] {
			return false
		}
	}
}

// weight orders selectors as their specificity does, as far as pages need it.
func (r cssRule) weight() int {
	w := 100*strings.Count(r.selector, "#") + 10*strings.Count(r.selector, ".") + len(strings.Fields(r.selector))
	if r.important {
		w += 1000
	}
	return w
}

// telling lists the rules of a sheet that hide, mark or lay out as tables on a
// screen, or take that back. Rules for other media, and selectors that depend on
// what a user does, are left out.
func telling(css string, depth int) (out []cssRule) {
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
			if media := strings.ToLower(head); (media == "@media screen" || media == "@media all") && depth < 3 {
				out = append(out, telling(inside, depth+1)...)
			}
			css = after
			continue
		}
		body, after, _ := strings.Cut(rest, "}")
		css = after
		var s Style
		s.Read(body)
		tells := s.unseen() || s.Display != "" || s.Mark != 0
		if lower := strings.ToLower(body); tells || strings.Contains(lower, "display") || strings.Contains(lower, "visibility") {
			out = append(out, selected(head, body, tells)...)
		}
	}
	return out
}

// selected are the rules of declarations, one for each of their selectors.
func selected(head, body string, tells bool) (out []cssRule) {
	for selector := range strings.SplitSeq(head, ",") {
		if selector = strings.TrimSpace(selector); selector != "" && !strings.ContainsAny(selector, ":(") {
			out = append(out, cssRule{selector, body, tells, strings.Contains(body, "important")})
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
