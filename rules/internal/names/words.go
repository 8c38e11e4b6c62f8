package names

import "regexp"

var (
	nameYear  = regexp.MustCompile(`(?:19|20)\d\d年?度?`)
	nameLevel = regexp.MustCompile(`^(?:中央|省级|市级|区级|县级|镇级|乡级|本级|追加|续建|结转|[省市区县])+`)
)

// nameTails are the words that say what kind of thing a project is, not which.
var nameTails = []string{"项目", "工程", "建设", "工作", "费用", "经费", "资金", "专项", "补助", "费"}
