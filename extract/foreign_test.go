package extract

import (
	"archive/zip"
	"bytes"
	"errors"
	"strings"
	"testing"

	"selfeval/extract/document"
)

func zipped(t *testing.T, names ...string) string {
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
		{zipped(t, "[Content_Types].xml", "_rels/.rels", "word/document.xml"), "docx"},
		{zipped(t, "[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"), "xlsx"},
		{zipped(t, "OFD.xml", "Doc_0/Document.xml"), "OFD"},
		{zipped(t, "a.txt"), "zip"},
		{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600), "WPS"},
		{`{\rtf1\ansi\ansicpg936 \'bc\'a8}`, "RTF"},
		{"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"x\"\r\n\r\n--x\r\n<html></html>", "mht"},
		{"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"x\"\n\n", "mht"},
		{`<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="x">`, "Word XML"},
		{"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01", "image/png"},
		{"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00" + strings.Repeat("\x00\x01", 40), "image/jpeg"},
		{"\x7fELF\x02\x01\x01" + strings.Repeat("\x00", 60), "无法识别"},
	} {
		for _, name := range []string{"a.pdf", "a.html", "a.md", "a.txt", "-"} {
			_, err := Extract(t.Context(), Input{Name: name, Data: []byte(c.data)}, Options{})
			var e *document.Error
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
	} {
		r, err := sniff(Input{Name: "a", Data: []byte(c.data)})
		if err != nil || r.format != c.want {
			t.Errorf("%.30q: format %v, error %v, want %v", c.data, r.format, err, c.want)
		}
	}
}
