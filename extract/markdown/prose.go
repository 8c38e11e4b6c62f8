package markdown

import (
	"bytes"
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"selfeval/extract/document"
	"selfeval/extract/html"
)

// blocks tells goldmark's blocks apart. Code is none of them, see tidy; inline
// markup is read by scanner, and link definitions are text: [1]: 见附件.
var blocks = parser.NewParser(parser.WithBlockParsers(
	util.Prioritized(parser.NewSetextHeadingParser(), 100),
	util.Prioritized(parser.NewThematicBreakParser(), 200),
	util.Prioritized(parser.NewListParser(), 300),
	util.Prioritized(parser.NewListItemParser(), 400),
	util.Prioritized(parser.NewATXHeadingParser(), 600),
	util.Prioritized(parser.NewBlockquoteParser(), 800),
	util.Prioritized(parser.NewHTMLBlockParser(), 900),
	util.Prioritized(parser.NewParagraphParser(), 1000),
))

// prose reads the lines between two tables; first is the number of the first.
func (r *reader) prose(lines []string, first int) error {
	for len(lines) > 0 && lines[0] == "" {
		lines, first = lines[1:], first+1
	}
	if len(lines) == 0 {
		return nil
	}
	src := []byte(strings.Join(lines, "\n") + "\n")
	p := &proseReader{reader: r, src: src, first: first, starts: lineStarts(src)}
	p.blocks(blocks.Parse(text.NewReader(src)))
	if p.err != nil {
		return p.err
	}
	return r.ctx.Err()
}

type proseReader struct {
	*reader
	src    []byte
	first  int   // line of src in the file, 0-based
	starts []int // byte offsets of src's lines
	err    error
}

func lineStarts(src []byte) []int {
	starts := make([]int, 1, bytes.Count(src, []byte("\n"))+1)
	for i, c := range src {
		if c == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// line is the number of src's line that an offset stands in.
func (p *proseReader) line(offset int) int {
	return sort.SearchInts(p.starts, offset+1) - 1
}

// blocks reads the block nodes below n; tidy has bounded how deep they nest.
func (p *proseReader) blocks(n ast.Node) {
	for c := n.FirstChild(); c != nil && p.err == nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Heading:
			p.block(c, document.Heading, c.Level)
		case *ast.Paragraph, *ast.TextBlock:
			p.block(c, document.Paragraph, 0)
		case *ast.HTMLBlock:
			p.html(c)
		default:
			p.blocks(c)
		}
	}
}

// block reads a heading or paragraph, whose lines can hold several where the
// source leaves no empty lines between them.
func (p *proseReader) block(n ast.Node, kind document.Kind, level int) {
	lines := n.Lines()
	if lines.Len() == 0 {
		return
	}
	if kind == document.Paragraph {
		from := 0
		for i := range outlineBreaks(lines, p.src, p.plain) {
			p.lines(lines, from, i, kind, level)
			from = i
		}
		p.lines(lines, from, lines.Len(), kind, level)
		return
	}
	p.lines(lines, 0, lines.Len(), kind, level)
}

// lines makes a block of the lines from one up to another. A picture in them
// becomes a block before it.
func (p *proseReader) lines(lines *text.Segments, from, to int, kind document.Kind, level int) {
	first := lines.At(from)
	line := p.line(first.Start)
	s := scanner{markup: true, number: p.first + line}
	if kind == document.Paragraph && from == 0 {
		s.write(number(string(p.src[p.starts[line]:first.Start])))
	}
	var raw strings.Builder
	for i := from; i < to; i++ {
		seg := lines.At(i)
		raw.Write(bytes.TrimRight(seg.Value(p.src), "\n"))
		if i+1 < to {
			raw.WriteByte('\n')
		}
	}
	s.read(raw.String(), 0)
	s.end(false)
	p.doc.Blocks = append(p.doc.Blocks, s.pictures...)
	p.leave(&s)
	if len(s.pieces) == 0 {
		for _, r := range s.runs {
			if r.Mark&document.Struck != 0 {
				p.doc.Leave(document.OutStruck, r.Text, 0, r.At)
			}
		}
		return
	}
	p.add(document.Block{Kind: kind, Level: level, Text: s.text.String(), Bold: s.emphasised(), At: s.pieces[0].At, Pieces: s.pieces, Runs: s.runs})
}

// number is the printed number in what stands before a list item's text, with
// the space that follows it: "3. ". A bullet says nothing.
func number(before string) string {
	s := strings.TrimRight(before, " ")
	s = s[strings.LastIndexAny(s, " >\t")+1:]
	if s == "" || !digit(s[0]) {
		return ""
	}
	return s + " "
}

// html reads a block of markup that holds no table.
func (p *proseReader) html(n *ast.HTMLBlock) {
	lines := n.Lines()
	var src strings.Builder
	for i := range lines.Len() {
		seg := lines.At(i)
		src.Write(seg.Value(p.src))
	}
	if n.HasClosure() {
		src.Write(n.ClosureLine.Value(p.src))
	}
	start := n.ClosureLine.Start
	if lines.Len() > 0 {
		start = lines.At(0).Start
	}
	found, err := html.Fragment(p.ctx, src.String(), p.first+p.line(start)+1, p.table, p.limits)
	if err != nil {
		p.err = err
		return
	}
	p.fragment(found)
}
