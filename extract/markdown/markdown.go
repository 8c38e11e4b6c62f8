// Package markdown reads Markdown and plain text, as converters make them from
// PDF and Word, into a document.Document. Tables are cut out first, by our own
// reading, since converters write pipe tables that no Markdown parser accepts;
// what is left goes through goldmark.
package markdown

import (
	"context"
	"strings"

	"selfeval/extract/charset"
	"selfeval/extract/document"
	"selfeval/report"
)

// Sniff tells how sure it is, 0 to 100, that data is Markdown or plain text.
func Sniff(name string, data []byte) int {
	if charset.Binary(data) {
		return 0
	}
	lower := strings.ToLower(name)
	for _, ext := range []string{".md", ".markdown", ".txt", ".text"} {
		if strings.HasSuffix(lower, ext) {
			return 92
		}
	}
	for _, ext := range []string{".pdf", ".docx", ".xlsx", ".doc", ".xls", ".ofd", ".png", ".jpg"} {
		if strings.HasSuffix(lower, ext) {
			return 0
		}
	}
	return 50
}

// Read reads Markdown or plain text. Its error is a *document.Error.
func Read(ctx context.Context, data []byte, limits document.Limits) (*document.Document, error) {
	text, _, notes := charset.Decode(data)
	r := &reader{ctx: ctx, limits: limits, doc: &document.Document{Format: document.Markdown, Notes: notes}, table: 1}
	if err := r.read(string(text)); err != nil {
		return nil, err
	}
	for _, b := range r.doc.Blocks {
		if b.Kind == document.Heading && b.Level == 1 {
			r.doc.Title = b.Text
			break
		}
	}
	return r.doc, nil
}

// reader gathers the blocks of one file.
type reader struct {
	ctx    context.Context
	limits document.Limits
	doc    *document.Document
	table  int // number of the next table
	cells  int
}

func (r *reader) read(src string) error {
	lines := strings.Split(strings.ReplaceAll(strings.ReplaceAll(src, "\r\n", "\n"), "\r", "\n"), "\n")
	start := frontMatter(lines)
	prose := start // first line not yet given to goldmark
	for i := start; i < len(lines); {
		if i%1024 == 0 && r.ctx.Err() != nil {
			return r.ctx.Err()
		}
		end, kind := tableAt(lines, i)
		if kind == noTable {
			i++
			continue
		}
		if err := r.prose(lines[prose:i], prose); err != nil {
			return err
		}
		var err error
		if kind == pipeTable {
			err = r.pipes(lines[i:end], i)
		} else {
			err = r.html(lines[i:end], i)
		}
		if err != nil {
			return err
		}
		i, prose = end, end
	}
	return r.prose(lines[prose:], prose)
}

// frontMatter returns the line after a leading YAML block.
func frontMatter(lines []string) int {
	if len(lines) == 0 || strings.TrimSpace(lines[0]) != "---" {
		return 0
	}
	for i := 1; i < min(len(lines), 100); i++ {
		if s := strings.TrimSpace(lines[i]); s == "---" || s == "..." {
			return i + 1
		}
	}
	return 0
}

func (r *reader) add(b document.Block) { r.doc.Blocks = append(r.doc.Blocks, b) }

func at(line int) report.Location { return report.Location{Line: line + 1} }
