package lexicon

// PeopleWords are the words by which tables of posts and lists of members are read.
type PeopleWords struct {
	Approvers Words        `yaml:"approvers"` // who approves posts: 县编委
	Approve   Words        `yaml:"approve"`   // 核定
	Person    Words        `yaml:"person"`    // units of persons
	PostUnit  Words        `yaml:"post_unit"` // 个: of posts
	PostsHead Words        `yaml:"posts_head"`
	Columns   []PostColumn `yaml:"columns"`

	NameHeads  Words  `yaml:"name_heads"`  // 姓名
	SeqHeads   Words  `yaml:"seq_heads"`   // 序号
	RoleHeads  Words  `yaml:"role_heads"`  // 职务, 单位 …
	Leaders    Words  `yaml:"leaders"`     // labels of lists of members: 组长
	NoNames    Words  `yaml:"no_names"`    // words that no person's name holds
	CountTails string `yaml:"count_tails"` // what may stand behind a count: 人
}

// PostColumn is a column of the table of posts: words that its stacked header must hold,
// one of each, alternatives parted by |, and words it must not.
type PostColumn struct {
	Field string   `yaml:"field"`
	All   []string `yaml:"all"`
	Not   []string `yaml:"not"`
}

// Approved is the name of a count of posts without who approved it: 县编委核定事业编制.
func (w *PeopleWords) Approved(name string) string {
	for _, by := range w.Approvers {
		for _, verb := range w.Approve {
			if i := indexAfter(name, by+verb); i >= 0 {
				return name[i-len(verb):]
			}
		}
	}
	return name
}
