package layout

// overprinted reports lines of a cell that stand on each other, of two ideographs or more
// each: lines that had no room in their own row run into those of its neighbours, or
// something else was printed over them, and what is read as one text may be two.
func overprinted(marks []mark) bool {
	const least = 2 // pairs beside each other: characters set in one column may touch
	above, start, within, last := 0, 0, 0, 0.0
	for i := 1; i <= len(marks); i++ {
		if i < len(marks) && marks[i-1].base-marks[i].base <= 0.35*marks[i].size {
			if onto(&marks[i-1], &marks[i]) && (within == 0 || marks[i].center() > last+0.5*marks[i].size) {
				last = marks[i].center()
				if within++; within >= least {
					return true
				}
			}
			continue
		}
		if ontoLine(marks[above:start], marks[start:i]) >= least {
			return true
		}
		above, start, within = start, i, 0
	}
	return false
}

// ontoLine counts the characters of a line that stand on those of the one above; both
// ascend.
func ontoLine(above, line []mark) (n int) {
	k := 0
	for i := range line {
		for k < len(above) && above[k].center() < line[i].center()-0.5*line[i].size {
			k++
		}
		if k < len(above) && onto(&above[k], &line[i]) {
			n++
		}
	}
	return n
}

// onto reports two ideographs of one size of which one hides half of the other, and that
// are not one character painted twice.
func onto(a, b *mark) bool {
	const most = 0.6 // lines of a cell stand farther apart
	if !a.wide || !b.wide || a.text == b.text || abs(a.size-b.size) > 0.2*a.size {
		return false
	}
	return abs(a.base-b.base) < most*a.size && abs(a.center()-b.center()) < 0.5*a.size
}
