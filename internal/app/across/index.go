package across

import (
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	"selfeval"
	"selfeval/report"
	"selfeval/rules"
)

// entry is what is kept in memory of a document.
type entry struct {
	place
	group    string // whose paper it is, "" where it is compared with none
	year     int
	subject  string // the project that it is on, "" for a department's
	projects bool   // it has a summary table
	forms    bool
	list     bool // its rows are departments
}

// yearRun is a year in a path or a name.
var yearRun = regexp.MustCompile(`(?:19|20)\d\d`)

// placed are the characters that end the name of a place; a department's name that has one
// within says where it is.
const placed = "省市县区州盟旗"

// fewest is how many characters a department's name has at least.
const fewest = 3

// groupOf tells whose paper a document is: the department, and for one whose name does not
// say where it is, as a 水务局 of which every county has one, where the paper lies.
func (l *List) groupOf(d *selfeval.Document) string {
	r := d.Report
	key := rules.NameKey(r.Department)
	if utf8.RuneCountInString(key) < fewest {
		return ""
	}
	if known := l.find(r.Department); known != nil {
		return "\x01" + known.key
	}
	if saysWhere(key) {
		return key
	}
	return key + "\x00" + home(d.Path)
}

// saysWhere reports whether a name begins with that of a place.
func saysWhere(key string) bool {
	rs := []rune(key)
	for i := 2; i < len(rs)-1; i++ {
		if strings.ContainsRune(placed, rs[i]) {
			return true
		}
	}
	return false
}

// home is where a paper lies, the years left aside: the papers of one place lie side by
// side, in folders of their years or of their departments.
func home(name string) string {
	if scheme, rest, ok := strings.Cut(name, "://"); ok {
		host, _, _ := strings.Cut(rest, "/")
		return scheme + "://" + host
	}
	var kept []string
	for _, part := range strings.Split(path.Dir(strings.ReplaceAll(name, `\`, "/")), "/") {
		if part = strings.Trim(strings.TrimSuffix(strings.TrimSuffix(yearRun.ReplaceAllString(part, ""), "年度"), "年"), "-_ "); part != "" && part != "." {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, "/")
}

// subjectOf names the project that a paper is on, without its year.
func subjectOf(r *report.Report) string {
	if r.Kind != report.KindProject || len(r.Projects) > 0 {
		return ""
	}
	name := r.Title
	if len(r.Forms) == 1 && r.Forms[0].Project != "" {
		name = r.Forms[0].Project
	}
	return strings.NewReplacer("年度", "", "年", "").Replace(yearRun.ReplaceAllString(rules.NameKey(name), ""))
}

// listsDepartments reports whether the rows of a summary table are departments.
func listsDepartments(r *report.Report) bool {
	n := 0
	for i := range r.Projects {
		if departmentName.MatchString(rules.NameKey(r.Projects[i].Name)) {
			n++
		}
	}
	return n >= 3 && n*2 > len(r.Projects)
}

// departmentName is how names of departments end.
var departmentName = regexp.MustCompile(`(?:局|委|委员会|办|办公室|厅|院|政府|街道|联合会|协会|中心|部|队|馆|学校|管理处|管委会|总工会)$`)
