package pdf

import (
	"fmt"
	"slices"
	"strings"

	"selfeval/extract/document"
	"selfeval/extract/pdf/layout"
	"selfeval/report"
)

// losses gives what adds a note of pages of which something is lost, if there are any.
func losses(out *[]report.Note) func(pages []int, zh, en string) {
	return func(pages []int, zh, en string) {
		if len(pages) > 0 {
			*out = append(*out, report.Note{Text: report.Textf(zh, en, ranges(pages)), At: report.Location{Page: pages[0]}, Lost: true, Pages: pages})
		}
	}
}

// notes tells what could not be read, one note for all pages of a kind.
func notes(readings []reading) []report.Note {
	k := kindsOf(readings)
	var out []report.Note
	lost := losses(&out)
	lost(k.scans, "第 %s 页没有文字，可能是扫描件或图片，未能读取", "pages %s have no text, perhaps scans, and were not read")
	lost(k.pictures, "第 %s 页是图片，只有页边或水印有文字，可能是扫描件，图片未能读取", "pages %s are pictures with text only in the margin or across them, perhaps scans, and the pictures were not read")
	lost(k.mute, "第 %s 页的文字无法辨认：字体没有说明字形是什么字，未能读取", "the text of pages %s could not be told, since its fonts do not say what their glyphs mean; it was not read")
	lost(k.unclear, "第 %s 页有字符无法辨认", "some characters on pages %s could not be told")
	lost(k.slanted, "第 %s 页有斜置的文字，未能读取", "text set at an angle on pages %s was not read")
	lost(k.cut, "第 %s 页有文字超出页边，页外的内容可能未读全", "text on pages %s runs over the page's edge, and what is beyond may be missing")
	lost(k.over, "第 %s 页的表格伸出页边，页外的各列没有印出", "tables on pages %s run over the page's edge, and the columns beyond are not printed")
	lost(k.missing, "文件中缺少第 %s 页的内容，未能读全", "the content of pages %s is missing in the file, in whole or in part, and was not read")
	if len(k.failed) > 0 {
		lost(k.failed, "第 %s 页无法读取："+escape(k.cause), "pages %s could not be read: "+escape(k.cause))
	}
	told := func(pages []int, zh, en string, more ...any) {
		if len(pages) > 0 {
			out = append(out, report.Note{Text: report.Textf(zh, en, append([]any{ranges(pages)}, more...)...), At: report.Location{Page: pages[0]}})
		}
	}
	told(k.machine, "第 %s 页的文字取自扫描件的识别结果，可能有误，请对照原文", "the text of pages %s is what a machine recognised on a scan and may be wrong, compare it with the page")
	if len(k.again) > 0 {
		told(k.again, "第 %s 页在文件中就是前面的第 %d 页，没有再读一次", "pages %s are page %d of the file once more and were not read again", readings[k.again[0]-1].same)
	}
	out = append(out, leftNotes(readings)...)
	told(secondary(readings), "第 %s 页由备用引擎 PDFium 读取，被遮盖的文字未能与可见的分开", "pages %s were read by the second engine, PDFium, which does not tell covered text from what is seen")
	if !k.text && !slices.ContainsFunc(out, func(n report.Note) bool { return n.Lost }) {
		out = append(out, report.Note{Text: report.Textf("PDF 中没有任何文字", "the PDF holds no text at all"), Lost: true})
	}
	return out
}

// pageKinds are the pages of a file, from 1, by what became of them.
type pageKinds struct {
	scans, pictures, mute, unclear, slanted, cut, over, missing, failed, machine, again []int

	cause error // why the last of the failed could not be read
	text  bool  // a page has text
}

