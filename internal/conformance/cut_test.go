package conformance_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/unicode"

	"selfeval"
	"selfeval/internal/conformance/testpdf"
	"selfeval/rules"
)

// cutSheet is a table as an author wrote it: rows with | between cells, ^ for a place that
// the cell above covers and < for one that the cell on the left does.
type cutSheet struct {
	name string
	head []string
	rows []string
}

// sheets are summary tables without a fault, each of a shape of its own.
var sheets = []cutSheet{
	{"plain", []string{"序号|项目名称|实施单位|预算数|执行数|自评得分"}, []string{
		"1|渠道清淤|河道所|100.00|90.00|98", "2|泵站检修|水文站|40.00|40.00|99", "3|水质监测|河道所|30.00|28.00|97", "4|节水宣传|水文站|12.00|12.00|96", "合计||·|182.00|170.00|"}},
	{"implementers merged", []string{"序号|项目名称|实施单位|预算数|执行数|自评得分"}, []string{
		"1|渠道清淤|河道所|100.00|90.00|98", "2|泵站检修|^|40.00|40.00|99", "3|水质监测|^|30.00|28.00|97", "4|节水宣传|水文站|12.00|12.00|96", "5|山洪预警|^|18.00|17.00|95", "合计|||200.00|187.00|"}},
	{"one department over all rows", []string{"主管部门|序号|项目名称|预算数|执行数|自评得分"}, []string{
		"云溪县水利局|1|渠道清淤|100.00|90.00|98", "^|2|泵站检修|40.00|40.00|99", "^|3|水质监测|30.00|28.00|97", "^|4|节水宣传|12.00|12.00|96", "^|5|山洪预警|18.00|17.00|95"}},
	{"departments over implementers", []string{"主管部门|实施单位|序号|项目名称|预算数|执行数|自评得分"}, []string{
		"云溪县水利局|河道所|1|渠道清淤|100.00|90.00|98", "^|^|2|泵站检修|40.00|40.00|99", "^|水文站|3|水质监测|30.00|28.00|97", "^|^|4|节水宣传|12.00|12.00|96", "^|^|5|山洪预警|18.00|17.00|95"}},
	{"header of three levels", []string{"序号|项目名称|预算执行情况|<|<|<|自评得分", "^|^|预算安排|<|执行数|<|^", "^|^|年初预算数|预算数（调整后）|金额|执行率（%）|^"}, []string{
		"1|渠道清淤|90.00|100.00|90.00|90|98", "2|泵站检修|40.00|40.00|40.00|100|99", "3|水质监测|30.00|30.00|27.00|90|97", "4|节水宣传|12.00|12.00|12.00|100|96", "5|山洪预警|20.00|20.00|18.00|90|95"}},
	{"header of two levels", []string{"序号|项目名称|资金情况|<|自评得分|备注", "^|^|预算数|执行数|^|^"}, []string{
		"1|渠道清淤|100.00|90.00|98|", "2|泵站检修|40.00|40.00|99|", "3|水质监测|30.00|28.00|97|已结转", "4|节水宣传|12.00|12.00|96|"}},
	{"groups with titles", []string{"序号|项目名称|实施单位|预算数|执行数|自评得分"}, []string{
		"一、局本级项目|<|<|<|<|<", "1|渠道清淤|河道所|100.00|90.00|98", "2|泵站检修|河道所|40.00|40.00|99", "二、下属单位项目|<|<|<|<|<", "3|水质监测|水文站|30.00|28.00|97", "4|节水宣传|水文站|12.00|12.00|96"}},
	{"no numbers", []string{"项目名称|实施单位|预算数|执行数|执行率（%）|自评得分"}, []string{
		"渠道清淤|河道所|100.00|90.00|90.00|98", "泵站检修|水文站|40.00|40.00|100.00|99", "水质监测|河道所|30.00|27.00|90.00|97", "节水宣传|水文站|12.00|12.00|100.00|96"}},
	{"long names", []string{"序号|项目名称|实施单位|预算数|执行数|自评得分"}, []string{
		"1|二〇二三年度县级河道及主要支流清淤疏浚与岸坡整治工程补助资金|云溪县河道管理所|100.00|90.00|98", "2|中型灌区续建配套与节水改造工程（二期）前期工作经费|云溪县灌区服务中心|40.00|40.00|99", "3|水质监测|云溪县水文站|30.00|28.00|97", "4|农村饮水安全工程维修养护县级配套资金|云溪县供水中心|12.00|12.00|96"}},
	{"total first", []string{"序号|项目名称|实施单位|预算数|执行数|自评得分"}, []string{
		"合计|||182.00|170.00|", "1|渠道清淤|河道所|100.00|90.00|98", "2|泵站检修|水文站|40.00|40.00|99", "3|水质监测|河道所|30.00|28.00|97", "4|节水宣传|水文站|12.00|12.00|96"}},
	{"empty cells", []string{"序号|项目名称|实施单位|预算数|执行数|结余交回财政数|自评得分"}, []string{
		"1|渠道清淤|河道所|100.00|90.00|10.00|98", "2|泵站检修|水文站|40.00|40.00||99", "3|水质监测|河道所|30.00|28.00|2.00|97", "4|节水宣传|水文站|12.00|12.00||96"}},
	{"parts of a project", []string{"序号|项目名称|实施单位|预算数|执行数|自评得分"}, []string{
		"1|渠道清淤|河道所|100.00|90.00|98", "|其中：中央资金||60.00|60.00|", "|省级资金||40.00|30.00|", "2|泵站检修|水文站|40.00|40.00|99", "3|水质监测|河道所|30.00|28.00|97", "4|节水宣传|水文站|12.00|12.00|96"}},
	{"subtotals of departments", []string{"序号|项目名称|实施单位|预算数|执行数|自评得分"}, []string{
		"1|渠道清淤|河道所|100.00|90.00|98", "2|泵站检修|河道所|40.00|40.00|99", "|小计||140.00|130.00|", "3|水质监测|水文站|30.00|28.00|97", "4|节水宣传|水文站|12.00|12.00|96", "|小计||42.00|40.00|", "|合计||182.00|170.00|"}},
	{"Chinese numbers", []string{"序号|项目名称|实施单位|预算数|执行数|自评得分"}, []string{
		"一|渠道清淤|河道所|100.00|90.00|98", "二|泵站检修|水文站|40.00|40.00|99", "三|水质监测|河道所|30.00|28.00|97", "四|节水宣传|水文站|12.00|12.00|96"}},
	{"groups that count anew", []string{"序号|项目名称|实施单位|预算数|执行数|自评得分"}, []string{
		"一、局本级|<|<|<|<|<", "1|渠道清淤|河道所|100.00|90.00|98", "2|泵站检修|河道所|40.00|40.00|99", "3|清淤二期|河道所|41.00|40.00|99", "二、下属单位|<|<|<|<|<", "1|水质监测|水文站|30.00|28.00|97", "2|节水宣传|水文站|12.00|12.00|96"}},
	{"a row of column numbers", []string{"序号|项目名称|实施单位|预算数|执行数|自评得分", "栏次|1|2|3|4|5"}, []string{
		"1|渠道清淤|河道所|100.00|90.00|98", "2|泵站检修|水文站|40.00|40.00|99", "3|水质监测|河道所|30.00|28.00|97", "4|节水宣传|水文站|12.00|12.00|96", "合计|||182.00|170.00|"}},
	{"a remark over several rows", []string{"序号|项目名称|预算数|执行数|自评得分|自评结果应用意见"}, []string{
		"1|渠道清淤|100.00|90.00|98|继续安排", "2|泵站检修|40.00|40.00|99|^", "3|水质监测|30.00|28.00|97|^", "4|节水宣传|12.00|12.00|96|压减规模", "5|山洪预警|18.00|17.00|95|^"}},
	{"merged on both sides", []string{"主管部门|序号|项目名称|预算数|执行数|自评得分|自评结果应用意见"}, []string{
		"云溪县水利局|1|渠道清淤|100.00|90.00|98|继续安排", "^|2|泵站检修|40.00|40.00|99|^", "云溪县林业局|3|造林补助|30.00|28.00|97|^", "^|4|森林防火|12.00|12.00|96|压减规模", "^|5|林木管护|18.00|17.00|95|^"}},
	{"a note below", []string{"序号|项目名称|实施单位|预算数|执行数|自评得分"}, []string{
		"1|渠道清淤|河道所|100.00|90.00|98", "2|泵站检修|水文站|40.00|40.00|99", "3|水质监测|河道所|30.00|28.00|97", "合计|||170.00|158.00|", "注：预算数为调整后预算数。|<|<|<|<|<"}},
	{"many columns", []string{"序号|主管部门|项目名称|资金性质|年初预算数|预算数（调整后）|执行数|执行率（%）|结余交回财政数|自评得分|自评等级"}, []string{
		"1|水利局|渠道清淤|一般公共预算|90.00|100.00|90.00|90.00|10.00|98|优", "2|水利局|泵站检修|一般公共预算|40.00|40.00|40.00|100.00||99|优", "3|林业局|造林补助|政府性基金|30.00|30.00|27.00|90.00|3.00|97|优", "4|林业局|森林防火|一般公共预算|12.00|12.00|12.00|100.00||96|优"}},
	{"scores under heads", []string{"序号|项目名称|预算数|执行数|自评得分|<|<", "^|^|^|^|产出|效益|总分"}, []string{
		"1|渠道清淤|100.00|90.00|49|49|98", "2|泵站检修|40.00|40.00|50|49|99", "3|水质监测|30.00|28.00|49|48|97", "4|节水宣传|12.00|12.00|48|48|96"}},
}

