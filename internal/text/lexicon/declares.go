package lexicon

// DeclaredWords are the words by which prose tells how much was evaluated.
type DeclaredWords struct {
	Self       Words `yaml:"self"`      // 自评
	Evaluated  Words `yaml:"evaluated"` // 绩效评价
	Sample     Words `yaml:"sample"`    // 重点, 抽取: not of all
	Kinds      Words `yaml:"kinds"`     // kinds of budget, each with a sentence of its own
	OfWhich    Words `yaml:"of_which"`  // 其中
	Judged     Words `yaml:"judged"`    // 评价
	Units      Words `yaml:"units"`     // what projects are counted by
	NoProjects Words `yaml:"no_projects"`
	Project    Words `yaml:"project"`
	NotAfter   Words `yaml:"not_after"` // 部门项目 …: counts departments
	Names      Words `yaml:"names"`     // what a count of projects is called
	Upper      Words `yaml:"upper"`     // the upper of two levels of projects
	Lower      Words `yaml:"lower"`
	Funds      Words `yaml:"funds"`    // what the funds evaluated are called
	Involved   Words `yaml:"involved"` // 涉及
	Claims     Words `yaml:"claims"`   // claims to cover everything
	Restated   Words `yaml:"restated"` // 追溯调整: last year's figures are not those published
	// Reorganised tells the same where it stands with Compared in one sentence.
	Reorganised Words `yaml:"reorganised"`
	Compared    Words `yaml:"compared"`
	NotYet      Words `yaml:"not_yet"` // 逐步: an aim, not a claim
}
