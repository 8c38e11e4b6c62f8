package content

import (
	"bytes"
	"compress/gzip"
	_ "embed" // the CID tables
	"encoding/binary"
	"io"
	"strings"
	"sync"
	"sync/atomic"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// predefined is one of the CMaps that every PDF reader knows by name.
type predefined struct {
	// next takes one code off a string: its text, its size in bytes.
	next func(s []byte) (text string, size int)
	// space is the CID of the space, ascii would be it if it stood before those of
	// the other printable ASCII characters, which follow each other.
	space, ascii uint32
	collection   string // Ordering of the CIDs, "" where they are not known
	vertical     bool
}

// lookupPredefined knows the Chinese CMaps of the PDF reference by their names.
// The half-width and the proportional sets of Latin letters have CIDs of their
// own, by which their widths are given.
func lookupPredefined(name string) *predefined {
	base, vertical := strings.CutSuffix(name, "-V")
	if !vertical {
		base = strings.TrimSuffix(name, "-H")
	}
	p := &predefined{vertical: vertical, space: 1, ascii: 1, collection: "GB1"}
	switch {
	case strings.HasPrefix(base, "UniCNS"), strings.Contains(base, "B5"):
		p.collection = "CNS1"
	case strings.HasPrefix(base, "UniJIS"), strings.HasPrefix(base, "UniKS"):
		p.collection = ""
	}
	switch base {
	case "UniGB-UCS2", "UniCNS-UCS2", "UniGB-UTF16", "UniCNS-UTF16", "UniJIS-UCS2", "UniJIS-UTF16", "UniKS-UCS2", "UniKS-UTF16":
		p.next = nextUTF16
	case "UniGB-UTF8", "UniCNS-UTF8":
		p.next = nextUTF8
	case "UniGB-UTF32", "UniCNS-UTF32":
		p.next = nextUTF32
	case "GBK-EUC", "GB-EUC":
		p.next, p.space, p.ascii = gb18030(), 7716, 813
	case "GBKp-EUC", "GBpc-EUC", "GBK2K":
		p.next = gb18030()
	case "B5pc", "ETen-B5", "HKscs-B5", "ETenms-B5":
		p.next = big5()
		if base == "ETen-B5" {
			p.space, p.ascii = 13648, 13648
		}
	default:
		return nil
	}
	return p
}

func nextUTF16(s []byte) (string, int) {
	if len(s) < 2 {
		return "", len(s)
	}
	u := uint16(s[0])<<8 | uint16(s[1])
	if utf16.IsSurrogate(rune(u)) && len(s) >= 4 {
		return string(utf16.DecodeRune(rune(u), rune(uint16(s[2])<<8|uint16(s[3])))), 4
	}
	return string(rune(u)), 2
}

func nextUTF8(s []byte) (string, int) {
	r, n := utf8.DecodeRune(s)
	return string(r), n
}

func nextUTF32(s []byte) (string, int) {
	if len(s) < 4 {
		return "", len(s)
	}
	return string(rune(binary.BigEndian.Uint32(s))), 4
}

var (
	gb18030 = sync.OnceValue(func() func([]byte) (string, int) { return legacy(simplifiedchinese.GB18030, 0x80) })
	big5    = sync.OnceValue(func() func([]byte) (string, int) { return legacy(traditionalchinese.Big5, 0x80) })
)

// legacy decodes a code of one, two or (GB18030) four bytes.
func legacy(enc encoding.Encoding, high byte) func([]byte) (string, int) {
	decode := func(b []byte) string {
		out, err := enc.NewDecoder().Bytes(b)
		if err != nil || bytes.ContainsRune(out, utf8.RuneError) {
			return ""
		}
		return string(out)
	}
	// Starting a decoder costs more than decoding a character: each is decoded once.
	var pairs [1 << 16]atomic.Pointer[string]
	return func(s []byte) (string, int) {
		switch {
		case s[0] <= high || s[0] == 0xff || len(s) == 1:
			if s[0] < 0x80 {
				return string(rune(s[0])), 1
			}
			return "", 1
		case s[1] >= '0' && s[1] <= '9' && len(s) >= 4:
			return decode(s[:4]), 4
		}
		at := &pairs[int(s[0])<<8|int(s[1])]
		if known := at.Load(); known != nil {
			return *known, 2
		}
		text := decode(s[:2])
		at.Store(&text)
		return text, 2
	}
}

//go:embed cid/gb1.gz
var gb1 []byte

//go:embed cid/cns1.gz
var cns1 []byte

// cidTable gives the Unicode character of each CID of a character collection.
func cidTable(packed []byte) func() []uint16 {
	return sync.OnceValue(func() []uint16 {
		zr, err := gzip.NewReader(bytes.NewReader(packed))
		if err != nil {
			panic("content: embedded CID table: " + err.Error())
		}
		raw, err := io.ReadAll(zr)
		if err != nil {
			panic("content: embedded CID table: " + err.Error())
		}
		out := make([]uint16, len(raw)/2)
		for i := range out {
			out[i] = binary.BigEndian.Uint16(raw[2*i:])
		}
		return out
	})
}

// collections are the character collections whose CIDs are known, by Ordering.
var collections = map[string]func() []uint16{"GB1": cidTable(gb1), "CNS1": cidTable(cns1)}

// cidOf inverts a collection's table: the first CID of each character.
func cidOf(table func() []uint16) func() map[rune]uint32 {
	return sync.OnceValue(func() map[rune]uint32 {
		out := make(map[rune]uint32, 1<<15)
		for cid, r := range table() {
			if _, ok := out[rune(r)]; !ok && r != 0 {
				out[rune(r)] = uint32(cid)
			}
		}
		return out
	})
}

var inverted = map[string]func() map[rune]uint32{"GB1": cidOf(collections["GB1"]), "CNS1": cidOf(collections["CNS1"])}

// cid is the CID of a character, by which fonts state widths; one beyond all
// CIDs where there is none, which gets the font's default width.
func (p *predefined) cid(text string) uint32 {
	switch r, n := utf8.DecodeRuneInString(text); {
	case n == 0 || n < len(text):
	case r == ' ':
		return p.space
	case r > ' ' && r < 0x7f:
		return p.ascii + uint32(r-' ')
	case inverted[p.collection] != nil:
		if cid, ok := inverted[p.collection]()[r]; ok {
			return cid
		}
	}
	return 1 << 24
}