const (
	cutTitle = "云溪县水利局2023年度项目支出绩效自评结果汇总表"
	cutUnit  = "单位：万元"
)

// cutBox is a cell of a part of a sheet.
type cutBox struct {
	row, col, rows, cols int
	text                 string
}

// boxes lays out some rows of a sheet under its header or without. What a cut leaves of
// a merged cell below it is an empty one.
func (s *cutSheet) boxes(from, to int, head bool) (out []cutBox, rows, cols int) {
	lines := slices.Clone(s.rows[from:to])
	if head {
		lines = append(slices.Clone(s.head), lines...)
	}
	grid := map[[2]int]int{} // place → its box
	for r, line := range lines {
		cells := strings.Split(line, "|")
		cols = max(cols, len(cells))
		for c, text := range cells {
			text = strings.Trim(text, "·")
			if above, ok := grid[[2]int{r - 1, c}]; ok && text == "^" && (r != len(lines)-(to-from) || !head) {
				if b := &out[above]; b.col == c && b.row+b.rows == r {
					b.rows++
				}
				grid[[2]int{r, c}] = above
				continue
			}
			if text == "<" {
				left := grid[[2]int{r, c - 1}]
				if b := &out[left]; b.row == r {
					b.cols++
				}
				grid[[2]int{r, c}] = left
				continue
			}
			if text == "^" {
				text = ""
			}
			grid[[2]int{r, c}] = len(out)
			out = append(out, cutBox{r, c, 1, 1, text})
		}
	}
	return out, len(lines), cols
}

