package output

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"selfeval"
	"selfeval/internal/app/dataset"
	"selfeval/internal/text/safe"
	"selfeval/report"
	"selfeval/rules"
)

func init() {
	Register(Format{
		Name: "xlsx", Binary: true,
		Doc: report.Text{ZH: "Excel 工作簿：问题清单、项目明细、自评表、绩效指标、修正记录、汇总", EN: "Excel workbook: findings, projects, forms, indicators, fixes, summary"},
		New: newXLSX,
	})
}

// The sheets of the workbook, in order.
const (
	sheetFindings = iota
	sheetProjects
	sheetForms
	sheetIndicators
	sheetFixes
	sheetSummary
)

// column is a column of a sheet: its head in both languages and its width in
// characters.
type column struct {
	head  report.Text
	width float64
}

var sheets = []struct {
	name    report.Text
	columns []column
}{
	{report.Text{ZH: "问题清单", EN: "Findings"}, []column{
		{report.Text{ZH: "级别", EN: "Severity"}, 8}, {report.Text{ZH: "部门", EN: "Department"}, 24}, {report.Text{ZH: "年度", EN: "Year"}, 8},
		{report.Text{ZH: "规则", EN: "Rule"}, 26}, {report.Text{ZH: "问题", EN: "Finding"}, 70}, {report.Text{ZH: "位置", EN: "Place"}, 26},
		{headQuote, 44}, {report.Text{ZH: "依据", EN: "Basis"}, 30}, {report.Text{ZH: "文件", EN: "File"}, 40}, {headFingerprint, 20}, {report.Text{ZH: "复读", EN: "Second reading"}, 14},
		{headState, 12}, {headBy, 12}, {headReason, 40}, {headUntil, 14}, {report.Text{ZH: "反馈", EN: "Feedback"}, 30},
		{headRule, 26}, {headValues, 20}}},
	{report.Text{ZH: "项目明细", EN: "Projects"}, []column{
		{report.Text{ZH: "部门", EN: "Department"}, 24}, {report.Text{ZH: "年度", EN: "Year"}, 8}, {report.Text{ZH: "行", EN: "Row"}, 6}, {report.Text{ZH: "序号", EN: "No."}, 6},
		{report.Text{ZH: "项目名称", EN: "Project"}, 44}, {report.Text{ZH: "项目实施单位", EN: "Implementer"}, 24}, {report.Text{ZH: "预算数", EN: "Budget"}, 14},
		{report.Text{ZH: "执行数", EN: "Executed"}, 14}, {report.Text{ZH: "交回财政数", EN: "Returned"}, 14}, {report.Text{ZH: "单位", EN: "Unit"}, 8},
		{report.Text{ZH: "自评得分", EN: "Score"}, 10}, {report.Text{ZH: "问题", EN: "Findings"}, 50}, {report.Text{ZH: "文件", EN: "File"}, 40}}},
	{report.Text{ZH: "自评表", EN: "Forms"}, []column{
		{report.Text{ZH: "部门", EN: "Department"}, 24}, {report.Text{ZH: "年度", EN: "Year"}, 8}, {report.Text{ZH: "张", EN: "Form"}, 6}, {report.Text{ZH: "项目名称", EN: "Project"}, 44},
		{report.Text{ZH: "项目实施单位", EN: "Implementer"}, 24}, {report.Text{ZH: "年初预算数", EN: "Initial budget"}, 14}, {report.Text{ZH: "全年预算数", EN: "Budget"}, 14},
		{report.Text{ZH: "全年执行数", EN: "Executed"}, 14}, {report.Text{ZH: "单位", EN: "Unit"}, 8}, {report.Text{ZH: "执行率（%）", EN: "Rate (%)"}, 10}, {report.Text{ZH: "总分", EN: "Total score"}, 10},
		{report.Text{ZH: "等级", EN: "Grade"}, 8}, {report.Text{ZH: "问题", EN: "Findings"}, 50}, {report.Text{ZH: "位置", EN: "Place"}, 20}, {report.Text{ZH: "文件", EN: "File"}, 40}}},
	{report.Text{ZH: "绩效指标", EN: "Indicators"}, []column{
		{report.Text{ZH: "项目名称", EN: "Project"}, 36}, {report.Text{ZH: "张", EN: "Form"}, 6}, {report.Text{ZH: "一级指标", EN: "Level 1"}, 14}, {report.Text{ZH: "二级指标", EN: "Level 2"}, 16},
		{report.Text{ZH: "三级指标", EN: "Level 3"}, 30}, {report.Text{ZH: "年度指标值", EN: "Target"}, 18}, {report.Text{ZH: "实际完成值", EN: "Actual"}, 18}, {report.Text{ZH: "分值", EN: "Weight"}, 8},
		{report.Text{ZH: "得分", EN: "Score"}, 8}, {report.Text{ZH: "偏差原因", EN: "Reason"}, 40}, {report.Text{ZH: "问题", EN: "Findings"}, 40}, {report.Text{ZH: "位置", EN: "Place"}, 20}, {report.Text{ZH: "文件", EN: "File"}, 40}}},
	{report.Text{ZH: "修正记录", EN: "Fixes"}, []column{
		{report.Text{ZH: "部门", EN: "Department"}, 24}, {report.Text{ZH: "步骤", EN: "Step"}, 12}, {report.Text{ZH: "字段", EN: "Field"}, 28}, {report.Text{ZH: "修正前", EN: "Before"}, 40},
		{report.Text{ZH: "修正后", EN: "After"}, 40}, {report.Text{ZH: "原因", EN: "Why"}, 40}, {report.Text{ZH: "位置", EN: "Place"}, 20}, {report.Text{ZH: "文件", EN: "File"}, 40}}},
	{report.Text{ZH: "汇总", EN: "Summary"}, []column{
		{report.Text{ZH: "部门", EN: "Department"}, 30}, {report.Text{ZH: "年度", EN: "Year"}, 8}, {report.Text{ZH: "状态", EN: "Status"}, 10}, {report.Text{ZH: "项目数", EN: "Projects"}, 8},
		{report.Text{ZH: "错误", EN: "Errors"}, 8}, {report.Text{ZH: "警告", EN: "Warnings"}, 8}, {report.Text{ZH: "提示", EN: "Infos"}, 8}, {report.Text{ZH: "说明", EN: "Remarks"}, 50}, {report.Text{ZH: "文件", EN: "File"}, 40}}},
}

