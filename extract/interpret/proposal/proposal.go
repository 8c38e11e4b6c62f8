package proposal

import "selfeval/report"

// Field is what a proposal speaks of.
type Field uint8

// The fields of a paper's identity.
const (
	Title Field = iota
	Department
	Year
	Kind
	Region
)

// Proposal says what one place of the paper makes of a field.
type Proposal struct {
	Field  Field
	Value  string
	At     report.Location
	Source Source
}

// Source is the kind of evidence that a proposal rests on. How much it weighs is
// package identity's to say.
type Source uint8

// The kinds of evidence.
const (
	InTitle         Source = iota // the lines of the title, and what they name
	BehindYear                    // what a title names behind its year: 2022年度林业局…, 2022年度文化中心…项目
	PlaceInTitle                  // 青禾县2021年度…资金: whose project it is
	InRecord                      // the site's own table above the paper
	InRows                        // the first rows of the paper's first table
	InFile                        // the title that the file says it has
	InSentence                    // 我局对2022年…项目开展了绩效自评，报告如下
	InCaption                     // 主管部门：… above a table
	InUnitCaption                 // 实施单位：… above a table
	InStaffing                    // the one unit of the table of posts
	InSignature                   // the line above the date at the end
	InDuties                      // 某局的主要职责是…
	FromImplementer               // the implementer that all rows of the summary table have
	FromForms                     // what all forms say
	Mentioned                     // 2022年度…绩效自评 in prose, or a year in a table's header
	MostSpoken                    // the year that prose speaks of most

	TitleOfListAlone     // the title names a department's list, and there is no text
	TitleOfDepartment    // 部门整体支出…
	TitleOfList          // 汇总表
	ListAlone            // a summary table, and no text
	DeclaresSeveral      // prose says that several projects were evaluated
	TitleOfProject       // 项目, 专项 …
	FormsAlone           // forms, and no text
	SectionsOfProject    // 项目概况 …
	SectionsOfDepartment // 部门概况 …
	Otherwise            // nothing says more
)
