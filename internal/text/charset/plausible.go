package charset

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// The characters that reports are full of, simplified and traditional. The wrong
// decoding of a page has next to none of them.
var common = func() map[rune]bool {
	m := map[rune]bool{}
	for _, r := range "的一是在有和年度月日不为了人中大上以及对出会分成发展法工行作全部门政府公开信息" +
		"项目预算绩效资金单位自评执行数得分元万情况管理财政支出评价目标完成收入基本使用其实施合计序号名称" +
		"為對會發開訊項預績資單評執數況財價標實計號稱門個們這國業務報關於與區縣經" +
		"，。、；：（）《》“”" {
		m[r] = true
	}
	return m
}()

// plausibility weighs how much a decoded text reads like Chinese prose and
// figures, per thousand of its characters beyond ASCII. It may be negative.
func plausibility(text []byte) int {
	points, chars := 0, 0
	for i := 0; i < len(text); {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRune(text[i:])
		}
		i += n
		switch {
		case r == 0 || r < ' ' && r != '\n' && r != '\r' && r != '\t' && r != '\f':
			points -= 20
			chars++
			continue
		case r < utf8.RuneSelf:
			continue
		case r == utf8.RuneError:
			points -= 10
		case common[r]:
			points += 4
		case r >= 0x4e00 && r <= 0x9fff || r >= 0x3000 && r <= 0x303f || r >= 0xff00 && r <= 0xff5e:
			// Any character of Chinese text: neither for nor against.
		case unicode.Is(unicode.Han, r), unicode.Is(unicode.Co, r), !unicode.IsPrint(r):
			points -= 8 // rare planes, private use: what a wrong decoding gives
		default:
			points--
		}
		chars++
	}
	if chars == 0 {
		return 0
	}
	return points * 1000 / chars
}

// sampled is how many bytes beyond ASCII, with their neighbours, are looked at.
const sampled = 1 << 15

// sample takes the parts of the data that hold characters beyond ASCII, in whole
// lines so that no character is cut in the middle: pages often start with long
// scripts that say nothing of the encoding.
func sample(data []byte) []byte {
	var out []byte
	for len(data) > 0 && len(out) < sampled {
		i := bytes.IndexFunc(data, func(r rune) bool { return r >= utf8.RuneSelf })
		if i < 0 {
			break
		}
		end := len(data)
		// A line end is one byte in every encoding asked here and no part of a
		// character's second byte.
		if j := bytes.IndexByte(data[i:], '\n'); j >= 0 {
			end = i + j + 1
		}
		end = min(end, i+sampled)
		out = append(out, data[i:end]...)
		data = data[end:]
	}
	return out
}

// utf16Of tells UTF-16 without a byte order mark: text that has zero bytes, as
// its digits and line ends do, and reads as text in one byte order.
func utf16Of(data []byte) (candidate, bool) {
	head := data[:min(len(data), 1<<14)&^1]
	if len(head) < 4 || bytes.IndexByte(head, 0) < 0 {
		return candidate{}, false
	}
	le, be := plausible16(utf16le, head), plausible16(utf16be, head)
	switch {
	case le > be:
		return utf16le, true
	case be > le:
		return utf16be, true
	}
	return candidate{}, false
}

// plausible16 weighs how much data reads as text in one byte order; 0 means not
// at all. Two ASCII bytes read as one unit often give a Chinese character, so
// being Chinese is not enough: common characters and ASCII must be among them.
func plausible16(c candidate, data []byte) int {
	chars, known, odd := 0, 0, 0
	for _, r := range string(c.text(data)) {
		chars++
		switch {
		case r >= ' ' && r < 0x7f, r == '\n', r == '\r', r == '\t', common[r]:
			known++
		case r >= 0x4e00 && r <= 0x9fff, r >= 0x3000 && r <= 0x303f, r >= 0xff00 && r <= 0xff5e:
		default:
			odd++
		}
	}
	if known*6 < chars || odd*4 > chars {
		return 0
	}
	return max(0, known*4-odd*8)
}