// maxSheetRows is how many rows a sheet can have; rows beyond it are told of in
// the summary rather than lost in silence.
const maxSheetRows = 1 << 20

// maxComments bounds the cell comments, which the workbook keeps in memory.
const maxComments = 5000

type xlsxWriter struct {
	level   int // how far in the next rows stand
	w       io.Writer
	opt     Options
	f       *excelize.File
	streams []*excelize.StreamWriter
	next    []int // next free row by sheet
	left    []int // rows that did not fit, by sheet
	style   map[string]int
	notes   []excelize.Comment
}

func newXLSX(w io.Writer, opt Options) (Writer, error) {
	x := &xlsxWriter{w: w, opt: opt, f: excelize.NewFile(), style: map[string]int{}, next: make([]int, len(sheets)), left: make([]int, len(sheets))}
	if err := x.styles(); err != nil {
		return nil, err
	}
	for i, s := range sheets {
		name := s.name.In(opt.Lang)
		var err error
		if i == 0 {
			err = x.f.SetSheetName("Sheet1", name)
		} else {
			_, err = x.f.NewSheet(name)
		}
		if err != nil {
			return nil, err
		}
		if err := x.print(name); err != nil {
			return nil, err
		}
		stream, err := x.f.NewStreamWriter(name)
		if err != nil {
			return nil, err
		}
		x.streams = append(x.streams, stream)
		head := make([]any, len(s.columns))
		for c, col := range s.columns {
			if err := stream.SetColWidth(c+1, c+1, col.width); err != nil {
				return nil, err
			}
			head[c] = excelize.Cell{StyleID: x.style["head"], Value: col.head.In(opt.Lang)}
		}
		if i == sheetFindings {
			// What a machine needs to take decisions back is there, and out of sight.
			if err := stream.SetColVisible(len(s.columns)-1, len(s.columns), false); err != nil {
				return nil, err
			}
		}
		if err := stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
			return nil, err
		}
		if err := stream.SetRow("A1", head); err != nil {
			return nil, err
		}
		x.next[i] = 2
	}
	return x, nil
}

// print lays a sheet out for paper: across, as wide as a page, its head on every page.
func (x *xlsxWriter) print(sheet string) error {
	across, a4, wide, high, fit := "landscape", 9, 1, 0, true
	if err := x.f.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	if err := x.f.SetPageLayout(sheet, &excelize.PageLayoutOptions{Orientation: &across, Size: &a4, FitToWidth: &wide, FitToHeight: &high}); err != nil {
		return err
	}
	if err := x.f.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{OddHeader: "&L" + sheet, OddFooter: "&C&P / &N"}); err != nil {
		return err
	}
	return x.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: "'" + sheet + "'!$1:$1", Scope: sheet})
}

