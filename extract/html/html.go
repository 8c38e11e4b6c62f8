// Package html reads published web pages into a document.Document: the article
// and its tables, without the page furniture around them. It shares its table
// reading with package markdown, whose files often carry raw HTML tables.
package html

import (
	"bytes"
	"context"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"selfeval/extract/charset"
	"selfeval/extract/document"
	"selfeval/internal/cjk"
	"selfeval/report"
)

// Sniff tells how sure it is, 0 to 100, that data is an HTML page.
func Sniff(name string, data []byte) int {
	text, _, _ := charset.Decode(data[:min(len(data), 4096)])
	head := bytes.ToLower(bytes.TrimSpace(text))
	if charset.Binary(data) {
		return 0
	}
	for _, start := range []string{"<!doctype html", "<html", "<?xml", "<head", "<body"} {
		if bytes.HasPrefix(head, []byte(start)) && !(start == "<?xml" && !bytes.Contains(head, []byte("<html"))) {
			return 95
		}
	}
	lower := strings.ToLower(name)
	for _, ext := range []string{".html", ".htm", ".xhtml", ".shtml"} {
		if strings.HasSuffix(lower, ext) {
			return 90
		}
	}
	if bytes.HasPrefix(head, []byte("<")) && (bytes.Contains(head, []byte("<html")) || bytes.Contains(head, []byte("<body"))) {
		return 80
	}
	return 0
}

// Read reads an HTML page. Its error is a *document.Error.
func Read(ctx context.Context, data []byte, limits document.Limits) (*document.Document, error) {
	text, _, notes := charset.Decode(data)
	root, err := html.Parse(bytes.NewReader(text))
	if err != nil {
		return nil, document.Errorf(report.Location{}, err, "网页无法解析", "the page cannot be parsed")
	}
	page := goquery.NewDocumentFromNode(root)
	doc := &document.Document{Format: document.HTML, Notes: notes, Title: cjk.Collapse(page.Find("title").First().Text())}
	if t, ok := page.Find(`meta[name="ArticleTitle" i]`).Attr("content"); ok {
		doc.Title = cjk.Collapse(t)
	}
	w := &walker{ctx: ctx, limits: limits, table: 1}
	if body := page.Find("body"); body.Length() > 0 {
		w.children(body.Nodes[0], 0)
	}
	w.flush()
	if w.err != nil {
		return nil, w.err
	}
	doc.Blocks = w.blocks
	return doc, nil
}

// Fragment reads a piece of HTML that stands in another file, a Markdown file's
// raw table say. Tables are numbered from table on and all blocks placed at line.
func Fragment(ctx context.Context, src string, line, table int, limits document.Limits) ([]document.Block, error) {
	nodes, err := html.ParseFragment(strings.NewReader(src), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil {
		return nil, document.Errorf(report.Location{Line: line}, err, "HTML 片段无法解析", "the HTML fragment cannot be parsed")
	}
	w := &walker{ctx: ctx, limits: limits, table: table, line: line}
	for _, n := range nodes {
		w.node(n, 0)
	}
	w.flush()
	if w.err != nil {
		return nil, w.err
	}
	return w.blocks, nil
}

// Text is the plain text of a piece of inline HTML: tags dropped, entities read.
func Text(src string) string {
	z := html.NewTokenizer(strings.NewReader(src))
	var b strings.Builder
	for {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			b.Write(z.Text())
		case html.StartTagToken, html.SelfClosingTagToken:
			if name, _ := z.TagName(); string(name) == "br" {
				b.WriteByte('\n')
			}
		}
	}
}
