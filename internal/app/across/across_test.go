package across

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"selfeval"
	"selfeval/internal/app/output"
	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/builtin"
)

// kept is a writer that keeps what it is given.
type kept struct {
	docs []*selfeval.Document
	sum  output.Summary
}

func (k *kept) Document(d *selfeval.Document) error { k.docs = append(k.docs, d); return nil }
func (k *kept) Close(s output.Summary) error        { k.sum = s; return nil }

// paper is a department's report for a year, as a department writes it.
func paper(department string, year int, prose string) string {
	return fmt.Sprintf(`# %s%d年度部门整体支出绩效自评报告

一、部门收支情况

%s

二、项目自评情况

单位：万元

| 序号 | 项目名称 | 预算数 | 执行数 | 自评得分 |
|---|---|---|---|---|
| 1 | 林道维护 | 120.00 | 118.00 | 96 |
| 2 | 防火宣传 | 80.00 | 79.00 | 97 |
| 合计 |  | 200.00 | 197.00 |  |
`, department, year, prose)
}

// file is one of a run.
type file struct{ path, text string }

func run(t *testing.T, opt Options, files ...file) *kept {
	t.Helper()
	k := &kept{}
	opt.Rules = &rules.Config{Registry: builtin.Registry()}
	w, err := Wrap(k, opt)
	if err != nil {
		t.Fatal(err)
	}
	var sum output.Summary
	for _, f := range files {
		for _, d := range selfeval.Check(t.Context(), selfeval.Input{Name: f.path, Data: []byte(f.text)}, selfeval.Options{NoConfirm: true}) {
			if err := w.Document(d); err != nil {
				t.Fatal(err)
			}
			sum.Add(d)
		}
	}
	if err := w.Close(sum); err != nil {
		t.Fatal(err)
	}
	return k
}

// across are the findings of the rules that compare reports, and the rules withheld.
func (k *kept) across() (out []string) {
	for _, d := range k.docs {
		for _, f := range d.Findings {
			if r := builtin.Lookup(f.Rule); r.Prior != nil || r.Beside != nil || r.Listed != nil {
				out = append(out, d.Path+" "+f.Rule+" "+f.Against[0].Document)
				if len(f.At) == 0 || slices.ContainsFunc(f.At, func(at report.Location) bool { return at.IsZero() || at.Table > 0 && at.Column == 0 }) {
					out = append(out, f.Rule+" points at no cell or sentence")
				}
			}
		}
		for _, x := range d.Withheld {
			if r := builtin.Lookup(x.Rule); r.Prior != nil {
				out = append(out, d.Path+" withheld "+x.Rule)
			}
		}
	}
	return out
}

const (
	last = "2022年收入决算900.00万元，支出决算889.00万元。"
	this = "2023年收入决算950.00万元，支出决算910.00万元，较上年870.00万元增加40.00万元，增长4.60%。"
)

