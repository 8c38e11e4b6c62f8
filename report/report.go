// Package report holds the record that a published self-evaluation report
// (绩效自评报告) is turned into: plain data with JSON names, no behaviour beyond
// asking a value about itself.
//
// extract fills in what was printed (Raw) and where it stands (At); normalize
// gives it meaning (Value, Unit, numbers); validate and rules only read. The
// JSON names are a contract: add fields freely, rename none.
package report

// Report is one self-evaluation report of one department and one fiscal year.
// A field that the paper does not state is nil, zero or empty; "not stated" is
// never the same as 0.
type Report struct {
	Title      string `json:"title" validate:"required"`
	Department string `json:"department" validate:"required"`
	// DepartmentCode is the code that stands beside the department's name: 219-某镇人民政府.
	DepartmentCode string `json:"department_code,omitempty"`
	// Region is the place whose project a paper is on, where its title names it: 青禾县2021年度…资金.
	Region     string  `json:"region,omitempty"`
	FiscalYear Integer `json:"fiscal_year" validate:"omitempty,gte=1990,lte=2100"` // 评价年度, the year whose spending is judged
	Kind       Kind    `json:"kind" validate:"omitempty,oneof=department project summary accounts evaluation other"`
	Unit       string  `json:"unit" validate:"omitempty,money_unit"` // the unit of the summary table (单位：万元), else of most amounts

	Staffing      []Staffing      `json:"staffing" validate:"dive"`
	Budget        Budget          `json:"budget"`
	FinalAccounts *Budget         `json:"final_accounts,omitempty"`        // 决算, where the report gives figures of its own
	Funds         []Funds         `json:"funds,omitempty" validate:"dive"` // 资金: single sums on their way from the budget, as the prose tells them
	Targets       []Target        `json:"targets" validate:"dive"`
	Goals         []Goal          `json:"goals" validate:"dive"`
	Declared      *Declared       `json:"declared" jsonschema:"nullable"`
	Projects      []Project       `json:"projects" validate:"dive"`
	ScoreFull     *Amount         `json:"score_full,omitempty"` // 满分 of the scores, where the summary table's head states it
	Totals        []Total         `json:"totals" validate:"dive"`
	Forms         []Form          `json:"forms" validate:"dive"`
	Conclusion    *Conclusion     `json:"conclusion" jsonschema:"nullable"`
	Problems      []string        `json:"problems"`
	Measures      []string        `json:"measures"`
	Members       []Member        `json:"members" validate:"dive"`
	Sections      []Section       `json:"sections"`
	Unread        []Unread        `json:"unread,omitempty"`
	Mentions      []YearMention   `json:"year_mentions,omitempty"`
	Claims        []CoverageClaim `json:"claims,omitempty"`
	Restated      []Restatement   `json:"restated,omitempty"`
	Citations     []Citation      `json:"citations,omitempty"`
	Departments   []NameMention   `json:"department_mentions,omitempty"`
	// Cells are the places of the texts that have none of their own.
	Cells Cells `json:"cells,omitempty"`

	// Aliases are the other departments and years that the paper may have been known
	// by: what was accepted of it under one of these is still accepted.
	Aliases []Alias `json:"-"`
}

// Alias is a department and year, either of which may be unknown.
type Alias struct{ Department, FiscalYear string }

// Kind says which of the published papers a document is.
type Kind string

// The kinds of paper. A file often holds several; the widest one names it.
const (
	KindDepartment Kind = "department" // 部门整体支出绩效自评报告
	KindProject    Kind = "project"    // 项目支出绩效自评报告 or 自评表
	KindSummary    Kind = "summary"    // 部门绩效自评结果公开汇总表 standing alone
	KindAccounts   Kind = "accounts"   // 决算公开, final accounts, with or without a part of self-evaluation
	KindEvaluation Kind = "evaluation" // an evaluation by others: 财政评价, 第三方评价
	KindOther      Kind = "other"      // none of ours: a regulation, a target form, news
)

// Staffing is a row of the table of posts (部门基本情况表), or what the prose says
// of a department's staff. Posts are those that were approved (编制), whether
// filled or not.
type Staffing struct {
	Unit           string  `json:"unit"`                                      // 单位名称
	Nature         string  `json:"nature"`                                    // 单位性质
	Rank           string  `json:"rank"`                                      // 单位规格
	Funding        string  `json:"funding"`                                   // 经费保障形式
	Administrative Integer `json:"administrative" validate:"omitempty,gte=0"` // 在职人数：行政, persons
	Institutional  Integer `json:"institutional" validate:"omitempty,gte=0"`  // 在职人数：事业, persons
	Retired        Integer `json:"retired" validate:"omitempty,gte=0"`        // 离退人数, persons

	InService           Integer `json:"in_service,omitzero" validate:"omitempty,gte=0"`           // 在职人数, where it is stated
	Posts               Integer `json:"posts,omitzero" validate:"omitempty,gte=0"`                // 编制数
	AdministrativePosts Integer `json:"administrative_posts,omitzero" validate:"omitempty,gte=0"` // 行政编制
	InstitutionalPosts  Integer `json:"institutional_posts,omitzero" validate:"omitempty,gte=0"`  // 事业编制

	ControlRate *Number `json:"control_rate,omitempty"` // 在职人员控制率 as the paper states it, percent

	At Location `json:"at"`
}