func (x *xlsxWriter) styles() error {
	fill := func(color string) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
	}
	wrap := &excelize.Alignment{WrapText: true, Vertical: "top"}
	number := "#,##0.00####"
	for _, s := range []struct {
		name  string
		style excelize.Style
	}{
		{"head", excelize.Style{Font: &excelize.Font{Bold: true}, Fill: fill("DDE6F0"), Alignment: &excelize.Alignment{Vertical: "center", WrapText: true}}},
		{"wrap", excelize.Style{Alignment: wrap}},
		{"number", excelize.Style{CustomNumFmt: &number, Alignment: &excelize.Alignment{Vertical: "top"}}},
		{"error", excelize.Style{Fill: fill("F8CBAD"), CustomNumFmt: &number, Alignment: wrap}},
		{"warning", excelize.Style{Fill: fill("FFE699"), CustomNumFmt: &number, Alignment: wrap}},
		{"info", excelize.Style{Fill: fill("DDEBF7"), CustomNumFmt: &number, Alignment: wrap}},
	} {
		id, err := x.f.NewStyle(&s.style)
		if err != nil {
			return err
		}
		x.style[s.name] = id
	}
	return nil
}

// row appends a row to a sheet. All text is stored as text, never as a formula.
func (x *xlsxWriter) row(sheet int, cells ...any) error {
	if x.next[sheet] > maxSheetRows {
		x.left[sheet]++
		return nil
	}
	for i, c := range cells {
		switch c := c.(type) {
		case string:
			cells[i] = excelize.Cell{StyleID: x.style["wrap"], Value: cut(c)}
		case excelize.Cell:
			if s, ok := c.Value.(string); ok {
				c.Value = cut(s)
				cells[i] = c
			}
		}
	}
	err := x.streams[sheet].SetRow(fmt.Sprintf("A%d", x.next[sheet]), cells, excelize.RowOpts{OutlineLevel: x.level})
	x.next[sheet]++
	return err
}

// cut keeps a text within what a cell can hold.
func cut(s string) string {
	s = safe.Text(s)
	if r := []rune(s); len(r) > 32_000 {
		return string(r[:32_000]) + "…"
	}
	return s
}

func (x *xlsxWriter) Document(d *selfeval.Document) error {
	r := d.Report
	if r == nil {
		r = &report.Report{}
	}
	var c Counts
	c.Add(d.Findings)
	var remarks []string
	if d.Error != nil {
		remarks = append(remarks, *d.Error)
	}
	for _, n := range d.Notes {
		remarks = append(remarks, strings.TrimSpace(n.At.In(x.opt.Lang)+" "+n.Message))
	}
	name := documentName(d)
	year := r.FiscalYear.String()
	for _, f := range inOrder(d.Findings) {
		severity := excelize.Cell{StyleID: x.style[string(f.Severity)], Value: severityNames[f.Severity].In(x.opt.Lang)}
		x.level = f.level
		if err := x.row(sheetFindings, severity, r.Department, year, f.Title, f.Message, x.opt.where(f.Finding), quote(d.Evidence[f.Fingerprint], x.opt.Lang), rules.Cited(f.Basis), name, f.Fingerprint, x.opt.reread(f.Finding),
			stateOpen.In(x.opt.Lang), "", "", "", "", f.Rule, f.ValuesDigest); err != nil {
			return err
		}
	}
	x.level = 0
	if err := x.projects(d, r, name, year); err != nil {
		return err
	}
	if err := x.forms(d, r, name); err != nil {
		return err
	}
	for _, f := range d.Fixes {
		if err := x.row(sheetFixes, r.Department, f.Step, f.Field, f.Before, f.After, f.Why, f.At.In(x.opt.Lang), name); err != nil {
			return err
		}
	}
	return x.row(sheetSummary, r.Department, year, statusNames[d.Status].In(x.opt.Lang), len(r.Projects), c.Error, c.Warning, c.Info, strings.Join(remarks, "；"), name)
}

// flagged are the columns of 项目明细 that hold fields of a row.
var flagged = []struct {
	field  string
	column int
	of     func(*report.Project) *report.Amount
}{
	{"seq", 3, nil}, {"name", 4, nil}, {"implementer", 5, nil},
	{"budget", 6, func(p *report.Project) *report.Amount { return p.Budget }},
	{"executed", 7, func(p *report.Project) *report.Amount { return p.Executed }},
	{"returned", 8, func(p *report.Project) *report.Amount { return p.Returned }},
	{"score", 10, func(p *report.Project) *report.Amount { return p.Score }},
}

