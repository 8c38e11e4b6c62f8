package extract

import (
	"bytes"
	"strings"

	"github.com/gabriel-vasile/mimetype"

	"selfeval/extract/document"
	"selfeval/internal/text/charset"
	"selfeval/report"
)

// foreign is a format that holds reports but is not read: its name, and what a
// person can do with such a file.
type foreign struct{ zh, en, todo, doEN string }

const (
	asPDF, asPDFEN = "请另存为 PDF 后再检查", "save it as PDF and check that"
	unpack, unpEN  = "请解压后检查其中的文件", "unpack it and check the files in it"
	words, wordsEN = "请提供带文字的 PDF 或网页", "give a PDF or page that holds the text"
	resave, reseEN = "请在浏览器中另存为“网页，仅 HTML”", "save it from a browser as a page, HTML only"
)

// byMIME are the formats told by their bytes, by the MIME type's start.
var byMIME = []struct {
	mime string
	foreign
}{
	{"application/vnd.openxmlformats-officedocument.wordprocessingml", foreign{"Word 文档（docx）", "a Word document (docx)", asPDF, asPDFEN}},
	{"application/vnd.openxmlformats-officedocument.spreadsheetml", foreign{"Excel 工作簿（xlsx）", "an Excel workbook (xlsx)", asPDF, asPDFEN}},
	{"application/vnd.openxmlformats-officedocument.presentationml", foreign{"PowerPoint 演示文稿（pptx）", "a PowerPoint presentation (pptx)", asPDF, asPDFEN}},
	{"application/vnd.oasis.opendocument", foreign{"OpenDocument 文档", "an OpenDocument file", asPDF, asPDFEN}},
	{"application/msword", foreign{"旧版 Word 文档（doc）", "an old Word document (doc)", asPDF, asPDFEN}},
	{"application/vnd.ms-excel", foreign{"旧版 Excel 工作簿（xls）", "an old Excel workbook (xls)", asPDF, asPDFEN}},
	{"application/x-ole-storage", foreign{"旧版 Office 或 WPS 文档（doc、xls、wps）", "an old Office or WPS document (doc, xls, wps)", asPDF, asPDFEN}},
	{"text/rtf", foreign{"RTF 文档", "an RTF document", asPDF, asPDFEN}},
	{"application/rtf", foreign{"RTF 文档", "an RTF document", asPDF, asPDFEN}},
	{"image/", foreign{"图片", "a picture", words, wordsEN}},
	{"application/zip", foreign{"压缩包（zip）", "a zip archive", unpack, unpEN}},
	{"application/x-rar-compressed", foreign{"压缩包（rar）", "a rar archive", unpack, unpEN}},
	{"application/x-7z-compressed", foreign{"压缩包（7z）", "a 7z archive", unpack, unpEN}},
	{"application/gzip", foreign{"压缩文件（gzip）", "a gzip file", unpack, unpEN}},
}

// recognise names the format of a file that is not read. The formats written as
// text are asked for first: their readers would take them for text.
func recognise(data []byte) (foreign, bool) {
	head := bytes.TrimSpace(data[:min(len(data), 4096)])
	switch {
	case bytes.HasPrefix(head, []byte(`{\rtf`)):
		return foreign{"RTF 文档", "an RTF document", asPDF, asPDFEN}, true
	case webArchive(head):
		return foreign{"网页归档（mht）", "a web archive (MHTML)", resave, reseEN}, true
	case bytes.HasPrefix(head, []byte("<?xml")) && (bytes.Contains(head, []byte("<w:wordDocument")) || bytes.Contains(head, []byte("<pkg:package"))):
		return foreign{"Word XML 文档", "a Word XML document", asPDF, asPDFEN}, true
	case bytes.HasPrefix(head, []byte("<?xml")) && bytes.Contains(head, []byte("urn:schemas-microsoft-com:office:spreadsheet")) && !bytes.Contains(charset.Lower(head), []byte("<html")):
		return foreign{"Excel XML 工作簿", "an Excel XML workbook", asPDF, asPDFEN}, true
	case bytes.HasPrefix(head, []byte("PK\x03\x04")) && bytes.Contains(head, []byte("OFD.xml")):
		return foreign{"OFD 版式文档", "an OFD document", asPDF, asPDFEN}, true
	}
	return foreign{}, false
}

// webArchive reports the head of an MHTML file: mail headers with parts.
func webArchive(head []byte) bool {
	lower := charset.Lower(head)
	return bytes.Contains(lower, []byte("content-type: multipart/related")) &&
		(bytes.HasPrefix(lower, []byte("mime-version:")) || bytes.HasPrefix(lower, []byte("from:")) || bytes.Contains(lower, []byte("\nmime-version:")))
}

// unread is the error for a file that no reader takes.
func unread(data []byte) *document.Error {
	mime := mimetype.Detect(data)
	if f, ok := recognise(data); ok {
		return refuse(f, "")
	}
	for _, k := range byMIME {
		if strings.HasPrefix(mime.String(), k.mime) {
			return refuse(k.foreign, mime.String())
		}
	}
	return document.Errorf(report.Location{}, nil,
		"无法识别的文件格式（内容像是 %s）：既不是 PDF，也不是 HTML 或 Markdown 文本",
		"unknown file format (it looks like %s): neither PDF nor HTML nor Markdown text", mime)
}

func refuse(f foreign, mime string) *document.Error {
	if mime != "" {
		mime = " [" + mime + "]"
	}
	return &document.Error{Text: report.Text{
		ZH: "这是" + f.zh + mime + "，不是 PDF、HTML 或 Markdown；" + f.todo,
		EN: "this is " + f.en + mime + ", not PDF, HTML or Markdown; " + f.doEN}}
}
