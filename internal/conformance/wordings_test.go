package conformance_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"selfeval"
	"selfeval/internal/conformance/golden"
	"selfeval/report"
	"selfeval/rules"
)

// wordings are published wordings, re-worded: words that stand in the heads of
// tables, beside the fields of forms and in sentences, each with what is to be read.
type wordings struct {
	HeaderSets []struct {
		Header  []string
		Columns map[string]int
	} `json:"header_sets"`
	FormLabels []struct {
		Replaces map[string]json.RawMessage
	} `json:"form_labels"`
	Defaults  map[string]json.RawMessage `json:"form_labels_default"`
	Sentences []struct{ Expect, Under, Text string }
	Truthful  []struct{ Under, Text string } `json:"truthful_sentences"`
	Structs   []struct {
		What, Table string
		Rows        int
		Budgets     []string
	} `json:"structures"`
}

// The least that is read of each kind of wording; it only ever rises.
const (
	leastHeaders   = 20
	leastLabels    = 32
	leastSentences = 43
	leastTruthful  = 11
	leastStructs   = 14
)

// TestWordings reads every wording in a small paper of its own, says which are not
// read, and holds their number.
func TestWordings(t *testing.T) {
	b, err := os.ReadFile(golden.Shared(t, "wordings/wordings.json"))
	if err != nil {
		t.Fatal(err)
	}
	var w wordings
	if err := json.Unmarshal(b, &w); err != nil {
		t.Fatal(err)
	}
	count := func(what string, n, least int, read func(i int) string) {
		right := 0
		for i := range n {
			if wrong := read(i); wrong != "" {
				t.Logf("%s: %s", what, wrong)
				continue
			}
			right++
		}
		t.Logf("%s: %d of %d read", what, right, n)
		if right < least {
			t.Errorf("%s: %d of %d read, there were %d", what, right, n, least)
		}
	}
	count("header sets", len(w.HeaderSets), leastHeaders, func(i int) string {
		return headerSet(w.HeaderSets[i].Header, w.HeaderSets[i].Columns)
	})
	count("form labels", len(w.FormLabels), leastLabels, func(i int) string {
		return formLabels(w.Defaults, w.FormLabels[i].Replaces)
	})
	count("sentences", len(w.Sentences), leastSentences, func(i int) string {
		s := w.Sentences[i]
		return sentenceGives(s.Expect, s.Under, s.Text)
	})
	count("truthful sentences", len(w.Truthful), leastTruthful, func(i int) string {
		return sentenceGives("no error, no warning", w.Truthful[i].Under, w.Truthful[i].Text)
	})
	count("structures", len(w.Structs), leastStructs, func(i int) string {
		s := w.Structs[i]
		return structure(s.Table, s.Rows, s.Budgets, s.What)
	})
}

func checkHTML(name, src string) *selfeval.Document {
	return selfeval.Check(context.Background(), selfeval.Input{Name: name, Data: []byte(src)}, selfeval.Options{})[0]
}

// accused lists the rules that a paper is accused by.
func accused(doc *selfeval.Document) (out []string) {
	for _, f := range doc.Findings {
		if f.Severity == rules.Error || f.Severity == rules.Warning {
			out = append(out, f.Rule)
		}
	}
	return out
}

