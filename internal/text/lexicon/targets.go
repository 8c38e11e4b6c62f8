package lexicon

// TargetWords are the words by which targets of the year and their results are told.
type TargetWords struct {
	Budgeted   Words  `yaml:"budgeted"`    // what is budgeted is no target: 计划投资
	Present    Words  `yaml:"present"`     // 已, 现有: no target
	OtherTime  Words  `yaml:"other_time"`  // 十四五, 上年
	Already    Words  `yaml:"already"`     // 已
	Verbs      Words  `yaml:"verbs"`       // words that set a target
	MoneyVerbs Words  `yaml:"money_verbs"` // those that set one of money
	KeyDrops   Words  `yaml:"key_drops"`   // words that do not tell two targets apart
	KeyFew     Words  `yaml:"key_few"`     // those of them that short names keep
	Scales     string `yaml:"scales"`      // 万亿: before a unit
	AnyMoney   Words  `yaml:"any_money"`   // names that name no one thing
	TargetOf   Words  `yaml:"target_of"`   // 目标值, before a target in running text
	ActualOf   Words  `yaml:"actual_of"`   // 实际完成值, before its result
	ScoreOf    Words  `yaml:"score_of"`    // 得分, before what it scored
}

// GoalWords are the words by which goals of projects are told.
type GoalWords struct {
	Objective   Words `yaml:"objective"`   // labels of what is to be reached
	Indicators  Words `yaml:"indicators"`  // labels of how it is measured
	AfterName   Words `yaml:"after_name"`  // what follows the project's name in a title
	Funds       Words `yaml:"funds"`       // what may stand before the name of an investment
	Investments Words `yaml:"investments"` // what an investment is called
	Whole       Words `yaml:"whole"`       // what the name of one ends with: 总投资
	Parts       Words `yaml:"parts"`       // what its parts are called: 费, 款
}

// ProblemWords are the words by which problems and measures are told apart.
type ProblemWords struct {
	None     Words `yaml:"none"`     // 无
	Measures Words `yaml:"measures"` // what starts the measures in a text on both
	Table    Words `yaml:"table"`    // what the line over a table ends with
	Attached Words `yaml:"attached"` // 附件, 附表
	Number   Words `yaml:"number"`   // 号: of an official document
	Nth      Words `yaml:"nth"`      // 第
}
