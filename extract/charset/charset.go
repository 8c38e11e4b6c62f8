// Package charset turns the bytes of a text file into UTF-8. Government sites
// serve GB18030 and UTF-8 and label either as the other, so the bytes decide and
// the label is asked only where they leave it open.
package charset

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"selfeval/report"
)

// Decode returns the text as UTF-8 without a byte order mark, the name of the
// encoding it was in, and a note where some bytes were broken.
func Decode(data []byte) (text []byte, name string, notes []report.Note) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		data = data[3:]
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return decode(data, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "utf-16le")
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return decode(data, unicode.UTF16(unicode.BigEndian, unicode.UseBOM), "utf-16be")
	}
	if utf8.Valid(data) && bytes.IndexByte(data, 0) < 0 {
		return data, "utf-8", nil
	}
	if le, be := utf16Zeros(data); le || be {
		if le {
			return decode(data, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "utf-16le")
		}
		return decode(data, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "utf-16be")
	}
	good, bad := utf8Count(data)
	// Text in another encoding is hardly ever valid UTF-8 by accident, so a few
	// broken bytes among many good sequences are damage, not another encoding.
	if good > 20*bad {
		return bytes.ToValidUTF8(data, []byte("\uFFFD")), "utf-8", []report.Note{broken(bad, "UTF-8")}
	}
	gb, _, gbNotes := decode(data, simplifiedchinese.GB18030, "gb18030")
	big5, _, bigNotes := decode(data, traditionalchinese.Big5, "big5")
	if commonness(big5, traditional) > commonness(gb, simplified) {
		return big5, "big5", bigNotes
	}
	return gb, "gb18030", gbNotes
}

func decode(data []byte, enc encoding.Encoding, name string) ([]byte, string, []report.Note) {
	// Decoders of x/text replace what they cannot read with U+FFFD and do not fail.
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		return bytes.ToValidUTF8(data, []byte("\uFFFD")), name, []report.Note{broken(1, name)}
	}
	if n := bytes.Count(out, []byte("\uFFFD")); n > 0 {
		return out, name, []report.Note{broken(n, name)}
	}
	return out, name, nil
}

func broken(n int, name string) report.Note {
	return report.Note{Text: report.Textf(
		"有 %d 处字节不符合 %s 编码，以 � 代替", "%d places are not valid %s and were replaced by �", n, name)}
}

// utf16Zeros tells UTF-16 without a byte order mark by where its zero bytes
// stand: markup and digits have one in every second place.
func utf16Zeros(data []byte) (le, be bool) {
	data = data[:min(len(data), 4096)]
	var zeros [2]int
	for i, b := range data {
		if b == 0 {
			zeros[i%2]++
		}
	}
	few, many := min(zeros[0], zeros[1]), max(zeros[0], zeros[1])
	if many*20 < len(data) || few*10 > many {
		return false, false
	}
	return zeros[1] == many, zeros[0] == many
}

// utf8Count counts well-formed multi-byte sequences and bytes that belong to none.
func utf8Count(data []byte) (good, bad int) {
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			good++
		}
		data = data[n:]
	}
	return good, bad
}

// The characters that reports are full of; the wrong decoding of a page has next
// to none of them.
var (
	simplified  = set("的一是在有和年度项目预算绩效资金单位部门自评执行数得分元万情况工作管理财政支出评价目标完成")
	traditional = set("的一是在有和年度項目預算績效資金單位部門自評執行數得分元萬情況工作管理財政支出評價目標完成")
)

func set(s string) map[rune]bool {
	m := map[rune]bool{}
	for _, r := range s {
		m[r] = true
	}
	return m
}

// commonness is how many of the text's characters are common ones, less the
// broken ones, over its first part.
func commonness(text []byte, common map[rune]bool) int {
	n := 0
	for _, r := range string(text[:min(len(text), 1<<16)]) {
		switch {
		case common[r]:
			n++
		case r == utf8.RuneError:
			n -= 5
		}
	}
	return n
}

// Binary reports whether data is no text in any encoding: control characters
// that no text has, outside UTF-16.
func Binary(data []byte) bool {
	head := data[:min(len(data), 4096)]
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) {
		return false
	}
	if le, be := utf16Zeros(head); le || be {
		return bytes.HasPrefix(head, []byte("\x7fELF"))
	}
	for _, b := range head {
		if b < 0x09 || b > 0x0d && b < 0x20 && b != 0x1b {
			return true
		}
	}
	return false
}