// headerSet writes a summary with a header in which every figure tells its column
// and row, and reports what of it is misread.
func headerSet(header []string, columns map[string]int) string {
	names := []string{"河道清淤疏浚工程", "农村饮水管护补助", "防汛物资储备经费", "灌区续建配套项目", "山洪灾害防治维护", "水土保持监测"}
	var b strings.Builder
	b.WriteString("<html><body><h1>青岚县水利局2022年度部门绩效自评结果公开汇总表</h1><p>单位：万元</p><table border=1><tr>")
	for _, h := range header {
		fmt.Fprintf(&b, "<td>%s</td>", h)
	}
	b.WriteString("</tr>")
	want := make([]map[string]string, len(names))
	for r, name := range names {
		b.WriteString("<tr>")
		row := plausibleRow(header, columns, r)
		want[r] = map[string]string{}
		for c := range header {
			text := row[c]
			if c == 1 {
				text = name
			}
			fmt.Fprintf(&b, "<td>%s</td>", text)
		}
		for field, c := range columns {
			want[r][field] = row[c]
		}
		b.WriteString("</tr>")
	}
	b.WriteString("</table></body></html>")
	doc := checkHTML("w.html", b.String())
	if doc.Report == nil || len(doc.Report.Projects) != len(names) {
		return fmt.Sprintf("%v: rows are lost", header)
	}
	for r := range names {
		p := &doc.Report.Projects[r]
		got := map[string]*report.Amount{"budget": p.Budget, "executed": p.Executed, "score": p.Score, "returned": p.Returned}
		for field, v := range want[r] {
			if !got[field].Known() || !got[field].Dec().Equal(decimal.RequireFromString(v)) {
				return fmt.Sprintf("%v: %s of row %d is %v, want %s", header, field, r+1, got[field], v)
			}
		}
	}
	if a := accused(doc); len(a) > 0 {
		return fmt.Sprintf("%v: accused by %v", header, a)
	}
	return ""
}

// plausibleRow fills a row as a true paper would: the sums, balances and rates that
// the header speaks of are right.
func plausibleRow(header []string, columns map[string]int, r int) []string {
	budget := decimal.New(int64(12000+3457*r), -2)
	executed := budget.Mul(decimal.New(int64(95-r), -2)).Round(2)
	score := decimal.New(int64(960-7*r), -1)
	row := make([]string, len(header))
	hundred := decimal.NewFromInt(100)
	rate := executed.Div(budget).Mul(hundred).Round(2).StringFixed(2) + "%"
	part := budget.Mul(decimal.New(6, -1)).Round(2)
	for c, h := range header {
		switch {
		case c == 0:
			row[c] = fmt.Sprint(r + 1)
		case strings.Contains(h, "执行率"), strings.Contains(h, "完成率"):
			row[c] = rate
		case strings.Contains(h, "得分率"):
			row[c] = score.StringFixed(1) + "%"
		case h == "财政拨款", h == "本年预算", h == "批复预算", h == "调整前预算数", h == "预算控制数", h == "年初预算", h == "到位资金":
			row[c] = part.StringFixed(2)
		case h == "其他资金", h == "上年结转", h == "追加预算", h == "预算调剂":
			row[c] = budget.Sub(part).StringFixed(2)
		case h == "结余", h == "结余资金", h == "结转下年":
			row[c] = budget.Sub(executed).StringFixed(2)
		case h == "其中：收回财政":
			row[c] = budget.Sub(executed).Mul(decimal.New(4, -1)).Round(2).StringFixed(2)
		case h == "其中：结转下年":
			bal := budget.Sub(executed)
			row[c] = bal.Sub(bal.Mul(decimal.New(4, -1)).Round(2)).StringFixed(2)
		case h == "预算执行得分":
			row[c] = executed.Div(budget).Mul(decimal.NewFromInt(10)).Round(1).StringFixed(1)
		case h == "绩效指标得分":
			row[c] = score.Sub(executed.Div(budget).Mul(decimal.NewFromInt(10)).Round(1)).StringFixed(1)
		case h == "满分":
			row[c] = "100"
		case strings.Contains(h, "等级"):
			row[c] = "优"
			if score.LessThan(decimal.NewFromInt(90)) {
				row[c] = "良"
			}
		case h == "项目属性":
			row[c] = "经常性项目"
		case h == "预算级次":
			row[c] = "县级"
		case h == "合同金额":
			row[c] = budget.Mul(decimal.New(13, -1)).Round(2).StringFixed(2)
		case h == "11月底执行数", h == "2021年执行数":
			row[c] = executed.Mul(decimal.New(8, -1)).Round(2).StringFixed(2)
		case h == "其中：财政拨款":
			of := budget
			if c > 3 {
				of = executed
			}
			row[c] = of.Mul(decimal.New(7, -1)).Round(2).StringFixed(2)
		}
	}
	row[columns["budget"]] = budget.StringFixed(2)
	row[columns["executed"]] = executed.StringFixed(2)
	row[columns["score"]] = score.StringFixed(1)
	return row
}