// Budget is a department's revenue and expenditure (收入支出) with the changes
// that the prose states against an earlier year.
type Budget struct {
	Revenue     Breakdown `json:"revenue"`     // 预算收入
	Expenditure Breakdown `json:"expenditure"` // 预算支出
	Changes     []Change  `json:"changes" validate:"dive"`
	// Execution holds what the prose gives of budget execution (年初预算数, 全年预算数,
	// 全年执行数, 执行率), nil where it gives none.
	Execution *Execution `json:"execution,omitempty"`
}

// Execution is a department's budget execution as the prose states it.
type Execution struct {
	Initial  *Amount  `json:"initial"`  // 年初预算数
	Budget   *Amount  `json:"budget"`   // 全年预算数, adjusted
	Executed *Amount  `json:"executed"` // 全年执行数
	Rate     *Amount  `json:"rate"`     // 执行率, %
	At       Location `json:"at"`
}

// Funds is one sum of money on its way from the budget to what is left of it, as the
// prose tells it: of a project, of a kind of spending (三公经费), or, where Name is empty,
// of what the paper is about. What the text does not state is nil.
type Funds struct {
	Name       string   `json:"name"`                  // what the money is for
	Year       string   `json:"year,omitempty"`        // where it is another than the report's
	Initial    *Amount  `json:"initial,omitempty"`     // 年初预算
	Budget     *Amount  `json:"budget,omitempty"`      // 预算, 安排
	Allocated  *Amount  `json:"allocated,omitempty"`   // 下达, 拨入, 到位
	Executed   *Amount  `json:"executed,omitempty"`    // 支出, 支付, 拨付
	Added      *Amount  `json:"added,omitempty"`       // 追加
	Cut        *Amount  `json:"cut,omitempty"`         // 压减
	CarriedIn  *Amount  `json:"carried_in,omitempty"`  // 上年结转
	CarriedOut *Amount  `json:"carried_out,omitempty"` // 结转下年
	Balance    *Amount  `json:"balance,omitempty"`     // 结余
	Returned   *Amount  `json:"returned,omitempty"`    // 交回财政
	Amount     *Amount  `json:"amount,omitempty"`      // a sum that is not said to be planned or spent
	Rate       *Amount  `json:"rate,omitempty"`        // 执行率, %
	RateOf     string   `json:"rate_of,omitempty"`     // initial, budget or allocated, where the text says of what the rate is taken
	Parts      []Part   `json:"parts,omitempty"`       // of the first sum that the text breaks down
	Open       bool     `json:"open,omitempty"`        // Parts does not claim to be complete
	Of         string   `json:"of,omitempty"`          // the sum that Parts are of: budget, executed …
	At         Location `json:"at"`
}

// Breakdown is a whole and the parts that the text lists after 其中.
type Breakdown struct {
	Total *Amount `json:"total"`
	Parts []Part  `json:"parts"`
	Name  string  `json:"name,omitempty"` // what the text calls the whole: 年初部门预算支出
	// Budgeted says that the text calls the figure one of the budget, by its name
	// or its heading; 总支出 alone may as well be what was spent.
	Budgeted bool `json:"budgeted,omitempty"`
	// Open says that the list does not claim to be complete (其中主要, 含, 等).
	Open bool `json:"open,omitempty"`
}

// Part is one named component of a whole.
type Part struct {
	Name   string  `json:"name"`
	Amount *Amount `json:"amount"`
	Parts  []Part  `json:"parts,omitempty"` // 基本支出 → 人员经费, 公用经费
	Open   bool    `json:"open,omitempty"`  // Parts does not claim to be complete
}

