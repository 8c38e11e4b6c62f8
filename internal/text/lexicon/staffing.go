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
