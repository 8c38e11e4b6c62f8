package conformance_test

import (
	"encoding/json"
	"os"
	"testing"

	"selfeval/internal/conformance/golden"
)

// ownLabels are label sets of our own, as forms of other places might word them; each
// replaces some of the common ones, by the keys of shared/wordings.
var ownLabels = []string{
	`{"pn":"部门预算项目名称"}`,
	`{"pn":"财政专项资金名称"}`,
	`{"pn":"被评价项目名称"}`,
	`{"dep":"区县主管部门"}`,
	`{"dep":"项目归口主管单位"}`,
	`{"dep":"一级预算部门名称"}`,
	`{"imp":"资金具体使用单位"}`,
	`{"imp":"项目建设单位"}`,
	`{"imp":"基层预算单位名称（盖章）"}`,
	`{"dep":"街道主管部门","imp":"村级实施单位"}`,
	`{"h":["年初安排数","中期调整数","累计使用数","分值","资金使用率","得分"]}`,
	`{"h":["批复金额","调整后金额","决算支出数","权重","支出进度","得分"]}`,
	`{"h":["年初下达","全年下达","全年支出","标准分值","执行进度","实际得分"]}`,
	`{"goal":"项目绩效目标情况","exp":"年初拟定","act":"年末实际完成情况"}`,
	`{"goal":"总体目标","exp":"计划达到","act":"目标完成情况"}`,
	`{"tv":"年初设定目标值","av":"年末完成值"}`,
	`{"tv":"应达标准","av":"实际完成值"}`,
	`{"l3":"考核内容"}`,
	`{"r":"扣分说明及整改措施","s":"自评得分"}`,
	`{"sum":"项目自评总得分"}`,
}

// TestOwnLabels reads a form of each label set whole.
func TestOwnLabels(t *testing.T) {
	b, err := os.ReadFile(golden.Shared(t, "wordings/wordings.json"))
	if err != nil {
		t.Fatal(err)
	}
	var w wordings
	if err := json.Unmarshal(b, &w); err != nil {
		t.Fatal(err)
	}
	for _, set := range ownLabels {
		var replaces map[string]json.RawMessage
		if err := json.Unmarshal([]byte(set), &replaces); err != nil {
			t.Fatal(set, err)
		}
		if wrong := formLabels(w.Defaults, replaces); wrong != "" {
			t.Errorf("%s", wrong)
		}
	}
}
