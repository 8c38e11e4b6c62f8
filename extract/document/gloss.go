package document

import (
	"selfeval/internal/text/printed"
	"selfeval/report"
)

// WithoutGlosses takes away the readings that a converter set behind characters, 財(cái)政, and
// says so.
func WithoutGlosses(text string) (string, []report.Note) {
	text, n := printed.WithoutGlosses(text)
	if n == 0 {
		return text, nil
	}
	return text, []report.Note{{Text: report.Textf("汉字后所附注音 %d 处不读入", "%d readings set behind characters were not read", n)}}
}
