package letter

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/beevik/etree"

	"selfeval/internal/text/suggest"
	"selfeval/report"
)

// Template is a Word document with placeholders that an office edits as it likes: words,
// styles, letterhead. A placeholder is a name between 《》, typed as text; other titles
// between 《》 stay as they are.
type Template struct {
	parts []part
	// Warnings tell of what may be a placeholder misspelt.
	Warnings []report.Text
}

// part is a file of the package.
type part struct {
	name string
	data []byte
	text bool // it holds paragraphs
}

// The placeholders. Of each paragraph that holds one of a list there will be as many as
// there are problems, and of a table's row that holds one of an item.
var (
	plainNames = []string{"标题", "部门", "报告", "问题数", "期限", "落款", "日期"}
	listNames  = []string{"严重问题", "核实问题", "全部问题"}
	itemNames  = []string{"序号", "问题", "位置", "依据", "请说明"}
)

// Limits of a template.
const (
	mostTemplate = 32 << 20
	mostParts    = 2000
	mostInflated = 64 << 20
)

// Fault is what is wrong with a template.
type Fault struct{ report.Text }

// Error implements error.
func (f *Fault) Error() string { return f.ZH }

// errNoWord says that a file is no Word document.
var errNoWord = &Fault{report.Text{ZH: "不是 Word 文档（.docx）", EN: "not a Word document (.docx)"}}

// ReadTemplate reads a template and tells what it lacks: all problems must have a place in
// a letter.
func ReadTemplate(data []byte) (*Template, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil || len(data) > mostTemplate || len(z.File) > mostParts {
		return nil, errNoWord
	}
	t := &Template{}
	left := int64(mostInflated)
	found := map[string]bool{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return nil, err
		}
		b, err := io.ReadAll(io.LimitReader(r, left+1))
		_ = r.Close()
		if err != nil {
			return nil, err
		}
		if left -= int64(len(b)); left < 0 {
			return nil, errNoWord
		}
		p := part{name: f.Name, data: b, text: textPart.MatchString(f.Name)}
		if p.text {
			if err := p.look(found); err != nil {
				return nil, fmt.Errorf("%s: %w", f.Name, err)
			}
		}
		t.parts = append(t.parts, p)
	}
	if fault := t.check(found); fault != nil {
		return nil, fault
	}
	return t, nil
}

var textPart = regexp.MustCompile(`^word/(?:document|header\d*|footer\d*)\.xml$`)

var between = regexp.MustCompile(`《([^《》]{1,8})》`)

// look notes the placeholders of a part.
func (p *part) look(found map[string]bool) error {
	doc := etree.NewDocument()
	if err := doc.ReadFromBytes(p.data); err != nil {
		return err
	}
	if p.name == "word/document.xml" {
		found["document"] = true
	}
	for _, x := range paragraphsIn(doc.Root()) {
		for _, m := range between.FindAllStringSubmatch(textOf(x), -1) {
			found[m[1]] = true
		}
	}
	return nil
}

// check tells what a template lacks, nil where it lacks nothing.
func (t *Template) check(found map[string]bool) *Fault {
	known := slices.Concat(plainNames, listNames, itemNames)
	for name := range found {
		if !slices.Contains(known, name) {
			if near := suggest.Nearest(name, known); near != "" {
				t.Warnings = append(t.Warnings, report.Textf("模板中的《%s》不是占位符，是不是《%s》？", "《%s》 of the template is no placeholder; did you mean 《%s》?", name, near))
			}
		}
	}
	slices.SortFunc(t.Warnings, func(a, b report.Text) int { return strings.Compare(a.ZH, b.ZH) })
	switch {
	case !found["document"]:
		return errNoWord
	case !found["部门"] && !found["标题"]:
		return &Fault{report.Text{ZH: "模板里没有《部门》", EN: "the template has no 《部门》"}}
	case !found["问题"] && !found["全部问题"] && (!found["严重问题"] || !found["核实问题"]):
		return &Fault{report.Text{ZH: "模板里没有放得下全部问题的地方：要有《严重问题》和《核实问题》，或《全部问题》，或表格一行里的《问题》",
			EN: "the template has no place for all problems: it needs 《严重问题》 and 《核实问题》, or 《全部问题》, or 《问题》 in a row of a table"}}
	}
	return nil
}

