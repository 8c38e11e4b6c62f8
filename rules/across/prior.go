package across

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/internal/figures"
	"selfeval/rules/internal/names"
)

var priorYearMismatchRule = &rules.Rule{
	ID:       "prior-year-mismatch",
	Title:    report.Text{ZH: "所列上年数与上年报告不符", EN: "Last year's figure differs from last year's paper"},
	Severity: rules.Warning,
	Needs:    rules.Needs{Check: rules.Summary | rules.Forms | rules.Prose, Other: rules.Summary | rules.Forms | rules.Prose},
	Basis:    []rules.Basis{rules.Article57},
	Values: []rules.Value{
		rules.Named("name", "所指的数", "figure", rules.Words),
		rules.Named("stated", "本年报告所列上年数", "last year's figure in this paper", rules.Money),
		rules.Named("published", "上年报告所列", "figure in last year's paper", rules.Money),
		rules.Difference(rules.Money),
	},
	Doc: rules.Doc{
		What:    report.Text{ZH: "把本年报告所列的上年数（上年收入、支出，由当年数和增减额得出的上年数）、上年结转资金、上年自评得分，与同一部门上年公开的报告对照。只比较名称相同、单位可比的数；上年报告中同名的数有一个相符就不作判断。报告说明了追溯调整、口径变化、机构划转、更正的，两份报告任一份未读全的，不作判断。", EN: "Compares last year's figures as this year's paper states them (revenue and expenditure, or what this year's figure and the change make), money carried over and last year's score with the paper that the same department published last year. Only figures of the same name in comparable units; one that agrees is enough. Silent where the paper tells of restated figures, another scope, transferred units or corrections, and where either paper was not read whole."},
		Why:     report.Text{ZH: "同一个数两年公开的不一样，至少有一处不实，或者改了而没有说明。", EN: "The same figure published twice and differently: one of them is not true, or was changed without a word."},
		Example: report.Text{ZH: "“上年结转”列为 150 万元，上年公开的报告结转下年为 122.20 万元，相差 27.80 万元", EN: "“上年结转” is given as 150 ten thousand yuan; the paper of last year carries over 122.20 ten thousand yuan, a difference of 27.80 ten thousand yuan"},
		Caveat:  report.Text{ZH: "上年数可能经过追溯调整、会计差错更正或口径变化，而说明写在别处。", EN: "Last year's figure may have been restated or be of another scope, which is said elsewhere."},
		Advice:  report.Text{ZH: "请单位说明上年数的来源；经过调整的，注明调整依据和口径。", EN: "Ask where last year's figure comes from; where it was restated, why and in which scope."},
	},
	Prior: priorYear,
}

// carried begins the keys of money that was carried over from one year to the next.
const carried = "carried "

// figure is a figure of a report by its name.
type figure struct {
	key, name string
	amount    *report.Amount
	at        []report.Location
	room      decimal.Decimal // by how much it may be off beside the rounding of what is printed
	paper     *rules.Paper    // nil: the report itself
	worked    bool            // out of this year's figure and the change
	project   bool            // of one project
}

func priorYear(p *rules.Pass, prior []*rules.Paper) {
	if len(p.Report.Restated) > 0 {
		return
	}
	published := map[string][]figure{}
	for _, x := range prior {
		if len(x.Report.Restated) > 0 {
			return
		}
		for _, f := range ownFigures(x.Report) {
			f.paper = x
			published[f.key] = append(published[f.key], f)
		}
	}
	told := map[string]bool{}
	for _, f := range lastYears(p.Report, prior[0].Report.FiscalYear.String()) {
		if there := published[f.key]; !told[f.key] && differs(&f, there) {
			told[f.key] = true
			addPrior(p, &f, &there[0])
		}
	}
}

// differs reports whether none of the published figures is the stated one, and at least
// one can be compared with it.
func differs(f *figure, published []figure) bool {
	no := false
	for i := range published {
		x := &published[i]
		v, ok := x.amount.In(f.amount.Unit)
		if !ok {
			continue
		}
		room := decimal.Max(f.amount.HalfDigit(), x.amount.HalfDigitIn(f.amount.Unit)).Add(f.room)
		if v.Sub(f.amount.Dec()).Abs().LessThanOrEqual(room) {
			return false
		}
		no = true
	}
	return no && comparable(f, published)
}

