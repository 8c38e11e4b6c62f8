package html

import (
	"bytes"
	"unicode"

	"golang.org/x/net/html"

	"selfeval/internal/text/cjk"
)

// cutOff reports a page that ends before its end, as half a download does: within a tag
// or a comment, or with a table, or the page itself and a division of it, still open that
// nothing closes. A page whose end is there is whole however its elements are closed, and
// one that never closes such elements leaves their ends out by habit.
func cutOff(text []byte) bool {
	z := html.NewTokenizer(bytes.NewReader(text))
	seen := tallies{}
	for _, name := range []string{"html", "body", "table", "div", "pre", "script", "style", "tr", "td", "th"} {
		seen[name] = &tally{}
	}
	for {
		switch z.Next() {
		case html.ErrorToken:
			return !seen["html"].closed && !seen["body"].closed && (withinTag(text) || seen.stillOpen())
		case html.StartTagToken:
			if t := seen[string(tagName(z.Raw()))]; t != nil {
				t.open++
			}
		case html.EndTagToken:
			if t := seen[string(tagName(z.Raw()))]; t != nil {
				t.open--
				t.closed = true
			}
		}
	}
}

// tallies are the elements whose ends tell how a page ends, by their names.
type tallies map[string]*tally

// tally is how often an element was opened more than closed, and whether it ever was closed.
type tally struct {
	open   int
	closed bool
}

// stillOpen reports that what the end of a page closes is open at its end.
func (t tallies) stillOpen() bool {
	inTable := t["table"].open > 0 && (t["td"].closed || t["th"].closed || t["tr"].closed)
	inPage := t["html"].open+t["body"].open > 0 && t["div"].open > 0 && t["div"].closed
	return inTable || inPage || t["script"].open+t["style"].open+t["pre"].open > 0
}

// tagName is the name in a tag as it is printed, in small letters where it is one of ours:
// the tokenizer's own copies every name.
func tagName(raw []byte) []byte {
	const longest = len("script")
	raw = bytes.TrimLeft(raw, "</")
	end := bytes.IndexAny(raw, " \t\r\n\f/>")
	if end < 0 || end > longest {
		return nil
	}
	if name := raw[:end]; bytes.ContainsFunc(name, unicode.IsUpper) {
		return bytes.ToLower(name)
	}
	return raw[:end]
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
