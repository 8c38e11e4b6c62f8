package lexicon

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"selfeval/internal/text/cjk"
)

// TitleWords are the words by which titles and department names are recognised.
type TitleWords struct {
	Report          []string `yaml:"report"`
	AfterDepartment []string `yaml:"after_department"`
	Bodies          []string `yaml:"bodies"`
	Divided         []string `yaml:"divided"`
	Labels          []string `yaml:"labels"`
	FillerLabels    []string `yaml:"filler_labels"`
	UnitLabels      []string `yaml:"unit_labels"`
	Seals           []string `yaml:"seals"`
	CaptionEnds     []string `yaml:"caption_ends"`
	Institutions    []string `yaml:"institutions"`
	InstitutionsIn  []string `yaml:"institutions_in"`
	Places          []string `yaml:"places"`
	Duties          []string `yaml:"duties"`
	Ends            []string `yaml:"ends"`
	Collections     []string `yaml:"collections"`
	OwnEnds         []string `yaml:"own_ends"`
	Own             []string `yaml:"own"`

	Whole              []string `yaml:"whole"`
	Departmental       []string `yaml:"departmental"`
	Listed             []string `yaml:"listed"`
	Project            []string `yaml:"project"`
	ProjectNot         []string `yaml:"project_not"`
	ProjectsIn         []string `yaml:"projects_in"`
	ProjectSections    []string `yaml:"project_sections"`
	DepartmentSections []string `yaml:"department_sections"`

	SentenceOf         []string `yaml:"sentence_of"`
	SentenceDid        []string `yaml:"sentence_did"`
	SentenceEvaluation []string `yaml:"sentence_evaluation"`
	SentenceFollows    []string `yaml:"sentence_follows"`
	SentenceWe         []string `yaml:"sentence_we"`
	SentenceNow        []string `yaml:"sentence_now"`
	SentenceGoesOn     []string `yaml:"sentence_goes_on"`
	TextStarts         []string `yaml:"text_starts"`

	RecordTitles []string `yaml:"record_titles"`
	RecordBodies []string `yaml:"record_bodies"`
	RecordSigns  []string `yaml:"record_signs"`

	Evaluated  []string `yaml:"evaluated"`
	Past       []string `yaml:"past"`
	OtherYears []string `yaml:"other_years"`
}

// attachment is what stands before the title of an attachment: 附件1：.
var attachment = regexp.MustCompile(`^\s*附\s*件\s*(?:[0-9０-９]+|[一二三四五六七八九十]+)?\s*[：:.、]?\s*`)

// CutAttachment cuts what numbers an attachment before its title.
func CutAttachment(s string) (rest string, ok bool) {
	n := len(attachment.FindString(s))
	return s[n:], n > 0
}

// NamesReport reports whether a text holds what titles call a report.
func (v *Vocabulary) NamesReport(s string) bool {
	s = cjk.Squeeze(s)
	for _, w := range v.Titles.Report {
		if strings.Contains(s, cjk.Squeeze(w)) {
			return true
		}
	}
	return false
}

// IsBody reports whether a text ends as the names of departments do.
func (v *Vocabulary) IsBody(s string) bool {
	s = WithoutBrackets(cjk.Squeeze(s))
	if utf8.RuneCountInString(s) < 3 || utf8.RuneCountInString(s) > 30 {
		return false
	}
	for _, w := range v.Titles.Bodies {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

// EndsAsBody reports whether a name ends like that of a public body.
func (v *Vocabulary) EndsAsBody(squeezed string) bool {
	for _, w := range v.Titles.Bodies {
		if strings.HasSuffix(squeezed, w) && squeezed != w {
			return true
		}
	}
	return false
}

// EndsAsGroup reports whether a name is that of a department or a group.
func (v *Vocabulary) EndsAsGroup(squeezed string) bool {
	for _, w := range v.Groups {
		if strings.HasSuffix(squeezed, w) && squeezed != w {
			return true
		}
	}
	return false
}

// formTitle is what the titles of forms hold.
var formTitle = regexp.MustCompile(`自评.{0,12}表|绩效.{0,6}目标.{0,6}完成情况表|绩效评价.{0,4}表$|绩效.{0,4}评分表$`)

// IsFormTitle reports whether a text is the title of a form.
func IsFormTitle(text string) bool {
	key := cjk.Squeeze(text)
	if !strings.Contains(key, "自评") && !strings.Contains(key, "绩效") {
		return false // as formTitle asks, at less cost
	}
	if n := utf8.RuneCountInString(key); n > 50 || strings.ContainsAny(key, "。；;") || HoldsAny(key, []string{"汇总表", "一览表", "目录"}) {
		return false
	}
	return formTitle.MatchString(key) && !strings.HasPrefix(key, "注") && !HoldsAny(key, []string{"填报说明", "见附", "详见"})
}

// TrimName drops what stands around a department's name: marks, 本级.
func TrimName(s string) string {
	s = strings.Trim(s, "《》“”\"：:、—-· ")
	for _, tail := range []string{"（本级）", "(本级)", "本级", "关于"} {
		s = strings.TrimSuffix(s, tail)
	}
	return s
}
