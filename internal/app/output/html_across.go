package output

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"selfeval/report"
)

// pageAcross is what the page says of all reports together: who has published nothing,
// which kinds of paper are missing, and the departments beside each other.
type pageAcross struct {
	Listed         int
	Silent         []pageSilent
	Missing        []pageMissing
	Unplaced, More string
	Year           string
	Ranks          []pageRank
}

type pageSilent struct {
	Year  string
	Names string
	Count int
}

type pageMissing struct{ Href, Name, Year, Kinds string }

// pageRank is a department beside the others; in brackets stands the year before.
type pageRank struct {
	Href, Name                                                     string
	Error, Warning, Rate, Score, RateLast, ScoreLast, FindingsLast string
	Place, RatePlace, ScorePlace                                   int
}

// The limits of what the page lists of all reports together.
const (
	maxMissing = 500
	maxRanks   = 500
)

// hrefOf is the address of the page's view of a department and a year.
func hrefOf(department, year string) string {
	v := url.Values{}
	v.Set("dept", department)
	v.Set("year", year)
	return "#" + v.Encode()
}

// across is nil where the reports were not compared or nothing is worth a table.
func (h *htmlWriter) across(a *Across) *pageAcross {
	if a == nil {
		return nil
	}
	out := &pageAcross{Listed: a.Listed}
	if a.Listed > 0 {
		h.silent(out, a)
		h.missing(out, a)
	}
	h.ranks(out, a)
	if out.Listed == 0 && len(out.Ranks) == 0 {
		return nil
	}
	return out
}

// silent lists who has published nothing.
func (h *htmlWriter) silent(out *pageAcross, a *Across) {
	byYear := map[string][]string{}
	var years []string
	for _, s := range a.Silent {
		if byYear[s.Year] == nil {
			years = append(years, s.Year)
		}
		byYear[s.Year] = append(byYear[s.Year], clean(s.Name))
	}
	for _, y := range years {
		out.Silent = append(out.Silent, pageSilent{clean(y), h.join(byYear[y]), len(byYear[y])})
	}
	if a.Unplaced > 0 {
		out.Unplaced = fmt.Sprintf(h.t.Unplaced, a.Unplaced)
	}
}

// missing lists who lacks a kind of paper.
func (h *htmlWriter) missing(out *pageAcross, a *Across) {
	for i := range a.Departments {
		d := &a.Departments[i]
		if !d.Listed || len(d.Missing) == 0 || len(out.Missing) >= maxMissing {
			continue
		}
		var kinds []string
		for _, k := range d.Missing {
			kinds = append(kinds, kindNames[k].In(h.opt.Lang))
		}
		out.Missing = append(out.Missing, pageMissing{hrefOf(clean(d.Name), d.Year), clean(d.Name), clean(d.Year), h.join(kinds)})
	}
}

// ranks are the departments of the newest year, the most serious first.
func (h *htmlWriter) ranks(out *pageAcross, a *Across) {
	of := a.newest()
	if len(of) < 2 {
		return
	}
	out.Year = clean(of[0].Year)
	for _, d := range of[:min(len(of), maxRanks)] {
		r := pageRank{Href: hrefOf(clean(d.Name), d.Year), Name: clean(d.Name), Error: fmt.Sprint(d.Findings.Error), Warning: fmt.Sprint(d.Findings.Warning),
			Rate: nothing(clean(d.Rate)), Score: nothing(clean(d.Score)), Place: d.Ranks.Findings, RatePlace: d.Ranks.Rate, ScorePlace: d.Ranks.Score}
		if l := d.Last; l != nil {
			r.RateLast, r.ScoreLast, r.FindingsLast = nothing(clean(l.Rate)), nothing(clean(l.Score)), fmt.Sprintf("%d / %d", l.Findings.Error, l.Findings.Warning)
		}
		out.Ranks = append(out.Ranks, r)
	}
	if n := len(of) - len(out.Ranks); n > 0 {
		out.More = fmt.Sprintf(h.t.MoreDepartments, n)
	}
}

// newest are the departments of the newest year that have places among each other, the
// most serious first.
func (a *Across) newest() (of []*AcrossDepartment) {
	year := ""
	for i := range a.Departments {
		year = max(year, a.Departments[i].Year)
	}
	for i := range a.Departments {
		if d := &a.Departments[i]; d.Year == year && year != "" && d.Ranks != nil {
			of = append(of, d)
		}
	}
	slices.SortStableFunc(of, func(x, y *AcrossDepartment) int { return x.Ranks.Findings - y.Ranks.Findings })
	return of
}

func (h *htmlWriter) join(names []string) string {
	return strings.Join(names, report.Text{ZH: "、", EN: ", "}.In(h.opt.Lang))
}
