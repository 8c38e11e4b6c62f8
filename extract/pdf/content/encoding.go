package content

import (
	"strconv"
	"strings"

	"golang.org/x/text/encoding/charmap"
)

// baseEncoding is the text of each code of a simple font's named encoding;
// StandardEncoding agrees with WinAnsi on all that reports print.
func baseEncoding(name string) (out [256]string) {
	table := charmap.Windows1252
	if name == "MacRomanEncoding" {
		table = charmap.Macintosh
	}
	for i := 32; i < 256; i++ {
		if r := table.DecodeByte(byte(i)); r != 0xfffd {
			out[i] = string(r)
		}
	}
	return out
}

// glyphNames are the names of glyphs that are not their own character, as the
// Adobe Glyph List has them, for what simple fonts of reports hold.
var glyphNames = map[string]string{
	"space": " ", "exclam": "!", "quotedbl": "\"", "numbersign": "#", "dollar": "$", "percent": "%", "ampersand": "&",
	"quotesingle": "'", "parenleft": "(", "parenright": ")", "asterisk": "*", "plus": "+", "comma": ",", "hyphen": "-",
	"period": ".", "slash": "/", "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
	"seven": "7", "eight": "8", "nine": "9", "colon": ":", "semicolon": ";", "less": "<", "equal": "=", "greater": ">",
	"question": "?", "at": "@", "bracketleft": "[", "backslash": "\\", "bracketright": "]", "asciicircum": "^",
	"underscore": "_", "grave": "`", "braceleft": "{", "bar": "|", "braceright": "}", "asciitilde": "~",
	"quoteleft": "‘", "quoteright": "’", "quotedblleft": "“", "quotedblright": "”", "endash": "–", "emdash": "—",
	"bullet": "•", "ellipsis": "…", "periodcentered": "·", "degree": "°", "multiply": "×", "divide": "÷", "minus": "−",
	"plusminus": "±", "lessequal": "≤", "greaterequal": "≥", "notequal": "≠", "yen": "¥", "section": "§", "fi": "fi", "fl": "fl",
	"ff": "ff", "ffi": "ffi", "ffl": "ffl", "nbspace": " ", "sfthyphen": "-", "perthousand": "‰", "copyright": "©", "registered": "®",
}

// glyphText is the text of a named glyph, "" where the name says nothing. A letter is
// named by itself; a digit is not: /0, /1 … are numbers that a writer gave its glyphs.
func glyphText(name string) string {
	if s, ok := glyphNames[name]; ok {
		return s
	}
	if len(name) == 1 && (name[0]|0x20) >= 'a' && (name[0]|0x20) <= 'z' {
		return name
	}
	base, _, _ := strings.Cut(name, ".")
	for _, prefix := range []string{"uni", "u"} {
		if hex, ok := strings.CutPrefix(base, prefix); ok && len(hex) >= 4 && len(hex) <= 6 {
			if v, err := strconv.ParseUint(hex, 16, 32); err == nil {
				return string(rune(v))
			}
		}
	}
	if s, ok := glyphNames[base]; ok && base != name {
		return s
	}
	return ""
}
