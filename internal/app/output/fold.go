package output

import (
	"selfeval/report"
	"selfeval/rules"
)

// manyOfOne is from how many findings of one rule on people read the first alone, with
// the places of the others.
const manyOfOne = 10

// folded is a finding with those that a person need not read one by one: the others of
// its rule where these are many, and what is but a consequence of them. JSON and what
// machines read keep all.
type folded struct {
	*rules.Finding
	Like   []*rules.Finding
	Caused []*rules.Finding
}

// fold puts consequences under their causes, and many findings of one rule under the
// first. The order of what is left stays.
func fold(found []rules.Finding) []folded {
	byName, alone := map[string]int{}, map[string]int{}
	for i := range found {
		byName[found[i].Fingerprint] = i
	}
	caused := func(f *rules.Finding) bool {
		if f.CausedBy == nil {
			return false
		}
		i, here := byName[*f.CausedBy]
		return here && &found[i] != f && found[i].CausedBy == nil
	}
	kind := func(f *rules.Finding) string { return f.Rule + " " + string(f.Severity) }
	for i := range found {
		if !caused(&found[i]) {
			alone[kind(&found[i])]++
		}
	}
	var out []folded
	first, at := map[string]int{}, map[string]int{} // where a rule, and a finding, stands in out
	for i := range found {
		f := &found[i]
		if caused(f) {
			continue
		}
		n, seen := first[kind(f)]
		if seen && alone[kind(f)] >= manyOfOne {
			out[n].Like = append(out[n].Like, f)
		} else {
			n = len(out)
			first[kind(f)] = n
			out = append(out, folded{Finding: f})
		}
		at[f.Fingerprint] = n
	}
	for i := range found {
		if f := &found[i]; caused(f) {
			n := at[*f.CausedBy]
			out[n].Caused = append(out[n].Caused, f)
		}
	}
	return out
}

// likeText says that there are more findings of the rule, and where the first of them are.
func (f *folded) likeText() report.Text {
	var at []report.Location
	for _, l := range f.Like {
		if len(l.At) > 0 {
			at = append(at, l.At[0])
		}
	}
	where := report.Text{ZH: report.Places(at, places, report.ZH), EN: report.Places(at, places, report.EN)}
	return report.Textf("另有 %d 条：%s", "%d more: %s", len(f.Like), where)
}

// placed is a finding and how far in it stands: what is folded under another one, in.
type placed struct {
	*rules.Finding
	level int
}

// inOrder lists all findings, those that are folded below what they are folded under.
func inOrder(found []rules.Finding) (out []placed) {
	for _, f := range fold(found) {
		out = append(out, placed{f.Finding, 0})
		for _, l := range f.Like {
			out = append(out, placed{l, 1})
		}
		for _, c := range f.Caused {
			out = append(out, placed{c, 1})
		}
	}
	return out
}
