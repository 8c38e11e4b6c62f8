package letter

import (
	"archive/zip"
	"bytes"
	_ "embed"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"
)

// A Word document is a ZIP of XML parts. The five that a letter needs are written as they
// are: what libraries would add is a form for documents in general, and this one has a
// form of its own, which styles.xml holds.

//go:embed styles.xml
var stylesPart string

const (
	typesPart = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/></Types>`
	rootPart = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`
	relsPart = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/></Relationships>`
	footerPart = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><w:t xml:space="preserve">— </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>`
	// A4; 37 mm above, 28 mm on the left, and so 156 × 225 mm for the text: 22 lines of 28
	// characters of 16 pt set a quarter of a point closer (in the styles: programs differ in
	// how they read a grid of characters).
	section = `<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="1400" w:gutter="0"/><w:docGrid w:type="lines" w:linePitch="579"/></w:sectPr>`
)

// WriteTemplate writes the form that letters have without a template, for an office to edit.
func WriteTemplate(out io.Writer) error {
	z := zip.NewWriter(out)
	for _, part := range []struct{ name, text string }{
		{"[Content_Types].xml", typesPart}, {"_rels/.rels", rootPart}, {"word/_rels/document.xml.rels", relsPart},
		{"word/styles.xml", stylesPart}, {"word/footer1.xml", footerPart}, {"word/document.xml", formPart()},
	} {
		w, err := z.CreateHeader(&zip.FileHeader{Name: part.name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			return err
		}
		if _, err := io.WriteString(w, part.text); err != nil {
			return err
		}
	}
	return z.Close()
}

// usual is the template of letters where none is given.
var usual = sync.OnceValues(func() (*Template, error) {
	var b bytes.Buffer
	if err := WriteTemplate(&b); err != nil {
		return nil, err
	}
	return ReadTemplate(b.Bytes())
})

// Docx writes a letter as a Word document, by the template that was given.
func (l *Letter) Docx(out io.Writer, opt *Options) error {
	t := opt.Template
	if t == nil {
		var err error
		if t, err = usual(); err != nil {
			return err
		}
	}
	return t.Fill(out, l, opt)
}

func formPart() string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>`)
	for _, p := range form {
		fmt.Fprintf(&b, `<w:p><w:pPr><w:pStyle w:val="%s"/></w:pPr>%s</w:p>`, p.Style, run(p.Text))
	}
	fmt.Fprintf(&b, `<w:p><w:pPr><w:pStyle w:val="%s"/><w:pageBreakBefore/></w:pPr>%s</w:p>`, annexStyle, run("附件　复核问题清单"))
	b.WriteString(`<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>`)
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		fmt.Fprintf(&b, `<w:%s w:val="single" w:sz="4" w:space="0" w:color="000000"/>`, side)
	}
	b.WriteString(`</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>`)
	widths := []int{680, 3600, 1500, 1564, 1500}
	for _, w := range widths {
		fmt.Fprintf(&b, `<w:gridCol w:w="%d"/>`, w)
	}
	b.WriteString(`</w:tblGrid>`)
	row := func(cells []string, head bool) {
		b.WriteString(`<w:tr><w:trPr><w:cantSplit/>`)
		if head {
			b.WriteString(`<w:tblHeader/>`)
		}
		b.WriteString(`</w:trPr>`)
		for i, c := range cells {
			fmt.Fprintf(&b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="Cell"/></w:pPr>%s</w:p></w:tc>`, widths[i], run(c))
		}
		b.WriteString(`</w:tr>`)
	}
	row(annexHeads, true)
	row([]string{"《序号》", "《问题》", "《位置》", "《依据》", ""}, false)
	b.WriteString(`</w:tbl><w:p><w:pPr><w:pStyle w:val="Cell"/></w:pPr></w:p>` + section + `</w:body></w:document>`)
	return b.String()
}

// run is text within a paragraph.
func run(text string) string {
	var b strings.Builder
	b.WriteString(`<w:r><w:t xml:space="preserve">`)
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			b.WriteString(`</w:t><w:br/><w:t xml:space="preserve">`)
		}
		_ = xml.EscapeText(&b, []byte(line)) // what XML cannot hold becomes U+FFFD
	}
	b.WriteString(`</w:t></w:r>`)
	return b.String()
}
