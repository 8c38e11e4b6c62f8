package markdown

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"

	"selfeval/extract/document"
	"selfeval/extract/html"
	"selfeval/internal/cjk"
	"selfeval/report"
)

// prose reads what lies between two tables. Indented text is prose here, never
// code: plain text made from a page is indented as the page was.
func (r *reader) prose(lines []string, first int) error {
	trimmed := make([]string, len(lines))
	blank, deep := true, false
	for i, l := range lines {
		trimmed[i] = strings.TrimLeftFunc(l, cjk.Space)
		if strings.TrimRight(trimmed[i], "`~ ") == "" {
			trimmed[i] = "" // a code fence around text or a table says nothing
		}
		blank = blank && trimmed[i] == ""
		deep = deep || strings.HasPrefix(trimmed[i], strings.Repeat(">", r.limits.Depth))
	}
	if blank {
		return nil
	}
	if deep {
		return document.Errorf(at(first), document.ErrLimit, "引用嵌套超过上限", "block quotes are nested too deeply")
	}
	src := []byte(strings.Join(trimmed, "\n") + "\n")
	p := &proseReader{reader: r, src: src, first: first, starts: lineStarts(src)}
	root := goldmark.New(goldmark.WithExtensions(extension.Strikethrough)).Parser().Parse(text.NewReader(src))
	p.blocks(root, "", 0)
	return r.ctx.Err()
}

type proseReader struct {
	*reader
	src    []byte
	first  int   // line of src in the file, 0-based
	starts []int // byte offsets of src's lines
}

func lineStarts(src []byte) []int {
	starts := []int{0}
	for i, c := range src {
		if c == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// line is the 0-based line of the file at an offset of src.
func (p *proseReader) line(offset int) int {
	lo, hi := 0, len(p.starts)
	for lo+1 < hi {
		if mid := (lo + hi) / 2; p.starts[mid] <= offset {
			lo = mid
		} else {
			hi = mid
		}
	}
	return p.first + lo
}

// blocks reads the block nodes below n. marker is the printed number of the list
// item that n is.
func (p *proseReader) blocks(n ast.Node, marker string, depth int) {
	if depth > p.limits.Depth || p.ctx.Err() != nil {
		return
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Heading:
			p.block(c, document.Heading, c.Level, "")
		case *ast.Paragraph, *ast.TextBlock:
			p.block(c, document.Paragraph, 0, marker)
			marker = ""
		case *ast.List:
			number := c.Start
			for item := c.FirstChild(); item != nil; item = item.NextSibling() {
				m := ""
				if c.IsOrdered() {
					m = strconv.Itoa(number) + string(c.Marker)
					number++
				}
				p.blocks(item, m, depth+1)
			}
		case *ast.HTMLBlock, *ast.CodeBlock, *ast.FencedCodeBlock:
			p.rawLines(c)
		default:
			p.blocks(c, marker, depth+1)
		}
	}
}

// block reads a heading or paragraph line by line, so that every line keeps its
// place.
func (p *proseReader) block(n ast.Node, kind document.Kind, level int, marker string) {
	b := document.Block{Kind: kind, Level: level}
	lines := n.Lines()
	bold := true
	for i := range lines.Len() {
		seg := lines.At(i)
		raw := strings.TrimSpace(string(seg.Value(p.src)))
		if i == 0 && marker != "" {
			raw = marker + raw
		}
		if pic, rest := picture(raw); pic {
			p.add(document.Block{Kind: document.Picture, At: at(p.line(seg.Start))})
			if raw = rest; raw == "" {
				continue
			}
		}
		bold = bold && strings.HasPrefix(raw, "**") && strings.HasSuffix(raw, "**")
		s := inline(unescape(raw))
		if s == "" {
			continue
		}
		gap := cjk.Gap(b.Text, s)
		from := len(b.Text) + len(gap)
		b.Text += gap + s
		b.Pieces = append(b.Pieces, document.Piece{Start: from, End: len(b.Text), At: at(p.line(seg.Start))})
	}
	if b.Text == "" {
		return
	}
	b.Bold, b.At = bold, b.Pieces[0].At
	p.add(b)
}

// rawLines reads lines that goldmark took for code or markup as paragraphs.
func (p *proseReader) rawLines(n ast.Node) {
	lines := n.Lines()
	var src strings.Builder
	start := -1
	for i := range lines.Len() {
		seg := lines.At(i)
		if start < 0 {
			start = p.line(seg.Start)
		}
		src.Write(seg.Value(p.src))
	}
	if start < 0 {
		return
	}
	if !strings.Contains(src.String(), "<") {
		for i, l := range strings.Split(strings.TrimSpace(src.String()), "\n") {
			if s := inline(l); s != "" {
				loc := report.Location{Line: start + 1 + i}
				p.add(document.Block{Text: s, At: loc})
			}
		}
		return
	}
	blocks, err := html.Fragment(p.ctx, src.String(), start+1, p.table, p.limits)
	if err != nil {
		return
	}
	for _, b := range blocks {
		b.Text = cjk.Collapse(formulas(b.Text))
		p.add(b)
	}
}

// picture recognises an image that a line starts with, ![alt](target), and
// gives what follows it.
func picture(s string) (found bool, rest string) {
	if !strings.HasPrefix(s, "![") {
		return false, s
	}
	i := strings.Index(s, "](")
	if i < 0 {
		return false, s
	}
	j := strings.IndexByte(s[i:], ')')
	if j < 0 {
		return true, ""
	}
	return true, strings.TrimSpace(s[i+j+1:])
}

// unescape takes the backslash off escaped punctuation, but not off TeX commands.
func unescape(s string) string {
	if !strings.Contains(s, `\`) || strings.Contains(s, "$") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && strings.IndexByte("\\`*_{}[]()#+-.!~>|\"", s[i+1]) >= 0 {
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
