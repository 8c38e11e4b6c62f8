package summary

import "regexp"

// balanceExplained are words by which a row says what became of its balance.
var balanceExplained = regexp.MustCompile(`结转|结余|收回|交回|上缴|缴回|下年|跨年|续建`)