// kindsOf sorts the pages by what became of them.
func kindsOf(readings []reading) (k pageKinds) {
	for i := range readings {
		r, n := &readings[i], i+1
		if r.sheet != nil && r.sheet.Slanted > slantedText {
			k.slanted = append(k.slanted, n)
		}
		if r.missing {
			k.missing = append(k.missing, n)
		}
		switch {
		case r.failed != nil:
			k.failed, k.cause = append(k.failed, n), r.failed
		case r.same > 0:
			k.again = append(k.again, n)
		case r.sheet == nil:
		case r.sheet.Chars > 0:
			k.withText(r, n)
		// An empty page between others loses nothing; a picture may be a scan.
		case r.undecoded > 0:
			k.mute = append(k.mute, n)
		case r.sheet.Pictures > 0:
			k.scans = append(k.scans, n)
		}
	}
	return k
}

// withText sorts a page that has text.
func (k *pageKinds) withText(r *reading, n int) {
	k.text = true
	if r.undecoded > 0 {
		k.unclear = append(k.unclear, n)
	}
	if r.cut > 0 {
		k.cut = append(k.cut, n)
	}
	if r.over {
		k.over = append(k.over, n)
	}
	if r.pictured {
		k.pictures = append(k.pictures, n)
	}
	if r.machine {
		k.machine = append(k.machine, n)
	}
}

// slantedText is how many characters across a page are more than a seal or a mark.
const slantedText = 60

// secondary lists the pages whose text another engine than the first choice read.
func secondary(readings []reading) []int {
	var pages []int
	for i := range readings {
		if r := &readings[i]; r.sheet != nil && r.sheet.Chars > 0 && r.engine != primary {
			pages = append(pages, i+1)
		}
	}
	return pages
}

// doubtful is the confidence below which a reader is asked to look.
const doubtful = 0.75

// tableNotes tells which tables were read without lines to go by, and what may
// have gone astray in them.
func tableNotes(blocks []document.Block, gaps layout.Gaps) []report.Note {
	var out []report.Note
	var guessed []int
	for i := range blocks {
		if t := blocks[i].Table; t != nil && t.Confidence < doubtful && (len(guessed) == 0 || guessed[len(guessed)-1] != t.At.Page) {
			guessed = append(guessed, t.At.Page)
		}
	}
	if len(guessed) > 0 {
		out = append(out, report.Note{Text: report.Textf("第 %s 页的表格没有或缺少表线，行列按文字位置推断，请对照原文", "tables on pages %s have no lines or too few; rows and columns follow from where the text stands, compare them with the page", ranges(guessed)),
			At: report.Location{Page: guessed[0]}})
	}
	for _, f := range gaps.Furniture {
		out = append(out, report.Note{Text: report.Textf("页眉“%s”按位置和字号判断，未读入正文", "the running header “%s”, told by its place and size, was not read as text", f.Text), At: f.At})
	}
	lost := losses(&out)
	lost(gaps.Loose, "第 %s 页有像表格的行没有读成表格", "pages %s have lines like rows of a table that were read into none")
	lost(gaps.Merged, "第 %s 页的表格中有几行或几列可能被读成了一个，请对照原文", "in tables on pages %s several rows or columns may have been read as one, compare them with the page")
	lost(gaps.Absent, "第 %s 页有文字没有读入正文或表格", "some characters on pages %s reached neither text nor table")
	return out
}

func escape(err error) string { return strings.ReplaceAll(err.Error(), "%", "%%") }

// failure is the error of a file none of whose pages could be read.
func failure(readings []reading) error {
	for i := range readings {
		if readings[i].failed == nil {
			return nil
		}
	}
	return document.Errorf(report.Location{Page: 1}, readings[0].failed, "PDF 的页面无法读取", "the pages of the PDF cannot be read")
}

// ranges writes page numbers: 1-3, 7.
func ranges(pages []int) string {
	var parts []string
	for i := 0; i < len(pages); {
		j := i
		for j+1 < len(pages) && pages[j+1] == pages[j]+1 {
			j++
		}
		if i == j {
			parts = append(parts, fmt.Sprint(pages[i]))
		} else {
			parts = append(parts, fmt.Sprintf("%d-%d", pages[i], pages[j]))
		}
		i = j + 1
	}
	return strings.Join(parts, ", ")
}
