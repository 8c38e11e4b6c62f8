package html

import (
	"bytes"

	"golang.org/x/net/html"

	"selfeval/internal/text/cjk"
)

// cutOff reports a page that ends before its end, as half a download does: within a tag
// or a comment, or with a table, or the page itself and a division of it, still open that
// nothing closes. A page whose end is there is whole however its elements are closed, and
// one that never closes such elements leaves their ends out by habit.
func cutOff(text []byte) bool {
	z := html.NewTokenizer(bytes.NewReader(text))
	open, closed := map[string]int{}, map[string]bool{}
	for {
		switch z.Next() {
		case html.ErrorToken:
			return !closed["html"] && !closed["body"] && (withinTag(text) || stillOpen(open, closed))
		case html.StartTagToken:
			if name, ok := counted(z); ok {
				open[name]++
			}
		case html.EndTagToken:
			if name, ok := counted(z); ok {
				open[name]--
				closed[name] = true
			}
		}
	}
}

// stillOpen reports that what the end of a page closes is open at its end.
func stillOpen(open map[string]int, closed map[string]bool) bool {
	inTable := open["table"] > 0 && (closed["td"] || closed["th"] || closed["tr"])
	inPage := open["html"]+open["body"] > 0 && open["div"] > 0 && closed["div"]
	return inTable || inPage || open["script"]+open["style"]+open["pre"] > 0
}

// counted names the element of a tag if its end tells how a page ends.
func counted(z *html.Tokenizer) (string, bool) {
	name, _ := z.TagName()
	switch s := string(name); s {
	case "html", "body", "table", "div", "pre", "script", "style", "tr", "td", "th":
		return s, true
	}
	return "", false
}

// withinTag reports a text that ends between < and > of a tag.
func withinTag(text []byte) bool {
	i := bytes.LastIndexByte(text, '<')
	if i < 0 || bytes.IndexByte(text[i:], '>') >= 0 {
		return false
	}
	rest := text[i+1:]
	if len(rest) == 0 || bytes.HasPrefix(rest, []byte("!--")) {
		return true
	}
	c := rest[0]
	return (c == '/' || c == '!' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') && !bytes.ContainsFunc(rest, cjk.Wide)
}
