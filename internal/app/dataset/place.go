package dataset

import (
	"net/url"
	"path/filepath"
	"strings"

	"selfeval"
	"selfeval/internal/text/region"
)

// placeOf tells where a report's department is, and by what: its name, the place that
// the title names, the title, the folders that the file lies in or the host that it was
// fetched from. These two also choose among counties of one name.
func placeOf(d *selfeval.Document) (p region.Place, by string) {
	around, by := hostOf(d.Origin), "host"
	for folder := range strings.SplitSeq(filepath.ToSlash(filepath.Dir(d.Path)), "/") {
		if in := region.Host(folder); in != (region.Place{}) {
			around, by = in, "host"
		} else if in := region.Within(folder, around); in != (region.Place{}) {
			around, by = in, "path"
		}
	}
	if r := d.Report; r != nil {
		for _, name := range []struct{ by, text string }{{"department", r.Department}, {"region", r.Region}, {"title", r.Title}} {
			if p := region.Within(name.text, around); p != (region.Place{}) {
				return p, name.by
			}
		}
	}
	if around == (region.Place{}) {
		return around, ""
	}
	return around, by
}

// hostOf tells where the government is whose site a document is from.
func hostOf(o *selfeval.Origin) region.Place {
	if o == nil {
		return region.Place{}
	}
	u, err := url.Parse(o.URL)
	if err != nil {
		return region.Place{}
	}
	return region.Host(u.Host)
}
