package output

import (
	"bufio"
	_ "embed" // the page's template, style and script
	"fmt"
	"html/template"
	"io"
	"os"
	"slices"
	"strings"

	"selfeval"
	"selfeval/internal/text/safe"
	"selfeval/report"
	"selfeval/rules"
)

func init() {
	Register(Format{
		Name: "html",
		Doc:  report.Text{ZH: "单个网页，可筛选、可打印，不联网", EN: "one self-contained page to filter and print"},
		New:  newHTML,
	})
}

//go:embed page/page.html
var pageTemplate string

//go:embed page/style.css
var pageStyle string

//go:embed page/script.js
var pageScript string

var pages = template.Must(template.New("page").Parse(pageTemplate))

// htmlWriter writes one page a run. The page opens with totals that are known
// only at the end, so the documents wait in a temporary file; what is held in
// memory are counts.
type htmlWriter struct {
	w     io.Writer
	opt   Options
	t     pageTexts
	spool *os.File
	buf   *bufio.Writer
	rules map[string]*ruleCount
	depts map[string]*departmentCount
	more  int // departments beyond maxDepartments
	chart chartData
}

// maxDepartments bounds the table by department.
const maxDepartments = 5000

type ruleCount struct {
	ID, Title, SeverityName string
	Severity                rules.Severity
	Count                   int
}

type departmentCount struct {
	Name      string
	Documents int
	Counts
}

// pageTexts are the page's own words.
type pageTexts struct {
	Title, Made, Documents, Failed, Partial, Error, Warning, Info, ByRule, ByDepartment, Severity, Rule, Name, Count, Department, Details,
	Search, AllSeverities, AllRules, NotRead, Place, Basis, More, LeadsTo string
	Head []string
}

var pageChinese = pageTexts{
	Title: "绩效自评报告检查结果", Documents: "报告", Failed: "无法读取", Partial: "部分读取", Error: "错误", Warning: "警告", Info: "提示",
	ByRule: "按规则", ByDepartment: "按部门", Severity: "级别", Rule: "规则", Name: "名称", Count: "次数", Department: "部门", Details: "问题明细",
	Search: "搜索部门、项目、数字", AllSeverities: "全部级别", AllRules: "全部规则", NotRead: "无法读取", Place: "位置", Basis: "依据", LeadsTo: "由此引起", More: "另有 %d 个部门未列入此表",
	Head: []string{"行", "序号", "项目名称", "项目实施单位", "预算数", "执行数", "交回财政数", "自评得分"},
}

var pageEnglish = pageTexts{
	Title: "Self-evaluation reports: findings", Documents: "reports", Failed: "not read", Partial: "partly read", Error: "errors", Warning: "warnings", Info: "infos",
	ByRule: "By rule", ByDepartment: "By department", Severity: "Severity", Rule: "Rule", Name: "Name", Count: "Count", Department: "Department", Details: "Findings",
	Search: "department, project, figure", AllSeverities: "all severities", AllRules: "all rules", NotRead: "Not read", Place: "Place", Basis: "Basis", LeadsTo: "Leads to", More: "%d more departments are not in this table",
	Head: []string{"Row", "No.", "Project", "Implementer", "Budget", "Executed", "Returned", "Score"},
}

func newHTML(w io.Writer, opt Options) (Writer, error) {
	spool, err := os.CreateTemp("", "selfeval-*.html")
	if err != nil {
		return nil, err
	}
	// Unlinked at once where the system allows, so that nothing stays behind.
	_ = os.Remove(spool.Name())
	h := &htmlWriter{w: w, opt: opt, t: pageChinese, spool: spool, buf: bufio.NewWriter(spool), rules: map[string]*ruleCount{}, depts: map[string]*departmentCount{}}
	if opt.Lang == report.EN {
		h.t = pageEnglish
	}
	h.t.Made = opt.run().Line(opt.Lang)
	return h, nil
}

type pageDocument struct {
	Name, Department, Facts, Error string
	Findings                       []pageFinding
	Notes                          []string
	T                              *pageTexts
}

