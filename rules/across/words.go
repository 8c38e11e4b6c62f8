package across

import (
	"regexp"
	"strings"

	"selfeval/rules/internal/names"
)

// fillers say nothing of which figure a name is of.
var fillers = strings.NewReplacer("本年度", "", "本年", "", "当年", "", "全年", "", "上年度", "", "上年", "", "本部门", "", "部门", "", "单位", "",
	"我局", "", "全局", "", "总额", "", "总计", "", "合计", "", "共计", "", "总体", "", "情况", "", "金额", "", "数额", "", "资金", "", "安排", "", "完成", "", "实际", "")

// The words by which a name says of which side a figure is.
const spentWord, accountsWord, budgetWord = "支出", "决算", "预算"

// sides tell what kind of figure a name is of, in whatever order it has them.
var sides = []string{"预算", "决算", "收入", "支出"}

var yearInName = regexp.MustCompile(`(?:19|20)\d\d年?度?`)

// figureName brings the name of a figure to the form in which years are compared:
// 2022年部门决算收入 and 收入决算 are one figure.
func figureName(name string) string {
	s := fillers.Replace(yearInName.ReplaceAllString(names.Key(name), ""))
	tail := ""
	for _, side := range sides {
		if strings.Contains(s, side) {
			s, tail = strings.Replace(s, side, "", 1), tail+"|"+side
		}
	}
	s = strings.TrimSuffix(strings.TrimSuffix(s, "总"), "数")
	return strings.TrimPrefix(s, "总") + tail
}

// counting are the marks by which a list counts what it says.
var counting = regexp.MustCompile(`[一二三四五六七八九十]+是|[（(][一二三四五六七八九十]+[)）]|第[一二三四五六七八九十]+[，,、]|(?:首先|其次|再次|最后)[，,]`)

// carriedIn names money that was carried over from the year before, in a form.
var carriedIn = regexp.MustCompile(`上年(?:度)?(?:结转|结余)|年初结转|以前年度结转`)

// foreignScore names scores that others gave.
var foreignScore = regexp.MustCompile(`财政|第三方|复核|抽查|重点评价|考核`)

// ownScoreWord names the score of a self-evaluation.
const ownScoreWord = "自评"

func ownScored(name string) bool { return strings.Contains(name, ownScoreWord) }
