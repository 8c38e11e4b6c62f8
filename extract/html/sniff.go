package html

import (
	"bytes"
	"path/filepath"
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
	page := bytes.HasPrefix(head, []byte("<!doctype html")) || tag(head, "head") || tag(head, "html") && bytes.Contains(head, []byte("<head"))
	if page {
		return 95 // a whole page, whatever its name
	}
	// Converters to Markdown wrap a table in <html><body>; such a file is
	// Markdown if its name says so.
	if tag(head, "html") || tag(head, "body") {
		if ext == ".md" || ext == ".markdown" {
			return 60
		}
		return 94
	}
	switch ext {
	case ".html", ".htm", ".xhtml", ".shtml", ".aspx", ".jsp", ".php":
		if bytes.IndexByte(head, '<') < 0 {
			return 30 // plain text with a page's name
		}
		return 90
	}
	if bytes.HasPrefix(head, []byte("<")) && (bytes.Contains(head, []byte("<table")) || bytes.Contains(head, []byte("<body")) ||
		bytes.Contains(head, []byte("<p")) || bytes.Contains(head, []byte("<div"))) {
		return 80
	}
	return 0
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
