package content

import (
	"encoding/binary"
	"fmt"
	"slices"
	"testing"

	"selfeval/internal/conformance/testpdf"
)

func be(ns ...int) (out []byte) {
	for _, n := range ns {
		out = binary.BigEndian.AppendUint16(out, uint16(n))
	}
	return out
}

// fontFile puts tables into an sfnt.
func fontFile(tables map[string][]byte) string {
	head, body := be(0, 1, len(tables), 0, 0, 0), []byte(nil)
	base := 12 + 16*len(tables)
	names := make([]string, 0, len(tables))
	for name := range tables {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		head = append(head, name...)
		head = binary.BigEndian.AppendUint32(head, 0)
		head = binary.BigEndian.AppendUint32(head, uint32(base+len(body)))
		head = binary.BigEndian.AppendUint32(head, uint32(len(tables[name])))
		body = append(body, tables[name]...)
	}
	return string(append(head, body...))
}

// charMap is a cmap table with one map.
func charMap(platform, encoding int, sub []byte) []byte {
	return append(be(0, 1, platform, encoding, 0, 12), sub...)
}

// cffFile is a font program with glyphs 0 to n; top are the operators of its
// dictionary, given the offset of what follows the indexes, and rest is that.
func cffFile(glyphs int, strings []string, top func(charset, list int) []byte, charset []byte) string {
	index := func(items ...[]byte) []byte {
		if len(items) == 0 {
			return be(0)
		}
		out, at := append(be(len(items)), 2), 1
		for _, it := range items {
			out = append(out, be(at)...)
			at += len(it)
		}
		out = append(out, be(at)...)
		for _, it := range items {
			out = append(out, it...)
		}
		return out
	}
	var texts, outlines [][]byte
	for _, s := range strings {
		texts = append(texts, []byte(s))
	}
	for range glyphs {
		outlines = append(outlines, []byte{14})
	}
	build := func(at int) []byte {
		out := []byte{1, 0, 4, 1}
		out = append(out, index([]byte("Font"))...)
		out = append(out, index(top(at, at+len(charset)))...)
		out = append(out, index(texts...)...)
		return append(out, be(0)...) // no subroutines
	}
	at := len(build(1000))
	return string(append(append(build(at), charset...), index(outlines...)...))
}

// operand is an operand of three bytes in a CFF dictionary.
func operand(n int) []byte { return append([]byte{28}, be(n)...) }

// Fonts without ToUnicode are read by what their embedded programs say.
func TestEmbeddedPrograms(t *testing.T) {
	// 水 is glyph 5, 利 glyph 6, A glyph 7.
	segments := charMap(3, 1, be(4, 0, 0, 6, 0, 0, 0, 0x41, 0x5229, 0x6c34, 0, 0x41, 0x5229, 0x6c34, 7-0x41, 6-0x5229, 5-0x6c34, 0, 0, 0))
	groups := charMap(3, 10, append(be(12, 0, 0, 0, 0, 0, 0, 3), be(0, 0x41, 0, 0x41, 0, 7, 0, 0x5229, 0, 0x5229, 0, 6, 0, 0x6c34, 0, 0x6c34, 0, 5)...))
	named := append(be(2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0, 0, 258, 259, 260), "\x07uni6C34\x07uni5229\x01A"...)
	byCode := charMap(1, 0, append(be(0, 262, 0), append(make([]byte, 33), append([]byte{5, 6, 7}, make([]byte, 220)...)...)...))
	water, profit := int(inverted["GB1"]()['水']), int(inverted["GB1"]()['利'])
	gb := cffFile(4, []string{"Adobe", "GB1"}, func(charset, list int) []byte {
		d := append(append(operand(391), operand(392)...), append(operand(2), 12, 30)...)
		return append(d, append(append(operand(charset), 15), append(operand(list), 17)...)...)
	}, append([]byte{0}, be(water, profit, 34)...))
	names := cffFile(4, []string{"uni6C34", "uni5229"}, func(charset, list int) []byte {
		return append(append(operand(charset), 15), append(operand(list), 17)...)
	}, append([]byte{0}, be(391, 392, 34)...))

	const cid = "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000"
	const simple = "/FirstChar 33 /LastChar 35 /Widths [1000 1000 600]"
	for _, c := range []struct {
		name, file, key, kind, shown string
	}{
		{"format 4", fontFile(map[string][]byte{"cmap": segments}), "FontFile2", "CIDFontType2", "<000500060007>"},
		{"format 12", fontFile(map[string][]byte{"cmap": groups}), "FontFile2", "CIDFontType2", "<000500060007>"},
		{"glyph names", fontFile(map[string][]byte{"post": named}), "FontFile2", "CIDFontType2", "<000500060007>"},
		{"symbolic", fontFile(map[string][]byte{"cmap": byCode, "post": named}), "FontFile2", "TrueType", "(!\"#)"},
		{"CIDs of a collection", gb, "FontFile3", "CIDFontType0", fmt.Sprintf("<%04x%04x0022>", water, profit)},
		{"CFF with names", names, "FontFile3", "CIDFontType0", "<000100020003>"},
		{"CFF in OpenType", fontFile(map[string][]byte{"CFF ": []byte(names)}), "FontFile3", "CIDFontType0", "<000100020003>"},
		{"Type 1", "%!PS-AdobeFont-1.0\n/Encoding 256 array\ndup 33 /uni6C34 put dup 34/uni5229 put\ndup 35 /A put\nreadonly def eexec", "FontFile", "Type1", "(!\"#)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := testpdf.New()
			program := f.Stream("", c.file)
			desc := f.Add("<< /Type /FontDescriptor /FontName /ABCDEF+X /Flags 4 /%s %d 0 R >>", c.key, program)
			var font int
			if c.kind[0] == 'C' {
				d := f.Add("<< /Type /Font /Subtype /%s /BaseFont /ABCDEF+X %s /FontDescriptor %d 0 R >>", c.kind, cid, desc)
				font = f.Add("<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+X /Encoding /Identity-H /DescendantFonts [%d 0 R] >>", d)
			} else {
				font = f.Add("<< /Type /Font /Subtype /%s /BaseFont /ABCDEF+X %s /FontDescriptor %d 0 R >>", c.kind, simple, desc)
			}
			f.Page("", fmt.Sprintf("/Font << /F1 %d 0 R >>", font), "BT /F1 10 Tf 50 700 Td "+c.shown+" Tj ET")
			if p := read(t, f.Bytes()); text(p) != "水利A" || p.Undecoded != 0 {
				t.Errorf("read %q, %d not told", text(p), p.Undecoded)
			}
		})
	}
}

// FuzzPrograms reads font programs that lie: no panic, no endless work.
func FuzzPrograms(f *testing.F) {
	f.Add([]byte(fontFile(map[string][]byte{"cmap": charMap(3, 1, be(4, 0, 0, 2, 0, 0, 0, 0xffff, 0, 1, 1, 0))})))
	f.Add([]byte(cffFile(2, []string{"a"}, func(charset, list int) []byte {
		return append(append(operand(charset), 15), append(operand(list), 17)...)
	}, append([]byte{1}, be(391, 0)...))))
	f.Fuzz(func(t *testing.T, data []byte) {
		s := parseSFNT(data)
		chars := s.characters()
		s.names()
		for _, c := range []*cff{parseCFF(data), parseCFF(s["CFF "])} {
			if c == nil {
				continue
			}
			for _, composite := range []bool{false, true} {
				p := c.program(chars, composite)
				for code := range uint32(300) {
					p.text(code)
				}
			}
		}
	})
}
