package report

import "github.com/shopspring/decimal"

// Form is a project's own form (项目支出绩效自评表) or, with Kind
// KindDepartment, the department's (部门整体支出绩效自评表).
type Form struct {
	Kind        Kind   `json:"kind,omitempty"`
	Title       string `json:"title,omitempty"`
	Number      string `json:"number,omitempty"` // 报表编号
	Project     string `json:"project"`
	Code        string `json:"code,omitempty"` // 项目编码
	Department  string `json:"department"`     // 主管部门
	Implementer string `json:"implementer"`    // 实施单位
	// The code printed before the names above: 219 of 219-某镇人民政府.
	DepartmentCode  string      `json:"department_code,omitempty"`
	ImplementerCode string      `json:"implementer_code,omitempty"`
	FiscalYear      Integer     `json:"fiscal_year"`
	Unit            string      `json:"unit,omitempty"`
	Funds           []Fund      `json:"funds" validate:"dive"`
	Tasks           []Task      `json:"tasks,omitempty" validate:"dive"` // department form: 年度主要任务
	Goal            FormGoal    `json:"goal"`
	Indicators      []Indicator `json:"indicators" validate:"dive"`
	// Columns are the indicators' columns that the form prints, in JSON names with
	// operator and unit where these have columns of their own: an empty reason means
	// something only where reasons are asked for.
	Columns     []string      `json:"columns,omitempty"`
	Groups      []GroupWeight `json:"groups,omitempty"` // 产出指标（50分）: weights printed in the heads of groups
	TotalWeight *Number       `json:"total_weight,omitempty"`
	TotalScore  *Number       `json:"total_score"`
	Grade       string        `json:"grade,omitempty"`
	Remark      string        `json:"remark,omitempty"`     // 其他需要说明的问题 and the like, with the three below
	Conclusion  string        `json:"conclusion,omitempty"` // 评价结论
	Problems    string        `json:"problems,omitempty"`   // 存在问题
	Measures    string        `json:"measures,omitempty"`   // 改进措施
	Contact     string        `json:"contact,omitempty"`
	Phone       string        `json:"phone,omitempty"`
	Date        string        `json:"date,omitempty"`
	// Others are labels with their values that are none of the fields above.
	Others Others   `json:"others,omitempty" validate:"dive"`
	At     Location `json:"at"`
	Cells  Cells    `json:"cells,omitempty"` // places of names, levels, reason, grade
}

// RateOfInitial says of a form's rate that it is taken of the initial budget.
const RateOfInitial = "initial"

// Fund is a row of the form's money table (项目资金): the yearly total or one of
// its sources. Weight, Rate (in percent) and Score are the execution line's.
type Fund struct {
	Name     string  `json:"name"`
	Level    int     `json:"level,omitempty"` // 1: a source, a part of the total
	Total    bool    `json:"total,omitempty"` // 年度资金总额: the whole that the other rows are parts of
	Initial  *Amount `json:"initial"`         // 年初预算数
	Budget   *Amount `json:"budget"`          // 全年预算数
	Executed *Amount `json:"executed"`        // 全年执行数
	Weight   *Number `json:"weight"`
	Rate     *Number `json:"rate"` // 执行率, percent: "98.5" for 98.5%
	// RateOf says what the rate is taken of where the head says that it is not the year's
	// budget: RateOfInitial.
	RateOf string   `json:"rate_of,omitempty"`
	Score  *Number  `json:"score"`
	Others Others   `json:"others,omitempty" validate:"dive"` // further columns: 到位数, 调整数
	At     Location `json:"at"`
	Cells  Cells    `json:"cells,omitempty"` // places of names, levels, reason, grade
}

// Task is a main task of a department form with its funds.
type Task struct {
	Name     string   `json:"name"`
	Content  string   `json:"content,omitempty"`
	Budget   *Amount  `json:"budget"`
	Executed *Amount  `json:"executed"`
	Others   Others   `json:"others,omitempty" validate:"dive"` // further columns: 财政拨款, 其他资金
	At       Location `json:"at"`
	Cells    Cells    `json:"cells,omitempty"` // places of names, levels, reason, grade
}

// FormGoal is the yearly goal (年度总体目标).
type FormGoal struct {
	Expected string `json:"expected"` // 预期目标
	Actual   string `json:"actual"`   // 实际完成情况
}

// Indicator is a leaf of the indicator tree (绩效指标).
type Indicator struct {
	Level1 string   `json:"level1"`
	Level2 string   `json:"level2"`
	Level3 string   `json:"level3"`
	Target Measure  `json:"target"` // 年度指标值
	Actual Measure  `json:"actual"` // 实际完成值
	Weight *Number  `json:"weight"`
	Score  *Number  `json:"score"`
	Reason string   `json:"reason"`                           // 偏差原因分析及改进措施
	Others Others   `json:"others,omitempty" validate:"dive"` // further columns: 评分标准, 偏差率, 复核分
	At     Location `json:"at"`
	Cells  Cells    `json:"cells,omitempty"` // places of names, levels, reason, grade
}

// GroupWeight is the weight printed in the head of a group of indicators.
type GroupWeight struct {
	Level  int      `json:"level"` // 1 or 2; 0 the tree, or the money, as a whole: 绩效指标（90分）
	Name   string   `json:"name"`
	Weight *Number  `json:"weight"`
	At     Location `json:"at"`
}

// Measure is a value that an indicator aims at or reached: ≥95%, 3 座, 定性.
// Value is a decimal string, empty for a qualitative measure.
type Measure struct {
	Operator string   `json:"operator"` // ≥ ≤ = > < or 定性; empty where nothing is printed
	Value    string   `json:"value"`
	Unit     string   `json:"unit"`
	Raw      string   `json:"raw"`
	At       Location `json:"at,omitzero"`
}

// Number is a figure without a unit of money: a weight, a score, a percentage.
// In JSON it is its decimal string, the raw text where it was not understood.
type Number struct {
	Value *decimal.Decimal
	Raw   string
	At    Location
}

// Known reports whether the number is stated and understood.
func (n *Number) Known() bool { return n != nil && n.Value != nil }

// Dec returns the value, 0 where it is not known.
func (n *Number) Dec() decimal.Decimal {
	if !n.Known() {
		return decimal.Zero
	}
	return *n.Value
}

// HalfDigit is half a unit of the last printed digit.
func (n *Number) HalfDigit() decimal.Decimal {
	if !n.Known() {
		return decimal.Zero
	}
	return (&Amount{Value: n.Value}).HalfDigit()
}

// ValidatorValue is as that of an Amount.
func (n *Number) ValidatorValue() any { return validatorValue(n.Value) }

// String is the decimal, else the raw text.
func (n *Number) String() string {
	switch {
	case n == nil:
		return ""
	case n.Value == nil:
		return n.Raw
	}
	return Plain(*n.Value)
}

// MarshalText writes the decimal string, else the raw text.
func (n Number) MarshalText() ([]byte, error) { return []byte(n.String()), nil }

// UnmarshalText reads a decimal string; any other text is kept as Raw.
func (n *Number) UnmarshalText(b []byte) error {
	*n = Number{Raw: string(b)}
	if d, err := decimal.NewFromString(string(b)); err == nil {
		n.Value = &d
	}
	return nil
}
