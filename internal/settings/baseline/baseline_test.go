package baseline_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"selfeval/internal/settings/baseline"
	"selfeval/report"
	"selfeval/rules"
)

func day(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

func TestHide(t *testing.T) {
	r := &report.Report{Department: "测试局"}
	r.FiscalYear.Set(2022)
	other := &report.Report{Department: "其他局"}
	found := []rules.Finding{{Fingerprint: "a1", Rule: "sequence-gap"}, {Fingerprint: "b2"}, {Fingerprint: "c3"}}
	b := baseline.New([]baseline.Entry{
		baseline.Accept(r, &found[0]),
		{Fingerprint: "c3", Until: "2026-06-30", Reason: "已核对", By: "张三"},
		{Fingerprint: "gone", Department: "测试局", FiscalYear: "2022"},
		{Fingerprint: "other", Department: "测试局", FiscalYear: "2021"},
	})
	kept, accepted, stale := b.On(day("2026-06-30")).Hide(r, found)
	if len(kept) != 1 || kept[0].Fingerprint != "b2" || !slices.Equal(accepted, []string{"a1", "c3"}) || !slices.Equal(stale, []string{"gone"}) {
		t.Errorf("%v %v %v", kept, accepted, stale)
	}
	// The day after, the entry no longer holds; another report's entries are not stale.
	kept, _, _ = b.On(day("2026-07-01")).Hide(r, found)
	if len(kept) != 2 {
		t.Errorf("%v", kept)
	}
	if _, _, stale := b.Hide(other, nil); len(stale) != 0 {
		t.Errorf("%v", stale)
	}
}

func TestRoundTrip(t *testing.T) {
	b := baseline.New([]baseline.Entry{
		{Fingerprint: "b", Department: "乙局", Rule: "x-y", Message: "<10"},
		{Fingerprint: "a", Department: "甲局", Reason: "已核对", By: "张三"},
		{Fingerprint: "a", Department: "甲局", Reason: "重新核对", By: "李四"},
	})
	var out bytes.Buffer
	if err := b.Write(&out); err != nil {
		t.Fatal(err)
	}
	back, err := baseline.Parse("b.json", out.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if len(back.Entries) != 2 || back.Lookup("a").By != "李四" || back.Lookup("b").Message != "<10" || back.Lookup("c") != nil {
		t.Errorf("%s", out.String())
	}
	var again bytes.Buffer
	if err := back.Write(&again); err != nil || again.String() != out.String() {
		t.Errorf("written differently: %v\n%s", err, again.String())
	}
}

func TestMistakes(t *testing.T) {
	for src, want := range map[string]string{
		"": "b.json:1:",
		"{\n\"version\": 1,\n\"findings\": [{\"finger\": \"x\"}]}": "b.json:3: json: unknown field",
		`{"version": 2}`: "version 2",
		`{"version": 1, "findings": [{"rule": "x"}]}`:                         "entry 1 has no fingerprint",
		`{"version": 1, "findings": [{"fingerprint": "a", "reason": "x"}]}`:   "a reason and a name go together",
		`{"version": 1, "findings": [{"fingerprint": "a", "until": "soon"}]}`: "is no day",
	} {
		if _, err := baseline.Parse("b.json", []byte(src)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", src, err, want)
		}
	}
}

// An accepted finding comes back when its figures change.
func TestFiguresChange(t *testing.T) {
	r := &report.Report{Department: "测试局"}
	was := rules.Finding{Fingerprint: "a1", Rule: "execution-exceeds-budget", ValuesDigest: "x1", Values: map[string]string{"executed": "101.5 万元", "budget": "100 万元"}}
	e := baseline.Accept(r, &was)
	b := baseline.New([]baseline.Entry{e, {Fingerprint: "b2"}})
	now := was
	now.ValuesDigest = "x2"
	now.Values = map[string]string{"executed": "9000.5 万元", "budget": "100 万元"}
	kept, accepted, stale := b.Hide(r, []rules.Finding{now, {Fingerprint: "b2", Values: map[string]string{"x": "1"}}})
	if len(kept) != 1 || kept[0].Values["executed"] != "9000.5 万元" || len(accepted) != 1 || len(stale) != 0 {
		t.Errorf("kept %v, accepted %v, stale %v", kept, accepted, stale)
	}
	if kept, accepted, _ := b.Hide(r, []rules.Finding{was}); len(kept) != 0 || len(accepted) != 1 {
		t.Errorf("with the figures that were accepted: kept %v, accepted %v", kept, accepted)
	}
	if e.Values["executed"] != "101.5 万元" || e.ValuesDigest == "" {
		t.Errorf("the entry keeps no figures: %+v", e)
	}
}
