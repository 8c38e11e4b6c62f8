package report

// Others are values that have no field of their own, in the order of their columns or
// labels.
type Others []Other

// Other is a value that has no field of its own, under the name that the paper prints
// for it: the head of its column, its levels one after the other, or the label beside
// it. It is an amount or, where no figure stands there, a text.
type Other struct {
	Name   string   `json:"name"` // "" where nothing tells which head it stands under
	Amount *Amount  `json:"amount,omitempty"`
	Text   string   `json:"text,omitempty"`
	At     Location `json:"at"`
}

// Get is the other of a name, nil where there is none.
func (o Others) Get(name string) *Other {
	for i := range o {
		if o[i].Name == name {
			return &o[i]
		}
	}
	return nil
}

// ProjectPart is a part of a project that the summary table lists below it: a source of
// its money (中央资金), or a line under 其中.
type ProjectPart struct {
	Name        string   `json:"name"`
	Budget      *Amount  `json:"budget"`
	Executed    *Amount  `json:"executed"`
	Returned    *Amount  `json:"returned,omitempty"`
	CarriedOver *Amount  `json:"carried_over,omitempty"`
	Rate        *Amount  `json:"rate,omitempty"`
	Score       *Amount  `json:"score,omitempty"`
	Others      Others   `json:"others,omitempty"`
	At          Location `json:"at"`
}

// Evaluated lists the projects, by their 1-based positions, that the paper does not name
// as left out of the evaluation.
func (r *Report) Evaluated() []int {
	rows := make([]int, 0, len(r.Projects))
	for i := range r.Projects {
		if !r.Projects[i].NotEvaluated {
			rows = append(rows, i+1)
		}
	}
	return rows
}