// Fill writes a letter by the template.
func (t *Template) Fill(out io.Writer, l *Letter, opt *Options) error {
	z := zip.NewWriter(out)
	for _, p := range t.parts {
		data := p.data
		if p.text {
			var err error
			if data, err = filled(p.data, l, opt); err != nil {
				return err
			}
		}
		// One time for all parts: the same letter is the same bytes.
		w, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			return err
		}
		if _, err := w.Write(data); err != nil {
			return err
		}
	}
	return z.Close()
}

func filled(data []byte, l *Letter, opt *Options) ([]byte, error) {
	doc := etree.NewDocument()
	if err := doc.ReadFromBytes(data); err != nil {
		return nil, err
	}
	root := doc.Root()
	fillAll(root, l.values(opt)) // before what is quoted from papers comes in
	for _, row := range root.FindElements("//w:tr") {
		if holdsAny(textOf(row), itemNames) {
			repeat(row, len(l.Items()), func(n int, x *etree.Element) { fillAll(x, l.itemValues(n)) })
		}
	}
	removed := false
	lists := l.lists()
	for _, name := range listNames {
		items := lists[name]
		for _, p := range paragraphsIn(root) {
			if !strings.Contains(textOf(p), "《"+name+"》") {
				continue
			}
			if len(items) == 0 {
				removed = removeHead(p) || removed
			}
			repeat(p, len(items), func(n int, x *etree.Element) { fillAll(x, map[string]string{name: items[n].text(n + 1)}) })
		}
	}
	if removed {
		renumber(root)
	}
	doc.WriteSettings.CanonicalEndTags = false
	return doc.WriteToBytes()
}

// repeat puts n filled copies of an element in its place.
func repeat(x *etree.Element, n int, fill func(n int, x *etree.Element)) {
	parent, at := x.Parent(), x.Index()
	parent.RemoveChildAt(at)
	for i := range n {
		c := x.Copy()
		parent.InsertChildAt(at+i, c)
		fill(i, c)
	}
}

// head is how a heading begins.
var head = regexp.MustCompile(`^\s*([一二三四五六七八九十]+)、`)

// removeHead takes away the heading right above a list that is empty.
func removeHead(p *etree.Element) bool {
	for i := p.Index() - 1; i >= 0; i-- {
		x, ok := p.Parent().Child[i].(*etree.Element)
		if !ok {
			continue
		}
		if x.Tag == "p" && head.MatchString(textOf(x)) {
			p.Parent().RemoveChildAt(i)
			return true
		}
		return false
	}
	return false
}

// renumber counts the headings anew.
func renumber(root *etree.Element) {
	n := 0
	for _, p := range paragraphsIn(root) {
		m := head.FindStringSubmatch(textOf(p))
		if m == nil || n == len(numerals) {
			continue
		}
		for _, t := range textsOf(p) {
			if s := t.Text(); strings.Contains(s, m[1]) {
				t.SetText(strings.Replace(s, m[1], numerals[n], 1))
				break
			}
		}
		n++
	}
}

