package output

import (
	"fmt"
	"strings"

	"selfeval/report"
)

// Across is what the reports of a run say together: the departments beside each other and
// beside the year before, and who is missing from a list.
type Across struct {
	Compared    int                `json:"compared"` // reports that were compared with another one
	Departments []AcrossDepartment `json:"departments"`
	// Listed counts the departments of the list that was given; Silent are those of them of
	// which no paper was found.
	Listed int            `json:"listed,omitempty"`
	Silent []AcrossSilent `json:"silent,omitempty"`
	// Unplaced counts what may be a paper of any department: files that could not be read,
	// and reports whose department or year is not known.
	Unplaced int `json:"unplaced"`
}

// AcrossDepartment are the papers of one department for one year.
type AcrossDepartment struct {
	Name    string   `json:"name"`
	Year    string   `json:"year"`
	Listed  bool     `json:"listed"`  // it is on the list
	Papers  int      `json:"papers"`  // how many
	Partial int      `json:"partial"` // of which something was not read
	Has     []string `json:"has"`     // kinds of paper: department, summary, form
	Missing []string `json:"missing"`
	AcrossFigures
	Ranks *AcrossRanks   `json:"ranks" jsonschema:"nullable"` // among the departments of the year
	Last  *AcrossFigures `json:"last" jsonschema:"nullable"`  // of the year before
}

// AcrossFigures are what departments are put beside each other by.
type AcrossFigures struct {
	Rate     string `json:"rate"`  // execution rate as its budget and executed amount make it, "95.2%"; empty where they are not known
	Score    string `json:"score"` // final score as printed, "96.5 分"
	Findings Counts `json:"findings"`
}

// AcrossRanks are places among the departments of a year, from 1; 0 where there is none.
// Equal ones share a place.
type AcrossRanks struct {
	Rate     int `json:"rate"`     // highest first
	Score    int `json:"score"`    // highest first
	Findings int `json:"findings"` // most serious first
}

// AcrossSilent is a department of a list of which no paper was found.
type AcrossSilent struct {
	Name string `json:"name"`
	Year string `json:"year"`
}

// kindNames are the kinds of paper that a department publishes.
var kindNames = map[string]report.Text{
	"department": {ZH: "部门整体自评报告", EN: "report on the department"},
	"summary":    {ZH: "自评结果汇总表", EN: "summary table"},
	"form":       {ZH: "项目自评表", EN: "project forms"},
}

// acrossLines writes what the reports say together.
func (t *textWriter) acrossLines(a *Across) {
	if a == nil {
		return
	}
	if a.Listed > 0 {
		t.silentLines(a)
		t.missingLines(a)
	}
	if t.digests || a.Listed > 0 {
		t.rankLines(a)
	}
}

func (t *textWriter) silentLines(a *Across) {
	t.b.WriteString(t.color("1", fmt.Sprintf(t.say("未见公开任何文件的部门（名单共 %d 个）", "Departments of which no paper was found (%d are listed)"), a.Listed)) + "\n")
	byYear := map[string][]string{}
	var years []string
	for _, s := range a.Silent {
		if byYear[s.Year] == nil {
			years = append(years, s.Year)
		}
		byYear[s.Year] = append(byYear[s.Year], clean(s.Name))
	}
	if len(years) == 0 {
		t.b.WriteString(t.say("  没有\n", "  none\n"))
	}
	for _, y := range years {
		lead := fmt.Sprintf(t.say("  %s年度（%d 个）  ", "  %s (%d)  "), clean(y), len(byYear[y]))
		hanging(&t.b, lead, 4, strings.Join(byYear[y], t.say("、", ", ")), t.opt.Width)
	}
	if a.Unplaced > 0 {
		hanging(&t.b, "  ", 2, fmt.Sprintf(t.say("另有 %d 份文件读不了或认不出部门、年度，其中可能有这些部门的", "%d files could not be read or name no department or year: some may be theirs"), a.Unplaced), t.opt.Width)
	}
	t.b.WriteByte('\n')
}

func (t *textWriter) missingLines(a *Across) {
	var lines []string
	for i := range a.Departments {
		d := &a.Departments[i]
		if !d.Listed || len(d.Missing) == 0 {
			continue
		}
		var kinds []string
		for _, k := range d.Missing {
			kinds = append(kinds, kindNames[k].In(t.opt.Lang))
		}
		lines = append(lines, fmt.Sprintf(t.say("%s %s年度：未见%s", "%s %s: no %s"), clean(d.Name), clean(d.Year), strings.Join(kinds, t.say("、", ", "))))
	}
	if len(lines) == 0 {
		return
	}
	t.b.WriteString(t.color("1", t.say("缺少某类文件的部门", "Departments that lack a kind of paper")) + "\n")
	for _, l := range lines {
		hanging(&t.b, "  ", 4, l, t.opt.Width)
	}
	t.b.WriteByte('\n')
}

// rankColumns are how wide the columns of the ranking are.
var rankColumns = [3]int{16, 24, 24}

// rankLines put the departments of the newest year beside each other, with the year before
// in brackets.
func (t *textWriter) rankLines(a *Across) {
	of := a.newest()
	if len(of) < 2 {
		return
	}
	year := of[0].Year
	t.b.WriteString(t.color("1", fmt.Sprintf(t.say("%s年度各部门（括号内为上年；问题重的在前，执行率、得分附名次）", "Departments in %s (the year before in brackets; most serious findings first, places by rate and score)"), clean(year))) + "\n")
	t.b.WriteString(t.color("2", "  "+pad(t.say("错误/警告", "errors/warnings"), rankColumns[0])+" "+pad(t.say("执行率（名次）", "rate (place)"), rankColumns[1])+" "+
		pad(t.say("得分（名次）", "score (place)"), rankColumns[2])+" "+t.say("部门", "department")) + "\n")
	for _, d := range of[:min(len(of), departmentShown)] {
		var last AcrossFigures
		was := func(string) string { return "" }
		if d.Last != nil {
			last = *d.Last
			was = func(s string) string { return " (" + nothing(s) + ")" }
		}
		cols := []string{
			pad(fmt.Sprintf("%d/%d%s", d.Findings.Error, d.Findings.Warning, was(fmt.Sprintf("%d/%d", last.Findings.Error, last.Findings.Warning))), rankColumns[0]),
			pad(t.ranked(d.Rate, d.Ranks.Rate)+was(last.Rate), rankColumns[1]),
			pad(t.ranked(d.Score, d.Ranks.Score)+was(last.Score), rankColumns[2]),
		}
		lead := "  " + strings.Join(cols, " ") + " "
		hanging(&t.b, lead, cells(lead), clean(d.Name), t.opt.Width)
	}
	if n := len(of) - departmentShown; n > 0 {
		fmt.Fprintf(&t.b, t.say("  另有 %d 个部门\n", "  %d more departments\n"), n)
	}
	t.b.WriteByte('\n')
}

func nothing(s string) string {
	if s == "" {
		return "—"
	}
	return s
}

func (t *textWriter) ranked(s string, rank int) string {
	if rank == 0 {
		return nothing(s)
	}
	return s + fmt.Sprintf(t.say(" 第%d", " #%d"), rank)
}
