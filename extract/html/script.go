package html

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"selfeval/extract/document"
	"selfeval/internal/text/cjk"
	"selfeval/report"
)

// Tables that a script would put into the page. Scripts are not run: what they
// hold is told.

const (
	maxScript    = 1 << 20 // bytes of a script that are looked at
	builtRecords = 3       // objects of data that make a table
)

var (
	scriptCell = regexp.MustCompile(`(?i)<td[^<>]{0,200}>\s*[^<>\s]`)
	scriptRow  = regexp.MustCompile(`(?i)<tr[\s>]`)
	// An object of data: a name in Chinese and a figure.
	scriptRecord = regexp.MustCompile(`\{[^{}]*:\s*["'][^"'{}]*\p{Han}[^{}]*\}`)
	scriptFigure = regexp.MustCompile(`:\s*["']?-?\d+\.\d+["']?\s*[,}]`)
	// A row of data: ["河道清淤", 12.50, …].
	scriptArray = regexp.MustCompile(`\[[^\[\]{}]*["'][^"'\[\]{}]*\p{Han}[^\[\]{}]*\d\.\d[^\[\]{}]*\]`)
	escapedHan  = regexp.MustCompile(`(?:\\u[0-9a-fA-F]{4}){2,}`)
	escapedTags = strings.NewReplacer(`\u003c`, "<", `\u003C`, "<", `\u003e`, ">", `\u003E`, ">")
	tagsOf      = regexp.MustCompile(`<[^<>]{0,400}>`)
)

// script notes what a script holds of text, and counts the tables in it.
func (w *walker) script(n *html.Node) {
	if n.FirstChild == nil {
		return
	}
	code := n.FirstChild.Data
	code = code[:min(len(code), maxScript)]
	if strings.Contains(code, "u003") {
		code = escapedTags.Replace(code)
	}
	if !hasHan(code) {
		if !escapedHan.MatchString(code) {
			return
		}
		code = escapedHan.ReplaceAllStringFunc(code, func(s string) string {
			if plain, err := strconv.Unquote(`"` + s + `"`); err == nil {
				return plain
			}
			return s
		})
	}
	rows := len(scriptRow.FindAllStringIndex(code, -1))
	switch {
	case rows >= 2 && scriptCell.MatchString(code):
		w.built++
	case strings.IndexByte(code, '{') >= 0 && figured(scriptRecord.FindAllString(code, 200)) >= builtRecords:
		w.data++
	case len(scriptArray.FindAllStringIndex(code, builtRecords)) >= builtRecords:
		w.data++
	default:
		if !strings.Contains(code, "innerHTML") && !strings.Contains(code, "document.write") {
			rows = 0
			if !strings.Contains(attr(n, "type"), "json") {
				return // messages and labels of the program
			}
		}
	}
	w.out.Leave(document.OutScript, cjk.Collapse(tagsOf.ReplaceAllString(code, " ")), rows, w.atNode(n))
}

func figured(records []string) (n int) {
	for _, r := range records {
		if scriptFigure.MatchString(r) {
			n++
		}
	}
	return n
}

// tellScripts tells of tables that scripts would build and of frames that were not
// followed. Data beside a table that was read may well be that table's.
func (w *walker) tellScripts() (notes []report.Note) {
	tables := w.table > 1
	if n := w.built; n > 0 || w.data > 0 && w.whole && !tables {
		notes = append(notes, report.Note{Text: report.Textf(
			"网页脚本中有 %d 处表格内容，由浏览器运行后才显示，未读取", "%d tables stand in scripts that a browser would run; they were not read", n+w.data), Lost: true})
	}
	for _, t := range w.unfilled {
		if t.Group == 0 {
			notes = append(notes, report.Note{Text: report.Textf(
				"表格只有表头，内容由网页脚本填入，未读取", "the table has a header alone; a script would fill it, and it was not read"), At: t.At, Lost: true})
		}
	}
	if w.frames > 0 {
		notes = append(notes, report.Note{Text: report.Textf(
			"网页中嵌入的 %d 个框架或文件未读取", "%d frames or files shown in the page were not read", w.frames), Lost: w.lacking || w.whole && !tables && w.shown() < 3*muchText})
	}
	return notes
}
