package conformance_test

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/shopspring/decimal"
)

// This file makes papers of ours by chance, right in every figure, for the test that
// damages them and puts faults into them.

// made is a paper: its pieces in order, so that one can be damaged.
type made struct {
	year          int
	place, office string
	rows          []madeRow
	forms         []madeForm
	html          bool
	declared      int
	funds         decimal.Decimal
	total         [2]decimal.Decimal
	words         int // which words the headers use
	basic         decimal.Decimal
	project       decimal.Decimal
	revenue       decimal.Decimal
	score, grade  string
}

type madeRow struct {
	name, unit       string
	budget, executed decimal.Decimal
	score            decimal.Decimal
}

type madeForm struct {
	name             string
	budget, executed decimal.Decimal
	indicators       []madeIndicator
	line             decimal.Decimal // score of the execution line
	total            decimal.Decimal
}

type madeIndicator struct {
	kind, kind2, name, target, actual string
	weight, score                     decimal.Decimal
}

var (
	madePlaces  = []string{"东岭县", "云泽市", "沙洲区", "白河县", "北屏区", "金塘市", "松溪镇", "梅川县"}
	madeOffices = []string{"水利局", "教育局", "文化和旅游局", "农业农村局", "民政局", "卫生健康局", "市场监督管理局", "住房和城乡建设局"}
	madeThings  = []string{"河道清淤", "校舍维修", "文物巡查", "高标准农田", "困难群众救助", "疫苗接种", "食品抽检", "老旧小区改造", "防汛物资储备", "图书购置", "病虫害防治", "养老服务", "妇幼保健", "计量检定", "供水管网", "路灯维护", "公园养护", "信访维稳", "档案整理", "应急演练"}
	madeKinds   = []string{"工程", "经费", "补助资金", "专项", "项目"}
	madeHeads   = [][6]string{
		{"序号", "项目名称", "实施单位", "预算数", "执行数", "自评得分"},
		{"序号", "项目名称", "项目实施单位", "全年预算数（调整后）", "全年执行数", "得分"},
		{"编号", "项目", "承担单位", "预算金额", "实际支出", "自评分"},
	}
)

// money is an amount between 10 and 2000 with two decimals.
func madeMoney(r *rand.Rand) decimal.Decimal { return decimal.New(1000+r.Int64N(199000), -2) }

// makePaper makes one.
func makePaper(r *rand.Rand) *made {
	m := &made{year: 2019 + r.IntN(6), place: pick(r, madePlaces), office: pick(r, madeOffices), html: r.IntN(2) == 0, words: r.IntN(len(madeHeads))}
	sum := decimal.Zero
	for _, k := range r.Perm(len(madeThings))[:5+r.IntN(12)] {
		b := madeMoney(r)
		e := b.Mul(decimal.New(900+r.Int64N(100), -3)).Round(2)
		row := madeRow{madeThings[k] + pick(r, madeKinds), m.place + m.office, b, e, decimal.New(9000+r.Int64N(800), -2).Round(1)}
		m.rows = append(m.rows, row)
		m.total[0], m.total[1] = m.total[0].Add(b), m.total[1].Add(e)
	}
	for i := range 1 + r.IntN(2) {
		m.forms = append(m.forms, makeForm(r, &m.rows[i]))
		m.rows[i].score = m.forms[i].total
	}
	for i := range m.rows {
		sum = sum.Add(m.rows[i].score)
	}
	m.declared, m.funds, m.project = len(m.rows), m.total[0], m.total[0]
	m.basic = madeMoney(r)
	m.revenue = m.basic.Add(m.project)
	m.score, m.grade = sum.DivRound(decimal.NewFromInt(int64(len(m.rows))), 2).String(), "优"
	return m
}

func makeForm(r *rand.Rand, row *madeRow) madeForm {
	f := madeForm{name: row.name, budget: row.budget, executed: row.executed}
	f.line = row.executed.DivRound(row.budget, 6).Shift(1).Round(2)
	f.total = f.line
	n := 40 + r.IntN(400)
	for _, k := range []struct {
		kind, kind2, name, target, actual string
		weight                            int64
	}{
		{"产出指标", "数量指标", "完成处数", fmt.Sprintf("≥%d处", n), fmt.Sprintf("%d处", n+3), 20},
		{"产出指标", "质量指标", "验收合格率", "≥95%", "97.5%", 15},
		{"产出指标", "时效指标", "按期完成率", "≥90%", "100%", 15},
		{"效益指标", "社会效益指标", "受益群众人数", fmt.Sprintf("≥%d人", 10*n), fmt.Sprintf("%d人", 10*n+25), 30},
		{"满意度指标", "服务对象满意度指标", "群众满意度", "≥90%", "93.2%", 10},
	} {
		w := decimal.NewFromInt(k.weight)
		f.indicators = append(f.indicators, madeIndicator{k.kind, k.kind2, k.name, k.target, k.actual, w, w})
		f.total = f.total.Add(w)
	}
	return f
}