// formLabels writes a form of a project with some labels replaced and reports what
// of it is not read.
func formLabels(defaults, replaces map[string]json.RawMessage) string {
	word := func(key string) string {
		raw, ok := replaces[key]
		if !ok {
			raw = defaults[key]
		}
		var s string
		_ = json.Unmarshal(raw, &s)
		return s
	}
	var heads []string
	raw, ok := replaces["h"]
	if !ok {
		raw = defaults["h"]
	}
	_ = json.Unmarshal(raw, &heads)
	var b strings.Builder
	tr := func(cells ...string) { b.WriteString("<tr>" + strings.Join(cells, "") + "</tr>") }
	td := func(text string, span ...int) string {
		switch len(span) {
		case 1:
			return fmt.Sprintf("<td colspan=%d>%s</td>", span[0], text)
		case 2:
			return fmt.Sprintf("<td colspan=%d rowspan=%d>%s</td>", span[0], span[1], text)
		}
		return "<td>" + text + "</td>"
	}
	b.WriteString("<html><body><h1>项目支出绩效自评表</h1><p>（2022年度）</p><table border=1>")
	tr(td(word("pn"), 2), td("渠道防渗改造工程", 7))
	tr(td(word("dep"), 2), td("云溪市水务局", 3), td(word("imp"), 2), td("云溪市灌溉管理站", 2))
	h := make([]string, 0, 8)
	for _, s := range heads {
		h = append(h, td(s))
	}
	tr(append([]string{td("项目资金（万元）", 2, 3), td("", 1)}, h...)...)
	tr(td(word("tot")), td("180.00"), td("200.00"), td("190.00"), td("10"), td("95.00%"), td("9.5"))
	tr(td("其中：财政拨款"), td("180.00"), td("200.00"), td("190.00"), td("—"), td("95.00%"), td("—"))
	tr(td(word("goal"), 1, 2), td(word("exp"), 4), td(word("act"), 4))
	tr(td("改造渠道12公里，改善灌溉面积3000亩。", 4), td("改造渠道12公里，改善灌溉面积3000亩，已通水。", 4))
	tr(td("绩效指标", 1, 5), td(word("l1")), td(word("l2")), td(word("l3")), td(word("tv")), td(word("av")), td(word("w")), td(word("s")), td(word("r")))
	tr(td("产出指标", 1, 2), td("数量指标"), td("改造渠道长度"), td("12公里"), td("12公里"), td("30"), td("30"), td(""))
	tr(td("质量指标"), td("验收合格率"), td("≥95%"), td("100%"), td("20"), td("20"), td(""))
	tr(td("效益指标"), td("社会效益指标"), td("改善灌溉面积"), td("≥3000亩"), td("3000亩"), td("30"), td("30"), td(""))
	tr(td("满意度指标"), td("服务对象满意度指标"), td("受益农户满意度"), td("≥90%"), td("86%"), td("10"), td("7.5"), td("样本偏少，下年扩大调查"))
	tr(td(word("sum"), 6), td("100"), td("97"), td(""))
	b.WriteString("</table></body></html>")
	doc := checkHTML("f.html", b.String())
	name := mustJSON(replaces)
	if doc.Report == nil || len(doc.Report.Forms) != 1 {
		return name + ": no form is read"
	}
	f := &doc.Report.Forms[0]
	got := map[string]string{
		"project": f.Project, "department": f.Department, "implementer": f.Implementer,
		"total": f.TotalScore.String(), "indicators": fmt.Sprint(len(f.Indicators)),
	}
	want := map[string]string{
		"project": "渠道防渗改造工程", "department": "云溪市水务局", "implementer": "云溪市灌溉管理站", "total": "97", "indicators": "4",
		"expected": "改造渠道12公里，改善灌溉面积3000亩。", "actual": "改造渠道12公里，改善灌溉面积3000亩，已通水。",
		"initial": "180.00", "budget": "200.00", "executed": "190.00", "weight": "10", "rate": "95.00", "score": "9.5",
	}
	got["expected"], got["actual"] = f.Goal.Expected, f.Goal.Actual
	if len(f.Funds) > 0 {
		m := f.Funds[0]
		got["initial"], got["budget"], got["executed"] = plain(m.Initial), plain(m.Budget), plain(m.Executed)
		got["weight"], got["rate"], got["score"] = m.Weight.String(), m.Rate.String(), m.Score.String()
	}
	if len(f.Indicators) == 4 {
		last := f.Indicators[3]
		for k, v := range map[string][2]string{
			"level1": {last.Level1, "满意度指标"}, "level2": {last.Level2, "服务对象满意度指标"}, "level3": {last.Level3, "受益农户满意度"},
			"target": {last.Target.Value, "90"}, "result": {last.Actual.Value, "86"},
			"points": {last.Weight.String(), "10"}, "reached": {last.Score.String(), "7.5"}, "reason": {last.Reason, "样本偏少，下年扩大调查"},
		} {
			got[k], want[k] = v[0], v[1]
		}
	}
	for _, k := range sortedKeys(want) {
		if got[k] != want[k] {
			return fmt.Sprintf("%s: %s is %q, want %q", name, k, got[k], want[k])
		}
	}
	if a := accused(doc); len(a) > 0 {
		return fmt.Sprintf("%s: accused by %v", name, a)
	}
	return ""
}

