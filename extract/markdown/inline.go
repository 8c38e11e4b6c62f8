package markdown

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/internal/text/cjk"
	"selfeval/report"
)

// scanner reads inline markup: emphasis, links, pictures, code, escapes, the
// little HTML that cells carry, formulas. It is more lenient than CommonMark,
// whose emphasis fails beside Chinese punctuation, and leaves what it does not
// know as it stands. A line end in the source joins as Chinese does, without a
// space.
type scanner struct {
	text   strings.Builder // finished lines
	last   string          // the line text ends with
	line   document.Line   // the line being read
	runs   []document.Run  // marked pieces of the finished lines
	mark   document.Mark   // how what comes is printed
	number int             // its 0-based number in the file
	pieces []document.Piece
	breaks []int // where the source asks for a new line
	asked  int   // such line ends that no text has followed yet

	markup   bool // HTML tags and entities are read
	bold     bool
	boldSize int // bytes set bold
	size     int // bytes in all
	pictures []document.Block
	left     document.Document // LeftOut: comments, and pictures that stand in the file
	absent   string            // delimiters known not to come again
}

// special are the bytes that may start markup.
const special = "\\`*_~$<&![\n"

// plain is the text of one cell, with its marked pieces.
func plain(s string, markup bool) (string, []document.Run) {
	if !strings.ContainsAny(s, special) {
		return document.Plain(s)
	}
	p := scanner{markup: markup}
	p.read(s, 0)
	p.end(true)
	return p.text.String(), p.runs
}

// read reads s; nested is how many links it stands in.
func (p *scanner) read(s string, nested int) {
	p.absent = ""
	for s != "" {
		i := strings.IndexAny(s, special)
		if i < 0 {
			p.write(s)
			return
		}
		p.write(s[:i])
		s = s[i:]
		n := p.sign(s, nested)
		if n == 0 {
			p.write(s[:1])
			n = 1
		}
		s = s[n:]
	}
}

// sign reads the mark that s starts with. It returns how many bytes it dealt with, 0
// where the sign stands for itself.
func (p *scanner) sign(s string, nested int) int {
	switch s[0] {
	case '\n':
		p.end(false)
		p.number++
		return 1
	case '\\':
		return p.escape(s)
	case '$':
		pieces, size := formula(s)
		if size > 0 {
			for _, f := range pieces {
				p.writeMarked(f.text, f.mark)
			}
		}
		return size
	case '`':
		return p.code(s)
	case '!':
		return p.picture(s)
	case '[':
		if text, size := link(s); size > 0 && nested < 3 {
			p.read(text, nested+1)
			return size
		}
	case '*', '_', '~':
		return p.emphasis(s)
	case '<', '&':
		if p.markup {
			return p.markupSign(s)
		}
	}
	return 0
}

// markupSign reads a tag or a character that is named.
func (p *scanner) markupSign(s string) int {
	if s[0] == '<' {
		return p.tag(s)
	}
	j := strings.IndexByte(s[:min(len(s), 32)], ';')
	if j <= 0 {
		return 0
	}
	text := html.UnescapeString(s[:j+1])
	if text == s[:j+1] {
		return 0
	}
	p.write(text)
	return j + 1
}

func (p *scanner) write(s string) {
	if p.bold {
		p.boldSize += len(s)
	}
	p.size += len(s)
	p.line.Write(s, p.mark)
}

// writeMarked writes text with a mark of its own.
func (p *scanner) writeMarked(s string, m document.Mark) {
	was := p.mark
	p.mark |= m
	p.write(s)
	p.mark = was
}

