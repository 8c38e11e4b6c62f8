package output

import (
	"fmt"
	"html/template"
	"strings"

	"github.com/shopspring/decimal"

	"selfeval/report"
)

// chartData gathers what the charts draw, in bins, so that it does not grow with
// the number of rows.
type chartData struct {
	points [101][101]int // execution rate in percent by score
	scores [101]int
	rows   int
}

var hundred = decimal.NewFromInt(100)

func (c *chartData) add(p *report.Project) {
	if !p.Score.Known() || p.Score.Dec().IsNegative() || p.Score.Dec().GreaterThan(hundred) {
		return
	}
	score := int(p.Score.Dec().Floor().IntPart())
	c.scores[score]++
	c.rows++
	if p.Budget == nil {
		return
	}
	executed, ok := p.Executed.In(p.Budget.Unit)
	if !ok || !p.Budget.Known() || !p.Budget.Dec().IsPositive() || executed.IsNegative() || executed.GreaterThan(p.Budget.Dec()) {
		return
	}
	rate := executed.Mul(hundred).DivRound(p.Budget.Dec(), 0)
	c.points[rate.IntPart()][score]++
}

type chart struct {
	Title string
	SVG   template.HTML
}

// charts draws what there is something to draw of.
func (c *chartData) charts(byRule []*ruleCount, lang report.Lang) []chart {
	var out []chart
	if c.rows > 0 {
		out = append(out, chart{report.Text{ZH: "得分与执行率（红线为所能支持的上限）", EN: "Score by execution rate (red: the attainable limit)"}.In(lang), c.scatter(lang)},
			chart{report.Text{ZH: "得分分布", EN: "Distribution of scores"}.In(lang), c.histogram(lang)})
	}
	if len(byRule) > 0 {
		out = append(out, chart{report.Text{ZH: "各规则问题数", EN: "Findings by rule"}.In(lang), bars(byRule)})
	}
	return out
}

// The drawing area of a chart, in SVG units.
const (
	chartWidth, chartHeight = 360, 240
	left, bottom            = 44, 34
	right, top              = 12, 10
)

func frame(b *strings.Builder, xLabel, yLabel string) {
	fmt.Fprintf(b, `<svg viewBox="0 0 %d %d" role="img" font-size="11" fill="#667085">`, chartWidth, chartHeight)
	fmt.Fprintf(b, `<path d="M%d %dV%dH%d" fill="none" stroke="#98a2b3"/>`, left, top, chartHeight-bottom, chartWidth-right)
	fmt.Fprintf(b, `<text x="%d" y="%d" text-anchor="end">%s</text>`, chartWidth-right, chartHeight-4, template.HTMLEscapeString(xLabel))
	fmt.Fprintf(b, `<text x="%d" y="%d">%s</text>`, left+4, top+8, template.HTMLEscapeString(yLabel))
}

func x(share float64) float64 { return left + share*(chartWidth-left-right) }

func y(share float64) float64 { return chartHeight - bottom - share*(chartHeight-bottom-top-14) }

func (c *chartData) scatter(lang report.Lang) template.HTML {
	// Scores crowd near the top: the axis starts at the ten below all but the
	// lowest two in a hundred, which are drawn at its foot.
	low, below := 100, 0
	for s, n := range c.scores {
		if below += n; below*50 > c.rows {
			low = s
			break
		}
	}
	low = min(low/10*10, 80)
	span := float64(100 - low)
	var b strings.Builder
	frame(&b, report.Text{ZH: "执行率（%）", EN: "execution rate (%)"}.In(lang), report.Text{ZH: "得分", EN: "score"}.In(lang))
	for _, r := range []int{0, 50, 100} {
		fmt.Fprintf(&b, `<text x="%.1f" y="%d" text-anchor="middle">%d</text>`, x(float64(r)/100), chartHeight-bottom+13, r)
	}
	for _, s := range []int{low, (low + 100) / 2, 100} {
		fmt.Fprintf(&b, `<text x="%d" y="%.1f" text-anchor="end">%d</text>`, left-5, y(float64(s-low)/span)+4, s)
	}
	for rate := range c.points {
		for score, n := range c.points[rate] {
			if n == 0 {
				continue
			}
			radius := min(2.5+float64(n)/4, 7)
			fmt.Fprintf(&b, `<circle cx="%.1f" cy="%.1f" r="%.1f" fill="#175cd3" fill-opacity=".5"/>`, x(float64(rate)/100), y(float64(max(score-low, 0))/span), radius)
		}
	}
	fmt.Fprintf(&b, `<path d="M%.1f %.1fL%.1f %.1f" stroke="#b42318" stroke-width="1.5"/>`, x(0), y(float64(90-low)/span), x(1), y(1))
	b.WriteString("</svg>")
	return template.HTML(b.String())
}

func (c *chartData) histogram(lang report.Lang) template.HTML {
	bins := make([]int, 11) // 0–9 … 90–99, 100
	most := 1
	for s, n := range c.scores {
		bins[s/10] += n
		most = max(most, bins[s/10])
	}
	var b strings.Builder
	frame(&b, report.Text{ZH: "得分", EN: "score"}.In(lang), report.Text{ZH: "项目数", EN: "projects"}.In(lang))
	step := 1.0 / 11
	for i, n := range bins {
		at, h := x(float64(i)*step), y(0)-y(float64(n)/float64(most))
		if n > 0 {
			fmt.Fprintf(&b, `<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" fill="#175cd3" fill-opacity=".7"/>`, at+2, y(0)-h, x(step)-x(0)-4, h)
			fmt.Fprintf(&b, `<text x="%.1f" y="%.1f" text-anchor="middle">%d</text>`, at+(x(step)-x(0))/2, y(0)-h-3, n)
		}
		label := fmt.Sprint(i * 10)
		fmt.Fprintf(&b, `<text x="%.1f" y="%d" text-anchor="middle">%s</text>`, at+(x(step)-x(0))/2, chartHeight-bottom+13, label)
	}
	b.WriteString("</svg>")
	return template.HTML(b.String())
}

// maxBars is how many rules the chart shows.
const maxBars = 8

func bars(byRule []*ruleCount) template.HTML {
	shown := byRule[:min(len(byRule), maxBars)]
	most := 1
	for _, r := range shown {
		most = max(most, r.Count)
	}
	color := map[string]string{"error": "#b42318", "warning": "#b25e09", "info": "#175cd3"}
	height := chartHeight / maxBars
	var b strings.Builder
	fmt.Fprintf(&b, `<svg viewBox="0 0 %d %d" role="img" font-size="11" fill="#1d2330">`, chartWidth, height*len(shown)+4)
	for i, r := range shown {
		yy := i * height
		w := float64(chartWidth-50) * float64(r.Count) / float64(most)
		fmt.Fprintf(&b, `<text x="0" y="%d">%s</text>`, yy+12, template.HTMLEscapeString(shorten(r.Title, 26)))
		fmt.Fprintf(&b, `<rect x="0" y="%d" width="%.1f" height="9" fill="%s" fill-opacity=".75"/>`, yy+16, max(w, 2), color[string(r.Severity)])
		fmt.Fprintf(&b, `<text x="%.1f" y="%d">%d</text>`, max(w, 2)+5, yy+25, r.Count)
	}
	b.WriteString("</svg>")
	return template.HTML(b.String())
}

func shorten(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}