// cutHTML prints parts of a sheet as tables after each other.
func cutHTML(s *cutSheet, cuts []int, again bool) selfeval.Input {
	var b strings.Builder
	b.WriteString("<html><body><h1>" + cutTitle + "</h1><p>" + cutUnit + "</p>")
	for i := range len(cuts) - 1 {
		cells, rows, _ := s.boxes(cuts[i], cuts[i+1], i == 0 || again)
		b.WriteString("<table border=1>")
		for r := range rows {
			b.WriteString("<tr>")
			for _, c := range cells {
				if c.row == r {
					fmt.Fprintf(&b, "<td rowspan=%d colspan=%d>%s</td>", c.rows, c.cols, c.text)
				}
			}
			b.WriteString("</tr>")
		}
		b.WriteString("</table>\n")
	}
	return selfeval.Input{Name: "a.html", Data: []byte(b.String() + "</body></html>")}
}

// cutPDF prints parts of a sheet on pages of their own, with lines around every cell;
// some of the pages are but pictures, which nobody can read.
func cutPDF(s *cutSheet, cuts []int, again bool, pictures ...int) selfeval.Input {
	f := testpdf.New()
	font := f.CID("STSong-Light", "UniGB-UCS2-H", "GB1", "")
	picture := f.Stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray", "x")
	for i := range len(cuts) - 1 {
		if slices.Contains(pictures, i) {
			f.Page("", fmt.Sprintf("/XObject << /I %d 0 R >>", picture), "q 595 0 0 842 0 0 cm /I Do Q")
			continue
		}
		var p strings.Builder
		say := func(x, y float64, text string) {
			u, _ := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().String(text)
			fmt.Fprintf(&p, "BT /F1 9 Tf 1 0 0 1 %.1f %.1f Tm <%x> Tj ET\n", x, y, u)
		}
		top := 780.0
		if i == 0 {
			say(150, 800, cutTitle)
			say(480, 784, cutUnit)
			top = 770
		}
		cells, _, cols := s.boxes(cuts[i], cuts[i+1], i == 0 || again)
		const height = 46.0
		width := 510.0 / float64(cols)
		for _, c := range cells {
			x, y := 42+float64(c.col)*width, top-float64(c.row+c.rows)*height
			w, h := float64(c.cols)*width, float64(c.rows)*height
			fmt.Fprintf(&p, "0.6 w %.1f %.1f %.1f %.1f re S\n", x, y, w, h)
			per := max(int((w-6)/9), 1)
			for n, r := 0, []rune(c.text); len(r) > 0; n++ {
				k := min(per, len(r))
				if c.text != "" && c.text[0] < 0x80 {
					k = len(r)
				}
				say(x+3, y+h-12-float64(n)*11, string(r[:k]))
				r = r[k:]
			}
		}
		say(290, 30, fmt.Sprintf("- %d -", i+1))
		f.Page("", fmt.Sprintf("/Font << /F1 %d 0 R >>", font), p.String())
	}
	return selfeval.Input{Name: "a.pdf", Data: f.Bytes()}
}

