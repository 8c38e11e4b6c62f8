package lexicon

// BudgetWords are the words by which revenue and expenditure, budgets and accounts are
// told.
type BudgetWords struct {
	Revenue     string `yaml:"revenue"`     // 收入, as Core gives it
	Expenditure string `yaml:"expenditure"` // 支出
	Sides       string `yaml:"sides"`       // 收支
	Both        Words  `yaml:"both"`        // a header over both sides: 收入支出

	Budget    Words `yaml:"budget"`    // 预算
	Accounts  Words `yaml:"accounts"`  // 决算
	Carried   Words `yaml:"carried"`   // what was received or spent: 实际, 累计, 执行
	ThisYear  Words `yaml:"this_year"` // 本年
	Initial   Words `yaml:"initial"`   // 年初
	Total     Words `yaml:"total"`     // 总
	Basic     Words `yaml:"basic"`     // the two kinds of expenditure
	Spending  Words `yaml:"spending"`  // the usual kinds of expenditure
	OneSource Words `yaml:"one_source"`
	Aside     Words `yaml:"aside"`  // sums beside the department's whole: 三公
	Labels    Words `yaml:"labels"` // labels before a colon that name no other thing
	Own       Words `yaml:"own"`    // what follows the department's own name
	Prefixes  Words `yaml:"prefixes"`
	YearTails Words `yaml:"year_tails"` // 年度

	ExecutionInitial  Words `yaml:"execution_initial"` // 年初预算
	ExecutionBudget   Words `yaml:"execution_budget"`  // 全年预算数
	ExecutionExecuted Words `yaml:"execution_executed"`
	ExecutionRate     Words `yaml:"execution_rate"`
	NotInitial        Words `yaml:"not_initial"`

	// Tables of accounts.
	OtherColumns Words `yaml:"other_columns"` // columns of shares, changes, other years
	OwnColumns   Words `yaml:"own_columns"`
	Running      Words `yaml:"running"` // 执行, 实际: neither budget nor accounts
	GrandTotal   Words `yaml:"grand_total"`
	OfWhich      Words `yaml:"of_which"`
}
