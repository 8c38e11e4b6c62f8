package content

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
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
	"germandbls": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "oslash": "ø", "Oslash": "Ø", "dotlessi": "ı", "eth": "ð", "thorn": "þ",
	"dagger": "†", "daggerdbl": "‡", "quotesinglbase": "‚", "quotedblbase": "„", "guillemotleft": "«", "guillemotright": "»",
	"guilsinglleft": "‹", "guilsinglright": "›", "exclamdown": "¡", "questiondown": "¿", "sterling": "£", "cent": "¢", "Euro": "€",
	"mu": "µ", "paragraph": "¶", "trademark": "™", "fraction": "⁄", "onehalf": "½", "onequarter": "¼", "threequarters": "¾",
	"onesuperior": "¹", "twosuperior": "²", "threesuperior": "³", "ordfeminine": "ª", "ordmasculine": "º", "logicalnot": "¬", "brokenbar": "¦",
}

// accents are the marks by which names of accented letters end: eacute, Ccedilla.
var accents = []struct{ suffix, mark string }{
	{"grave", "\u0300"}, {"acute", "\u0301"}, {"circumflex", "\u0302"}, {"tilde", "\u0303"}, {"dieresis", "\u0308"},
	{"ring", "\u030a"}, {"caron", "\u030c"}, {"cedilla", "\u0327"}, {"macron", "\u0304"}, {"breve", "\u0306"},
	{"dotaccent", "\u0307"}, {"ogonek", "\u0328"}, {"hungarumlaut", "\u030b"},
}

// glyphText is the text of a named glyph, "" where the name says nothing: by the rules
// of the Adobe Glyph List, what stands after a period is a variant, and the names of
// the parts of a ligature are joined by underscores.
func glyphText(name string) string {
	if s := glyphPart(name); s != "" {
		return s
	}
	base, _, _ := strings.Cut(name, ".")
	var b strings.Builder
	for part := range strings.SplitSeq(base, "_") {
		s := glyphPart(part)
		if s == "" {
			return ""
		}
		b.WriteString(s)
	}
	return b.String()
}

// glyphPart is the text of a plain name. A letter is named by itself; a digit is not:
// /0, /1 … are numbers that a writer gave its glyphs.
func glyphPart(name string) string {
	if s, ok := glyphNames[name]; ok {
		return s
	}
	if len(name) == 1 && (name[0]|0x20) >= 'a' && (name[0]|0x20) <= 'z' {
		return name
	}
	for _, prefix := range []string{"uni", "u"} {
		if hex, ok := strings.CutPrefix(name, prefix); ok && len(hex) >= 4 && len(hex) <= 6 {
			if v, err := strconv.ParseUint(hex, 16, 32); err == nil {
				return string(rune(v))
			}
		}
	}
	for _, a := range accents {
		if letter, ok := strings.CutSuffix(name, a.suffix); ok && len(letter) == 1 {
			if s := norm.NFC.String(glyphPart(letter) + a.mark); utf8.RuneCountInString(s) == 1 {
				return s
			}
		}
	}
	return ""
}
