package pdf

import "bytes"

// truncated reports a file that ends before its end: objects stand behind the last
// mark of an end, or there is none. What a server adds behind it does no harm.
func truncated(data []byte) bool {
	end := max(bytes.LastIndex(data, []byte("%%EOF")), bytes.LastIndex(data, []byte("startxref")))
	return end < 0 || bytes.Contains(data[end:], []byte(" obj")) || bytes.Contains(data[end:], []byte("endobj"))
}

// unread lists the pages of which nothing could be read, or only what stands beside a
// picture that most likely is the page.
func unread(readings []reading) []int {
	var pages []int
	for i := range readings {
		if r := &readings[i]; r.failed != nil || r.missing || r.pictured || r.sheet != nil && r.sheet.Chars == 0 && r.same == 0 && (r.undecoded > 0 || r.sheet.Pictures > 0) {
			pages = append(pages, i+1)
		}
	}
	return pages
}
