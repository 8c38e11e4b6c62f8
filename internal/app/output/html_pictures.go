package output

// The limits of the drawings in a page: a block is taken apart when one of its drawings
// is looked at, and a page of many papers must still be one that can be sent.
const (
	blockPictures = 400_000    // bytes
	maxPictures   = 32_000_000 // bytes
)

// pictureBlock are drawings of places, by the names of their findings.
type pictureBlock struct {
	of    map[string]string
	bytes int
}

// picture puts a drawing in the page and gives its block, from 1; 0 where there is none.
func (h *htmlWriter) picture(id, svg string) int {
	if svg == "" {
		return 0
	}
	if h.pictured+len(svg) > maxPictures {
		h.unpictured++
		return 0
	}
	if h.pictures.of == nil {
		h.pictures.of = map[string]string{}
	}
	h.pictured += len(svg)
	h.pictures.bytes += len(svg)
	h.pictures.of[id] = svg
	return h.pictureBlocks + 1
}

// flushPictures writes the drawings at hand, where they are enough for a block or all is
// to be written.
func (h *htmlWriter) flushPictures(all bool) error {
	if h.pictures.bytes == 0 || !all && h.pictures.bytes < blockPictures {
		return nil
	}
	if err := h.data.script("pictures", h.pictures.of); err != nil {
		return err
	}
	h.pictures = pictureBlock{}
	h.pictureBlocks++
	return nil
}
