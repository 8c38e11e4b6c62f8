package grid

import (
	"strings"
	"unicode"

	"selfeval/internal/text/cjk"
)

// The few words by which tables are told apart. They are to move to the lexicon
// (internal/text/lexicon) with the vocabulary's.
var (
	totalWords    = setOf("总计", "总合计", "合计", "共计", "累计", "小计", "本页合计", "本页小计", "合计数", "总数")
	subtotalWords = setOf("小计", "本页合计", "本页小计", "累计")
	SequenceWords = setOf("序号", "项目序号", "顺序号", "编号", "No.", "No", "NO.", "序")
	numberingHead = setOf("栏次", "行次", "序号", "列次")
	FormSums      = setOf("总分", "总得分", "总分值", "自评总分", "合计得分")
	// noteStarts is what a line under a table starts with.
	noteStarts = []string{"注", "备注", "说明", "填报说明", "填表说明", "填表人", "填报人", "填报单位", "制表", "审核人", "负责人", "联系人", "联系电话", "填报日期", "填表日期", "单位负责人", "分管领导", "财务负责人", "经办人", "主管领导", "单位盖章", "盖章"}
	// bodyEnds is how the names of public bodies end.
	bodyEnds = []string{"局", "委员会", "委", "办公室", "办", "厅", "部", "院", "校", "中心", "政府", "站", "所", "会", "大队", "支队", "总队", "处", "镇", "乡", "街道", "中学", "小学", "大学", "学院", "幼儿园", "医院", "馆", "园", "集团", "公司", "科", "股", "队", "库", "场", "法院", "检察院", "本级", "机关"}
	// BodyHeads head columns of such names.
	BodyHeads = []string{"单位", "部门", "科室", "处室", "股室", "主体", "机构"}
	// figureHeads head columns of figures, in squeezed text.
	figureHeads = []string{"数", "金额", "资金", "预算", "执行", "支出", "结余", "结转", "得分", "分值", "分数", "评分", "总分", "率", "权重", "比例", "进度", "合计", "小计", "总额", "额"}
	// formLabels stand in forms (labels beside their values); two of them make one.
	formLabels = setOf("年度总体目标", "总体目标", "年度资金总额", "一级指标", "二级指标", "三级指标", "年度指标值", "指标值", "实际完成值", "预期目标", "实际完成情况", "偏差原因分析及改进措施")
	// titleWords stand in the titles of tables, titleEnds end them.
	titleWords = []string{"汇总表", "自评表", "情况表", "明细表", "一览表", "评分表", "绩效自评", "绩效评价", "公开表", "统计表"}
	// continuation marks a table's further parts.
	continuation = []string{"续表", "(续)", "续上表", "接上表", "(续表)", "(续1)", "(续2)"}
	moneyUnits   = []string{"亿元", "千万元", "百万元", "十万元", "万元", "千元", "元", "亿美元", "万美元", "美元"}
	ordinals     = [2]string{"甲乙丙丁戊己庚辛", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
)

func setOf(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

// IsTotal reports a label of a sum: 合计, 合 计, 水利局小计.
func IsTotal(text string) bool {
	s := strings.Trim(cjk.Squeeze(text), ":")
	if totalWords[s] {
		return true
	}
	for w := range totalWords {
		if strings.HasSuffix(s, w) && len(s) <= len(w)+24 {
			return true
		}
	}
	return false
}

// IsGrandTotal reports a label that sums a whole table and thereby ends it.
func IsGrandTotal(text string) bool {
	s := strings.Trim(cjk.Squeeze(text), ":")
	return totalWords[s] && !subtotalWords[s]
}

// IsNote reports a line of notes or signatures.
func IsNote(text string) bool {
	s := strings.TrimLeft(cjk.Squeeze(text), "(*★※")
	for _, w := range noteStarts {
		rest, ok := strings.CutPrefix(s, w)
		if ok && (rest == "" || strings.IndexFunc(rest, noteEnd) == 0) {
			return true
		}
	}
	return false
}

// noteEnd reports what may stand after the word for a note: 注：, 注1, 填表人、.
func noteEnd(r rune) bool { return unicode.IsDigit(r) || strings.ContainsRune(":;.,()、", r) }

// UnitIn finds the unit that a line declares (单位：万元), and whether the line says
// nothing else.
func UnitIn(text string) (unit string, alone bool) {
	if !strings.Contains(text, "元") {
		return "", false
	}
	s := cjk.Squeeze(text)
	i := strings.LastIndex(s, "单位")
	if i < 0 {
		return bracketUnit(s)
	}
	rest := s[i+len("单位"):]
	rest = strings.TrimLeft(rest, ":为是均都")
	rest = strings.TrimPrefix(rest, "人民币")
	for _, u := range moneyUnits {
		if after, ok := strings.CutPrefix(rest, u); ok {
			return u, strings.Trim(after, ")]】、,.;分%") == "" && strings.Trim(strings.TrimSuffix(strings.TrimSuffix(s[:i], "金额"), "计量"), "([【") == ""
		}
	}
	return bracketUnit(s)
}

// bracketUnit finds a unit set in brackets: （万元）.
func bracketUnit(s string) (unit string, alone bool) {
	for _, u := range moneyUnits {
		for _, b := range [...]string{"(" + u + ")", "[" + u + "]", "【" + u + "】"} {
			if strings.Contains(s, b) {
				return u, s == b
			}
		}
	}
	return "", false
}

// IsContinuation reports a line that says that a table goes on.
func IsContinuation(text string) bool {
	s := cjk.Squeeze(text)
	if len([]rune(s)) > 40 {
		return false
	}
	for _, w := range continuation {
		if strings.HasPrefix(s, w) || strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

// IsTitle reports a line that names a table.
func IsTitle(text string) bool {
	s := cjk.Squeeze(text)
	n := len([]rune(s))
	if n < 4 || n > 60 || strings.ContainsAny(s, "。；;") || IsNote(s) || strings.HasSuffix(s, ":") {
		return false
	}
	bare := strings.TrimRight(s, ")")
	if i := strings.LastIndexByte(bare, '('); i > 0 && bare != s {
		bare = bare[:i] // …汇总表（2023年度）
	}
	if strings.HasSuffix(bare, "表") {
		return true
	}
	for _, w := range titleWords {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// EndsIn reports a head that ends in one of the words, what it has in brackets aside.
func EndsIn(h string, ends []string) bool {
	if i := strings.IndexByte(h, '('); i > 0 {
		h = h[:i]
	}
	for _, e := range ends {
		if strings.HasSuffix(h, e) {
			return true
		}
	}
	return false
}

// HeadsFigures reports a header over figures.
func HeadsFigures(h string) bool {
	if h == "" || EndsIn(h, BodyHeads) || strings.Contains(h, "意见") || strings.Contains(h, "备注") || strings.Contains(h, "名称") || strings.Contains(h, "原因") {
		return false
	}
	return EndsIn(h, figureHeads) || strings.HasSuffix(h, "元)") || strings.HasSuffix(h, "(%)")
}
