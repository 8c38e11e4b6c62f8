package html

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"selfeval/extract/document"
	"selfeval/extract/html/css"
	"selfeval/internal/text/cjk"
)

// Page furniture is what a site sets around an article: menus, the path to the
// page, buttons, related links, the site's imprint. It is told by how its text is
// made up, links against prose, and by name only where little text is at stake.
// An element that holds a table of data is never furniture.

// weight is what an element holds: characters outside and inside links, tables
// of data, main headings.
type weight struct{ prose, links, tables, titles int }

// weigh measures an element; what it finds is kept for elements that hold others,
// so that a page is measured once however deeply it nests.
func (w *walker) weigh(n *html.Node) weight {
	container := n.DataAtom != atom.Td && blocklike[n.DataAtom] && n.DataAtom != atom.P
	if container {
		if known, ok := w.weights[n]; ok {
			return known
		}
	}
	var sum weight
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			sum.prose += utf8.RuneCountInString(strings.TrimSpace(c.Data))
		case html.ElementNode:
			if skipped[c.DataAtom] || css.Hidden(c) {
				continue
			}
			s := w.weigh(c)
			if c.DataAtom == atom.A && attr(c, "href") != "" {
				s.links += s.prose
				s.prose = 0
			}
			sum.prose += s.prose
			sum.links += s.links
			sum.tables += s.tables
			sum.titles += s.titles
			if c.DataAtom == atom.H1 {
				sum.titles++
			}
		}
	}
	if n.DataAtom == atom.Table && sum.tables == 0 && dataRows(n) >= 2 && !(sum.links > 0 && sum.links*10 >= (sum.links+sum.prose)*7) {
		sum.tables = 1
	}
	if container {
		w.weights[n] = sum
	}
	return sum
}

// dataRows counts, up to 2, the rows of a table that hold two cells or more.
func dataRows(table *html.Node) int {
	rows := 0
	for _, r := range ownRows(table) {
		cells := 0
		for c := r.node.FirstChild; c != nil && cells < 2; c = c.NextSibling {
			if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
				cells++
			}
		}
		if cells == 2 {
			if rows++; rows == 2 {
				break
			}
		}
	}
	return rows
}

// furnitureNames are the words by which sites name what surrounds an article.
var furnitureNames = map[string]bool{
	"nav": true, "navbar": true, "menu": true, "breadcrumb": true, "breadcrumbs": true, "crumb": true, "crumbs": true, "footer": true, "foot": true,
	"sidebar": true, "share": true, "copyright": true, "toolbar": true, "related": true, "dqwz": true, "topbar": true, "search": true,
}

// furniture reports whether an element surrounds the article.
func (w *walker) furniture(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Div, atom.Ul, atom.Ol, atom.Section, atom.Aside, atom.Header, atom.Footer, atom.Form, atom.Dl, atom.Center, atom.P, atom.Li:
	default:
		return false
	}
	named := furnitureNamed(n)
	if !named && (n.DataAtom == atom.P || n.DataAtom == atom.Li) {
		return false // single lines are judged as paragraphs
	}
	s := w.weigh(n)
	if s.tables > 0 || s.titles > 0 || s.prose >= 300 {
		return false
	}
	return named || s.links >= 20 && s.links > 2*s.prose
}

func furnitureNamed(n *html.Node) bool {
	if n.DataAtom == atom.Footer || attr(n, "role") == "navigation" {
		return true
	}
	for _, a := range n.Attr {
		if a.Key != "class" && a.Key != "id" {
			continue
		}
		for _, token := range strings.FieldsFunc(strings.ToLower(a.Val), func(r rune) bool { return r == ' ' || r == '-' || r == '_' }) {
			if furnitureNames[token] {
				return true
			}
		}
	}
	return false
}

// edge is how many blocks at either end of a page may be lines of furniture.
const edge = 15

// withoutFurniture takes away the lines of furniture that stand among the text:
// rows of buttons anywhere; the path to the page, its dates and the site's
// imprint at its ends. They are told.
func withoutFurniture(doc *document.Document) {
	blocks := doc.Blocks
	out := blocks[:0]
	for i, b := range blocks {
		ends := i < edge || i >= len(blocks)-edge
		if b.Kind == document.Paragraph && len(b.Text) < 360 && (ends || len(b.Text) < 90) {
			text := cjk.Squeeze(b.Text)
			what := document.What("")
			switch {
			case buttons(text):
				what = document.OutNavigation
			case i < edge && heads(text), i >= len(blocks)-edge && tails(text):
				what = document.OutFurniture
			}
			if what != "" {
				doc.Leave(what, b.Text, 0, b.At)
				continue
			}
		}
		out = append(out, b)
	}
	doc.Blocks = out
}

var buttonWords = strings.NewReplacer("打印本页", "", "关闭窗口", "", "打印", "", "关闭", "", "字体", "", "字号", "", "分享到", "", "分享", "", "收藏", "", "返回顶部", "",
	"返回", "", "微信", "", "微博", "", "大", "", "中", "", "小", "", "[", "", "]", "", "【", "", "】", "", "|", "", ":", "", "/", "", "+", "", "-", "", "A", "")

// buttons reports a line of nothing but a page's buttons.
func buttons(text string) bool {
	for _, word := range []string{"打印", "关闭", "字号", "字体", "分享", "返回"} {
		if strings.Contains(text, word) {
			return buttonWords.Replace(text) == ""
		}
	}
	return false
}

// heads reports the path to the page or the line of its dates and source.
func heads(text string) bool {
	for _, start := range []string{"当前位置", "您的位置", "您当前的位置", "您现在的位置", "你现在的位置", "所在位置", "现在位置", "首页>", "首页»", "首页/"} {
		if strings.HasPrefix(text, start) {
			return true
		}
	}
	labels := 0
	// These two may well start a line of the report: they need company.
	weak := strings.HasPrefix(text, "日期:") || strings.HasPrefix(text, "时间:")
	if weak {
		labels++
	}
	for _, label := range []string{"发布时间:", "发布日期:", "发稿时间:", "更新时间:", "信息来源:", "文章来源:", "来源:", "浏览次数:", "点击数:", "点击:", "浏览:", "阅读:", "字号:", "字体:", "作者:", "责任编辑:", "打印", "分享到:"} {
		if strings.HasPrefix(text, label) || labels > 0 && strings.Contains(text, label) {
			labels++
		}
	}
	return labels >= 2 || labels == 1 && !weak && utf8.RuneCountInString(text) < 30 && !strings.Contains(text, "。")
}

// tails reports a line of the site's imprint or of links to other articles.
func tails(text string) bool {
	for _, start := range []string{"上一篇:", "下一篇:", "上一条:", "下一条:", "主办:", "主办单位:", "承办:", "承办单位:", "版权所有", "Copyright", "网站标识码", "技术支持:", "网站地图", "责任编辑:", "扫一扫", "相关链接", "相关文章", "友情链接"} {
		if strings.HasPrefix(text, start) {
			return true
		}
	}
	for _, word := range []string{"ICP备", "公网安备", "网站标识码"} {
		if strings.Contains(text, word) {
			return true
		}
	}
	return false
}