// comparable reports whether the figures lie near enough to each other to be of one
// thing: what is more than five times as large is of another scope or unit.
func comparable(f *figure, published []figure) bool {
	five := decimal.NewFromInt(5)
	return slices.ContainsFunc(published, func(x figure) bool {
		v, ok := x.amount.In(f.amount.Unit)
		return ok && v.IsPositive() == f.amount.Dec().IsPositive() && v.Abs().LessThanOrEqual(f.amount.Dec().Abs().Mul(five)) && f.amount.Dec().Abs().LessThanOrEqual(v.Abs().Mul(five))
	})
}

func addPrior(p *rules.Pass, f, x *figure) {
	v, _ := x.amount.In(f.amount.Unit)
	diff := figures.Money(v.Sub(f.amount.Dec()).Abs(), f.amount.Unit)
	var basis []rules.Basis
	if strings.HasPrefix(f.key, carried) {
		basis = []rules.Basis{rules.Article42}
	}
	p.Add(rules.Finding{
		Key: f.key, Basis: basis, At: f.at, Against: []rules.Counterpart{x.paper.Against(x.at...)},
		Text:   priorText(f, x, diff),
		Values: map[string]string{"name": f.name, "stated": f.amount.String(), "published": x.amount.String(), "difference": diff},
	})
}

// priorText is the sentence: what this year's paper states, what makes it so, or what was
// carried over, and what last year's says.
func priorText(f, x *figure, diff string) report.Text {
	switch {
	case strings.HasPrefix(f.key, carried) && f.project:
		return report.Textf("“%s”：上年结转资金列为 %s，上年公开的报告结转下年为 %s，相差 %s",
			"“%s”: %s is given as carried over from last year; the paper of last year carries over %s, a difference of %s", f.name, f.amount, x.amount, diff)
	case strings.HasPrefix(f.key, carried):
		return report.Textf("“%s”列为 %s，上年公开的报告结转下年为 %s，相差 %s",
			"“%s” is given as %s; the paper of last year carries over %s, a difference of %s", f.name, f.amount, x.amount, diff)
	case f.worked:
		return report.Textf("“%s”：按本报告的当年数和增减额计算，上年为 %s，上年公开的报告为 %s，相差 %s",
			"“%s”: this year's figure and the change make last year's %s; the paper of last year says %s, a difference of %s", f.name, f.amount, x.amount, diff)
	}
	return report.Textf("“%s”：本报告所列上年数为 %s，上年公开的报告为 %s，相差 %s",
		"“%s”: last year's figure is given as %s; the paper of last year says %s, a difference of %s", f.name, f.amount, x.amount, diff)
}

// collect gathers figures under their names.
type collect struct{ out []figure }

// add adds a figure, and gives it for what else is known of it; nil where it is not stated.
func (c *collect) add(kind, name string, a *report.Amount) *figure {
	if !a.Known() {
		return nil
	}
	c.out = append(c.out, figure{key: kind + figureName(name), name: name, amount: a, at: rules.Places(report.Location{}, a.At)})
	return &c.out[len(c.out)-1]
}

// project adds money that was carried over into a project.
func (c *collect) project(name string, a *report.Amount) {
	if f := c.add(carried, projectName(name), a); f != nil {
		f.name, f.project = name, true
	}
}

// spoken adds what is said of one sum under the names by which a change speaks of it.
func (c *collect) spoken(f *report.Funds) {
	if f.Name == "" {
		return
	}
	c.add("", f.Name, f.Amount)
	c.add("", f.Name+spentWord, f.Executed)
	c.add("", f.Name+spentWord+accountsWord, f.Executed)
	c.add("", f.Name+budgetWord, f.Budget)
}

// ownFigures are the figures of a report's own year, by the names under which the next
// year's paper may speak of them.
func ownFigures(r *report.Report) []figure {
	var c collect
	wholes(r, func(name string, a *report.Amount) { c.add("", name, a) })
	for i := range r.Funds {
		f := &r.Funds[i]
		if f.Year == "" || f.Year == r.FiscalYear.String() {
			c.add("budget ", f.Name, f.Budget)
			c.add("executed ", f.Name, f.Executed)
			c.spoken(f)
			c.add(carried, f.Name, f.CarriedOut)
		}
	}
	for i := range r.Projects {
		c.add(carried, projectName(r.Projects[i].Name), r.Projects[i].CarriedOver)
	}
	if s := r.Conclusion; s != nil && figures.InPoints(s.Score) && r.Kind != report.KindProject && r.Kind != report.KindEvaluation {
		c.add("score ", "", s.Score)
	}
	return c.out
}

