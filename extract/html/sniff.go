package html

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"

	"selfeval/internal/text/charset"
)

// Sniff tells how sure it is, 0 to 100, that data is an HTML page.
func Sniff(name string, data []byte) int {
	if charset.Binary(data) {
		return 0
	}
	text, _, _ := charset.Decode(data[:min(len(data), 8192)])
	head := withoutPrologue(charset.Lower(text))
	ext := strings.ToLower(filepath.Ext(name))
	switch {
	case wholePage(head):
		return 95 // whatever its name
	case tag(head, "html") || tag(head, "body"):
		// Converters to Markdown wrap a table in <html><body>; such a file is
		// Markdown if its name says so.
		if ext == ".md" || ext == ".markdown" {
			return 60
		}
		return 94
	case slices.Contains(pageNames, ext):
		if bytes.IndexByte(head, '<') < 0 {
			return 30 // plain text with a page's name
		}
		return 90
	case pieceOfPage(head):
		return 80
	}
	return 0
}

// pageNames are the ends of names that pages have.
var pageNames = []string{".html", ".htm", ".xhtml", ".shtml", ".aspx", ".jsp", ".php"}

// wholePage reports the beginning of a page with its head.
func wholePage(head []byte) bool {
	return bytes.HasPrefix(head, []byte("<!doctype html")) || tag(head, "head") || tag(head, "html") && bytes.Contains(head, []byte("<head"))
}

// pieceOfPage reports a piece of a page: elements of one from the first character on.
func pieceOfPage(head []byte) bool {
	if !bytes.HasPrefix(head, []byte("<")) {
		return false
	}
	for _, element := range []string{"<table", "<body", "<p", "<div"} {
		if bytes.Contains(head, []byte(element)) {
			return true
		}
	}
	return false
}

// withoutPrologue takes off what may stand before a page's first tag: white
// space, an XML declaration, comments.
func withoutPrologue(head []byte) []byte {
	for {
		head = bytes.TrimSpace(head)
		end := ""
		switch {
		case bytes.HasPrefix(head, []byte("<?")):
			end = ">"
		case bytes.HasPrefix(head, []byte("<!--")):
			end = "-->"
		default:
			return head
		}
		i := bytes.Index(head, []byte(end))
		if i < 0 {
			return head
		}
		head = head[i+len(end):]
	}
}

// tag reports whether head starts with the tag.
func tag(head []byte, name string) bool {
	rest, ok := bytes.CutPrefix(head, []byte("<"+name))
	return ok && len(rest) > 0 && bytes.IndexByte([]byte(" >\t\r\n/"), rest[0]) >= 0
}
