package dataset

import (
	"testing"

	"selfeval"
	"selfeval/internal/text/region"
	"selfeval/report"
)

// TestPlaceOf asks of the paper first and of where it was found after that.
func TestPlaceOf(t *testing.T) {
	chaoyang := region.Place{Province: "北京市", County: "朝阳区"}
	for name, c := range map[string]struct {
		path, url, department string
		want                  region.Place
		by                    string
	}{
		"the department says it":          {"in/a.pdf", "https://www.hangzhou.gov.cn/a.pdf", "南部县水利局", region.Place{Province: "四川省", Prefecture: "南充市", County: "南部县"}, "department"},
		"the host chooses among counties": {"in/a.pdf", "https://www.beijing.gov.cn/a.pdf", "朝阳区水务局", chaoyang, "department"},
		"the host alone":                  {"in/a.pdf", "https://chaoyang.beijing.gov.cn/a.pdf", "水务局", chaoyang, "host"},
		"a folder named for a host":       {"crawl/www.nanchong.gov.cn/a.pdf", "", "水务局", region.Place{Province: "四川省", Prefecture: "南充市"}, "host"},
		"folders":                         {"四川省/南充市/a.pdf", "", "水务局", region.Place{Province: "四川省", Prefecture: "南充市"}, "path"},
		"a host that tells nothing":       {"in/a.pdf", "https://example.org/a.pdf", "水务局", region.Place{}, ""},
		"no address":                      {"in/a.pdf", "::", "水务局", region.Place{}, ""},
	} {
		d := &selfeval.Document{Path: c.path, Report: &report.Report{Department: c.department}}
		if c.url != "" {
			d.Origin = &selfeval.Origin{URL: c.url}
		}
		if got, by := placeOf(d); got != c.want || by != c.by {
			t.Errorf("%s: %+v by %q, want %+v by %q", name, got, by, c.want, c.by)
		}
	}
}
