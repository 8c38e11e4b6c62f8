// Package mark knows what this program writes, by a mark at its beginning, so that
// a result that lies among reports is never read as one of them.
package mark

import (
	"bytes"
	"regexp"
)

// The marks by which results begin. Formats that have a place for the name of
// their maker use it; the others are known by what only they begin with.
const (
	JSON     = `{"run":{"program":"selfeval"`
	HTML     = `<meta name="generator" content="selfeval">`
	Markdown = "<!-- generator: selfeval -->\n"
	Text     = "selfeval "
	README   = "# 绩效自评报告数据集"
	Manifest = "# selfeval dataset: own files, sha256"
)

// headLength is how far into a file a mark is looked for.
const headLength = 4096

var (
	textLine = regexp.MustCompile(`^selfeval \S+ · (规则 \d+ 条|\d+ rules)`)
	// A document of JSON Lines, and a record.
	jsonLine = regexp.MustCompile(`^\{"path":"(?:[^"\\]|\\.)*",(?:"source":(?:null|\{"url":(?:[^{}"]|"(?:[^"\\]|\\.)*")*\}),)?(?:"part":\d+,)?(?:"sha256":"[0-9a-f]{0,64}","format":|"title":)`)
	sarif    = regexp.MustCompile(`"driver":\{"name":"selfeval"`)
	junit    = regexp.MustCompile(`<testsuites name="selfeval"`)
	table    = regexp.MustCompile(`^"?document_id"?,`)
)

// Is reports whether a file is one that this program wrote.
func Is(data []byte) bool {
	head := bytes.TrimPrefix(data[:min(len(data), headLength)], []byte("\ufeff"))
	for _, m := range []string{JSON, Markdown, README, Manifest} {
		if bytes.HasPrefix(head, []byte(m)) {
			return true
		}
	}
	if bytes.HasPrefix(bytes.ToLower(bytes.TrimSpace(head)), []byte("<!doctype html>")) && bytes.Contains(head, []byte(HTML)) {
		return true
	}
	for _, re := range []*regexp.Regexp{textLine, jsonLine, table} {
		if re.Match(head) {
			return true
		}
	}
	return bytes.HasPrefix(head, []byte(`{"$schema":`)) && sarif.Match(head) || bytes.HasPrefix(head, []byte("<?xml")) && junit.Match(head)
}