// Change is a statement of increase or decrease against another year. Amounts
// are signed: a decrease (减少、下降) is negative.
type Change struct {
	FromYear Integer  `json:"from_year"`
	ToYear   Integer  `json:"to_year"`
	Name     string   `json:"name"`           // what changed: 预算收支安排, 项目支出 …
	Base     *Amount  `json:"base,omitempty"` // the value of ToYear where the sentence states it
	Prior    *Amount  `json:"prior,omitempty"`
	Total    *Amount  `json:"total"`
	Growth   string   `json:"growth,omitempty"` // stated growth as printed, "12.5%"; negative for a decrease
	Parts    []Part   `json:"parts"`
	Open     bool     `json:"open,omitempty"` // Parts does not claim to be complete
	Reason   string   `json:"reason,omitempty"`
	At       Location `json:"at"`
}

// Target is a quantified yearly target of the whole department
// (营业收入预计完成1260亿元，同比增长25%).
type Target struct {
	Name   string  `json:"name"`
	Target *Amount `json:"target"`
	Growth string  `json:"growth"`          // as printed, "25%"
	Actual *Amount `json:"actual"`          // nil where the report never gives the result
	Score  *Amount `json:"score,omitempty"` // 得分, where the text scores it
	// Mentioned is the sentence that speaks of the result with a figure that could
	// not be read as it.
	Mentioned string   `json:"mentioned,omitempty"`
	At        Location `json:"at"`
}

// Goal is the goal of one project as the prose sets it out (分项绩效目标).
type Goal struct {
	Name           string   `json:"name" validate:"required"`
	Investment     *Amount  `json:"investment"`                // 总投资
	InvestmentName string   `json:"investment_name,omitempty"` // what the text calls it: 总投资, 预算资金
	Parts          []Part   `json:"parts"`                     // 设计费, 监理费 …
	Objective      string   `json:"objective"`                 // 绩效目标
	Indicators     string   `json:"indicators"`                // 绩效指标
	At             Location `json:"at"`
}

// Declared is what the prose says of the summary table: how many projects and
// how much money were evaluated.
type Declared struct {
	ProjectCount Integer `json:"project_count" validate:"omitempty,gte=0"`
	// FirstLevel is the number of 一级项目 where ProjectCount is that of 二级项目.
	FirstLevel Integer `json:"first_level,omitzero" validate:"omitempty,gte=0"`
	Funds      *Amount `json:"funds"`
	// Share is the part of the project expenditure that the text says was
	// evaluated, as printed: "100%".
	Share string   `json:"share,omitempty"`
	At    Location `json:"at"`
}

// Project is a row of the summary table (部门绩效自评结果公开汇总表).
type Project struct {
	Seq         Integer `json:"seq" validate:"omitempty,gte=0"` // 序号, repaired where its neighbours leave no doubt
	SeqPrinted  string  `json:"seq_printed,omitempty"`          // 序号 as printed
	Name        string  `json:"name" validate:"required"`
	Implementer string  `json:"implementer"`
	Department  string  `json:"department,omitempty"`                // 主管部门, where the table has the column beside the implementer
	Budget      *Amount `json:"budget" validate:"omitempty,gte=0"`   // 预算数（调整后）
	Executed    *Amount `json:"executed" validate:"omitempty,gte=0"` // 执行数
	Returned    *Amount `json:"returned" validate:"omitempty,gte=0"` // 结余交回财政数
	CarriedOver *Amount `json:"carried_over,omitempty"`              // 结转下年 where the table has the column
	Rate        *Amount `json:"rate,omitempty"`                      // 执行率 where the table has the column, in %
	RateOf      string  `json:"rate_of,omitempty"`                   // what the rate is taken of, as the paper says it, where that is not Budget: a name in Others
	Score       *Amount `json:"score" validate:"omitempty,gte=0,lte=100"`
	Grade       string  `json:"grade,omitempty"` // 自评等级 as printed, where the table has the column
	UseOfResult string  `json:"use_of_result"`
	Group       string  `json:"group,omitempty"` // the heading row or department the row stands under, where there is one
	// NotEvaluated says that the table names the project as left out of the evaluation
	// (未纳入自评): it is none of those evaluated.
	NotEvaluated bool          `json:"not_evaluated,omitempty"`
	Parts        []ProjectPart `json:"parts,omitempty" validate:"dive"` // 资金来源, 其中：… below the project
	Others       Others        `json:"others,omitempty"`                // columns that are none of these
	At           Location      `json:"at"`
	Cells        Cells         `json:"cells,omitempty"` // places of names and grades
}

// Total is a 合计 or 小计 row of the summary table. Rows holds the 1-based
// positions in Report.Projects of the rows it sums, empty where that is not known.
type Total struct {
	Label       string   `json:"label"`
	Budget      *Amount  `json:"budget" validate:"omitempty,gte=0"`
	Executed    *Amount  `json:"executed" validate:"omitempty,gte=0"`
	Returned    *Amount  `json:"returned" validate:"omitempty,gte=0"`
	CarriedOver *Amount  `json:"carried_over,omitempty"`
	Rate        *Amount  `json:"rate,omitempty"`
	Score       *Amount  `json:"score" validate:"omitempty,gte=0"`
	Rows        []int    `json:"rows,omitempty"`
	Others      Others   `json:"others,omitempty"` // columns that are none of these
	At          Location `json:"at"`
	Cells       Cells    `json:"cells,omitempty"` // places of names and grades
}