// numerals are the numbers of heads.
var numerals = []string{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"}

func holdsAny(text string, names []string) bool {
	return slices.ContainsFunc(names, func(n string) bool { return strings.Contains(text, "《"+n+"》") })
}

// paragraphsIn are the paragraphs of an element, itself included, in their order.
func paragraphsIn(x *etree.Element) (out []*etree.Element) {
	if x == nil {
		return nil
	}
	if x.Space == "w" && x.Tag == "p" {
		out = append(out, x)
	}
	for _, c := range x.ChildElements() {
		out = append(out, paragraphsIn(c)...)
	}
	return out
}

// textsOf are the pieces of text of a paragraph or row; a paragraph in a box within it is
// one of its own.
func textsOf(x *etree.Element) (out []*etree.Element) {
	for _, c := range x.ChildElements() {
		switch {
		case c.Space == "w" && c.Tag == "t":
			out = append(out, c)
		case c.Tag == "txbxContent":
		default:
			out = append(out, textsOf(c)...)
		}
	}
	return out
}

func textOf(x *etree.Element) string {
	var b strings.Builder
	for _, t := range textsOf(x) {
		b.WriteString(t.Text())
	}
	return b.String()
}

// fillAll replaces placeholders in all paragraphs of an element.
func fillAll(x *etree.Element, values map[string]string) {
	for _, p := range paragraphsIn(x) {
		fillParagraph(p, values)
	}
}

// fillParagraph replaces placeholders. Word cuts a text into runs as it likes, so that a
// placeholder may go over several: its value stands in the first, as that is set.
func fillParagraph(p *etree.Element, values map[string]string) {
	for from := 0; ; {
		texts := textsOf(p)
		all := textOf(p)
		at, name := nextPlaceholder(all, from, values)
		if at < 0 {
			return
		}
		value := values[name]
		end := at + len("《"+name+"》")
		pos := 0
		for i, t := range texts {
			s := t.Text()
			lo, hi := max(at-pos, 0), min(end-pos, len(s))
			pos += len(s)
			if lo >= len(s) && s != "" || hi <= lo {
				continue
			}
			if at >= pos-len(s) {
				setText(texts[i], s[:lo]+value+s[hi:])
			} else {
				setText(texts[i], s[:lo]+s[hi:])
			}
		}
		from = at + len(strings.ReplaceAll(value, "\n", ""))
	}
}

// nextPlaceholder is where the next placeholder begins, -1 where none follows.
func nextPlaceholder(text string, from int, values map[string]string) (at int, name string) {
	if from > len(text) {
		return -1, ""
	}
	for _, m := range between.FindAllStringSubmatchIndex(text[from:], -1) {
		name := text[from+m[2] : from+m[3]]
		if _, ok := values[name]; ok {
			return from + m[0], name
		}
	}
	return -1, ""
}

// setText sets a piece of text; what is on further lines goes behind breaks.
func setText(t *etree.Element, s string) {
	lines := strings.Split(s, "\n")
	t.SetText(lines[0])
	t.CreateAttr("xml:space", "preserve")
	parent, at := t.Parent(), t.Index()
	for i, line := range lines[1:] {
		br := etree.NewElement("w:br")
		next := etree.NewElement("w:t")
		next.CreateAttr("xml:space", "preserve")
		next.SetText(line)
		parent.InsertChildAt(at+1+2*i, br)
		parent.InsertChildAt(at+2+2*i, next)
	}
}

// values are those of the plain placeholders.
func (l *Letter) values(opt *Options) map[string]string {
	return map[string]string{
		"标题": l.title(), "部门": l.Department, "报告": l.papers(), "问题数": strconv.Itoa(len(l.Items())),
		"期限": deadline(opt.Deadline), "落款": from(opt.From), "日期": chineseDay(opt.Date),
	}
}

// lists are the problems by the placeholders of their lists.
func (l *Letter) lists() map[string][]Item {
	return map[string][]Item{"严重问题": l.Must, "核实问题": l.Look, "全部问题": l.Items()}
}

// itemValues are those of the placeholders of a row.
func (l *Letter) itemValues(n int) map[string]string {
	it := l.Items()[n]
	return map[string]string{"序号": strconv.Itoa(n + 1), "问题": it.whole(), "位置": it.Place, "依据": it.Basis, "请说明": it.Ask}
}
