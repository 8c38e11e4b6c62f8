package dataset

import (
	"path/filepath"
	"strings"

	"selfeval"
	"selfeval/internal/text/region"
)

// placeOf tells where a report's department is, and by what: its name, the place that
// the title names, the title, or the folders that the file lies in, which also choose
// among counties of one name.
func placeOf(d *selfeval.Document) (p region.Place, by string) {
	var folders region.Place
	for folder := range strings.SplitSeq(filepath.ToSlash(filepath.Dir(d.Path)), "/") {
		if in := region.Within(folder, folders); in != (region.Place{}) {
			folders = in
		}
	}
	if r := d.Report; r != nil {
		for _, name := range []struct{ by, text string }{{"department", r.Department}, {"region", r.Region}, {"title", r.Title}} {
			if p := region.Within(name.text, folders); p != (region.Place{}) {
				return p, name.by
			}
		}
	}
	if folders == (region.Place{}) {
		return folders, ""
	}
	return folders, "path"
}
