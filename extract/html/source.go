package html

import (
	"bytes"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"selfeval/extract/document"
	"selfeval/report"
)

// What is done to a page's source before it is parsed.

// affordable refuses source that would grow into a tree too large to hold: every
// tag and attribute costs a hundred times the bytes it is written in.
func affordable(src []byte, limits document.Limits) error {
	limit := max(limits.Cells, 100_000)
	if len(src) < limit {
		return nil
	}
	marks := bytes.Count(src, []byte("<"))
	for rest := src; marks <= limit; {
		i := bytes.IndexByte(rest, '<')
		if i < 0 {
			return nil
		}
		rest = rest[i+1:]
		end := bytes.IndexByte(rest, '>')
		if end < 0 {
			end = len(rest)
		}
		if end > 1 {
			marks += bytes.Count(rest[:end], []byte(" ")) + bytes.Count(rest[:end], []byte("\n")) + bytes.Count(rest[:end], []byte("/")) + bytes.Count(rest[:end], []byte("\t"))
		}
		rest = rest[end:]
	}
	return document.Errorf(report.Location{}, document.ErrLimit, "网页标记数量超过上限 %d", "more tags and attributes than the limit of %d", limit)
}

// kept are the tags that flatten leaves.
var kept = map[atom.Atom]bool{
	atom.Table: true, atom.Thead: true, atom.Tbody: true, atom.Tfoot: true, atom.Tr: true, atom.Td: true, atom.Th: true, atom.Caption: true,
	atom.P: true, atom.Br: true, atom.Title: true, atom.Script: true, atom.Style: true,
	atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true,
}

// flatten leaves only the tags that carry text and tables; any other tag between
// two pieces of text is at most the end of a line.
func flatten(src []byte) []byte {
	z := html.NewTokenizer(bytes.NewReader(src))
	var out bytes.Buffer
	out.Grow(len(src))
	for {
		kind := z.Next()
		switch kind {
		case html.ErrorToken:
			return out.Bytes()
		case html.TextToken:
			out.Write(z.Raw())
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			raw := z.Raw()
			name, _ := z.TagName()
			if a := atom.Lookup(name); kept[a] {
				out.Write(raw)
			} else if kind != html.SelfClosingTagToken && blocklike[a] {
				out.WriteString("<br>")
			}
		}
	}
}

// lineMark is the attribute by which a fragment's elements keep the line they
// stand on: the parser tells no positions.
const lineMark = "data-selfeval-line"

// markLines notes in every start tag the line it stands on, where that is not
// the fragment's first.
func markLines(src string, first int) string {
	nl := strings.IndexByte(src, '\n')
	if nl < 0 || strings.IndexByte(src[nl:], '<') < 0 {
		return src
	}
	var b strings.Builder
	b.Grow(len(src) * 3 / 2)
	line, from := first, 0
	for i := 0; i < len(src); i++ {
		switch {
		case src[i] == '\n':
			line++
		case src[i] == '<' && line > first && i+1 < len(src) && letter(src[i+1]):
			for i++; i < len(src) && (letter(src[i]) || src[i] >= '0' && src[i] <= '9' || src[i] == ':' || src[i] == '-'); i++ {
			}
			b.WriteString(src[from:i])
			b.WriteString(" " + lineMark + `="`)
			b.WriteString(strconv.Itoa(line))
			b.WriteString(`" `)
			from = i
			i--
		}
	}
	b.WriteString(src[from:])
	return b.String()
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
