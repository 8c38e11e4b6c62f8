package extract

import (
	"archive/zip"
	"bytes"
	"errors"
	"strings"
	"testing"

	"selfeval/extract/document"
)

func zipOf(t *testing.T, names ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, n := range names {
		w, err := z.Create(n)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte("<x/>")); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A file in a format that is not read is refused by that format's name, whatever
// the file is called.
func TestForeignFormatsAreNamed(t *testing.T) {
	for _, c := range []struct{ data, want string }{
		{zipOf(t, "[Content_Types].xml", "_rels/.rels", "word/document.xml"), "docx"},
		{zipOf(t, "[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"), "xlsx"},
		{zipOf(t, "OFD.xml", "Doc_0/Document.xml"), "OFD"},
		{zipOf(t, "a.txt"), "zip"},
		{stored(t, "报告.pdf", "%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"), "zip"},
		{stored(t, "a.md", "# 甲局2023年度绩效自评报告\n\n| 项目名称 | 预算数 |\n|---|---|\n| 甲 | 1 |\n"), "zip"},
		{"PK\x05\x06" + strings.Repeat("\x00", 18), "zip"},
		{"Rar!\x1a\x07\x01\x00 %PDF-1.4", "rar"},
		{"7z\xbc\xaf\x27\x1c\x00\x04", "7z"},
		{"\x1f\x8b\x08\x00\x00\x00\x00\x00%PDF-1.4", "gzip"},
		{"BZh91AY&SY%PDF-1.4", "bzip2"},
		{"\xfd7zXZ\x00%PDF-1.4", "xz"},
		{"a.pdf" + strings.Repeat("\x00", 252) + "ustar\x0000" + strings.Repeat("\x00", 200) + "%PDF-1.4", "tar"},
		{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 504) + "%PDF-1.4", "WPS"},
		{"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01%PDF-1.4", "图片"},
		{`{"documents": [{"path": "a"}]}`, "JSON"},
		{"\ufeff[ {\"标题\": \"甲局2023年度绩效自评报告\"} ]", "JSON"},
		{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600), "WPS"},
		{`{\rtf1\ansi\ansicpg936 \'bc\'a8}`, "RTF"},
		{"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"x\"\r\n\r\n--x\r\n<html></html>", "mht"},
		{"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"x\"\n\n", "mht"},
		{`<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="x">`, "Word XML"},
		{"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01", "image/png"},
		{"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00" + strings.Repeat("\x00\x01", 40), "image/jpeg"},
		{"\x7fELF\x02\x01\x01" + strings.Repeat("\x00", 60), "程序"},
		{"\x00\x01\x02\x03 no format at all \x00\x00", "无法识别"},
	} {
		for _, name := range []string{"a.pdf", "a.html", "a.md", "a.txt", "-"} {
			_, err := Extract(t.Context(), Input{Name: name, Data: []byte(c.data)}, Options{})
			var e *document.Error
			if document.CauseOf(err) != document.Unsupported {
				t.Errorf("%s holding %.20q: cause %s", name, c.data, document.CauseOf(err))
			}
			if !errors.As(err, &e) || !strings.Contains(e.Text.ZH, c.want) || e.Text.EN == "" {
				t.Errorf("%s holding %.20q: error %v, want one that names %s", name, c.data, err, c.want)
			}
		}
	}
}

func TestTextIsNotForeign(t *testing.T) {
	for _, c := range []struct {
		data string
		want document.Format
	}{
		{"MIME-Version 与绩效自评无关", document.Markdown},
		{`<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>一</p></body></html>`, document.HTML},
		{`<html xmlns:w="urn:schemas-microsoft-com:office:word"><body></body></html>`, document.HTML},
		{"PK 赛绩效自评", document.Markdown},
		{"{甲局}绩效自评报告", document.Markdown},
		{"[1] 关于绩效自评", document.Markdown},
		{"\r\n\r\nHTTP 头的残余\r\n%PDF-1.4\n", document.PDF},
	} {
		r, err := sniff(Input{Name: "a", Data: []byte(c.data)}, nil)
		if err != nil || r.Format != c.want {
			t.Errorf("%.30q: format %v, error %v, want %v", c.data, r.Format, err, c.want)
		}
	}
}

// stored is a zip archive with one file as it is, so that its bytes stand early.
func stored(t *testing.T, name, data string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte(data)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Every file that is not read says why in one word.
func TestCauses(t *testing.T) {
	for _, c := range []struct {
		name, data string
		want       document.Cause
	}{
		{"a.md", "", document.Empty},
		{"a.md", " \n\t\r\n", document.Empty},
		{"a.html", "\ufeff\n", document.Empty},
		{"a.pdf", strings.Repeat("\x00", 4096), document.Empty},
		{"a.pdf", "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type/Cat", document.Damaged},
		{"a.html", "<html><body><script>x()</script></body></html>", document.NoText},
		{"a.exe", "\x7fELF\x02\x01\x01" + strings.Repeat("\x00", 60), document.Unsupported},
	} {
		_, err := Extract(t.Context(), Input{Name: c.name, Data: []byte(c.data)}, Options{})
		if err == nil || document.CauseOf(err) != c.want {
			t.Errorf("%s holding %.20q: cause %s (%v), want %s", c.name, c.data, document.CauseOf(err), err, c.want)
		}
	}
	// A text without anything of a self-evaluation was read all the same: it is no
	// failure but another kind of paper.
	x, err := Extract(t.Context(), Input{Name: "a.md", Data: []byte("今天天气很好。\n")}, Options{})
	if err != nil || x.Nothing == nil || len(x.Verdicts) != 1 || x.Verdicts[0].Ours {
		t.Errorf("a text on the weather: %v, %+v", err, x)
	}
	_, err = Extract(t.Context(), Input{Name: "a.md", Data: []byte("12345")}, Options{Limits: Limits{Bytes: 3}})
	if document.CauseOf(err) != document.Limited {
		t.Errorf("over the limit: %s", document.CauseOf(err))
	}
}
