package forms

// noReasons are what stands in a cell for reasons where there is none.
var noReasons = []string{"", "无", "无偏差", "不涉及"}

// extra names a line of points beyond the weights.
var extra = []string{"加分", "加减分", "扣分项"}