// Conclusion is the final score and grade (评价结论和评价等级).
type Conclusion struct {
	Score *Amount  `json:"score" validate:"omitempty,gte=0"`
	Full  *Amount  `json:"full,omitempty"` // 满分, where stated
	Grade string   `json:"grade"`
	Scale []Band   `json:"scale"`
	At    Location `json:"at"`
	Cells Cells    `json:"cells,omitempty"` // places of names and grades

	Mean       *Amount     `json:"mean,omitempty"`                       // 项目平均得分, where the text states it
	Dimensions []Dimension `json:"dimensions,omitempty" validate:"dive"` // 评价维度 with their scores
	Others     []Review    `json:"others,omitempty" validate:"dive"`     // another year's or another evaluator's
}

// Dimension is a part of the final score as prose or a short table gives it:
// 产出指标 50 分, 得 48 分.
type Dimension struct {
	Name   string   `json:"name"`
	Weight *Amount  `json:"weight,omitempty"` // 分值
	Score  *Amount  `json:"score"`            // 得分
	Grade  string   `json:"grade,omitempty"`
	At     Location `json:"at"`
}

// Review is a score or grade that is not the self-evaluation's of this year:
// 财政重点评价得分84分, 2021年自评得分90分.
type Review struct {
	Name  string   `json:"name"` // what the text calls the score
	Year  string   `json:"year,omitempty"`
	Score *Amount  `json:"score"`
	Grade string   `json:"grade,omitempty"`
	At    Location `json:"at"`
}

// Band is one grade of a declared scale. Min belongs to the band unless
// MinOpen; Max does not belong to it unless MaxClosed. Both are decimal strings.
type Band struct {
	Grade     string   `json:"grade"`
	Min       string   `json:"min"`
	Max       string   `json:"max"`
	MinOpen   bool     `json:"min_open,omitempty"`
	MaxClosed bool     `json:"max_closed,omitempty"`
	Raw       string   `json:"raw,omitempty"`
	At        Location `json:"at,omitzero"`
}

// Member is a member of the review group (评价工作组人员名单).
type Member struct {
	Name string   `json:"name"`
	Role string   `json:"role"`
	At   Location `json:"at,omitzero"`
}

// Section is a heading in the order of the text: level 1 is 一、, 2 （一）,
// 3 1、, 4 （1）.
type Section struct {
	Level  int      `json:"level"`
	Number string   `json:"number"` // 一, （一）→ 一, 1 …: the numeral without its marks
	Title  string   `json:"title"`
	At     Location `json:"at"`
}

// Unread is a figure that was seen and not understood: kept, never guessed at.
type Unread struct {
	Raw     string   `json:"raw"`
	Context string   `json:"context"` // the clause it stands in
	At      Location `json:"at"`
	// Sentence is all of the sentence, and Before the one before where it goes on with that.
	Sentence, Before string `json:"-"`
	// Funds says that it is an amount of budget money: the prose is not whole without it.
	Funds bool `json:"-"`
}

// YearMention is a place that names the fiscal year: title, a header, prose.
type YearMention struct {
	Year  Integer  `json:"year"`
	Where string   `json:"where"` // title, header, prose
	Raw   string   `json:"raw"`
	At    Location `json:"at"`
}

// CoverageClaim is a sentence that claims to cover all projects or all funds.
type CoverageClaim struct {
	Raw string   `json:"raw"`
	At  Location `json:"at"`
}

// Restatement is a sentence that tells of restated figures (追溯调整), of another scope, of
// transferred units or of corrections: last year's figures need not be those published.
type Restatement struct {
	Raw string   `json:"raw"`
	At  Location `json:"at"`
}

// Citation is an official document that the prose cites with its number.
type Citation struct {
	Title  string   `json:"title"`  // 关于全面实施预算绩效管理的实施意见
	Number string   `json:"number"` // 鹿发〔2019〕8号, in standard brackets
	Raw    string   `json:"raw"`    // the number as printed: 鹿发【2019】8号
	At     Location `json:"at"`
}

// NameMention is a place that names the reporting department: title, caption,
// staffing.
type NameMention struct {
	Name  string   `json:"name"`
	Where string   `json:"where"`
	At    Location `json:"at"`
}
