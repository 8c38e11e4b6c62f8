package content

import "testing"

// Names of glyphs mean what the Adobe Glyph List says.
func TestGlyphText(t *testing.T) {
	for name, want := range map[string]string{
		"A": "A", "eacute": "é", "Ccedilla": "Ç", "adieresis": "ä", "scaron": "š", "germandbls": "ß",
		"f_i": "fi", "f_f_i": "ffi", "one.oldstyle": "1", "T_h.liga": "Th", "uni7EE9": "绩", "u7EE9.vert": "绩",
		"0": "", "g12": "", "cid_5": "", ".notdef": "", "qacute": "", "acute": "", "f__i": "",
	} {
		if got := glyphText(name); got != want {
			t.Errorf("/%s is %q, want %q", name, got, want)
		}
	}
}
