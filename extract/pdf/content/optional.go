package content

import "github.com/ledongthuc/pdf"

// Optional content is what a viewer can switch off: layers of drawings, drafts,
// marks for screen or print only. What the file's own settings switch off, no
// reader sees, and it is no part of the text.

// layers are the groups of optional content that are off, by object number.
type layers map[uint64]bool

// hiddenLayers reads the file's default settings.
func (f *File) hiddenLayers() (off layers) {
	defer func() {
		if recover() != nil {
			off = nil // settings that cannot be read switch nothing off
		}
	}()
	properties := f.reader.Trailer().Key("Root").Key("OCProperties")
	settings := properties.Key("D")
	off = layers{}
	set := func(groups pdf.Value, hidden bool) {
		for i := range min(listed(groups), maxLayers) {
			if id := objectID(groups.Index(i)); id != 0 {
				off[id] = hidden
			}
		}
	}
	if settings.Key("BaseState").Name() == "OFF" {
		set(properties.Key("OCGs"), true)
		set(settings.Key("ON"), false)
	}
	set(settings.Key("OFF"), true)
	return off
}

// maxLayers bounds the settings that are looked at.
const maxLayers = 10_000

// hides reports whether content that belongs to v, a group or a membership of
// groups, is not shown. An expression of visibility (VE) is not evaluated.
func (off layers) hides(v pdf.Value) bool {
	if len(off) == 0 || v.Kind() != pdf.Dict {
		return false
	}
	if v.Key("Type").Name() != "OCMD" {
		return off[objectID(v)]
	}
	groups := v.Key("OCGs")
	var hidden, all int
	if groups.Kind() == pdf.Dict {
		all = 1
		if off[objectID(groups)] {
			hidden = 1
		}
	}
	for i := range min(listed(groups), maxLayers) {
		all++
		if off[objectID(groups.Index(i))] {
			hidden++
		}
	}
	switch v.Key("P").Name() {
	case "AllOn":
		return hidden > 0
	case "AnyOff":
		return all > 0 && hidden == 0
	case "AllOff":
		return hidden < all
	}
	return all > 0 && hidden == all
}

// listed is the length of an array, 0 of anything else.
func listed(v pdf.Value) int {
	if v.Kind() != pdf.Array {
		return 0
	}
	return v.Len()
}
