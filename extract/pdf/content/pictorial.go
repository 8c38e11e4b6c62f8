package content

import "strings"

// pictorial is the encoding that the standard fonts of signs have built in, whatever
// else their dictionary names: there a 4 is a tick, and no figure.
func pictorial(name string) (out [256]string, ok bool) {
	switch base, _, _ := strings.Cut(name, ","); base {
	case "ZapfDingbats", "ITCZapfDingbats":
		return dingbats, true
	case "Symbol", "SymbolMT":
		return symbols, true
	}
	return out, false
}

var dingbats = func() (t [256]string) {
	run := func(from, to int, r rune) {
		for c := from; c <= to; c++ {
			t[c] = string(r + rune(c-from))
		}
	}
	t[' '] = " "
	run(0x21, 0x7e, 0x2701)
	for c, r := range map[int]rune{0x25: '☎', 0x2a: '☛', 0x2b: '☞', 0x48: '★', 0x6c: '●', 0x6e: '■', 0x73: '▲', 0x74: '▼', 0x75: '◆', 0x77: '◗'} {
		t[c] = string(r)
	}
	run(0xa1, 0xa7, 0x2761)
	t[0xa8], t[0xa9], t[0xaa], t[0xab] = "♣", "♦", "♥", "♠"
	run(0xac, 0xb5, '①')
	run(0xb6, 0xbf, 0x2776)
	run(0xc0, 0xd4, 0x2780)
	t[0xd5], t[0xd6], t[0xd7] = "→", "↔", "↕"
	run(0xd8, 0xef, 0x2798)
	run(0xf1, 0xfe, 0x27b1)
	return t
}()

// symbols has the digits and signs of Symbol; pieces of large brackets stay
// unknown.
var symbols = func() (t [256]string) {
	for c, r := range map[int]string{
		0x20: " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_",
		0x61: "αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
		0xa0: "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…",
		0xc0: "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊",
	} {
		for _, s := range r {
			t[c] = string(s)
			c++
		}
	}
	t[0xe5], t[0xf2] = "∑", "∫"
	return t
}()