// TestTwoYears: what this year's paper says of last year is held against last year's paper,
// in whatever order they come; truthful pairs that look odd stay silent.
func TestTwoYears(t *testing.T) {
	found := []string{"2023/林业局.md prior-year-mismatch 2022/林业局.md"}
	bureau := "青禾县林业局"
	for name, c := range map[string]struct {
		files []file
		list  string
		want  []string
	}{
		"differs":            {files: []file{{"2022/林业局.md", paper(bureau, 2022, last)}, {"2023/林业局.md", paper(bureau, 2023, this)}}, want: found},
		"in the other order": {files: []file{{"2023/林业局.md", paper(bureau, 2023, this)}, {"2022/林业局.md", paper(bureau, 2022, last)}}, want: found},
		"agrees":             {files: []file{{"2022/林业局.md", paper(bureau, 2022, strings.Replace(last, "889.00", "870.00", 1))}, {"2023/林业局.md", paper(bureau, 2023, this)}}},
		"in another unit":    {files: []file{{"2022/林业局.md", paper(bureau, 2022, strings.Replace(last, "889.00万元", "8700000元", 1))}, {"2023/林业局.md", paper(bureau, 2023, this)}}},
		"restated":           {files: []file{{"2022/林业局.md", paper(bureau, 2022, last)}, {"2023/林业局.md", paper(bureau, 2023, this+"上年数按追溯调整后口径列示。")}}},
		"a unit came":        {files: []file{{"2022/林业局.md", paper(bureau, 2022, last)}, {"2023/林业局.md", paper(bureau, 2023, this+"因机构改革，林业站并入我局。")}}},
		"of another scope":   {files: []file{{"2022/林业局.md", paper(bureau, 2022, strings.ReplaceAll(last, "支出决算", "财政拨款支出决算"))}, {"2023/林业局.md", paper(bureau, 2023, this)}}},
		"two years before":   {files: []file{{"2021/林业局.md", paper(bureau, 2021, strings.ReplaceAll(last, "2022", "2021"))}, {"2023/林业局.md", paper(bureau, 2023, this)}}},
		"renamed, not told":  {files: []file{{"2022/林业局.md", paper("青禾县林业和园林局", 2022, last)}, {"2023/林业局.md", paper(bureau, 2023, this)}}},
		"renamed, listed": {files: []file{{"2022/林业局.md", paper("青禾县林业和园林局", 2022, last)}, {"2023/林业局.md", paper(bureau, 2023, this)}},
			list: "青禾县林业局,青禾县林业和园林局\n青禾县水务局\n", want: found},
		"bureaus of two counties": {files: []file{{"甲县/2022/林业局.md", paper("林业局", 2022, last)}, {"乙县/2023/林业局.md", paper("林业局", 2023, this)}}},
		"one county's, without its name": {files: []file{{"甲县/2022/林业局.md", paper("林业局", 2022, last)}, {"甲县/2023/林业局.md", paper("林业局", 2023, this)}},
			want: []string{"甲县/2023/林业局.md prior-year-mismatch 甲县/2022/林业局.md"}},
		"last year's not read whole": {files: []file{{"2022/林业局.md", paper(bureau, 2022, last+"项目支出3x7.00万元，")}, {"2023/林业局.md", paper(bureau, 2023, this)}}},
	} {
		t.Run(name, func(t *testing.T) {
			var opt Options
			if c.list != "" {
				l, err := ParseList("部门.csv", []byte(c.list))
				if err != nil {
					t.Fatal(err)
				}
				opt.List = l
			}
			k := run(t, opt, c.files...)
			got := k.across()
			if name == "last year's not read whole" {
				if k.docs[0].Status != selfeval.Partial {
					t.Skip("read whole after all")
				}
				got = slices.DeleteFunc(got, func(s string) bool { return strings.Contains(s, " withheld ") })
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
			if k.sum.Findings.Warning < len(c.want) {
				t.Errorf("%d warnings counted", k.sum.Findings.Warning)
			}
		})
	}
}

// TestSpool: documents come out as they went in, in memory and from a file.
func TestSpool(t *testing.T) {
	for _, memory := range []int{1 << 20, 1} {
		var files []file
		for y := 2019; y < 2024; y++ {
			files = append(files, file{fmt.Sprintf("%d.md", y), paper("青禾县林业局", y, strings.ReplaceAll(last, "2022", fmt.Sprint(y)))})
		}
		k := run(t, Options{Memory: memory}, append(files, file{"空.md", ""})...)
		if len(k.docs) != 6 || k.docs[5].Status != selfeval.Failed || k.docs[4].Path != "2023.md" || k.docs[4].Report.Projects[1].Executed.String() != "79.00 万元" || k.sum.Across.Compared != 4 {
			t.Errorf("memory %d: %d documents, %+v", memory, len(k.docs), k.sum.Across)
		}
	}
}

// TestAccepted: what a baseline accepts is not shown, and is not stale.
func TestAccepted(t *testing.T) {
	var told []string
	hide := func(_ *report.Report, found []rules.Finding) (kept []rules.Finding, accepted, stale []string) {
		for _, f := range found {
			accepted = append(accepted, f.Fingerprint)
		}
		return nil, accepted, nil
	}
	k := run(t, Options{Hide: hide, Accepted: func(fps []string) { told = append(told, fps...) }, Context: context.Background()},
		file{"2022.md", paper("青禾县林业局", 2022, last)}, file{"2023.md", paper("青禾县林业局", 2023, this)})
	if got := k.across(); len(got) != 0 || len(told) != 1 || !slices.Contains(k.docs[1].Accepted, told[0]) {
		t.Errorf("%v, told %v", got, told)
	}
}

// TestWhoIsMissing: a list tells who published nothing and what is missing, by name, alias
// and the name without its place.
func TestWhoIsMissing(t *testing.T) {
	l, err := ParseList("部门.yaml", []byte("departments:\n  - 林业局\n  - {name: 青禾县水务局, former: [青禾县水利局]}\n  - 民政局\n"))
	if err != nil {
		t.Fatal(err)
	}
	k := run(t, Options{List: l}, file{"a.md", paper("青禾县林业局", 2023, this)}, file{"b.md", paper("青禾县水利局", 2023, "")}, file{"c.md", ""}, file{"d.md", paper("青禾县体育局", 2023, "")})
	a := k.sum.Across
	if a.Listed != 3 || len(a.Silent) != 1 || a.Silent[0] != (output.AcrossSilent{Name: "民政局", Year: "2023"}) || a.Unplaced != 1 {
		t.Errorf("%+v", a)
	}
	for _, d := range a.Departments {
		if want := d.Name != "青禾县体育局"; d.Listed != want {
			t.Errorf("%+v", d)
		}
		if !slices.Contains(d.Missing, "form") || d.Rate != "98.5%" {
			t.Errorf("%+v", d)
		}
	}
}

// TestLists: lists come in several forms, and what cannot be one is refused.
func TestLists(t *testing.T) {
	want := "青禾县林业局[林业站]青禾县水务局[]"
	for name, text := range map[string]string{
		"a.txt":  "# 名单\n青禾县林业局、林业站\n青禾县水务局\n",
		"a.csv":  "\ufeff序号,部门名称,曾用名\n1,青禾县林业局,林业站\n2,青禾县水务局,\n",
		"b.csv":  "部门名称\t简称\n青禾县林业局\t林业站\n青禾县水务局\n",
		"a.yaml": "- name: 青禾县林业局\n  曾用名: 林业站\n- 青禾县水务局\n",
		"b.yml":  "部门:\n  青禾县林业局: [林业站]\n  青禾县水务局:\n",
	} {
		l, err := ParseList(name, []byte(text))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		got := ""
		for _, d := range l.Departments {
			got += d.Name + fmt.Sprint(d.Aliases)
		}
		if strings.ReplaceAll(got, " ", "") != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	for name, text := range map[string]string{"a.txt": "\n# 空\n", "a.yaml": "- {naem: 甲局}\n", "b.txt": "甲局,丙局\n乙局,丙局\n", "c.yaml": ":\n - ["} {
		if l, err := ParseList(name, []byte(text)); err == nil {
			t.Errorf("%s: taken as %+v", name, l.Departments)
		}
	}
}

// FuzzList: a list is read or refused, and whoever is on it is found by its name.
func FuzzList(f *testing.F) {
	f.Add("a.csv", []byte("部门,别名\n青禾县林业局,林业站\n"))
	f.Add("a.yaml", []byte("- {name: 甲局, former: [乙局]}\n"))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		if len(data) > 1<<14 {
			return
		}
		l, err := ParseList(name, data)
		if err != nil {
			return
		}
		for _, d := range l.Departments {
			if got := l.find(d.Name); got == nil || got.key != d.key {
				t.Errorf("%q is not found: %+v", d.Name, got)
			}
		}
	})
}
