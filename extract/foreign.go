package extract

import (
	"bytes"
	"regexp"
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
	itself, itseEN = "请提供报告本身", "give the report itself"
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
	{"application/epub", foreign{"电子书（epub）", "an e-book (epub)", asPDF, asPDFEN}},
	{"audio/", foreign{"录音", "a sound recording", words, wordsEN}},
	{"video/", foreign{"视频", "a video", words, wordsEN}},
	{"application/vnd.sqlite3", foreign{"SQLite 数据库", "a SQLite database", itself, itseEN}},
	{"application/x-executable", foreign{"程序", "a program", itself, itseEN}},
	{"application/x-elf", foreign{"程序", "a program", itself, itseEN}},
	{"application/vnd.microsoft.portable-executable", foreign{"程序", "a program", itself, itseEN}},
}

// archives are known by their first bytes, before anything within them is: a zip
// that stores a PDF is a zip.
var archives = []struct {
	at    int
	magic string
	foreign
}{
	{0, "PK\x05\x06", foreign{"空的压缩包（zip）", "an empty zip archive", unpack, unpEN}},
	{0, "PK\x07\x08", foreign{"分卷压缩包（zip）", "a zip archive in parts", unpack, unpEN}},
	{0, "Rar!\x1a\x07", foreign{"压缩包（rar）", "a rar archive", unpack, unpEN}},
	{0, "7z\xbc\xaf\x27\x1c", foreign{"压缩包（7z）", "a 7z archive", unpack, unpEN}},
	{0, "\x1f\x8b\x08", foreign{"压缩文件（gzip）", "a gzip file", unpack, unpEN}},
	{0, "\xfd7zXZ\x00", foreign{"压缩文件（xz）", "an xz file", unpack, unpEN}},
	{0, "\x28\xb5\x2f\xfd", foreign{"压缩文件（zstd）", "a zstd file", unpack, unpEN}},
	{4, "1AY&SY", foreign{"压缩文件（bzip2）", "a bzip2 file", unpack, unpEN}},
	{257, "ustar", foreign{"压缩包（tar）", "a tar archive", unpack, unpEN}},
	{0, "MSCF\x00\x00\x00\x00", foreign{"压缩包（cab）", "a cab archive", unpack, unpEN}},
	{2, "-lh", foreign{"压缩包（lzh）", "an lzh archive", unpack, unpEN}},
}

// zipped are what a zip archive may be, by its MIME type.
func zipped(data []byte) foreign {
	if bytes.Contains(data[:min(len(data), 4096)], []byte("OFD.xml")) {
		return foreign{"OFD 版式文档", "an OFD document", asPDF, asPDFEN}
	}
	return byType(mimetype.Detect(data), foreign{"压缩包（zip）", "a zip archive", unpack, unpEN})
}

// byType is the format of a MIME type, or else what is given.
func byType(mime *mimetype.MIME, other foreign) foreign {
	for _, k := range byMIME {
		if strings.HasPrefix(mime.String(), k.mime) {
			return k.foreign
		}
	}
	return other
}

// recognise names the format of a file that is not read. Archives come before the
// formats within them, and formats written as text before the readers of text.
func recognise(data []byte) (foreign, bool) {
	for _, known := range []func([]byte) (foreign, bool){archive, writtenAsText, aroundPDF} {
		if f, ok := known(data); ok {
			return f, true
		}
	}
	return foreign{}, false
}

// archive names what begins as an archive does.
func archive(data []byte) (foreign, bool) {
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return zipped(data), true
	}
	for _, a := range archives {
		if len(data) > a.at && bytes.HasPrefix(data[a.at:], []byte(a.magic)) {
			return a.foreign, true
		}
	}
	return foreign{}, false
}

// writtenAsText names formats that the readers of text would take for text.
func writtenAsText(data []byte) (foreign, bool) {
	head := bytes.TrimSpace(data[:min(len(data), 4096)])
	xml := bytes.HasPrefix(head, []byte("<?xml"))
	switch {
	case jsonData.Match(bytes.TrimPrefix(head, []byte("\ufeff"))):
		return foreign{"JSON 数据", "JSON data", itself, itseEN}, true
	case bytes.HasPrefix(head, []byte(`{\rtf`)):
		return foreign{"RTF 文档", "an RTF document", asPDF, asPDFEN}, true
	case webArchive(head):
		return foreign{"网页归档（mht）", "a web archive (MHTML)", resave, reseEN}, true
	case xml && (bytes.Contains(head, []byte("<w:wordDocument")) || bytes.Contains(head, []byte("<pkg:package"))):
		return foreign{"Word XML 文档", "a Word XML document", asPDF, asPDFEN}, true
	case xml && bytes.Contains(head, []byte("urn:schemas-microsoft-com:office:spreadsheet")) && !bytes.Contains(charset.Lower(head), []byte("<html")):
		return foreign{"Excel XML 工作簿", "an Excel XML workbook", asPDF, asPDFEN}, true
	}
	return foreign{}, false
}

// aroundPDF names what holds a PDF near its beginning and is something else. A PDF
// may stand behind a few bytes of rubbish, but not behind those of another format: a
// picture or an old Office file that holds one is that.
func aroundPDF(data []byte) (foreign, bool) {
	sign := []byte("%PDF-")
	if bytes.HasPrefix(bytes.TrimSpace(data[:min(len(data), 1024)]), sign) || !bytes.Contains(data[:min(len(data), 1024)], sign) {
		return foreign{}, false
	}
	// Without the PDF's sign, which would decide the matter.
	f := byType(mimetype.Detect(bytes.ReplaceAll(data[:min(len(data), 4096)], sign, []byte("     "))), foreign{})
	return f, f != foreign{}
}

// jsonData is how a JSON object, or a list of them, begins.
var jsonData = regexp.MustCompile(`^(\[\s*)?\{\s*"(?:[^"\\]|\\.)*"\s*:`)

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
	if f := byType(mime, foreign{}); f != (foreign{}) {
		return refuse(f, mime.String())
	}
	return document.Errorf(report.Location{}, nil,
		"无法识别的文件格式（内容像是 %s）：既不是 PDF，也不是 HTML 或 Markdown 文本",
		"unknown file format (it looks like %s): neither PDF nor HTML nor Markdown text", mime).Because(document.Unsupported)
}

func refuse(f foreign, mime string) *document.Error {
	if mime != "" {
		mime = " [" + mime + "]"
	}
	return &document.Error{Text: report.Text{
		ZH: "这是" + f.zh + mime + "，不是 PDF、HTML 或 Markdown；" + f.todo,
		EN: "this is " + f.en + mime + ", not PDF, HTML or Markdown; " + f.doEN}, Cause: document.Unsupported}
}
