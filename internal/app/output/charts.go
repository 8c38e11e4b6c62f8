package output

import (
	"fmt"
	"html/template"
	"math"
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
	above  int // of them, above what their execution can support
}

var hundred = decimal.NewFromInt(100)

func (c *chartData) add(p *report.Project) {
	if !p.Score.Known() || p.Score.Dec().IsNegative() || p.Score.Dec().GreaterThan(hundred) || p.Budget == nil {
		return
	}
	executed, ok := p.Executed.In(p.Budget.Unit)
	if !ok || !p.Budget.Known() || !p.Budget.Dec().IsPositive() || executed.IsNegative() || executed.GreaterThan(p.Budget.Dec()) {
		return
	}
	share := executed.Div(p.Budget.Dec())
	score := int(p.Score.Dec().Floor().IntPart())
	c.scores[score]++
	c.rows++
	c.points[share.Mul(hundred).Round(0).IntPart()][score]++
	if p.Score.Dec().Sub(p.Score.HalfDigit()).GreaterThan(decimal.NewFromInt(90).Add(share.Mul(decimal.NewFromInt(10)))) {
		c.above++
	}
}

type chart struct {
	Title, Note string
	SVG         template.HTML
}

// charts draws what there is something to draw of.
func (h *htmlWriter) charts() []chart {
	var out []chart
	say := func(zh, en string, args ...any) string { return report.Textf(zh, en, args...).In(h.opt.Lang) }
	if c := &h.chart; c.rows > 0 {
		out = append(out, chart{say("得分与执行率", "Score by execution rate"),
			say("%d 个项目，颜色越深项目越多；红线是按 90 + 10 × 执行率所能得到的上限，%d 个项目在线上方", "%d projects, darker where there are more; the red line is the attainable 90 + 10 × rate, %d are above it", c.rows, c.above), c.scatter(h.opt.Lang)})
	}
	if svg, n := h.rates(); n > 0 {
		out = append(out, chart{say("各部门历年执行率", "Execution rates of departments"),
			say("%d 个部门；每条细线是一个部门，粗线是中位数，色带是中间一半的部门", "%d departments; a thin line each, the median bold, the middle half shaded", n), svg})
	}
	if svg := h.ruleYears(); svg != "" {
		out = append(out, chart{say("各规则历年问题数", "Findings by rule and year"), say("颜色越深问题越多；点数字看这些问题", "darker where there are more; a number leads to them"), svg})
	}
	return out
}

// The drawing area of a chart, in SVG units.
const (
	chartWidth, chartHeight = 400, 250
	left, bottom            = 40, 34
	right, top              = 14, 12
)

func frame(b *strings.Builder, label, xLabel, yLabel string) {
	fmt.Fprintf(b, `<svg viewBox="0 0 %d %d" role="img" aria-label="%s">`, chartWidth, chartHeight, template.HTMLEscapeString(label))
	fmt.Fprintf(b, `<path d="M%d %dV%dH%d" class="axis"/>`, left, top, chartHeight-bottom, chartWidth-right)
	fmt.Fprintf(b, `<text x="%d" y="%d" text-anchor="end">%s</text>`, chartWidth-right, chartHeight-4, template.HTMLEscapeString(xLabel))
	fmt.Fprintf(b, `<text x="%d" y="%d">%s</text>`, left+4, top+8, template.HTMLEscapeString(yLabel))
}

func x(share float64) float64 { return left + share*(chartWidth-left-right) }

func y(share float64) float64 { return chartHeight - bottom - share*(chartHeight-bottom-top-14) }

// lowest is where the axis of scores starts: scores crowd near the top, so it starts at
// the ten below all but the lowest two in a hundred, which are drawn at its foot.
func (c *chartData) lowest() int {
	low, below := 100, 0
	for s, n := range c.scores {
		if below += n; below*50 > c.rows {
			low = s
			break
		}
	}
	return min(low/10*10, 80)
}

func (c *chartData) scatter(lang report.Lang) template.HTML {
	low := c.lowest()
	span := float64(100 - low)
	var b strings.Builder
	frame(&b, report.Text{ZH: "得分与执行率的散点图", EN: "scores by execution rate"}.In(lang), report.Text{ZH: "执行率（%）", EN: "execution rate (%)"}.In(lang), report.Text{ZH: "得分", EN: "score"}.In(lang))
	for _, r := range []int{0, 25, 50, 75} {
		fmt.Fprintf(&b, `<text x="%.1f" y="%d" text-anchor="middle">%d</text>`, x(float64(r)/100), chartHeight-bottom+13, r)
	}
	for _, s := range []int{low, (low + 100) / 2, 100} {
		fmt.Fprintf(&b, `<text x="%d" y="%.1f" text-anchor="end">%d</text>`, left-5, y(float64(s-low)/span)+4, s)
	}
	most := 1
	for rate := range c.points {
		for _, n := range c.points[rate] {
			most = max(most, n)
		}
	}
	w, tall := (x(1)-x(0))/101, (y(0)-y(1))/span
	for rate := range c.points {
		for score, n := range c.points[rate] {
			if n == 0 {
				continue
			}
			// A bin is a field of its own width, but never too small to be seen.
			side, height := max(w, 3), min(max(tall, 3), 9)
			shade := 0.3 + 0.7*math.Log1p(float64(n))/math.Log1p(float64(most))
			class := "dot"
			if float64(score) > 90+float64(rate)/10 {
				class = "dot over"
			}
			fmt.Fprintf(&b, `<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" class="%s" fill-opacity="%.2f"/>`,
				x(float64(rate)/100)-side/2, min(y(float64(max(score-low, 0))/span)-height/2, y(0)-height), side, height, class, shade)
		}
	}
	fmt.Fprintf(&b, `<path d="M%.1f %.1fL%.1f %.1f" class="limit"/>`, x(0), y(float64(90-low)/span), x(1), y(1))
	b.WriteString("</svg>")
	return template.HTML(b.String())
}

func shorten(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}
