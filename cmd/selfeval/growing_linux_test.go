package main

import (
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// These tests run a nightly job over a folder that changes: what it writes is what a
// run over everything would, and it does no more work than the change asks for.

const growingReport = `# %s%d年度部门整体支出绩效自评报告

单位：万元

| 序号 | 项目名称 | 预算数 | 执行数 | 自评得分 |
|---|---|---|---|---|
| 1 | 渠道维修 | 100.00 | %d.5 | 98 |
| 2 | 水库除险 | 80 | 80 | 100 |
`

// put writes a report into the folder of a site.
func put(t *testing.T, dir, name, department string, year, executed int) {
	t.Helper()
	path := filepath.Join(dir, "in", name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, fmt.Appendf(nil, growingReport, department, year, executed), 0o644); err != nil {
		t.Fatal(err)
	}
}

// files are the files of a dataset with their inodes, which a file that is written again
// does not keep, and their content.
func files(t *testing.T, dir string) (inodes map[string]uint64, content map[string]string) {
	t.Helper()
	inodes, content = map[string]uint64{}, map[string]string{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || e.Name() == ".selfeval-stamps" {
			return err
		}
		st, err := os.Stat(path)
		if err != nil {
			return err
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		inodes[name], content[name] = st.Sys().(*syscall.Stat_t).Ino, string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return inodes, content
}

func grow(t *testing.T, dir, out, partition string) string {
	t.Helper()
	formats := "csv,parquet,sqlite,jsonl,xlsx"
	if partition == "source" { // as many runs in fewer formats
		formats = "csv,parquet"
	}
	log, err := command(t, dir, "dataset", "in", "-o", out, "--format", formats, "--partition", partition, "--log-level", "off").CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %.2000s", err, log)
	}
	return string(log)
}

// sameAsWhole holds a dataset against one that is written at once.
func sameAsWhole(t *testing.T, dir, partition string) {
	t.Helper()
	whole := t.TempDir()
	grow(t, dir, whole, partition)
	_, want := files(t, whole)
	_, got := files(t, filepath.Join(dir, "out"))
	for name, data := range want {
		if got[name] != data {
			t.Errorf("%s is not what one run over all files writes", name)
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			t.Errorf("%s is left over", name)
		}
	}
}

func TestGrowingDataset(t *testing.T) {
	for _, partition := range []string{"year", "source"} {
		t.Run(partition, func(t *testing.T) {
			if partition == "source" && testing.Short() {
				t.Skip("in short mode")
			}
			dir := t.TempDir()
			for i := range 30 {
				put(t, dir, fmt.Sprintf("站点%d/%02d.md", i%5, i), fmt.Sprintf("甲县第%d局", i), 2019+i%3, 90)
			}
			put(t, dir, "站点1/空.md", "", 0, 0)
			out := filepath.Join(dir, "out")
			steps := []struct {
				name    string
				change  func()
				says    string
				touches []string // partitions, by year and by source
			}{
				{"first", func() {}, "读取 31 个文件，0 个未变", nil},
				{"nothing new", func() {}, "读取 0 个文件，31 个未变、未再处理；写出 0 个分区", []string{"", ""}},
				{"two more", func() {
					put(t, dir, "站点2/新.md", "乙县水利局", 2020, 91)
					put(t, dir, "站点2/又新.md", "乙县林业局", 2020, 92)
				}, "读取 2 个文件，31 个未变", []string{"year=2020", "source=站点2"}},
				{"one changed", func() { put(t, dir, "站点3/03.md", "甲县第3局", 2019, 77) }, "读取 1 个文件", []string{"year=2019", "source=站点3"}},
				{"one gone", func() { os.Remove(filepath.Join(dir, "in", "站点4/04.md")) }, "1 个文件已不在输入中", []string{"year=2020", "source=站点4"}},
				// The report of site 4 is a copy from now on: another stands before it.
				{"one before its copy", func() { put(t, dir, "站点0/再.md", "甲县第9局", 2019, 90) }, "1 份是同一报告的副本", []string{"year=2019", "source=站点0 source=站点4"}},
				{"touched", func() { now := time.Now(); os.Chtimes(filepath.Join(dir, "in", "站点0/00.md"), now, now) }, "读取 0 个文件", []string{"", ""}},
			}
			for _, s := range steps {
				s.change()
				before, _ := files(t, dir)
				log := grow(t, dir, out, partition)
				if !strings.Contains(log, s.says) {
					t.Errorf("%s: %s", s.name, log)
				}
				sameAsWhole(t, dir, partition)
				if s.touches == nil {
					continue
				}
				after, _ := files(t, dir)
				written := map[string]bool{}
				for name, inode := range after {
					if i := strings.Index(name, partition+"="); i >= 0 && strings.HasPrefix(name, "out") && before[name] != inode {
						written[strings.SplitN(name[i:], "/", 2)[0]] = true
					}
				}
				want := s.touches[map[string]int{"year": 0, "source": 1}[partition]]
				if got := strings.Join(slices.Sorted(maps.Keys(written)), " "); got != want {
					t.Errorf("%s: partitions %q were written, want %q", s.name, got, want)
				}
			}
		})
	}
}

// A file whose stamp is that of the last run is not even opened.
func TestUnchangedFilesAreNotOpened(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "甲/1.md", "甲县水利局", 2020, 90)
	put(t, dir, "甲/2.md", "甲县林业局", 2020, 90)
	time.Sleep(2200 * time.Millisecond) // stamps of files that are younger are not trusted
	grow(t, dir, "out", "year")
	put(t, dir, "乙/3.md", "乙县林业局", 2021, 90)
	size := func(name string) string {
		st, err := os.Stat(filepath.Join(dir, "in", name))
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprintf(`"bytes":%d,`, st.Size())
	}
	log, err := command(t, dir, "dataset", "in", "-o", "out", "--format", "csv,parquet,sqlite,jsonl,xlsx", "--partition", "year", "--log-format", "json").CombinedOutput()
	if err != nil || !strings.Contains(string(log), "读取 1 个文件，2 个未变") || !strings.Contains(lastLine(string(log), `"message":"summary"`), size("乙/3.md")) {
		t.Errorf("more than the new file was read: %s", log)
	}
	// Without the stamps it is read, and found to be the same.
	os.Remove(filepath.Join(dir, "out", ".selfeval-stamps"))
	if log := grow(t, dir, "out", "year"); !strings.Contains(log, "读取 0 个文件，3 个未变、未再处理；写出 0 个分区") {
		t.Error(log)
	}
}

// What failed is counted by its cause, by a run that reads it and by one that keeps it.
func TestFailuresOfKeptFiles(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "甲/1.md", "甲县水利局", 2020, 90)
	for _, name := range []string{"空.md", "又空.md"} {
		if err := os.WriteFile(filepath.Join(dir, "in", name), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, run := range []string{"read", "kept"} {
		log, err := command(t, dir, "dataset", "in", "-o", "out", "--format", "csv", "--partition", "year", "--log-level", "off", "--metrics", "m.prom").CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %s", err, log)
		}
		m, err := os.ReadFile(filepath.Join(dir, "m.prom"))
		if err != nil {
			t.Fatal(err)
		}
		if !regexp.MustCompile(`(?m)^selfeval_documents_failed\{cause="empty"\} 2$`).Match(m) || run == "kept" && !strings.Contains(string(log), "3 个未变") {
			t.Errorf("%s: %s\n%s", run, log, m)
		}
	}
}

// lastLine is the last line that holds the text.
func lastLine(s, text string) (found string) {
	for line := range strings.Lines(s) {
		if strings.Contains(line, text) {
			found = line
		}
	}
	return found
}

// Killed at any moment, a run leaves nothing that the next one trips over.
func TestKilledGrowingDataset(t *testing.T) {
	dir := t.TempDir()
	r := rand.New(rand.NewPCG(5, 6))
	for i := range 40 {
		put(t, dir, fmt.Sprintf("站点%d/%02d.md", i%5, i), fmt.Sprintf("甲县第%d局", i), 2015+i%4, 90)
	}
	grow(t, dir, "out", "year")
	start := time.Now()
	grow(t, dir, "other", "year")
	took := time.Since(start)
	killed := 0
	for n := 0; n < 40 && killed < 6; n++ {
		put(t, dir, fmt.Sprintf("站点%d/新%02d.md", n%5, n), fmt.Sprintf("乙县第%d局", n), 2015+n%4, 90)
		cmd := command(t, dir, "dataset", "in", "-o", "out", "--format", "csv,parquet,sqlite,jsonl,xlsx", "--partition", "year", "--log-level", "off")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(r.Int64N(int64(took))))
		_ = cmd.Process.Kill()
		if cmd.Wait() != nil {
			killed++
		} else {
			took = max(took*3/4, time.Millisecond) // it was quicker than the run that was timed
		}
	}
	if killed < 6 {
		t.Errorf("only %d runs were killed in time", killed)
	}
	grow(t, dir, "out", "year")
	// What they had begun is swept by a run an hour later.
	for _, begun := range []string{".selfeval-*.tmp", "..selfeval-stamps.*.tmp"} {
		found, _ := filepath.Glob(filepath.Join(dir, "out", begun))
		for _, f := range found {
			os.RemoveAll(f)
		}
	}
	sameAsWhole(t, dir, "year")
}

