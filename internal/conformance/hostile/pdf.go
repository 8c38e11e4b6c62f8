package hostile

import (
	"bytes"
	"fmt"
	"strings"
)

// pdfFile writes objects (numbered from 1) with a cross-reference table and a
// trailer whose root is object 1.
func pdfFile(trailer string, objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	offsets := make([]int, len(objects))
	for i, o := range objects {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, trailer, start)
	return b.Bytes()
}

func stream(dict string, data []byte) string {
	return fmt.Sprintf("<< /Length %d %s >>\nstream\n%s\nendstream", len(data), dict, data)
}

// onePage is a file with a page whose content is given, and further objects from
// number 5 on. resources go into the page.
func onePage(resources, content string, more ...string) []byte {
	return pdfFile("", append([]string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> " + resources + " >> >>",
		content,
	}, more...)...)
}

// pdfs are hostile PDF files by name.
func pdfs() map[string][]byte {
	rep := strings.Repeat
	zeros := bytes.Repeat([]byte(" "), 64<<20)
	bomb := flate(zeros)
	text := func(s string) string { return stream("", []byte("BT /F1 12 Tf 72 700 Td ("+s+") Tj ET")) }
	catalog, page := "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
	return map[string][]byte{
		"bomb":             onePage("", stream("/Filter /FlateDecode", bomb)),
		"bomb-twice":       onePage("", stream("/Filter [/FlateDecode /FlateDecode]", flate(bomb))),
		"bombs":            onePage("", "[ 5 0 R 5 0 R 5 0 R 5 0 R 5 0 R 5 0 R 5 0 R 5 0 R 5 0 R 5 0 R ]", stream("/Filter /FlateDecode", bomb)),
		"filters":          onePage("", stream("/Filter ["+rep("/ASCIIHexDecode ", 5_000)+"]", []byte("41>"))),
		"filter-unknown":   onePage("", stream("/Filter /NoSuchDecode", []byte("x"))),
		"predictor":        onePage("", stream("/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 2147483647 /Colors 99 /BitsPerComponent 64 >>", flate([]byte("xxxx")))),
		"predictor-neg":    onePage("", stream("/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns -1 >>", flate([]byte("xxxx")))),
		"lzw":              onePage("", stream("/Filter /LZWDecode", bytes.Repeat([]byte{0x80, 0x0b, 0xff}, 10_000))),
		"ascii85":          onePage("", stream("/Filter /ASCII85Decode", []byte(rep("zzzz!!~", 10_000)))),
		"runlength":        onePage("", stream("/Filter /RunLengthDecode", bytes.Repeat([]byte{0x81, 'x'}, 200_000))),
		"length-long":      onePage("", "<< /Length 999999999 >>\nstream\nBT ET\nendstream"),
		"length-negative":  onePage("", "<< /Length -1 >>\nstream\nBT ET\nendstream"),
		"length-self":      onePage("", "<< /Length 4 0 R >>\nstream\nBT ET\nendstream"),
		"kids-cycle":       pdfFile("", catalog, "<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>", page),
		"kids-many":        pdfFile("", catalog, "<< /Type /Pages /Kids ["+rep("3 0 R ", 100_000)+"] /Count 100000 >>", page),
		"kids-deep":        pdfFile("", deepKids()...),
		"count-lie":        pdfFile("", catalog, "<< /Type /Pages /Kids [3 0 R] /Count 2147483647 >>", page),
		"count-negative":   pdfFile("", catalog, "<< /Type /Pages /Kids [3 0 R] /Count -7 >>", page),
		"parent-cycle":     pdfFile("", catalog, "<< /Type /Pages /Kids [3 0 R] /Count 1 /Parent 3 0 R >>", "<< /Type /Page /Parent 2 0 R >>"),
		"root-cycle":       pdfFile("", "1 0 R"),
		"root-missing":     pdfFile("/Prev 0", "null"),
		"prev-self":        pdfFile("/Prev 9", catalog, "<< /Type /Pages /Kids [] /Count 0 >>"),
		"encrypted":        pdfFile("/Encrypt << /Filter /Standard /V 4 /R 4 /Length 128 /O (x) /U (y) /P -4 >> /ID [(a) (b)]", catalog, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page),
		"encrypt-odd":      pdfFile("/Encrypt << /Filter /Standard /V 99 /R 99 /Length -8 /O 7 /U [] >>", catalog, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page),
		"xref-stream":      []byte("%PDF-1.7\n1 0 obj\n<< /Type /XRef /W [99 99 99] /Size 2147483647 /Index [0 2147483647] /Root 1 0 R /Length 3 >>\nstream\nabc\nendstream\nendobj\nstartxref\n9\n%%EOF"),
		"xref-stream-zero": []byte("%PDF-1.7\n1 0 obj\n<< /Type /XRef /W [0 0 0] /Size 100000000 /Root 1 0 R /Length 0 >>\nstream\n\nendstream\nendobj\nstartxref\n9\n%%EOF"),
		"xref-count":       []byte("%PDF-1.4\nxref\n0 2147483647\n0000000000 65535 f \ntrailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF"),
		"startxref-far":    []byte("%PDF-1.4\n1 0 obj <<>> endobj\nstartxref\n99999999999999999999\n%%EOF"),
		"objstm-self":      pdfFile("", catalog, stream("/Type /ObjStm /N 100000000 /First 2147483647 /Extends 2 0 R", []byte("2 0 2 0"))),
		"arrays":           onePage(rep("[", 100_000), text("x")),
		"dicts":            onePage(rep("/A << ", 100_000), text("x")),
		"arrays-content":   onePage("", stream("", []byte(rep("[", 200_000)+" TJ"))),
		"dicts-content":    onePage("", stream("", []byte(rep("<<", 200_000)))),
		"strings-content":  onePage("", stream("", []byte("BT "+rep("(", 200_000)+"x"))),
		"q":                onePage("", stream("", []byte(rep("q ", 500_000)))),
		"Q":                onePage("", stream("", []byte(rep("Q ", 500_000)))),
		"operands":         onePage("", stream("", []byte(rep("1 ", 1_000_000)+"re"))),
		"rules":            onePage("", stream("", []byte(rep("0 0 m 595 0 l S 0 0 m 0 842 l S ", 30_000)))),
		"grid":             onePage("", stream("", []byte(grid(250)))),
		"rects":            onePage("", stream("", []byte(rep("10 10 100 100 re f ", 50_000)))),
		"glyphs":           onePage("", stream("", []byte("BT /F1 1 Tf "+rep("(abcdefghij) Tj ", 50_000)+"ET"))),
		"numbers":          onePage("", stream("", []byte("BT /F1 1e308 Tf 1e308 0 0 1e308 1e308 1e308 Tm (x) Tj 999999999999999999999999 "+rep("9", 10_000)+" Td (y) Tj ET"))),
		"nan":              onePage("", stream("", []byte("0 0 0 0 0 0 cm BT /F1 0 Tf 0 Tz (x) Tj --5 ..5 5-5 +-. Td (y) Tj ET 0 0 0 0 re S"))),
		"mediabox-huge":    pdfFile("", catalog, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Page /Parent 2 0 R /MediaBox [-1e30 -1e30 1e30 1e30] /Contents 4 0 R >>", text("x")),
		"mediabox-empty":   pdfFile("", catalog, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 0 0] /Rotate 45 /UserUnit 1e9 /Contents 4 0 R >>", text("x")),
		"mediabox-odd":     pdfFile("", catalog, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Page /Parent 2 0 R /MediaBox [(a) null 3 0 R] /Rotate (x) /Contents [4 0 R null 9 0 R (x)] >>", text("x")),
		"form-self":        onePage("/XObject << /X 5 0 R >>", stream("", []byte("/X Do")), stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>", []byte("/X Do /X Do"))),
		"forms-double":     doubling(),
		"font-self":        onePage("/Font << /F1 5 0 R >>", text("x"), "<< /Type /Font /Subtype /Type0 /DescendantFonts [5 0 R] /Encoding 5 0 R /ToUnicode 5 0 R >>"),
		"font-type3-self":  onePage("/Font << /F1 5 0 R >>", text("aaaa"), "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [0 0 0 0 0 0] /FirstChar 97 /LastChar 97 /Widths [1] /Encoding << /Differences [97 /a] >> /CharProcs << /a 6 0 R >> /Resources << /Font << /F1 5 0 R >> >> >>", text("aaaa")),
		"font-widths":      onePage("/Font << /F1 5 0 R >>", text("aaaa"), "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [ << /Type /Font /Subtype /CIDFontType2 /W [0 2147483647 1000 5 [1 2] 7] /DW 1e300 >> ] >>"),
		"cmap-range":       onePage("/Font << /F1 5 0 R >>", text("aaaa"), "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode 6 0 R /DescendantFonts [ << /Type /Font /Subtype /CIDFontType2 >> ] >>", stream("", []byte("1 begincodespacerange <00> <ffffffff> endcodespacerange 1 beginbfrange <00000000> <ffffffff> <0000> endbfrange 1 begincidrange <0000> <ffffffff> 0 endcidrange"))),
		"cmap-usecmap":     onePage("/Font << /F1 5 0 R >>", text("aaaa"), "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding 6 0 R /DescendantFonts [ << /Type /Font /Subtype /CIDFontType2 >> ] >>", stream("/Type /CMap /UseCMap 6 0 R", []byte("/X usecmap"))),
		"inline-image":     onePage("", stream("", []byte("BI /W 99999999 /H 99999999 /BPC 8 ID "+rep("E", 10_000)))),
		"name-long":        onePage("/"+rep("A", 200_000)+" 1", text("x")),
		"name-escapes":     onePage("", stream("", []byte(rep("/#", 100_000)))),
		"comment":          onePage("", stream("", []byte("%"+rep("x", 500_000)))),
		"objects":          pdfFile("", append([]string{catalog, "<< /Type /Pages /Kids [] /Count 0 >>"}, many("<< >>", 50_000)...)...),
	}
}

func many(s string, n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = s
	}
	return out
}

// deepKids is a page tree of ten thousand levels.
func deepKids() []string {
	out := []string{"<< /Type /Catalog /Pages 2 0 R >>"}
	for i := range 10_000 {
		out = append(out, fmt.Sprintf("<< /Type /Pages /Kids [%d 0 R] /Count 1 /Parent %d 0 R >>", i+3, i+1))
	}
	return append(out, "<< /Type /Page /MediaBox [0 0 9 9] >>")
}

// doubling is a chain of 40 forms, each of which draws the next twice: a trillion
// drawings in a small file.
func doubling() []byte {
	var forms []string
	for i := range 40 {
		forms = append(forms, stream(fmt.Sprintf("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>", i+6), []byte("/X Do /X Do")))
	}
	return onePage("/XObject << /X 5 0 R >>", stream("", []byte("/X Do")), forms...)
}

// grid draws n by n cells, each its own rectangle.
func grid(n int) string {
	var b strings.Builder
	for i := range n {
		for j := range n {
			fmt.Fprintf(&b, "%d %d 2 3 re S ", 2*i, 3*j)
		}
	}
	return b.String()
}
