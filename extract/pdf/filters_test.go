package pdf

import (
	"bytes"
	"compress/lzw"
	"context"
	"encoding/ascii85"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"

	"selfeval/extract/document"
	"selfeval/internal/conformance/testpdf"
)

// Content in any of the filters that PDF knows is read, by whichever engine can.
func TestFilters(t *testing.T) {
	const content = "BT /F1 12 Tf 50 700 Td <cbaec0fbbed6> Tj ET"
	a85 := func() string {
		b := make([]byte, ascii85.MaxEncodedLen(len(content)))
		return string(b[:ascii85.Encode(b, []byte(content))]) + "~>"
	}
	packed := func() string {
		var b bytes.Buffer
		w := lzw.NewWriter(&b, lzw.MSB, 8)
		fmt.Fprint(w, content)
		w.Close()
		return b.String()
	}
	for _, test := range []struct{ filter, data string }{
		{"/ASCII85Decode", a85()},
		{"/ASCIIHexDecode", hex.EncodeToString([]byte(content)) + ">"},
		{"/RunLengthDecode", string(rune(len(content)-1)) + content + "\x80"},
		{"/LZWDecode", packed()},
	} {
		t.Run(test.filter[1:], func(t *testing.T) {
			f := testpdf.New()
			font := f.CID("STSong-Light", "GBK-EUC-H", "GB1", "")
			filtered := f.Stream("/Filter "+test.filter, test.data)
			page := f.Add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 %d 0 R >> >> /Contents %d 0 R >>", font, filtered)
			f.Tree(fmt.Sprintf("<< /Type /Pages /Count 1 /Kids [%d 0 R] >>", page))
			doc, err := Read(context.Background(), f.Bytes(), document.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			var text []string
			for i := range doc.Blocks {
				text = append(text, doc.Blocks[i].Text)
			}
			if got := strings.Join(text, "\n"); got != "水利局" {
				t.Errorf("read %q, notes %v, engines %v", got, doc.Notes, doc.Engines)
			}
			if len(doc.Notes) != len(doc.Engines) || len(doc.Notes) > 0 && doc.Notes[0].Lost {
				t.Errorf("notes %v for engines %v", doc.Notes, doc.Engines)
			}
		})
	}
}