// An interrupted run keeps what it did, and says that it was not all.
func TestInterruptedGrowingDataset(t *testing.T) {
	dir := corpus(t, 3000)
	cmd := command(t, dir, "dataset", "in", "-o", "out", "--format", "csv", "--partition", "year", "--log-format", "json")
	stderr, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	buf := make([]byte, 4000)
	for range 20 {
		if _, err := stderr.Read(buf); err != nil {
			t.Fatal(err)
		}
	}
	_ = cmd.Process.Signal(os.Interrupt)
	for {
		if _, err := stderr.Read(buf); err != nil {
			break
		}
	}
	_ = cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != 130 {
		t.Errorf("exit code %d", code)
	}
	pkg, err := os.ReadFile(filepath.Join(dir, "out", "datapackage.json"))
	if err != nil || !strings.Contains(string(pkg), `"selfeval:interrupted": true`) {
		t.Errorf("the data package does not say that it is not all (%v)", err)
	}
	log, err := command(t, dir, "dataset", "in", "-o", "out", "--format", "csv", "--partition", "year", "--log-level", "off").CombinedOutput()
	if err != nil || strings.Contains(string(log), " 0 个未变") || strings.Contains(string(log), "读取 0 个文件") {
		t.Errorf("the next run does not go on: %s", log)
	}
	if pkg, _ = os.ReadFile(filepath.Join(dir, "out", "datapackage.json")); strings.Contains(string(pkg), "interrupted") {
		t.Error("the data package still says interrupted")
	}
	// An input that is gone altogether is taken for a disk that is not there.
	if err := os.RemoveAll(filepath.Join(dir, "in")); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "in"), 0o755); err != nil {
		t.Fatal(err)
	}
	log, err = command(t, dir, "dataset", "in", "-o", "out", "--format", "csv", "--partition", "year").CombinedOutput()
	if err == nil || !strings.Contains(string(log), "数据集保持原样") {
		t.Errorf("%v: %s", err, log)
	}
	if _, err := os.Stat(filepath.Join(dir, "out", "datapackage.json")); err != nil {
		t.Error(err)
	}
}
