package seen

import (
	"math"

	"selfeval/extract/pdf/page"
)

// straighten is where a page laid askew on the scanner will be turned upright.
func straighten(p *page.Page) {}

var _ = math.Pi