type pageFinding struct {
	Severity                                         rules.Severity
	SeverityName, Rule, Title, Message, Place, Basis string
	Reread                                           string
	Like                                             string        // of others of the rule
	Caused                                           []pageFinding // what is but a consequence
	Head                                             []string
	Quote                                            [][]pageCell
}

type pageCell struct {
	Text        string
	Number, Bad bool
}

func (h *htmlWriter) Document(d *selfeval.Document) error {
	r := d.Report
	if r == nil {
		r = &report.Report{}
	}
	h.count(d, r)
	if h.opt.Quiet && d.Status != selfeval.Failed && len(d.Findings) == 0 {
		return nil
	}
	name := documentName(d)
	facts := []string{name}
	if r.Department == "" {
		facts = facts[:0]
	}
	if r.FiscalYear.Known() {
		facts = append(facts, fmt.Sprintf(report.Text{ZH: "%d年度", EN: "%d"}.In(h.opt.Lang), r.FiscalYear.Int()))
	}
	if n := len(r.Projects); n > 0 {
		facts = append(facts, fmt.Sprintf(report.Text{ZH: "%d 个项目", EN: "%d projects"}.In(h.opt.Lang), n))
	}
	if n := len(r.Forms); n > 0 {
		facts = append(facts, fmt.Sprintf(report.Text{ZH: "%d 张自评表", EN: "forms: %d"}.In(h.opt.Lang), n))
	}
	if d.Error == nil {
		if len(d.Findings) == 0 {
			facts = append(facts, nothingFound(d).In(h.opt.Lang))
		}
		if s := wasRead(d).In(h.opt.Lang); s != "" {
			facts = append(facts, s)
		}
	}
	doc := pageDocument{Name: name, Department: r.Department, Facts: strings.Join(facts, " · "), T: &h.t}
	if d.Error != nil {
		doc.Error = *d.Error
	}
	for _, f := range fold(d.Findings) {
		p := h.finding(f.Finding, r)
		if len(f.Like) > 0 {
			p.Like = f.likeText().In(h.opt.Lang)
		}
		for _, c := range f.Caused {
			p.Caused = append(p.Caused, h.finding(c, r))
		}
		doc.Findings = append(doc.Findings, p)
	}
	for _, n := range d.Notes {
		doc.Notes = append(doc.Notes, strings.TrimSpace(n.At.In(h.opt.Lang)+" "+n.Message))
	}
	return pages.ExecuteTemplate(safe.Writer{W: h.buf}, "document", doc)
}

func (h *htmlWriter) count(d *selfeval.Document, r *report.Report) {
	for i := range d.Findings {
		f := &d.Findings[i]
		c := h.rules[f.Rule]
		if c == nil {
			c = &ruleCount{ID: f.Rule, Title: f.Title, Severity: f.Severity, SeverityName: severityNames[f.Severity].In(h.opt.Lang)}
			if c.Title == "" {
				c.Title = f.Rule
			}
			h.rules[f.Rule] = c
		}
		c.Count++
	}
	if r.Department != "" {
		c := h.depts[r.Department]
		if c == nil {
			if len(h.depts) >= maxDepartments {
				h.more++
				return
			}
			c = &departmentCount{Name: r.Department}
			h.depts[r.Department] = c
		}
		c.Documents++
		c.Counts.Add(d.Findings)
	}
	for i := range r.Projects {
		h.chart.add(&r.Projects[i])
	}
}

// maxQuoted is how many rows of the table a finding quotes.
const maxQuoted = 6

