package html

import (
	"strings"

	"selfeval/extract/document"
	"selfeval/internal/text/cjk"
)

// recordLabels are what sites file a page under, in the table above its text.
var recordLabels = map[string]bool{
	"索引号": true, "索取号": true, "索引": true, "信息索引号": true, "组配分类": true, "主题分类": true, "体裁分类": true, "信息分类": true, "公开类别": true, "分类": true, "主题": true, "所属主题": true,
	"发布机构": true, "发文机关": true, "发文单位": true, "发布单位": true, "公开责任部门": true, "信息来源": true, "来源": true, "名称": true, "标题": true, "信息名称": true, "文件名称": true, "文号": true, "发文字号": true, "文件编号": true,
	"成文日期": true, "发文日期": true, "发布日期": true, "生成日期": true, "公开日期": true, "公开时间": true, "公开时限": true, "公开方式": true, "公开形式": true, "公开范围": true, "有效性": true, "时效性": true, "是否有效": true, "生效日期": true, "废止日期": true, "失效日期": true,
	"主题词": true, "关键词": true, "关键字": true, "内容概述": true, "统一编号": true, "服务对象": true, "责任编辑": true, "浏览次数": true,
}

// maxRecord is how many rows the record of a page has at most.
const maxRecord = 12

// RecordTable reports the table by which a site files a page. Three of its labels
// stand in it, or two and the number under which it is filed, and they are most of
// what is no value.
func RecordTable(t *document.Table) bool {
	if t.Rows > maxRecord || len(t.Cells) > 4*maxRecord {
		return false
	}
	labels, filed := 0, false
	for i := range t.Cells {
		text := cjk.Squeeze(t.Cells[i].Text)
		if len(text) > 600 || amount(text) {
			return false // an article, or an amount
		}
		label, _, _ := strings.Cut(text, ":")
		if recordLabels[label] {
			labels++
			filed = filed || strings.HasPrefix(label, "索") || strings.HasSuffix(label, "分类") || label == "发布机构" || label == "发文机关"
		}
	}
	return filed && (labels >= 3 || labels >= 2 && t.Rows <= 4)
}

func furnitureOf(t *document.Table) string {
	if RecordTable(t) {
		return document.Record
	}
	return ""
}
