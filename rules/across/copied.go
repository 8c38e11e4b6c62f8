package across

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"selfeval/internal/text/cjk"
	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/internal/figures"
	"selfeval/rules/internal/names"
)

var copiedFromPriorYearRule = &rules.Rule{
	ID:       "copied-from-prior-year",
	Title:    report.Text{ZH: "与上年报告几乎逐字相同", EN: "Almost word for word as last year"},
	Severity: rules.Warning,
	Needs:    rules.Needs{Check: rules.Forms | rules.Prose, Other: rules.Forms | rules.Prose},
	Basis:    []rules.Basis{rules.Opinions},
	Values: []rules.Value{
		rules.Term("part", "相同的内容", "what is the same", partTerms),
		rules.Named("similarity", "相同程度", "how much is the same", rules.Percent),
		rules.Named("length", "字数", "characters", rules.Count),
	},
	Doc: rules.Doc{
		What:    report.Text{ZH: "把存在问题、改进措施、年度目标、目标完成情况与同一部门（同一项目）上年报告的文字对照，数字、年份和标点不计。目标相同只作提示。文字太短、相同程度不到参数所定的，不作判断；两份报告任一份未读全的，不作判断。", EN: "Compares problems, measures, goals and results with the text of the same department's (the same project's) paper of last year, figures, years and punctuation aside. Goals that are the same are an info only. Silent on short texts, below the share that a parameter sets, and where either paper was not read whole."},
		Why:     report.Text{ZH: "问题年年相同，说明上年的整改没有做，或者今年的自评没有做。", EN: "The same problems in the same words: last year's were not mended, or this year's evaluation was not done."},
		Example: report.Text{ZH: "“2022年河堤加固”的目标完成情况与上年报告几乎逐字相同（共 65 字，相同 100%）", EN: "“2022年河堤加固”, results: almost word for word as last year (100% of 65 characters)"},
		Caveat:  report.Text{ZH: "连续实施的项目，目标本可以相同；个别问题需要多年解决。", EN: "A project that goes on may keep its goal; some problems take years."},
		Advice:  report.Text{ZH: "请单位说明上年所列问题的整改情况，按本年实际重写。", EN: "Ask what became of last year's problems, and for a text about this year."},
	},
	Params: []rules.Param{
		{Name: "similarity", Default: "90", Min: "50", Max: "100", Doc: report.Text{ZH: "相同程度达到多少（%）", EN: "how much must be the same (%)"}},
		{Name: "length", Default: "40", Min: "20", Doc: report.Text{ZH: "至少多少字才作判断", EN: "texts of fewer characters are not judged"}},
	},
	Prior: copied,
}

// partTerms are the parts whose words are compared.
var partTerms = map[string]report.Text{
	"problems": {ZH: "存在问题", EN: "problems"},
	"measures": {ZH: "改进措施", EN: "measures"},
	"goals":    {ZH: "年度目标", EN: "goals"},
	"results":  {ZH: "目标完成情况", EN: "results"},
}

// passage is a text of a report with where it stands.
type passage struct {
	part, project string // project: of a form, in the form in which names are compared
	text          string
	at            report.Location
	label         report.Text
}

func copied(p *rules.Pass, prior []*rules.Paper) {
	least, length := p.Decimal("similarity"), int(p.Decimal("length").IntPart())
	type key struct{ part, project string }
	type place struct {
		paper   *rules.Paper
		passage passage
	}
	before := map[key][]place{}
	for _, x := range prior {
		for _, s := range passages(x.Report) {
			before[key{s.part, s.project}] = append(before[key{s.part, s.project}], place{x, s})
		}
	}
	for _, s := range passages(p.Report) {
		words := bare(s.text)
		n := utf8.RuneCountInString(words)
		if n < length {
			continue
		}
		for _, b := range before[key{s.part, s.project}] {
			same := likeness(words, bare(b.passage.text))
			if same.LessThan(least) {
				continue
			}
			share := figures.Money(same, "%")
			p.Add(rules.Finding{
				Key: strings.TrimSpace(s.part + " " + s.project), Mild: s.part == "goals", At: rules.Places(p.Title(), s.at), Against: []rules.Counterpart{b.paper.Against(b.passage.at)},
				Text: report.Textf("%s%s与上年报告几乎逐字相同（共 %s 字，相同 %s）", "%s%s: almost word for word as last year (%[4]s of %[3]s)",
					s.label, partTerms[s.part], figures.N(n, "character", "characters"), share),
				Values: map[string]string{"part": s.part, "similarity": share, "length": decimal.NewFromInt(int64(n)).String()},
			})
			break
		}
	}
}

// passages are the texts of a report that say what was found and done.
func passages(r *report.Report) []passage {
	out := []passage{
		{part: "problems", text: strings.Join(r.Problems, ""), at: headed(r, partTerms["problems"].ZH)},
		{part: "measures", text: strings.Join(r.Measures, ""), at: headed(r, partTerms["measures"].ZH)},
	}
	var goals []string
	var at report.Location
	for i := range r.Goals {
		goals = append(goals, r.Goals[i].Objective)
		if at.IsZero() {
			at = r.Goals[i].At
		}
	}
	out = append(out, passage{part: "goals", text: strings.Join(goals, ""), at: at})
	count := map[string]int{}
	for i := range r.Forms {
		count[projectName(r.Forms[i].Project)]++
	}
	for i := range r.Forms {
		f := &r.Forms[i]
		project := projectName(f.Project)
		if project == "" || count[project] > 1 {
			continue
		}
		label := report.Textf("“%s”的", "“%s”, ", f.Project)
		for _, x := range [][3]string{{"problems", f.Problems, "problems"}, {"measures", f.Measures, "measures"}, {"goals", f.Goal.Expected, "expected"}, {"results", f.Goal.Actual, "actual"}} {
			out = append(out, passage{x[0], project, x[1], f.Cells.At(x[2], f.At), label})
		}
	}
	return out
}

// headed is the place of the heading that names a part.
func headed(r *report.Report, part string) report.Location {
	for _, word := range []string{part, string([]rune(part)[2:])} {
		for i := range r.Sections {
			if strings.Contains(r.Sections[i].Title, word) {
				return r.Sections[i].At
			}
		}
	}
	return report.Location{}
}

// projectName is a project's name without its year, in the form in which names are
// compared.
func projectName(name string) string { return yearInName.ReplaceAllString(names.Key(name), "") }

// bare is a text without what differs between two years of one thing: figures, marks, and how a list counts.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if r = cjk.Fold(r); unicode.IsLetter(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, counting.ReplaceAllString(s, ""))
}

// likeness is how much of a text stands in another one, in percent of its different runs
// of three characters: what is said twice counts once.
func likeness(text, before string) decimal.Decimal {
	here, there := runs(text), runs(before)
	if len(here) == 0 || len(there) == 0 {
		return decimal.Zero
	}
	common := 0
	for run := range here {
		if there[run] {
			common++
		}
	}
	return figures.Short(decimal.NewFromInt(int64(100*common)).DivRound(decimal.NewFromInt(int64(len(here))), 1))
}

func runs(s string) map[[3]rune]bool {
	rs, out := []rune(s), map[[3]rune]bool{}
	for i := 0; i+3 <= len(rs); i++ {
		out[[3]rune(rs[i:i+3])] = true
	}
	return out
}
