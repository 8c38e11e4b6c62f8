package cjk

import "strings"

// Unstated reports whether a cell says that nothing is stated: it is blank, holds
// signs alone (—, /, …) or a word for it (无, 不涉及).
func Unstated(s string) bool {
	s = Squeeze(s)
	if strings.Trim(s, "-—–―－‐‑‒─━−/\\、.*") == "" {
		return true
	}
	switch s {
	case "无", "空", "暂无", "未列示", "不适用", "无数据", "不涉及", "未涉及", "无此项", "未安排", "未填报", "未填写", "未发生", "没有", "N/A", "n/a", "NA":
		return true
	}
	return false
}