func plain(a *report.Amount) string {
	if !a.Known() {
		return ""
	}
	return report.Plain(a.Dec())
}

func mustJSON(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return string(b)
}

// sentenceGives puts a sentence under its heading in a small report of a department
// and reports what it does not give.
func sentenceGives(expect, under, text string) string {
	doc := checkHTML("s.md", reportWith(under, text))
	short := fmt.Sprintf("%q: ", text)
	if doc.Report == nil {
		return short + "nothing is read"
	}
	if wrong := gives(expect, doc); wrong != "" {
		return short + wrong
	}
	return ""
}

// reportWith is a small report of a department that holds a text under a heading.
func reportWith(under, text string) string {
	sections := []string{"一、部门基本情况", "二、部门收支及预算执行情况", "三、绩效自评工作开展情况", "四、自评结论", "五、存在的问题", "六、改进措施"}
	body := map[string]string{
		"一、部门基本情况": "我局主要负责全县水利工作。", "五、存在的问题": "个别项目进度偏慢。", "六、改进措施": "加强项目前期工作。",
		"三、绩效自评工作开展情况": "我局成立了绩效自评工作组，按要求开展自评。",
	}
	var b strings.Builder
	b.WriteString("# 青岚县水利局2023年度部门整体支出绩效自评报告\n\n")
	for _, s := range sections {
		fmt.Fprintf(&b, "## %s\n\n", s)
		if s == under {
			b.WriteString(text + "\n\n")
		} else if body[s] != "" {
			b.WriteString(body[s] + "\n\n")
		}
	}
	return b.String()
}

