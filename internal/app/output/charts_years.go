package output

import (
	"fmt"
	"html/template"
	"net/url"
	"slices"
	"strings"

	"selfeval/report"
)

// maxLines is how many departments have a line of their own: more are a grey patch.
const maxLines = 80

// rates draws the execution rates of departments over the years; n is how many
// departments have one in at least two years.
func (h *htmlWriter) rates() (_ template.HTML, n int) {
	lines := map[int]map[int]float64{}
	byYear := map[int][]float64{}
	for at, cell := range h.counts.cells {
		rate, ok := cell.rate()
		if !ok {
			continue
		}
		v := rate.InexactFloat64() // to draw, not to compare
		if lines[at[0]] == nil {
			lines[at[0]] = map[int]float64{}
		}
		lines[at[0]][at[1]] = v
		byYear[at[1]] = append(byYear[at[1]], v)
	}
	for d, l := range lines {
		if len(l) < 2 {
			delete(lines, d)
		}
	}
	if len(lines) == 0 {
		return "", 0
	}
	years := make([]int, 0, len(byYear))
	for y, vs := range byYear {
		years = append(years, y)
		slices.Sort(vs)
	}
	slices.Sort(years)
	return h.rateLines(lines, byYear, years), len(lines)
}

// quantile of values that are sorted.
func quantile(vs []float64, q float64) float64 {
	at := q * float64(len(vs)-1)
	i := int(at)
	if i+1 >= len(vs) {
		return vs[len(vs)-1]
	}
	return vs[i] + (vs[i+1]-vs[i])*(at-float64(i))
}

func (h *htmlWriter) rateLines(lines map[int]map[int]float64, byYear map[int][]float64, years []int) template.HTML {
	low, high := 100.0, 100.0
	for _, vs := range byYear {
		low, high = min(low, quantile(vs, .02)), max(high, quantile(vs, .98))
	}
	low, high = float64(int(low/10)*10), min(float64(int(high/10+.999)*10), 200)
	px := func(year int) float64 {
		return x(0.04 + 0.92*float64(year-years[0])/float64(max(years[len(years)-1]-years[0], 1)))
	}
	py := func(v float64) float64 { return y(min(max((v-low)/max(high-low, 1), 0), 1)) }
	var b strings.Builder
	frame(&b, report.Text{ZH: "各部门历年执行率", EN: "execution rates of departments"}.In(h.opt.Lang), "", report.Text{ZH: "执行率（%）", EN: "execution rate (%)"}.In(h.opt.Lang))
	every := (len(years) + 7) / 8
	for i, year := range years {
		if i%every == 0 {
			fmt.Fprintf(&b, `<text x="%.1f" y="%d" text-anchor="middle">%d</text>`, px(year), chartHeight-bottom+13, year)
		}
	}
	for _, v := range []float64{low, (low + high) / 2, high} {
		fmt.Fprintf(&b, `<text x="%d" y="%.1f" text-anchor="end">%.0f</text>`, left-5, py(v)+4, v)
	}
	var up, down, median []string
	for _, year := range years {
		vs := byYear[year]
		up = append(up, fmt.Sprintf("%.1f %.1f", px(year), py(quantile(vs, .75))))
		down = append(down, fmt.Sprintf("%.1f %.1f", px(year), py(quantile(vs, .25))))
		median = append(median, fmt.Sprintf("%.1f %.1f", px(year), py(quantile(vs, .5))))
	}
	slices.Reverse(down)
	fmt.Fprintf(&b, `<path d="M%sL%sZ" class="middle"/>`, strings.Join(up, "L"), strings.Join(down, "L"))
	departments := make([]int, 0, len(lines))
	for d := range lines {
		departments = append(departments, d)
	}
	slices.Sort(departments)
	for _, d := range departments[:min(len(departments), maxLines)] {
		var at []string
		for _, year := range years {
			if v, ok := lines[d][year]; ok {
				at = append(at, fmt.Sprintf("%.1f %.1f", px(year), py(v)))
			}
		}
		fmt.Fprintf(&b, `<path d="M%s" class="thin" data-department="%d"><title>%s</title></path>`, strings.Join(at, "L"), d, template.HTMLEscapeString(h.counts.departments.list[d]))
	}
	fmt.Fprintf(&b, `<path d="M%s" class="median"/></svg>`, strings.Join(median, "L"))
	return template.HTML(b.String())
}

// maxBars is how many rules the chart of rules shows.
const maxBars = 10

// ruleYears draws how often rules found something, by year.
func (h *htmlWriter) ruleYears() template.HTML {
	shown := h.counts.byRule()
	years := h.counts.sortedYears()
	if len(shown) == 0 || len(years) == 0 {
		return ""
	}
	slices.SortStableFunc(shown, func(a, b *ruleCount) int { return b.Count - a.Count })
	shown, years = shown[:min(len(shown), maxBars)], years[max(0, len(years)-6):]
	most := 1
	for _, n := range h.counts.ruleYears {
		most = max(most, n)
	}
	const names, line = 190, 22
	w := float64(chartWidth-names) / float64(len(years))
	var b strings.Builder
	fmt.Fprintf(&b, `<svg viewBox="0 0 %d %d" aria-label="%s">`, chartWidth, line*(len(shown)+1)+2, report.Text{ZH: "各规则历年问题数", EN: "findings by rule and year"}.In(h.opt.Lang))
	for i, year := range years {
		fmt.Fprintf(&b, `<text x="%.1f" y="15" text-anchor="middle">%d</text>`, names+w*(float64(i)+.5), year)
	}
	for k, r := range shown {
		yy := line * (k + 1)
		length := 15
		if h.opt.Lang == report.EN {
			length = 28
		}
		fmt.Fprintf(&b, `<text x="0" y="%d" class="name">%s<title>%s</title></text>`, yy+15, template.HTMLEscapeString(shorten(r.Title, length)), template.HTMLEscapeString(r.Title))
		for i, year := range years {
			n := h.counts.ruleYears[[2]int{r.number, year}]
			if n == 0 {
				continue
			}
			shade := 0.12 + 0.38*float64(n)/float64(most)
			fmt.Fprintf(&b, `<a href="#%s" aria-label="%s"><rect x="%.1f" y="%d" width="%.1f" height="%d" rx="2" class="field %s" fill-opacity="%.2f"/><text x="%.1f" y="%d" text-anchor="middle" class="count">%d</text></a>`,
				template.HTMLEscapeString(url.Values{"rule": {r.ID}, "year": {fmt.Sprint(year)}}.Encode()), template.HTMLEscapeString(fmt.Sprintf("%s %d：%d", r.Title, year, n)),
				names+w*float64(i)+1, yy+1, w-2, line-2, r.Severity, shade, names+w*(float64(i)+.5), yy+15, n)
		}
	}
	b.WriteString("</svg>")
	return template.HTML(b.String())
}