func (x *xlsxWriter) projects(d *selfeval.Document, r *report.Report, name, year string) error {
	byRow := map[int][]*rules.Finding{}
	for i := range d.Findings {
		for _, n := range d.Findings[i].Projects {
			byRow[n] = append(byRow[n], &d.Findings[i])
		}
	}
	for i := range r.Projects {
		p := &r.Projects[i]
		found := byRow[i+1]
		var ids []string
		for _, f := range found {
			if !slices.Contains(ids, f.Rule) {
				ids = append(ids, f.Rule)
			}
		}
		unit := r.Unit
		if p.Budget != nil {
			unit = p.Budget.Unit
		}
		cells := []any{r.Department, year, i + 1, p.SeqPrinted, p.Name, p.Implementer, x.figure(p.Budget), x.figure(p.Executed), x.figure(p.Returned), unit,
			x.figure(p.Score), strings.Join(ids, " "), name}
		row := x.next[sheetProjects]
		for _, f := range slices.Backward(found) { // the heaviest last, on top
			for _, c := range flagged {
				var a *report.Amount
				if c.of != nil {
					a = c.of(p)
				}
				if !x.opt.marks(f, c.field, a) {
					continue
				}
				v := cells[c.column]
				if cell, ok := v.(excelize.Cell); ok {
					v = cell.Value
				}
				cells[c.column] = excelize.Cell{StyleID: x.style[string(f.Severity)], Value: v}
			}
		}
		if len(found) > 0 && len(x.notes) < maxComments && row <= maxSheetRows {
			var lines []string
			for _, f := range found {
				lines = append(lines, "["+severityNames[f.Severity].In(x.opt.Lang)+"] "+f.Message)
			}
			x.notes = append(x.notes, excelize.Comment{Cell: fmt.Sprintf("L%d", row), Author: "selfeval", Text: cut(strings.Join(lines, "\n"))})
		}
		if err := x.row(sheetProjects, cells...); err != nil {
			return err
		}
	}
	return nil
}

// figure is an amount as a number cell, or its raw text where it was not
// understood, or empty where it is not stated.
func (x *xlsxWriter) figure(a *report.Amount) any {
	switch {
	case a == nil:
		return nil
	case !a.Known():
		return a.Raw
	}
	return excelize.Cell{StyleID: x.style["number"], Value: dataset.SheetNumber(a.Dec())}
}

func (x *xlsxWriter) Close(s Summary) error {
	defer x.f.Close()
	for i, n := range x.left {
		if n > 0 {
			x.left[i] = 0
			text := report.Textf("“%[1]s”超过工作表行数上限，有 %[2]d 行未写入", "%[1]q is over a worksheet's rows; %[2]d rows are left out", sheets[i].name.In(x.opt.Lang), n)
			if err := x.row(sheetSummary, "", "", "", nil, nil, nil, nil, text.In(x.opt.Lang), ""); err != nil {
				return err
			}
		}
	}
	if err := x.row(sheetSummary, report.Text{ZH: "合计", EN: "Total"}.In(x.opt.Lang), "", "", nil, s.Findings.Error, s.Findings.Warning, s.Findings.Info,
		fmt.Sprintf(report.Text{ZH: "共 %d 份，失败 %d，部分读取 %d，非自评报告 %d", EN: "%d documents, %d failed, %d partly read, %d other papers"}.In(x.opt.Lang), s.Documents, s.Failed, s.Partial, s.Other), ""); err != nil {
		return err
	}
	for _, line := range s.notRead() {
		if err := x.row(sheetSummary, "", "", "", nil, nil, nil, nil, line.In(x.opt.Lang), ""); err != nil {
			return err
		}
	}
	// Filters and comments come before the rows are flushed: after it the library
	// would read every sheet back into memory.
	for _, c := range x.notes {
		if err := x.f.AddComment(sheets[sheetProjects].name.In(x.opt.Lang), c); err != nil {
			return err
		}
	}
	if err := x.states(); err != nil {
		return err
	}
	for i, stream := range x.streams {
		last, err := excelize.CoordinatesToCellName(len(sheets[i].columns), max(x.next[i]-1, 1))
		if err != nil {
			return err
		}
		if err := x.f.AutoFilter(sheets[i].name.In(x.opt.Lang), "A1:"+last, nil); err != nil {
			return err
		}
		if err := stream.Flush(); err != nil {
			return err
		}
	}
	return dataset.WriteWorkbook(x.f, x.w)
}