// said is what a paper's summary says and what is found in it.
func said(t *testing.T, in selfeval.Input) (rows []string, found []string) {
	t.Helper()
	d := selfeval.Check(context.Background(), in, selfeval.Options{})[0]
	if d.Report == nil {
		t.Fatalf("%s: %v", in.Name, d.Error)
	}
	for i := range d.Report.Projects {
		p := &d.Report.Projects[i]
		rows = append(rows, strings.Join([]string{p.SeqPrinted, p.Name, p.Implementer, p.Department, p.Group, p.Budget.String(), p.Executed.String(), p.Rate.String(), p.Returned.String(), p.Score.String()}, "|"))
	}
	for i := range d.Report.Totals {
		x := &d.Report.Totals[i]
		rows = append(rows, fmt.Sprint("total ", x.Label, " ", x.Budget.String(), " ", x.Executed.String()))
	}
	for _, f := range d.Findings {
		if f.Severity != rules.Info {
			found = append(found, f.Rule+" "+f.Message)
		}
	}
	return rows, found
}

// TestTablesCutAnywhere prints every sheet as a page of HTML and as pages of a PDF, whole
// and cut between any two of its rows, with the header again and without: the record says
// the same, and nothing is found that the whole does not hold. Nor is anything found where
// the page of a row cannot be read.
func TestTablesCutAnywhere(t *testing.T) {
	for _, s := range sheets {
		t.Run(s.name, func(t *testing.T) {
			n := len(s.rows)
			want, none := said(t, cutHTML(&s, []int{0, n}, false))
			if len(want) < n-2 || len(none) > 0 {
				t.Fatalf("whole: %q, found %q", want, none)
			}
			check := func(what string, in selfeval.Input) {
				got, found := said(t, in)
				if !slices.Equal(got, want) {
					t.Errorf("%s %s:\n%s\nwant\n%s", in.Name, what, strings.Join(got, "\n"), strings.Join(want, "\n"))
				}
				if len(found) > 0 {
					t.Errorf("%s %s: found %q", in.Name, what, found)
				}
			}
			check("whole", cutPDF(&s, []int{0, n}, false))
			for at := 1; at < n-1; at++ {
				if _, found := said(t, cutPDF(&s, []int{0, at, at + 1, n}, true, 1)); len(found) > 0 {
					t.Errorf("the page of row %d is a picture: found %q", at+1, found)
				}
			}
			for at := 1; at < n; at++ {
				for _, again := range []bool{false, true} {
					what := fmt.Sprintf("cut before row %d, header again %v", at+1, again)
					check(what, cutHTML(&s, []int{0, at, n}, again))
					check(what, cutPDF(&s, []int{0, at, n}, again))
				}
			}
		})
	}
}
