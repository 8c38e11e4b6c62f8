package report

import (
	"bytes"
	"encoding/json"
)

// Others are the cells of a row that are no field of the record, in the order of their
// columns. In JSON they are an object: the name of the column → an amount, or the text
// that stands there.
type Others []Other

// Other is what stands in a column without a field of its own.
type Other struct {
	Name   string   `json:"name"` // the column's head as printed, its levels one after the other
	Amount *Amount  `json:"amount"`
	Text   string   `json:"text"` // where the cell holds no figure
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

// MarshalJSON writes {"发行金额（亿元）":{"value":"0.4",…},"备注":"…"}.
func (o Others) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, x := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		name, err := json.Marshal(x.Name)
		if err != nil {
			return nil, err
		}
		var value any = x.Text
		if x.Amount != nil {
			value = x.Amount
		}
		what, err := json.Marshal(value)
		if err != nil {
			return nil, err
		}
		b.Write(name)
		b.WriteByte(':')
		b.Write(what)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// UnmarshalJSON reads what MarshalJSON writes.
func (o *Others) UnmarshalJSON(src []byte) error {
	*o = nil
	d := json.NewDecoder(bytes.NewReader(src))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return err
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return err
		}
		var raw json.RawMessage
		if err := d.Decode(&raw); err != nil {
			return err
		}
		x := Other{}
		x.Name, _ = name.(string)
		if len(raw) > 0 && raw[0] == '{' {
			x.Amount = new(Amount)
			if err := json.Unmarshal(raw, x.Amount); err != nil {
				return err
			}
			x.At = x.Amount.At
		} else if err := json.Unmarshal(raw, &x.Text); err != nil {
			return err
		}
		*o = append(*o, x)
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