// wholes are the whole amounts of the prose for the report's own year, by name.
func wholes(r *report.Report, each func(name string, a *report.Amount)) {
	for _, b := range budgetsOf(r) {
		for _, x := range []*report.Breakdown{&b.Revenue, &b.Expenditure} {
			if x.Name != "" && x.Total.Known() {
				each(x.Name, x.Total)
			}
		}
		for i := range b.Changes {
			if x := &b.Changes[i]; x.Base.Known() && x.Name != "" && (!x.ToYear.Known() || x.ToYear.String() == r.FiscalYear.String()) {
				each(x.Name, x.Base)
			}
		}
	}
}

// lastYears are the figures of the year before that a report states.
func lastYears(r *report.Report, year string) []figure {
	var c collect
	for _, b := range budgetsOf(r) {
		for i := range b.Changes {
			if x := &b.Changes[i]; x.Name != "" && (!x.FromYear.Known() || x.FromYear.String() == year) {
				changed(r, x, &c)
			}
		}
	}
	for i := range r.Funds {
		switch f := &r.Funds[i]; f.Year {
		case year:
			c.add("budget ", f.Name, f.Budget)
			c.add("executed ", f.Name, f.Executed)
		case "":
			c.intoSum(f)
		}
	}
	carriedInto(r, &c)
	c.scores(r, year)
	return c.out
}

// intoSum adds money that was carried over into one sum.
func (c *collect) intoSum(f *report.Funds) {
	x := c.add(carried, f.Name, f.CarriedIn)
	if x == nil {
		return
	}
	if x.project = f.Name != ""; !x.project {
		x.name = rules.FieldTerms["carried_in"].ZH
	}
}

// scores adds last year's score of the self-evaluation.
func (c *collect) scores(r *report.Report, year string) {
	if r.Conclusion == nil {
		return
	}
	for i := range r.Conclusion.Others {
		if o := &r.Conclusion.Others[i]; o.Year == year && figures.InPoints(o.Score) && !foreignScore.MatchString(o.Name) && ownScored(o.Name) {
			if f := c.add("score ", "", o.Score); f != nil {
				f.name = o.Name
			}
		}
	}
}

// budgetsOf are a report's budget and its final accounts.
func budgetsOf(r *report.Report) []*report.Budget {
	if r.FinalAccounts != nil {
		return []*report.Budget{&r.Budget, r.FinalAccounts}
	}
	return []*report.Budget{&r.Budget}
}

// changed adds last year's figure of a change, as it is stated or as it is worked out.
func changed(r *report.Report, x *report.Change, c *collect) {
	if x.Prior.Known() {
		c.add("", x.Name, x.Prior)
	} else if prior, room := workedOut(r, x); prior != nil {
		f := c.add("", x.Name, prior)
		f.at, f.room, f.worked = rules.Places(prior.At, x.At, x.Total.At), room, true
	}
}

// workedOut is last year's figure as this year's and the change make it, with what the
// rounding of both may add to it; nil where they do not. Growth that does not fit means
// that the change is not of the figure.
func workedOut(r *report.Report, x *report.Change) (*report.Amount, decimal.Decimal) {
	base := x.Base
	if !base.Known() {
		wholes(r, func(name string, a *report.Amount) {
			if figureName(name) == figureName(x.Name) {
				base = a
			}
		})
	}
	total, ok := x.Total.In(figures.UnitOf(base))
	if !ok || !base.Known() {
		return nil, decimal.Zero
	}
	prior := base.Dec().Sub(total)
	if !prior.IsPositive() {
		return nil, decimal.Zero
	}
	return &report.Amount{Value: &prior, Unit: base.Unit, Raw: x.Total.Raw, At: x.Total.At}, base.HalfDigit().Add(x.Total.HalfDigitIn(base.Unit))
}

// carriedInto is the money carried over from last year that forms and the parts of the
// revenue list.
func carriedInto(r *report.Report, c *collect) {
	count := map[string]int{}
	for i := range r.Forms {
		count[names.Key(r.Forms[i].Project)]++
	}
	for i := range r.Forms {
		f := &r.Forms[i]
		if f.Project == "" || count[names.Key(f.Project)] > 1 {
			continue
		}
		for k := range f.Funds {
			if x := &f.Funds[k]; carriedIn.MatchString(x.Name) {
				c.project(f.Project, x.Budget)
			}
		}
	}
	for _, b := range budgetsOf(r) {
		for i := range b.Revenue.Parts {
			if x := &b.Revenue.Parts[i]; carriedIn.MatchString(x.Name) {
				if f := c.add(carried, "", x.Amount); f != nil {
					f.name = x.Name
				}
			}
		}
	}
}
