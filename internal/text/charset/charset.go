// Package charset turns the bytes of a text file into UTF-8. Government sites
// serve GB18030 and UTF-8 and label either as the other, so the label is not
// asked at all: which encoding the bytes are in is decided by whether they are
// well formed in it and by what text they give.
package charset

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"selfeval/internal/text/printed"
	"selfeval/report"
)

// candidate is an encoding a file may be in. GB18030 holds GBK and GB2312.
type candidate struct {
	name  string
	title string // as messages name it
	enc   encoding.Encoding
}

var (
	utf16le = candidate{"utf-16le", "UTF-16LE", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)}
	utf16be = candidate{"utf-16be", "UTF-16BE", unicode.UTF16(unicode.BigEndian, unicode.UseBOM)}
	gb18030 = candidate{"gb18030", "GB18030", simplifiedchinese.GB18030}
	big5    = candidate{"big5", "Big5", traditionalchinese.Big5}
)

// Decode returns the text as UTF-8 without a byte order mark, the name of the
// encoding it was in, and a note where some bytes were broken: those stand as �
// in the text. Radicals become the ideographs that they look like, so that readers
// may go by characters. It returns data itself where nothing is to be done.
func Decode(data []byte) (text []byte, name string, notes []report.Note) {
	text, name, notes = decode(data)
	return printed.FoldBytes(text), name, notes
}

func decode(data []byte) (text []byte, name string, notes []report.Note) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		// Some tools put the mark before text of any encoding.
		if data = data[3:]; utf8.Valid(data) {
			return data, "utf-8", nil
		}
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return utf16le.decode(data)
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return utf16be.decode(data)
	}
	valid := utf8.Valid(data)
	if valid && bytes.IndexByte(data, 0) < 0 {
		return data, "utf-8", nil
	}
	if c, ok := utf16Of(data); ok {
		return c.decode(data)
	}
	if valid {
		return data, "utf-8", nil
	}
	good, bad := utf8Count(data)
	// Text in another encoding is hardly ever valid UTF-8 by accident, so a few
	// broken bytes among many good sequences are damage, not another encoding.
	if good > 4*bad {
		return bytes.ToValidUTF8(data, []byte(replacement)), "utf-8", []report.Note{broken(bad, "UTF-8")}
	}
	words := sample(data)
	best, most := gb18030, plausibility(gb18030.text(words))
	if p := plausibility(big5.text(words)); p > most {
		best, most = big5, p
	}
	// A file pasted together from both encodings is read as what there is more of.
	if good > bad && plausibility(bytes.ToValidUTF8(words, []byte(replacement))) > most {
		return bytes.ToValidUTF8(data, []byte(replacement)), "utf-8", []report.Note{broken(bad, "UTF-8")}
	}
	return best.decode(data)
}

const replacement = "\uFFFD"

// text decodes without asking how well that went.
func (c candidate) text(data []byte) []byte {
	out, err := c.enc.NewDecoder().Bytes(data)
	if err != nil { // the decoders of x/text replace what they cannot read
		return bytes.ToValidUTF8(data, []byte(replacement))
	}
	return out
}

func (c candidate) decode(data []byte) ([]byte, string, []report.Note) {
	out := c.text(data)
	if n := bytes.Count(out, []byte(replacement)); n > 0 {
		return out, c.name, []report.Note{broken(n, c.title)}
	}
	return out, c.name, nil
}

func broken(n int, name string) report.Note {
	return report.Note{Text: report.Textf(
		"有 %d 处字节不符合 %s 编码，以 � 代替", "%d places are not valid %s and were replaced by �", n, name)}
}

// utf8Count counts well-formed multi-byte sequences and bytes that belong to none.
func utf8Count(data []byte) (good, bad int) {
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			good++
		}
		i += n
	}
	return good, bad
}

// Binary reports whether data is no text in any encoding: it holds control
// characters that no text has. UTF-16 is text.
func Binary(data []byte) bool {
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		return false
	}
	head := data[:min(len(data), 1<<16)]
	if c, ok := utf16Of(head); ok {
		head = c.text(head)
	}
	controls := 0
	for _, b := range head {
		if b < 0x09 || b > 0x0d && b < 0x20 && b != 0x1a && b != 0x1b && b != 0x1c {
			controls++
		}
	}
	// A stray control character is dirt that copying leaves in text; a binary file
	// is full of them.
	return controls > 2+len(head)/2000
}
