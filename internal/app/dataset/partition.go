package dataset

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"selfeval"
)

// Partition is what the files of a table are parted by: nothing, the fiscal year, or
// the source. Folders are named as Hive names them, key=value, which DuckDB, polars,
// pyarrow and Spark read as a column.
type Partition string

// The partitions.
const (
	ByYear   Partition = "year"
	BySource Partition = "source"
)

// Partitions lists them.
var Partitions = []Partition{ByYear, BySource}

// hiveNull is the value that Hive writes where there is none, and its readers take for
// null.
const hiveNull = "__HIVE_DEFAULT_PARTITION__"

// Folder is the folder that a document's rows belong in: year=2023.
func (p Partition) Folder(d *selfeval.Document, roots []string) string {
	value := ""
	switch {
	case p == BySource:
		value = sourceOf(d.Path, roots)
	case d.Report != nil && d.Report.FiscalYear.Known():
		value = strconv.Itoa(d.Report.FiscalYear.Int())
	}
	if value == "" {
		value = hiveNull
	}
	return string(p) + "=" + escapeHive(value)
}

// sourceOf is the folder just below the one that was searched, as crawlers keep a folder
// a site; of a file that was named itself the folder in which it lies. A file that lies
// in the searched folder itself has none.
func sourceOf(path string, roots []string) string {
	path = filepath.Clean(path)
	best := ""
	for _, root := range roots {
		if root = filepath.Clean(root); len(root) > len(best) || best == "" {
			if rel, err := filepath.Rel(root, path); err == nil && filepath.IsLocal(rel) {
				best = root
			}
		}
	}
	if best == "" {
		if dir := filepath.Base(filepath.Dir(path)); dir != "." && dir != ".." && dir != string(filepath.Separator) {
			return dir
		}
		return ""
	}
	rel, err := filepath.Rel(best, path)
	if err != nil {
		return ""
	}
	first, _, deeper := strings.Cut(filepath.ToSlash(rel), "/")
	if !deeper {
		return ""
	}
	return first
}

// escapeHive writes a value as the name of a folder: what file systems and readers of
// such names take for more than a letter is written as %XX.
func escapeHive(value string) string {
	var b strings.Builder
	for i := range len(value) {
		if c := value[i]; c < ' ' || c == 0x7f || strings.IndexByte(`"#%&'*/:=<>?\{}[]^|+`, c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// partName gives the names of a partition's files: parquet/projects/year=2023/part-0.parquet.
// Each format has folders of its own, so that a reader that is given a table's folder
// finds nothing else in it.
func partName(folder string) func(f Format, table string) string {
	return func(f Format, table string) string {
		if f.Whole() {
			return string(f) + "/" + folder + "/selfeval." + string(f)
		}
		return string(f) + "/" + table + "/" + folder + "/part-0." + string(f)
	}
}

// documentsName is the file of a partition's documents, whole, as check --format jsonl
// writes them: what the tables are made of.
func documentsName(folder string) string {
	return "documents/" + folder + "/part-0.jsonl.zst"
}
