package output

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"selfeval"
	"selfeval/report"
)

// The heads by which decisions are found again in a workbook that people worked on:
// columns may have been moved, added and left out.
var (
	headFingerprint = report.Text{ZH: "指纹", EN: "Fingerprint"}
	headState       = report.Text{ZH: "处理状态", EN: "State"}
	headBy          = report.Text{ZH: "责任人", EN: "Responsible"}
	headReason      = report.Text{ZH: "情况说明", EN: "Explanation"}
	headUntil       = report.Text{ZH: "整改期限", EN: "Deadline"}
	headRule        = report.Text{ZH: "规则编号", EN: "Rule ID"}
	headValues      = report.Text{ZH: "数字摘要", EN: "Values digest"}
)

// The states of a finding.
var (
	stateOpen     = report.Text{ZH: "待处理", EN: "open"}
	stateAccepted = report.Text{ZH: "已接受", EN: "accepted"}
	stateMistaken = report.Text{ZH: "误报", EN: "mistaken"}
	stateDemanded = report.Text{ZH: "要求整改", EN: "correction demanded"}
	stateMended   = report.Text{ZH: "已整改", EN: "corrected"}

	findingStates = []report.Text{stateOpen, stateAccepted, stateMistaken, stateDemanded, stateMended}
)

// states lets people choose the state of a finding from a list.
func (x *xlsxWriter) states() error {
	column := slices.IndexFunc(sheets[sheetFindings].columns, func(c column) bool { return c.head == headState }) + 1
	name, err := excelize.ColumnNumberToName(column)
	if err != nil {
		return err
	}
	var words []string
	for _, s := range findingStates {
		words = append(words, s.In(x.opt.Lang))
	}
	v := excelize.NewDataValidation(true)
	v.Sqref = fmt.Sprintf("%s2:%s%d", name, name, max(x.next[sheetFindings]-1, 2))
	if err := v.SetDropList(words); err != nil {
		return err
	}
	return x.f.AddDataValidation(sheets[sheetFindings].name.In(x.opt.Lang), v)
}

// Decision is what people wrote beside a finding in a workbook.
type Decision struct {
	Row          int // as the sheet numbers it
	Fingerprint  string
	ValuesDigest string
	Rule         string
	Department   string
	Year         string
	Message      string
	Accepted     bool // the finding is not to be shown again while its figures stay
	Mistaken     bool // accepted since the finding is wrong
	State        string
	By, Reason   string
	Until        string // 2006-01-02, empty: no end
}

// maxWorkbook bounds what a workbook unpacks to.
const maxWorkbook = 512 << 20

var fingerprint = regexp.MustCompile(`^[0-9a-f]{16}$`)

// ReadDecisions reads back the findings of a workbook that Excel output wrote and people
// worked on. Rows without a fingerprint are people's own and passed over.
func ReadDecisions(r io.Reader) ([]Decision, error) {
	f, err := excelize.OpenReader(r, excelize.Options{UnzipSizeLimit: maxWorkbook, UnzipXMLSizeLimit: 16 << 20})
	if err != nil {
		return nil, err
	}
	defer f.Close()
	for _, sheet := range f.GetSheetList() {
		rows, err := f.Rows(sheet)
		if err != nil {
			return nil, err
		}
		out, found, err := decisions(rows)
		_ = rows.Close()
		if err != nil || found {
			return out, err
		}
	}
	return nil, errors.New("no sheet with the columns " + headFingerprint.ZH + ", " + headState.ZH)
}

// decisions reads a sheet; found tells whether it is one of findings.
func decisions(rows *excelize.Rows) (out []Decision, found bool, err error) {
	var at map[string]int
	for n := 1; rows.Next(); n++ {
		cells, err := rows.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return nil, false, err
		}
		if at == nil {
			if at = heads(cells); at == nil && n >= 10 {
				return nil, false, nil // people may have put a title above, and no more
			}
			continue
		}
		cell := func(head report.Text) string {
			if i, ok := at[head.ZH]; ok && i < len(cells) {
				return strings.TrimSpace(cells[i])
			}
			return ""
		}
		d := Decision{Row: n, Fingerprint: cell(headFingerprint), ValuesDigest: cell(headValues), Rule: cell(headRule), State: cell(headState),
			Department: cell(report.Text{ZH: "部门"}), Year: cell(report.Text{ZH: "年度"}), Message: cell(report.Text{ZH: "问题"}), By: cell(headBy), Reason: cell(headReason), Until: day(cell(headUntil))}
		if !fingerprint.MatchString(d.Fingerprint) {
			continue
		}
		d.Mistaken = is(d.State, stateMistaken)
		d.Accepted = d.Mistaken || is(d.State, stateAccepted)
		out = append(out, d)
	}
	return out, at != nil, rows.Error()
}

// is reports whether a cell says a state, in either language.
func is(cell string, state report.Text) bool {
	return cell == state.ZH || strings.EqualFold(cell, state.EN)
}

// heads finds the columns by their heads in either language, nil where it is no row of
// heads.
func heads(cells []string) map[string]int {
	at := map[string]int{}
	for i, c := range cells {
		c = strings.TrimSpace(c)
		for _, col := range sheets[sheetFindings].columns {
			if c == col.head.ZH || c == col.head.EN {
				if _, ok := at[col.head.ZH]; !ok {
					at[col.head.ZH] = i
				}
			}
		}
	}
	if _, ok := at[headFingerprint.ZH]; !ok {
		return nil
	}
	if _, ok := at[headState.ZH]; !ok {
		return nil
	}
	return at
}

// day reads a day as people and spreadsheets write it, empty where it is none.
func day(s string) string {
	for _, form := range []string{time.DateOnly, "2006/1/2", "2006-1-2", "2006.1.2", "2006年1月2日"} {
		if t, err := time.Parse(form, s); err == nil {
			return t.Format(time.DateOnly)
		}
	}
	// A spreadsheet keeps a day as a number of days.
	var n float64
	if _, err := fmt.Sscanf(s, "%f", &n); err == nil && n > 20000 && n < 80000 {
		if t, err := excelize.ExcelDateToTime(n, false); err == nil {
			return t.Format(time.DateOnly)
		}
	}
	return ""
}

// statusNames are the statuses of documents for people.
var statusNames = map[selfeval.Status]report.Text{
	selfeval.OK:      {ZH: "读全", EN: "read whole"},
	selfeval.Partial: {ZH: "部分读取", EN: "partly read"},
	selfeval.Other:   {ZH: "非自评报告", EN: "another paper"},
	selfeval.Failed:  {ZH: "读不了", EN: "not readable"},
}
