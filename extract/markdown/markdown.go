// Package markdown reads Markdown and plain text, as converters make them from
// PDF and Word, into a document.Document. Tables are cut out first, by our own
// reading, since converters write pipe tables that no Markdown parser accepts;
// goldmark tells the blocks of what is left, and inline.go reads their text.
package markdown

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"selfeval/extract/document"
	"selfeval/internal/text/charset"
	"selfeval/internal/text/textgrid"
	"selfeval/report"
)

// Sniff tells how sure it is, 0 to 100, that data is Markdown or plain text.
func Sniff(name string, data []byte) int {
	if charset.Binary(data) {
		return 0
	}
	switch strings.ToLower(filepath.Ext(name)) {
	case ".md", ".markdown", ".txt", ".text":
		return 92
	case ".pdf", ".docx", ".xlsx", ".ofd", ".png", ".jpg":
		return 0
	case ".doc", ".xls": // systems give lines of tabs such names
		return 40
	}
	return 50
}

// Read reads Markdown or plain text. Its error is a *document.Error or wraps the
// context's.
func Read(ctx context.Context, data []byte, limits document.Limits) (*document.Document, error) {
	limits = limits.WithDefaults()
	text, _, notes := charset.Decode(data)
	src, glosses := document.WithoutGlosses(string(text))
	r := &reader{ctx: ctx, limits: limits, doc: &document.Document{Format: document.Markdown, Notes: append(notes, glosses...)}, table: 1}
	if strings.IndexByte(src, '\r') >= 0 {
		src = strings.ReplaceAll(strings.ReplaceAll(src, "\r\n", "\n"), "\r", "\n")
	}
	if err := r.read(src); err != nil {
		return nil, err
	}
	r.doc.LeaveRuns()
	if cutOff(data, src) {
		r.doc.BreakOff()
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
	table  int  // number of the next table
	cells  int  // grid positions of all tables
	plain  bool // the file holds no markup
}

func (r *reader) read(src string) error {
	if limit := max(r.limits.Cells, 100_000); strings.Count(src, "\n") > limit {
		return document.Errorf(report.Location{}, document.ErrLimit, "行数超过上限 %d", "more lines than the limit of %d", limit)
	}
	if written(src) > r.limits.Text {
		return document.Errorf(report.Location{}, document.ErrLimit, "文字超过上限 %d 字", "more text than the limit of %d characters", r.limits.Text)
	}
	r.plain = plainText(src)
	lines := strings.Split(src, "\n")
	start, title := frontMatter(lines)
	r.doc.Title = title
	if start > 2 {
		r.doc.Leave(document.OutFurniture, strings.Join(lines[1:start-1], " / "), 0, at(0))
	}
	// Tables without bars are looked for in the lines as they stand before tidy:
	// where a line starts says in which column it does.
	finder := textgrid.Finder{Lines: slices.Clone(lines)}
	tidy(lines[start:])
	return r.body(lines, start, &finder)
}

// body reads the lines from start on: tables by themselves, and the prose between them.
func (r *reader) body(lines []string, start int, finder *textgrid.Finder) error {
	prose := start // first line not yet given to goldmark
	for i := start; i < len(lines); {
		if i%1024 == 0 && r.ctx.Err() != nil {
			return r.ctx.Err()
		}
		end, kind := tableAt(lines, i)
		var grid *textgrid.Grid
		if kind == noTable && lines[i] != "" {
			grid, end = finder.At(i)
		}
		if kind == noTable && grid == nil {
			i++
			continue
		}
		if err := r.prose(lines[prose:i], prose); err != nil {
			return err
		}
		if err := r.tableAt(grid, kind, lines[i:end], i); err != nil {
			return err
		}
		i, prose = end, end
	}
	return r.prose(lines[prose:], prose)
}

// tableAt reads a table that begins in line i: one of columns of text, or one of a kind
// that its signs tell.
func (r *reader) tableAt(grid *textgrid.Grid, kind tableKind, lines []string, i int) error {
	if grid != nil {
		return r.columns(grid)
	}
	return r.tableOf(kind, lines, i)
}

// tableOf reads a table of a kind.
func (r *reader) tableOf(kind tableKind, lines []string, first int) error {
	switch kind {
	case pipeTable:
		return r.pipes(lines, first)
	case gridTable:
		return r.grid(lines, first)
	case escapedTable:
		return r.html(unescaped(lines), first)
	case latexTable:
		return r.html(latexToHTML(lines), first)
	}
	return r.html(lines, first)
}

// columns reads a table without bars.
func (r *reader) columns(g *textgrid.Grid) error {
	p := &tableSource{first: g.Rows[0].Line, headers: g.Headers, confidence: g.Confidence, reason: document.PartedBy(g.Reason)}
	for _, row := range g.Rows {
		p.add(row.Line, row.Cells)
	}
	return r.emit(p)
}

// written counts the characters of a source, without pictures that are written into it.
func written(src string) int {
	n, run := 0, 0
	for _, c := range src {
		n++
		if c <= ' ' || c >= 0x80 {
			run = 0
		} else if run++; run == embedded {
			n -= run
		} else if run > embedded {
			n--
		}
	}
	return n
}

// embedded is how many characters without a space are no text: a picture in base64.
const embedded = 2000

func (r *reader) add(b document.Block) { r.doc.Blocks = append(r.doc.Blocks, b) }

func at(line int) report.Location { return report.Location{Line: line + 1} }
