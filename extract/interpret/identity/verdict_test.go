package identity_test

import (
	"context"
	"testing"

	"selfeval/extract"
	"selfeval/extract/interpret/identity"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// What a title says, what was filled in and what the text speaks of decide together:
// none of them alone makes a paper ours or another.
func TestJudge(t *testing.T) {
	const scored = "\n\n| 序号 | 项目名称 | 预算数 | 执行数 | 自评得分 |\n|---|---|---|---|---|\n| 1 | 渠道清淤 | 30 | 29 | 95 |\n| 2 | 泵站检修 | 12 | 12 | 98 |\n"
	const filled = "\n\n| 项目名称 | 渠道清淤 |  |  |  |  |\n|---|---|---|---|---|---|\n| 主管部门 | 云溪市水务局 | 实施单位 | 云溪市灌区站 |  |  |\n| 项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 得分 |\n| 年度资金总额 | 30 | 30 | 29 | 10 | 9.67 |\n| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 得分 |\n| 产出指标 | 数量指标 | 清淤长度 | 3公里 | 3公里 | 90 |\n"
	const planned = "\n\n| 项目名称 | 渠道清淤 |  |  |\n|---|---|---|---|\n| 主管部门 | 云溪市水务局 | 实施单位 | 云溪市灌区站 |\n| 一级指标 | 二级指标 | 三级指标 | 指标值 |\n| 产出指标 | 数量指标 | 清淤长度 | 3公里 |\n"
	for _, c := range []struct {
		name, src string
		ours      bool
		kind      report.Kind
	}{
		{"a summary", "# 云溪市水务局2023年度绩效自评结果汇总表" + scored, true, ""},
		{"a summary that a notice brings", "# 云溪市水务局关于公开2023年度绩效自评结果的通知" + scored, true, ""},
		{"a form", "# 项目支出绩效自评表\n\n（2023年度）" + filled, true, ""},
		{"a target form", "# 2023年度项目支出绩效目标申报表" + planned, false, report.KindOther},
		{"prose with a title alone", "# 云溪市水务局2023年度部门整体支出绩效自评报告\n\n报告内容见附件。", true, ""},
		{"final accounts with a form", "# 云溪市水务局2023年度部门决算公开\n\n## 项目支出绩效自评表" + filled, true, report.KindAccounts},
		{"final accounts alone", "# 云溪市水务局2023年度部门决算公开\n\n## 收入决算情况说明\n\n2023年度收入合计500万元，其中：财政拨款收入500万元。", false, report.KindAccounts},
		{"an evaluation by others", "# 云溪市2023年度渠道清淤项目财政重点评价报告\n\n## 评价结论\n\n综合评价得分88分，评价等级为良。", true, report.KindEvaluation},
		{"a meeting", "# 云溪市水务局召开2023年度绩效自评工作会\n\n会议要求各单位高度重视，全局共12个项目，预算资金300万元，平均得分95分。", false, report.KindOther},
		{"an instruction", "# 项目支出绩效自评表填报说明\n\n例如：某项目预算100万元，执行120万元，自评得分85分的等级应为良。", false, report.KindOther},
		{"a ledger", "# 社团活动收支表\n\n| 序号 | 项目名称 | 预算 | 执行 |\n|---|---|---|---|\n| 1 | 场地 | 3000 | 3500 |\n| 2 | 茶水 | 200 | 180 |\n", false, report.KindOther},
		{"an award with scores", "# 路灯改造工程成交结果公告\n\n| 序号 | 项目名称 | 预算金额（万元） | 中标金额（万元） | 评审得分 |\n|---|---|---|---|---|\n| 1 | 路灯改造 | 100 | 98 | 91 |\n", false, report.KindOther},
	} {
		t.Run(c.name, func(t *testing.T) {
			x, err := extract.Extract(context.Background(), extract.Input{Name: "a.md", Data: []byte(c.src)}, extract.Options{})
			if err != nil {
				t.Fatal(err)
			}
			v := identity.Judge(x.Reports[0], x.Document, x.Document.Blocks, lexicon.Default())
			if v.Ours != c.ours || v.Kind != c.kind {
				t.Errorf("ours %t, kind %q; want %t, %q; evidence %v", v.Ours, v.Kind, c.ours, c.kind, v.Evidence)
			}
		})
	}
}
