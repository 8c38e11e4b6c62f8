package lexicon

// StaffingWords are the words that counts of persons are named with.
type StaffingWords struct {
	Posts          []string `yaml:"posts"`
	Serving        []string `yaml:"serving"`
	Retired        []string `yaml:"retired"`
	Administrative []string `yaml:"administrative"`
	Institutional  []string `yaml:"institutional"`
	Others         []string `yaml:"others"` // whose counts are neither: 工勤, 党员
	Plain          []string `yaml:"plain"`  // words that tell nothing
}

// BasicsWords are what tables of base data (基础数据表) are told by.
type BasicsWords struct {
	Titles Words `yaml:"titles"`
	Rates  Words `yaml:"rates"` // heads of the share of posts that are filled
}
