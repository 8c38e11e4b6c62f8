package summary

import "regexp"

// balanceExplained are words by which a row says what became of its balance.
var balanceExplained = regexp.MustCompile(`结转|结余|收回|交回|上缴|缴回|下年|跨年|续建`)

var (
	yearInName = regexp.MustCompile(`(20\d\d)(?:年|学年)`)
	yearSpan   = regexp.MustCompile(`(20\d\d)年?度?(?:—|–|-|~|～|至|到)(20\d\d)(?:年|学年)?`)
	// carried are words that tell why a name keeps an earlier year.
	carried = regexp.MustCompile(`结转|结余|尾款|余款|质保|欠|遗留|续建|跨年|上年|以前年度|清算|清缴|补缴|决算|往年|历年|贷款|债券|国债`)
)

// smaller is the unit that people write by mistake in place of another, ten
// thousand times as large.
var smaller = map[string]string{"万元": "元", "亿元": "万元", "万美元": "美元", "亿美元": "万美元"}
