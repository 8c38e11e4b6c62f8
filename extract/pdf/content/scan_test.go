package content

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
)

var objectStart = regexp.MustCompile(`(?:^|[\r\n\x00\t ]|endobj)(\d{1,10})[ \t\r\n]+(\d{1,5})[ \t\r\n]+obj\b`)

// sameScan compares the search by hand with the expression that says what it finds.
func sameScan(t *testing.T, data []byte) {
	t.Helper()
	for pos := 0; pos < len(data); {
		id, body := nextObject(data, pos)
		m := objectStart.FindSubmatchIndex(data[pos:])
		if m == nil {
			if body >= 0 {
				t.Fatalf("from %d: found %d up to %d, which is no head", pos, id, body)
			}
			break
		}
		want, _ := strconv.Atoi(string(data[pos+m[2] : pos+m[3]]))
		if id != want || body != pos+m[1] {
			t.Fatalf("from %d: object %d up to %d, want %d up to %d", pos, id, body, want, pos+m[1])
		}
		pos = body
	}
	if reference.Match(data) && !laterGeneration(data) {
		t.Fatalf("a later generation was missed: %q", reference.Find(data))
	}
}

func TestScanFindsWhatTheExpressionFinds(t *testing.T) {
	for _, s := range []string{
		"1 0 obj", "\n1 0 obj<<", "x1 0 obj", "endobj2 0 obj ", "endobj 12 00 objx 3 0 obj", "1234567890 12345 obj", "12345678901 0 obj", "1 123456 obj",
		"1 0\r\nobj", "\x001 0 obj", "1 0 objobj 2 0 obj", "9 1 0 obj", "1 0 endobj", " 5  0\tobj\n", "7 0 R 8 1 R", "0 12 R/X 3 10 R", "1 0 obj_", "(1) 0 obj",
	} {
		sameScan(t, []byte(s))
	}
	files, err := filepath.Glob("../testdata/*.pdf")
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	for _, f := range files[:min(len(files), 12)] {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		sameScan(t, data[:min(len(data), 200_000)])
	}
}

func FuzzScan(f *testing.F) {
	f.Add([]byte("1 0 obj << /A 2 1 R >> endobj 2 1 obj"))
	f.Fuzz(func(t *testing.T, data []byte) {
		sameScan(t, bytes.ReplaceAll(data, []byte("o"), []byte(" 1 0 obj")))
		sameScan(t, data)
	})
}
