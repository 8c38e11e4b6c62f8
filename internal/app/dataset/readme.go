package dataset

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"selfeval/internal/app/mark"
)

// writeReadme describes the tables of a folder for a person.
func writeReadme(dir string, formats []Format) error {
	var b strings.Builder
	b.WriteString(mark.README + " · Performance self-evaluation reports\n\n")
	b.WriteString("金额列以报告列示的单位保存，`_yuan` 列换算为元；空表示未列示或未读懂，原文见 `_raw`。\n")
	b.WriteString("Amounts are in the printed unit, `_yuan` columns in 元; empty means not stated or not understood, `_raw` holds the text.\n\n")
	var names []string
	for _, f := range formats {
		names = append(names, string(f))
	}
	fmt.Fprintf(&b, "格式 · formats: %s\n", strings.Join(names, ", "))
	for _, t := range Tables {
		fmt.Fprintf(&b, "\n## %s\n\n%s · %s\n\n| 列 · column | 类型 · type | 含义 | meaning |\n|---|---|---|---|\n", t.Name, t.Title.ZH, t.Title.EN)
		for _, f := range t.Fields {
			fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", f.Name, frictionless[f.Type], f.Title.ZH, f.Title.EN)
		}
	}
	return os.WriteFile(filepath.Join(dir, "README.md"), []byte(b.String()), 0o644)
}