// end ends a line; hard says that the source asks for it, so that two figures
// must not become one.
func (p *scanner) end(hard bool) {
	s, runs := p.line.Take()
	if s == "" {
		p.place(runs, p.text.Len())
		if hard {
			p.asked++
		}
		return
	}
	if p.last != "" {
		if hard && digit(p.last[len(p.last)-1]) && digit(s[0]) {
			p.text.WriteByte(' ')
		} else {
			p.text.WriteString(cjk.Gap(p.last, s))
		}
	}
	from := p.text.Len()
	for ; p.asked > 0; p.asked-- {
		p.breaks = append(p.breaks, from)
	}
	if hard {
		p.asked = 1
	}
	p.place(runs, from)
	p.text.WriteString(s)
	p.last = s
	if k := len(p.pieces); k > 0 && p.pieces[k-1].At.Line == p.number+1 {
		p.pieces[k-1].End = p.text.Len()
		return
	}
	p.pieces = append(p.pieces, document.Piece{Start: from, End: p.text.Len(), At: at(p.number)})
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// escape reads a backslash: before punctuation it goes, at a line's end it asks
// for a new one, and the sign of a TeX command stands for the command.
func (p *scanner) escape(s string) int {
	if len(s) == 1 || s[1] == '\n' {
		p.end(true)
		return 1
	}
	if c := s[1]; c > ' ' && c < 0x7f && !digit(c) && !letter(c) {
		p.write(s[1:2])
		return 2
	}
	name := command(s)
	if sign, ok := signs[name]; ok && sign != "" {
		p.write(sign)
		return 1 + len(name)
	}
	return 0
}

// code reads a code span: its text as it stands.
func (p *scanner) code(s string) int {
	run := 1
	for run < len(s) && s[run] == '`' {
		run++
	}
	end := strings.Index(s[run:min(len(s), run+2000)], s[:run])
	if end < 0 {
		p.write(s[:run])
		return run
	}
	p.write(strings.ReplaceAll(s[run:run+end], "\n", " "))
	p.number += strings.Count(s[run:run+end], "\n")
	return run + end + run
}

// picture reads ![alt](target); the target, a whole file in base64 perhaps, is
// dropped.
func (p *scanner) picture(s string) int {
	if !strings.HasPrefix(s, "![") {
		return 0
	}
	i := strings.Index(s[:min(len(s), 1000)], "](")
	if i < 0 {
		return 0
	}
	size := len(s)
	if j := strings.IndexByte(s[i:], ')'); j >= 0 {
		size = i + j + 1
	}
	alt := cjk.Collapse(s[2:i])
	image := &document.Image{Source: strings.TrimSpace(s[i+2 : max(size-1, i+2)])}
	if strings.HasPrefix(image.Source, "data:") {
		image.Embedded = true
		p.left.Leave(document.OutPicture, alt, 0, at(p.number))
	}
	if image.Embedded || len(image.Source) > 500 {
		image.Source = ""
	}
	p.pictures = append(p.pictures, document.Block{Kind: document.Picture, Text: alt, At: at(p.number), Image: image})
	p.number += strings.Count(s[:size], "\n")
	return size
}

// link recognises [text](target). Brackets in a document number, 财预[2020](10)号,
// have no target in them.
func link(s string) (text string, size int) {
	i := strings.Index(s[:min(len(s), 1000)], "](")
	if i < 0 || strings.IndexByte(s[1:i], '[') >= 0 && !strings.Contains(s[1:i], "![") {
		return "", 0
	}
	j := strings.IndexByte(s[i:min(len(s), i+3000)], ')')
	if j < 0 || strings.IndexByte(s[:i+j], '\n') >= 0 {
		return "", 0
	}
	target := s[i+2 : i+j]
	if target != "" && !strings.ContainsAny(target, "./#:") {
		return "", 0
	}
	return s[1:i], i + j + 1
}

// emphasis reads the delimiters of bold, italic and struck text. A run that finds
// no partner stands for itself: a masked name, a footnote's star.
func (p *scanner) emphasis(s string) int {
	run := 1
	for run < len(s) && s[run] == s[0] {
		run++
	}
	delim := s[:run]
	if p.bold && s[0] != '~' && run >= 2 && run <= 3 { // the partner of one read before
		p.bold = false
		return run
	}
	if p.noDelimiter(s, run) {
		p.write(delim)
		return run
	}
	end := partner(s[run:], delim)
	if end < 0 {
		p.absent += " " + delim + " "
	}
	if n := p.within(s, run, end); n > 0 {
		return n
	}
	if run >= 2 && s[0] == '*' && p.line.Len() == 0 && p.text.Len() == 0 {
		return run // what a converter left of bold text cut in two
	}
	p.write(delim)
	return run
}

// noDelimiter reports a run of signs that delimits nothing for certain.
func (p *scanner) noDelimiter(s string, run int) bool {
	return run > 3 || s[0] == '~' && (run != 2 || p.between(s, run)) || strings.Contains(p.absent, " "+s[:run]+" ")
}

// within reads the text between a run of delimiters and its partner, which stands end
// bytes behind the run. It returns how many bytes it read, 0 where the run emphasises
// nothing.
func (p *scanner) within(s string, run, end int) int {
	inner := s[run : run+max(end, 0)]
	switch {
	case strings.TrimSpace(inner) == "":
	case s[0] == '~':
		was := p.mark
		p.mark |= document.Struck
		p.read(inner, 3)
		p.mark = was
		return run + end + run
	case run >= 2 && s[0] == '*', run >= 2 && p.outside(s, run+end+run):
		p.bold = true
		return run
	case run == 1 && len(inner) < 600 && p.outside(s, end+2) && !strings.ContainsAny(inner, "\n") && tight(inner):
		p.read(inner, 3)
		return end + 2
	}
	return 0
}

// between reports whether delimiters stand between two figures, as ~~ does for "to".
func (p *scanner) between(s string, run int) bool {
	before := p.line.Raw()
	return run < len(s) && digit(s[run]) && before != "" && digit(before[len(before)-1])
}

// partner finds the next run of exactly the delimiter's length.
func partner(s, delim string) int {
	for from := 0; ; {
		i := strings.Index(s[from:], delim)
		if i < 0 {
			return -1
		}
		i += from
		end := i + len(delim)
		for end < len(s) && s[end] == delim[0] {
			end++
		}
		if end == i+len(delim) {
			return i
		}
		from = end
	}
}

// outside reports whether neither side of s[:end] touches a letter or figure.
func (p *scanner) outside(s string, end int) bool {
	before := p.line.Raw()
	if before != "" && word(before[len(before)-1]) {
		return false
	}
	return end >= len(s) || !word(s[end])
}

func tight(s string) bool { return s[0] != ' ' && s[len(s)-1] != ' ' }

func word(c byte) bool { return digit(c) || letter(c) || c == '_' }

func han(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) }) >= 0
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// inlineTags are the tags that go without a trace.
var inlineTags = map[string]bool{
	"sub": true, "sup": true, "i": true, "em": true, "u": true, "s": true, "del": true, "ins": true, "span": true, "font": true, "a": true,
	"small": true, "big": true, "mark": true, "center": true, "p": true, "div": true, "code": true, "strike": true, "o:p": true, "nobr": true,
	"html": true, "body": true, "img": true, "label": true, "tt": true, "kbd": true, "wbr": true, "br": true, "b": true, "strong": true, "hr": true, "li": true, "ul": true, "ol": true,
}