func (h *htmlWriter) finding(f *rules.Finding, r *report.Report) pageFinding {
	var at, basis []string
	for _, l := range f.At[:min(len(f.At), places)] {
		at = append(at, l.In(h.opt.Lang))
	}
	for _, b := range f.Basis {
		basis = append(basis, b.Document+b.Number)
	}
	out := pageFinding{Severity: f.Severity, SeverityName: severityNames[f.Severity].In(h.opt.Lang), Rule: f.Rule, Title: f.Title,
		Message: f.Message, Place: strings.Join(at, "；"), Basis: strings.Join(basis, "；"), Reread: h.opt.reread(f), Head: h.t.Head}
	for _, n := range f.Projects[:min(len(f.Projects), maxQuoted)] {
		if n < 1 || n > len(r.Projects) {
			continue
		}
		p := &r.Projects[n-1]
		bad := func(field string, a *report.Amount) bool { return h.opt.marks(f, field, a) }
		out.Quote = append(out.Quote, []pageCell{
			{fmt.Sprint(n), true, false}, {p.SeqPrinted, true, bad("seq", nil)}, {p.Name, false, bad("name", nil)}, {p.Implementer, false, bad("implementer", nil)},
			{printed(p.Budget), true, bad("budget", p.Budget)}, {printed(p.Executed), true, bad("executed", p.Executed)},
			{printed(p.Returned), true, bad("returned", p.Returned)}, {printed(p.Score), true, bad("score", p.Score)},
		})
	}
	if len(f.Projects) == 0 && len(f.At) > 0 {
		for i := range r.Totals {
			if t := &r.Totals[i]; t.At.Table == f.At[0].Table && t.At.Row == f.At[0].Row && t.At.Page == f.At[0].Page {
				out.Quote = append(out.Quote, []pageCell{
					{}, {}, {Text: t.Label}, {}, {printed(t.Budget), true, pointsTo(f, t.Budget)}, {printed(t.Executed), true, pointsTo(f, t.Executed)},
					{printed(t.Returned), true, pointsTo(f, t.Returned)}, {printed(t.Score), true, pointsTo(f, t.Score)},
				})
			}
		}
	}
	return out
}

// printed is a figure as the report printed it.
func printed(a *report.Amount) string {
	if a == nil {
		return ""
	}
	return a.Raw
}

func (h *htmlWriter) Close(s Summary) error {
	defer h.spool.Close()
	defer os.Remove(h.spool.Name())
	if err := h.buf.Flush(); err != nil {
		return err
	}
	if _, err := h.spool.Seek(0, io.SeekStart); err != nil {
		return err
	}
	byRule := make([]*ruleCount, 0, len(h.rules))
	for _, c := range h.rules {
		byRule = append(byRule, c)
	}
	slices.SortFunc(byRule, func(a, b *ruleCount) int {
		if d := b.Severity.Weight() - a.Severity.Weight(); d != 0 {
			return d
		}
		if a.Count != b.Count {
			return b.Count - a.Count
		}
		return strings.Compare(a.ID, b.ID)
	})
	byDept := make([]*departmentCount, 0, len(h.depts))
	for _, c := range h.depts {
		byDept = append(byDept, c)
	}
	slices.SortFunc(byDept, func(a, b *departmentCount) int {
		if a.Error != b.Error {
			return b.Error - a.Error
		}
		if a.Warning != b.Warning {
			return b.Warning - a.Warning
		}
		return strings.Compare(a.Name, b.Name)
	})
	more := ""
	if h.more > 0 {
		more = fmt.Sprintf(h.t.More, h.more)
	}
	lang := "zh-CN"
	if h.opt.Lang == report.EN {
		lang = "en"
	}
	var notRead []string
	for _, line := range s.notRead() {
		notRead = append(notRead, line.In(h.opt.Lang))
	}
	page := map[string]any{
		"Lang": lang, "T": &h.t, "Sum": s, "ByRule": byRule, "ByDepartment": byDept, "MoreDepartments": more,
		"NotRead": notRead,
		"Charts":  h.chart.charts(byRule, h.opt.Lang),
		"CSS":     template.CSS(pageStyle), "JS": template.JS(pageScript),
	}
	if err := pages.ExecuteTemplate(safe.Writer{W: h.w}, "head", page); err != nil {
		return err
	}
	if _, err := io.Copy(h.w, h.spool); err != nil {
		return err
	}
	return pages.ExecuteTemplate(safe.Writer{W: h.w}, "tail", page)
}
