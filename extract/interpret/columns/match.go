package columns

// match gives fields to columns so that the weights sum up to the most: weight[f][c] is
// that of field f in column c, and no field or column is given twice. A field that gains
// nothing gets none (-1). It is the Hungarian method: fields² · columns steps.
func match(weight [][]int) []int {
	n := len(weight)
	if n == 0 {
		return nil
	}
	columns := len(weight[0])
	m := matching{weight: weight, u: make([]int, n+1), v: make([]int, columns+n+1), owner: make([]int, columns+n+1), way: make([]int, columns+n+1)}
	for f := 1; f <= n; f++ {
		m.place(f)
	}
	out := make([]int, n)
	for f := range out {
		out[f] = -1
	}
	for c := 1; c <= columns; c++ {
		if f := m.owner[c]; f > 0 && weight[f-1][c-1] > 0 {
			out[f-1] = c - 1
		}
	}
	return out
}

// matching is a best choice for the fields placed so far. Fields and columns count from
// 1; beyond the columns there is one more a field, for that which gets none.
type matching struct {
	weight     [][]int
	u, v       []int // the potentials of fields and columns
	owner, way []int // of a column: its field, and the column before it on the way
}

const mostCost = 1 << 40

func (m *matching) cost(f, c int) int {
	if c <= len(m.weight[0]) && m.weight[f-1][c-1] > 0 {
		return -m.weight[f-1][c-1]
	}
	return 0
}

// place gives a field a column, and those that stand in its way others.
func (m *matching) place(f int) {
	m.owner[0] = f
	least, used := make([]int, len(m.v)), make([]bool, len(m.v))
	for c := range least {
		least[c] = mostCost
	}
	at := 0
	for m.owner[at] != 0 {
		used[at] = true
		at = m.step(at, least, used)
	}
	for at != 0 {
		m.owner[at] = m.owner[m.way[at]]
		at = m.way[at]
	}
}

// step goes on to the column that costs the least to reach.
func (m *matching) step(at int, least []int, used []bool) (next int) {
	row, delta := m.owner[at], mostCost
	for c := 1; c < len(m.v); c++ {
		if used[c] {
			continue
		}
		if d := m.cost(row, c) - m.u[row] - m.v[c]; d < least[c] {
			least[c], m.way[c] = d, at
		}
		if least[c] < delta {
			delta, next = least[c], c
		}
	}
	for c := range m.v {
		if used[c] {
			m.u[m.owner[c]] += delta
			m.v[c] -= delta
		} else {
			least[c] -= delta
		}
	}
	return next
}
