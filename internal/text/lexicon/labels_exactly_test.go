package lexicon

import (
	"slices"
	"testing"
)

// The short way of Exactly must say what Find says, for every word of the
// vocabulary in the dress that headers give it.
func TestExactlyAgreesWithFind(t *testing.T) {
	v := Default()
	lists := []*Labels{&v.FormFields, &v.FormFunds, &v.FormGoals, &v.FormIndicators, &v.FormTasks}
	labels := []string{"", "—", "98.5%", "(1)", "A", "第7号造林项目", "结余（交回财政）", "预算数（年初）", "预算数（调整后）"}
	for _, l := range lists {
		for w := range l.exact {
			labels = append(labels, w, w+"：", w+"（万元）", w+"/万元", "（"+w+"）", w+"（"+w+"）", "2023年"+w, w+"①", w[:1]+" "+w[1:], w+"及其他")
		}
	}
	slices.Sort(labels)
	named := 0
	for _, label := range slices.Compact(labels) {
		for i, l := range lists {
			want := ""
			if ms := l.Find(label); len(ms) > 0 && ms[0].Fit <= FitBare {
				want = ms[0].Field
			}
			if want != "" {
				named++
			}
			if got := l.Exactly(label); got != want {
				t.Errorf("list %d: Exactly(%q) = %q, Find says %q", i, label, got, want)
			}
		}
	}
	if named == 0 {
		t.Error("no label names a field")
	}
}
