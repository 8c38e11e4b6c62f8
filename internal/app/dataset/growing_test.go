package dataset_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"selfeval"
	"selfeval/internal/app/dataset"
	"selfeval/internal/app/ownfolder"
	"selfeval/internal/app/wire"
)

// parted writes documents as a parted dataset.
func parted(t *testing.T, docs []*selfeval.Document, opt dataset.Options) string {
	t.Helper()
	dir := t.TempDir()
	own, err := ownfolder.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	g, err := dataset.NewGrowing(own, dataset.Formats, opt, "x")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range docs {
		if err := g.File(d.Path, dataset.Stamp{}, [32]byte{1}, []*wire.Doc{wire.New(d)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := g.Close(false); err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestPartitionReaders asks the readers that people use whether the folders of a parted
// dataset are to them what they are to us, with names that need care.
func TestPartitionReaders(t *testing.T) {
	py := python(t)
	sources := []string{"www.甲县.gov.cn", "2022 公开 (新)", "a=b", "50%", "", "[x]", "it's", "一/二"}
	docs := varied(80)
	docs = append(docs, selfeval.Failure("in/x/坏.md", os.ErrPermission, "zh"))
	years, sites := map[string]map[string]int{"reports": {}, "projects": {}}, map[string]map[string]int{"reports": {}, "projects": {}}
	for i, d := range docs {
		source := sources[i%len(sources)]
		d.Path = filepath.Join("in", source, fmt.Sprintf("%d.md", i))
		if source == "一/二" {
			source = "一"
		}
		year, projects := "", 0
		if d.Report != nil {
			year, projects = d.Report.FiscalYear.String(), len(d.Report.Projects)
		}
		years["reports"][year]++
		sites["reports"][source]++
		if projects > 0 {
			years["projects"][year] += projects
			sites["projects"][source] += projects
		}
	}
	for key, truth := range map[dataset.Partition]map[string]map[string]int{dataset.ByYear: years, dataset.BySource: sites} {
		dir := parted(t, docs, dataset.Options{Partition: key, Roots: []string{"in"}})
		b, err := json.Marshal(truth)
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(t.TempDir(), "truth.json")
		if err := os.WriteFile(file, b, 0o644); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command(py, "testdata/partitions.py", dir, string(key), file).CombinedOutput()
		if err != nil {
			t.Errorf("%s: %v:\n%s", key, err, out)
		}
		t.Logf("%s", out)
	}
}

func TestSourceOf(t *testing.T) {
	for _, x := range []struct{ path, root, want string }{
		{"in/甲/a.md", "in", "source=甲"}, {"in/甲/乙/a.md", "in", "source=甲"}, {"in/a.md", "in", "source=__HIVE_DEFAULT_PARTITION__"},
		{"/data/in/甲/a.md", "/data/in/", "source=甲"}, {"./in/甲/a.md", "./in", "source=甲"}, {"../in/甲/a.md", "../in", "source=甲"},
		{"other/a.md", "in", "source=other"}, {"a.md", "in", "source=__HIVE_DEFAULT_PARTITION__"}, {"in/甲/a.md", ".", "source=in"},
		{"in/甲/乙/a.md", "in/甲", "source=乙"}, {"-", "in", "source=__HIVE_DEFAULT_PARTITION__"},
	} {
		d := selfeval.Failure(x.path, os.ErrNotExist, "zh")
		if got := dataset.BySource.Folder(d, []string{x.root}); got != x.want {
			t.Errorf("%s in %s: %s, want %s", x.path, x.root, got, x.want)
		}
	}
	d := selfeval.Failure("in/甲/乙/a.md", os.ErrNotExist, "zh")
	if got := dataset.BySource.Folder(d, []string{"in", "in/甲"}); got != "source=乙" {
		t.Errorf("the nearest folder counts: %s", got)
	}
}