// table is a table's cells, row by row.
type madeTable [][]string

func (m *made) summary() (t madeTable) {
	h := madeHeads[m.words]
	t = append(t, h[:])
	for i, r := range m.rows {
		t = append(t, []string{fmt.Sprint(i + 1), r.name, r.unit, r.budget.StringFixed(2), r.executed.StringFixed(2), r.score.String()})
	}
	return append(t, []string{"", "合计", "", m.total[0].StringFixed(2), m.total[1].StringFixed(2), ""})
}

func (m *made) form(f *madeForm) (t madeTable) {
	t = madeTable{
		{"项目名称", f.name, "", "", "", "", "", ""},
		{"主管部门", m.place + m.office, "", "", "实施单位", m.place + m.office, "", ""},
		{"项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"},
		{"", "年度资金总额", f.budget.StringFixed(2), f.budget.StringFixed(2), f.executed.StringFixed(2), "10", f.executed.DivRound(f.budget, 6).Shift(2).StringFixed(2) + "%", f.line.String()},
		{"年度总体目标", "预期目标", "", "", "实际完成情况", "", "", ""},
		{"", "按计划完成年度建设任务，保障群众需要。", "", "", "年度建设任务全部完成，运行良好。", "", "", ""},
		{"一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"},
	}
	for _, in := range f.indicators {
		t = append(t, []string{in.kind, in.kind2, in.name, in.target, in.actual, in.weight.String(), in.score.String(), ""})
	}
	return append(t, []string{"总分", "", "", "", "", "100", f.total.String(), ""})
}

func (m *made) intro() []string {
	return []string{
		"一、部门概况",
		fmt.Sprintf("%d年度本部门收入预算%s万元，支出预算%s万元，其中：基本支出%s万元，项目支出%s万元。", m.year, m.revenue.StringFixed(2), m.revenue.StringFixed(2), m.basic.StringFixed(2), m.project.StringFixed(2)),
		"二、绩效自评开展情况",
		fmt.Sprintf("按照预算绩效管理要求，%d年度对%d个预算项目开展绩效自评，涉及资金%s万元，自评结果见下表。", m.year, m.declared, m.funds.StringFixed(2)),
		"单位：万元",
	}
}

func (m *made) outro() []string {
	return []string{
		"三、评价结论",
		fmt.Sprintf("经综合评定，本部门自评得分%s分，评价等级为“%s”。", m.score, m.grade),
		"四、存在的问题", "部分项目前期准备不足，支付进度有待加快。",
		"五、改进措施", "加强项目储备，按季通报支付进度。",
	}
}

// damage says what is lost of a paper when it is written; pieces are its tables in order.
type damage func(m *made, piece int, t madeTable) string

// write writes the paper, as Markdown or as a page.
func (m *made) write(lose damage) string {
	var b strings.Builder
	title := fmt.Sprintf("%s%s%d年度部门整体支出绩效自评报告", m.place, m.office, m.year)
	if m.html {
		fmt.Fprintf(&b, "<html><head><meta charset=\"utf-8\"><title>%s</title></head><body><div class=\"content\"><h1>%s</h1>\n", title, title)
	} else {
		fmt.Fprintf(&b, "# %s\n\n", title)
	}
	for _, p := range m.intro() {
		m.paragraph(&b, p)
	}
	m.piece(&b, 0, m.summary(), lose)
	for _, p := range m.outro() {
		m.paragraph(&b, p)
	}
	for i := range m.forms {
		m.paragraph(&b, fmt.Sprintf("项目支出绩效自评表（%d年度）", m.year))
		m.piece(&b, i+1, m.form(&m.forms[i]), lose)
	}
	if m.html {
		b.WriteString("</div></body></html>\n")
	}
	return b.String()
}

func (m *made) paragraph(b *strings.Builder, text string) {
	if m.html {
		fmt.Fprintf(b, "<p>%s</p>\n", text)
	} else {
		b.WriteString(text + "\n\n")
	}
}

func (m *made) piece(b *strings.Builder, n int, t madeTable, lose damage) {
	if lose != nil {
		if s := lose(m, n, t); s != "" {
			b.WriteString(s)
			return
		}
	}
	b.WriteString(m.table(t))
}

func (m *made) table(t madeTable) string {
	var b strings.Builder
	if m.html {
		b.WriteString("<table border=\"1\">\n")
		for _, row := range t {
			b.WriteString("<tr>")
			for _, c := range row {
				fmt.Fprintf(&b, "<td>%s</td>", c)
			}
			b.WriteString("</tr>\n")
		}
		return b.String() + "</table>\n"
	}
	for i, row := range t {
		b.WriteString("| " + strings.Join(row, " | ") + " |\n")
		if i == 0 {
			b.WriteString(strings.Repeat("|---", len(row)) + "|\n")
		}
	}
	return b.String() + "\n"
}
