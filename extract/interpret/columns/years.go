package columns

// Columns of several years stand side by side, each year's the same ones. Where a year is
// printed with the first of its columns only (2022年预算数 | 执行数 | 2023年预算数 | 执行数, or
// because a header without lines was read so), the others are of it too.

// carryYears gives the heads between two that name a year the year of the one before, where
// the heads of each year say the same.
func carryYears(heads []head) {
	var at []int
	for i := range heads {
		if heads[i].year != "" && (len(at) == 0 || heads[at[len(at)-1]].year != heads[i].year) {
			at = append(at, i)
		}
	}
	if len(at) < 2 {
		return
	}
	width := at[1] - at[0]
	last := at[len(at)-1] + width
	if width < 2 || last > len(heads) {
		return
	}
	for i := at[0] + width; i < last; i++ {
		if a, b := &heads[i-width], &heads[i]; (a.year == "") != (b.year == "") || a.year == "" && a.joined != b.joined || a.joined == "" {
			return
		}
	}
	for i := at[0] + 1; i < last; i++ {
		if heads[i].year == "" {
			heads[i].year = heads[i-1].year
		}
	}
}
