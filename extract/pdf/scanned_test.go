package pdf

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"selfeval/extract/document"
)

// A scan that was recognised by machine holds its text unseen under the picture;
// page numbers and stamps set upon it afterwards must not hide it.
func TestRecognisedText(t *testing.T) {
	const (
		hidden = "BT /F 12 Tf 3 Tr 72 700 Td (Budget 12.5 executed 12.4) Tj ET "
		number = " BT 0 Tr /F 9 Tf 290 30 Td (7) Tj ET"
		mark   = " BT 0 Tr /F 60 Tf 0.7 0.7 -0.7 0.7 60 640 Tm (DRAFT) Tj ET"
		same   = " BT 0 Tr /F 12 Tf 72.5 700.4 Td (Budget 12.5 executed 12.4) Tj ET"
	)
	for _, c := range []struct {
		name, page string
		want       int // how often the line is read
		told       string
	}{
		{"alone", hidden + scan, 1, "识别"},
		{"page number", hidden + scan + number, 1, "识别"},
		{"watermark", hidden + scan + mark, 1, "识别"},
		{"beside visible text", scan + same + hidden, 1, ""},
		{"nothing to see it on", hidden + number, 0, "看不见"},
		{"scan and page number", scan + number, 0, "图片"},
		{"scan and watermark", scan + mark, 0, "图片"},
		{"cover with a picture", scan + " " + words, 0, ""},
		{"page number alone", number, 0, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			// A page before it says that the file as a whole has text.
			doc, err := Read(context.Background(), file(words, c.page), document.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			var all, told strings.Builder
			for i := range doc.Blocks {
				fmt.Fprintln(&all, doc.Blocks[i].Text)
			}
			for _, n := range doc.Notes {
				fmt.Fprintln(&told, n.Text.ZH)
				if lost := strings.Contains(n.Text.ZH, "图片"); lost != n.Lost || n.At.Page != 2 {
					t.Errorf("note %+v", n)
				}
			}
			if got := strings.Count(all.String(), "executed 12.4"); got != c.want {
				t.Errorf("read %d times, want %d: %q", got, c.want, all.String())
			}
			if c.told == "" && told.Len() > 0 || !strings.Contains(told.String(), c.told) {
				t.Errorf("notes %q, want %q", told.String(), c.told)
			}
		})
	}
}