// gives holds a document to what is expected of its sentence.
func gives(expect string, doc *selfeval.Document) string {
	r := doc.Report
	is := func(a *report.Amount, v string) bool {
		return a.Known() && a.Dec().Equal(decimal.RequireFromString(v))
	}
	wrong := ""
	switch {
	case strings.HasSuffix(expect, "-mismatch") || strings.HasSuffix(expect, "-broken"):
		if a := accused(doc); !slices.Contains(a, expect) || len(slices.Compact(slices.Sorted(slices.Values(a)))) > 1 {
			return fmt.Sprintf("found %v, want %s", a, expect)
		}
		return ""
	case expect == "no error, no warning":
	case strings.HasPrefix(expect, "revenue and expenditure"):
		if !is(r.Budget.Revenue.Total, "4286.13") && !finalIs(r, "revenue", "4286.13") || !is(r.Budget.Expenditure.Total, "4286.13") && !finalIs(r, "expenditure", "4286.13") {
			wrong = fmt.Sprintf("revenue %v, expenditure %v", r.Budget.Revenue.Total, r.Budget.Expenditure.Total)
		}
	case strings.HasPrefix(expect, "a change"):
		changes := r.Budget.Changes
		if r.FinalAccounts != nil { // 支出决算 is the final accounts'
			changes = slices.Concat(changes, r.FinalAccounts.Changes)
		}
		if !slices.ContainsFunc(changes, func(c report.Change) bool {
			return is(c.Total, "-213.87") && (c.Growth == "" || c.Growth == "-4.75%")
		}) {
			wrong = "no such change: " + mustJSON(changes)
		}
	case strings.HasPrefix(expect, "execution:"):
		if e := r.Budget.Execution; e == nil || !is(e.Budget, "4500") || !is(e.Executed, "4286.13") || !is(e.Rate, "95.25") {
			wrong = "execution is " + mustJSON(e)
		}
	case strings.HasPrefix(expect, "score"):
		if c := r.Conclusion; c == nil || !is(c.Score, "93.5") || c.Grade != "优" {
			wrong = "conclusion is " + mustJSON(c)
		}
	case strings.HasPrefix(expect, "bands"):
		var mins []string
		if r.Conclusion != nil {
			for _, b := range r.Conclusion.Scale {
				mins = append(mins, b.Min)
			}
		}
		if got := strings.Join(mins, " "); got != "90 80 60 0" && got != "90 80 60 " {
			wrong = "bands from " + got
		}
	case strings.HasPrefix(expect, "12 projects"):
		if d := r.Declared; d == nil || d.ProjectCount.Int() != 12 || !is(d.Funds, "1852.51") {
			wrong = "declared is " + mustJSON(d)
		}
	default:
		return "the test does not know what " + expect + " means"
	}
	if a := accused(doc); wrong == "" && len(a) > 0 {
		wrong = fmt.Sprintf("accused by %v", a)
	}
	return wrong
}

// finalIs looks for a figure among the final accounts, whatever they hold.
func finalIs(r *report.Report, side, v string) bool {
	if r.FinalAccounts == nil {
		return false
	}
	total := r.FinalAccounts.Revenue.Total
	if side == "expenditure" {
		total = r.FinalAccounts.Expenditure.Total
	}
	return total.Known() && total.Dec().Equal(decimal.RequireFromString(v))
}

// structure reads a table with odd rows.
func structure(table string, rows int, budgets []string, what string) string {
	doc := checkHTML("x.html", "<html><body><h1>青岚县水利局2022年度部门绩效自评结果公开汇总表</h1><p>单位：万元</p>"+table+"</body></html>")
	if doc.Report == nil || len(doc.Report.Projects) != rows {
		n := 0
		if doc.Report != nil {
			n = len(doc.Report.Projects)
		}
		return fmt.Sprintf("%s: %d rows, want %d", what, n, rows)
	}
	for i, v := range budgets {
		if got := plain(doc.Report.Projects[i].Budget); got != v {
			return fmt.Sprintf("%s: budget %d is %s, want %s", what, i+1, got, v)
		}
	}
	if a := accused(doc); len(a) > 0 {
		return fmt.Sprintf("%s: accused by %v", what, a)
	}
	return ""
}