// tagMarks are the tags that mark text.
var tagMarks = map[string]document.Mark{
	"sup": document.Raised, "sub": document.Lowered, "del": document.Struck, "s": document.Struck, "strike": document.Struck, "ins": document.Inserted,
}

// tag reads an HTML tag or comment. A "<" that starts none of the known tags is
// less-than.
func (p *scanner) tag(s string) int {
	if strings.HasPrefix(s, "<!--") {
		if strings.Contains(p.absent, "-->") {
			return 0
		}
		if i := strings.Index(s, "-->"); i > 0 {
			if inner := s[min(4, i):i]; han(inner) {
				p.left.Leave(document.OutComment, inner, 0, at(p.number))
			}
			p.number += strings.Count(s[:i], "\n")
			return i + 3
		}
		p.absent += " --> "
		return 0
	}
	i := strings.IndexByte(s[:min(len(s), 4000)], '>')
	if i < 0 {
		return 0
	}
	inner := strings.TrimPrefix(s[1:i], "/")
	n := 0
	for n < len(inner) && (letter(inner[n]) || inner[n] == ':') {
		n++
	}
	name := strings.ToLower(inner[:n])
	if strings.HasPrefix(inner, "http://") || strings.HasPrefix(inner, "https://") {
		p.write(inner)
		return i + 1
	}
	if !inlineTags[name] {
		return 0
	}
	p.marked(name, s[1] == '/')
	p.number += strings.Count(s[:i], "\n")
	return i + 1
}

// place adds the runs of a line that stands at an offset of the text.
func (p *scanner) place(runs []document.Run, at int) {
	if runs == nil {
		return
	}
	p.runs = append(p.runs, document.Place(document.Shift(runs, at), report.Location{Line: p.number + 1})...)
}

// marked reads what a tag says of the text that follows.
func (p *scanner) marked(name string, closing bool) {
	switch m := tagMarks[name]; {
	case m != 0 && closing:
		p.mark &^= m
	case m != 0:
		p.mark |= m
	}
	switch name {
	case "b", "strong":
		p.bold = !closing
	case "br", "p", "div", "hr", "li":
		p.end(true)
	}
}

// emphasised reports whether nearly all of the text was set bold.
func (p *scanner) emphasised() bool {
	return p.boldSize > 0 && p.boldSize*10 >= p.size*9 && utf8.RuneCountInString(p.last) > 0
}
