package form

import "regexp"

// rateOfGood ends the name of an indicator of which more is better.
var rateOfGood = regexp.MustCompile(`(?:及时|完成|合格|优良|优秀|达标|覆盖|满意|准确|知晓|普及|到位|完好|通过|参与|就业|入学|巩固|发放|办结|处置|处理|整改|验收|落实|保障|受益|惠及|执行|开工|完工|竣工|利用|正常运行|稳定运行|签约|回收|收缴|检测|抽检|监测|成活|存活|治愈|救治|接种|建档|上线|出勤|培训)(?:率|度|比例)(?:[(（].*[)）])?$`)

// lessIsBetter names what an indicator wants little of: costs, times and harm.
var lessIsBetter = regexp.MustCompile(`成本|时间|时限|时长|期限|天数|工期|费用|控制|投诉|事故|死亡|伤亡|差错|逾期|超期|延期|故障|违|发生|下降|降低|减少|能耗|排放|返工|偏差|失误|不良|不合格|受害|再犯|复发|返贫|辍学|流失|漏|缺陷|次品|风险|发病|感染|价格|单价|预算|支出|节约|响应|周期|空置|闲置|污染|损耗|损失|耗|纠纷|案件|舆情|上访|信访`)

// negations in the name of a rate turn good into bad: 不合格率.
const negations = "不未无非"

// The levels of indicators of which less, or more, is better whatever they are about.
var (
	lessLevels  = []string{"成本", "时效"}
	moreLevels2 = []string{"数量", "质量"} // of the second level
	moreLevels  = []string{"满意"}
)

// executionRate is the name of the indicator that is the execution itself.
const executionRate = "执行率"

// magnitudes are powers of ten that units begin with, the longest first.
var magnitudes = []struct {
	word  string
	shift int32
}{{"万亿", 12}, {"亿", 8}, {"千万", 7}, {"百万", 6}, {"十万", 5}, {"万", 4}}
