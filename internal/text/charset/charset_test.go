package charset

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"selfeval/report"
)

const (
	page = "<html><head><title>青禾县水务局2023年度部门整体支出绩效自评报告</title></head><body>\n" +
		"<p>一、部门基本情况。青禾县水务局内设办公室、规划股、水政股，核定编制三十二名。</p>\n" +
		"<table><tr><td>序号</td><td>项目名称</td><td>预算数</td></tr><tr><td>1</td><td>引水渠清淤</td><td>35.20</td></tr></table>\n</body></html>\n"
	prose       = "根据县财政局统一部署，我局对二〇二三年度实施的全部项目开展了绩效自评。评价结果表明，各项目均按期完成，资金使用规范。\n"
	traditional = "<p>本局二〇二三年度各項目預算執行情況良好，績效目標均已達成，資金使用符合規定。</p>\n<p>單位：萬元</p>\n"
)

func encode(t testing.TB, enc encoding.Encoding, s string) []byte {
	t.Helper()
	b, err := enc.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

var encodings = []struct {
	name string
	enc  encoding.Encoding
	want string
}{
	{"utf-8", encoding.Nop, "utf-8"},
	{"utf-8 with BOM", unicode.UTF8BOM, "utf-8"},
	{"gbk", simplifiedchinese.GBK, "gb18030"},
	{"gb18030", simplifiedchinese.GB18030, "gb18030"},
	{"utf-16le with BOM", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "utf-16le"},
	{"utf-16be with BOM", unicode.UTF16(unicode.BigEndian, unicode.UseBOM), "utf-16be"},
	{"utf-16le", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "utf-16le"},
	{"utf-16be", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "utf-16be"},
}

func TestDecodeTellsTheEncodingFromTheBytes(t *testing.T) {
	labels := []string{"", `<meta charset="utf-8">`, `<meta charset="gb2312">`, `<meta http-equiv="Content-Type" content="text/html; charset=big5">`}
	for _, e := range encodings {
		for _, label := range labels {
			for _, src := range []string{page, prose, strings.Repeat(prose, 300), "|1|渠|\n"} {
				src = label + src
				text, name, notes := Decode(encode(t, e.enc, src))
				if name != e.want || string(text) != src || len(notes) != 0 {
					t.Errorf("%s labelled %q: read as %s with notes %v: %.60q", e.name, label, name, notes, text)
				}
			}
		}
	}
}

func TestDecodeTraditional(t *testing.T) {
	text, name, notes := Decode(encode(t, traditionalchinese.Big5, traditional))
	if name != "big5" || string(text) != traditional || len(notes) != 0 {
		t.Errorf("read as %s, notes %v: %s", name, notes, text)
	}
	for _, enc := range []encoding.Encoding{encoding.Nop, simplifiedchinese.GB18030} {
		if text, name, _ := Decode(encode(t, enc, traditional)); string(text) != traditional {
			t.Errorf("traditional text in %T read as %s: %s", enc, name, text)
		}
	}
}

// A page that starts with a long script has its first Chinese character far down.
func TestDecodeLooksPastASCII(t *testing.T) {
	src := "<script>" + strings.Repeat("var a = 1;\n", 20000) + "</script>" + traditional
	if _, name, _ := Decode(encode(t, traditionalchinese.Big5, src)); name != "big5" {
		t.Errorf("read as %s, want big5", name)
	}
}

// GB18030 has characters of four bytes that GBK lacks; names use them.
func TestDecodeFourByteCharacters(t *testing.T) {
	src := "项目负责人：王䶮、李㛃，负责预算执行。\n"
	text, name, _ := Decode(encode(t, simplifiedchinese.GB18030, src))
	if name != "gb18030" || string(text) != src {
		t.Errorf("read as %s: %s", name, text)
	}
}

func TestBrokenBytesDoNotFlipTheChoice(t *testing.T) {
	for _, e := range encodings[:4] {
		data := encode(t, e.enc, strings.Repeat(page, 4))
		for _, at := range []int{len(data) / 3, len(data) / 2, len(data) * 3 / 4} {
			// The byte between two characters' worth of markup.
			i := at + bytes.Index(data[at:], []byte("<td>")) + 4
			data[i] = 0xff
		}
		text, name, notes := Decode(data)
		if name != e.want {
			t.Errorf("%s with three broken bytes read as %s", e.name, name)
		}
		if !strings.Contains(string(text), "部门整体支出绩效自评报告") {
			t.Errorf("%s: the rest of the text is lost", e.name)
		}
		if len(notes) != 1 || !strings.Contains(notes[0].Text.In(report.ZH), "�") {
			t.Errorf("%s: notes %v, want one that names the broken places", e.name, notes)
		}
	}
}

// A file cut in the middle of a character, as broken downloads are.
func TestTruncatedCharacter(t *testing.T) {
	data := []byte(page)
	data = data[:strings.Index(page, "局")+2]
	text, name, notes := Decode(data)
	if name != "utf-8" || !strings.Contains(string(text), "青禾县水务") || len(notes) != 1 {
		t.Errorf("read as %s, notes %v: %s", name, notes, text)
	}
}

func TestStrayNULIsNotUTF16(t *testing.T) {
	src := "|1|渠|\x00\n" + strings.Repeat("plain ASCII text 123\n", 20)
	if _, name, _ := Decode([]byte(src)); name != "utf-8" {
		t.Errorf("read as %s, want utf-8", name)
	}
}

func TestBinary(t *testing.T) {
	png := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00\x00\x00\x01\x00\x08\x06\x00\x00\x00"), bytes.Repeat([]byte{0, 7, 0x9c, 1}, 50)...)
	ole := append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 500)...)
	for name, c := range map[string]struct {
		data []byte
		want bool
	}{
		"png": {png, true}, "ole": {ole, true}, "zeros": {make([]byte, 100), true},
		"zip":         {append([]byte("PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00"), bytes.Repeat([]byte{3, 1, 0xfe}, 50)...), true},
		"utf-8":       {[]byte(page), false},
		"form feed":   {[]byte("第一页\f第二页\n"), false},
		"one control": {[]byte("一\x03二三四\n"), false},
	} {
		if got := Binary(c.data); got != c.want {
			t.Errorf("Binary(%s) = %v", name, got)
		}
	}
	for _, e := range encodings {
		if Binary(encode(t, e.enc, page)) {
			t.Errorf("a page in %s counts as binary", e.name)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, e := range encodings {
		f.Add(encode(f, e.enc, page))
	}
	f.Add(encode(f, traditionalchinese.Big5, traditional))
	f.Add([]byte{0xff, 0xfe, 0, 0xd8})
	f.Fuzz(func(t *testing.T, data []byte) {
		text, name, _ := Decode(data)
		if !utf8.Valid(text) {
			t.Fatalf("%s gave text that is not UTF-8", name)
		}
		if len(text) > 4*len(data)+4 {
			t.Fatalf("%d bytes grew to %d", len(data), len(text))
		}
		Binary(data)
		// Text that is UTF-8 stays what it is.
		again, name, _ := Decode(text)
		if bytes.IndexByte(text, 0) < 0 && !bytes.HasPrefix(text, []byte("\ufeff")) && (name != "utf-8" || !bytes.Equal(again, text)) {
			t.Fatalf("decoded text read again as %s", name)
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	for _, e := range encodings {
		data := encode(b, e.enc, strings.Repeat(page+prose, 2000))
		b.Run(e.name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				Decode(data)
			}
		})
	}
}
