package output

import (
	"maps"
	"slices"

	"selfeval/extract/document"
	"selfeval/report"
)

// causeNames word why documents failed.
var causeNames = map[document.Cause]report.Text{
	document.Empty:       {ZH: "空文件", EN: "empty"},
	document.Unsupported: {ZH: "格式不支持", EN: "of an unsupported kind"},
	document.Damaged:     {ZH: "文件损坏", EN: "damaged"},
	document.Encrypted:   {ZH: "已加密", EN: "encrypted"},
	document.NoText:      {ZH: "没有文字", EN: "without text"},
	document.Limited:     {ZH: "超出限制", EN: "over a limit"},
	document.Crashed:     {ZH: "程序出错", EN: "crashed"},
	document.IO:          {ZH: "读取文件出错", EN: "not given by the system"},
}

// notRead tells, a line each, why documents failed and which files were not read at all.
func (s *Summary) notRead() (lines []report.Text) {
	var causes, kinds report.Text
	and := func(list *report.Text, name report.Text, n int) {
		next := report.Textf("%s %d", "%s %d", name, n)
		if list.ZH != "" {
			next = report.Textf("%s，%s", "%s, %s", *list, next)
		}
		*list = next
	}
	for _, c := range slices.Sorted(maps.Keys(s.FailedCauses)) {
		name, known := causeNames[c]
		if !known {
			name = report.Textf("%s", "%s", clean(string(c)))
		}
		and(&causes, name, s.FailedCauses[c])
	}
	if causes.ZH != "" {
		lines = append(lines, report.Textf("失败原因：%s", "failed for: %s", causes))
	}
	own := s.Skipped
	for _, k := range slices.Sorted(maps.Keys(s.SkippedKinds)) {
		own -= s.SkippedKinds[k]
		name := report.Textf("%s", "%s", clean(k))
		if k == "" {
			name = report.Text{ZH: "无扩展名", EN: "no ending"}
		}
		and(&kinds, name, s.SkippedKinds[k])
	}
	if kinds.ZH != "" {
		lines = append(lines, report.Textf("未读取的文件 %d 个：%s（-v 逐个列出）", "files not read: %d: %s (-v names them)", s.Skipped-own, kinds))
	}
	if own > 0 {
		lines = append(lines, report.Textf("跳过 %d 个本程序以前输出的文件", "skipped %d files that this program wrote earlier", own))
	}
	return lines
}
