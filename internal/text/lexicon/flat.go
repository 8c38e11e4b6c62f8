package lexicon

// FlatWords are the words by which the cells of a form that lost its table are told.
type FlatWords struct {
	Groups       []string `yaml:"groups"`         // names of groups of indicators
	GroupEnds    []string `yaml:"group_ends"`     // how the names of groups of indicators end
	GoalItems    []string `yaml:"goal_items"`     // what stands before the number of an item
	Done         []string `yaml:"done"`           // what a goal that was reached starts with: 已完成…
	Owners       []string `yaml:"owners"`         // whose a label says that its value is: 项目主管部门
	SourceEnds   []string `yaml:"source_ends"`    // how names of money end: 上年结转资金
	SourceGoesOn []string `yaml:"source_goes_on"` // what goes on with such a name: 资金总额
}
