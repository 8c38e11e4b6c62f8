package pdf

import (
	"bytes"

	"selfeval/report"
)

// truncated reports a file that ends before its end: objects stand behind the last
// mark of an end, or there is none. What a server adds behind it does no harm.
func truncated(data []byte) bool {
	end := max(bytes.LastIndex(data, []byte("%%EOF")), bytes.LastIndex(data, []byte("startxref")))
	return end < 0 || bytes.Contains(data[end:], []byte(" obj")) || bytes.Contains(data[end:], []byte("endobj"))
}

func cutNote() report.Note {
	return report.Note{Text: report.Textf("文件不完整：没有结尾，后面的内容可能缺失", "the file is cut off: it has no end, and what came last may be missing"), Lost: true}
}
