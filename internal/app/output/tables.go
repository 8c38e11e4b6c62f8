package output

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"selfeval"
	"selfeval/internal/app/dataset"
	"selfeval/report"
)

// Table writes documents as rows of one of the dataset's tables: CSV, JSON Lines
// or Parquet.
func Table(format dataset.Format, table *dataset.Table, csv dataset.CSVOptions) Format {
	return Format{
		Name: string(format), Binary: format == dataset.Parquet,
		New: func(w io.Writer, _ Options) (Writer, error) {
			t, err := dataset.NewTable(w, table, format, csv)
			return &tableWriter{Writer: t}, err
		},
	}
}

// Tables writes documents as all tables in one file: SQLite or XLSX.
func Tables(format dataset.Format) Format {
	return Format{
		Name: string(format), Binary: true,
		New: func(w io.Writer, _ Options) (Writer, error) {
			// Neither form can be written front to back: it is made beside and copied.
			dir, err := os.MkdirTemp("", "selfeval-*")
			if err != nil {
				return nil, err
			}
			path := filepath.Join(dir, "tables."+string(format))
			t, err := dataset.NewFile(path, format)
			if err != nil {
				os.RemoveAll(dir)
				return nil, err
			}
			return &tableWriter{Writer: t, done: func(err error) error {
				defer os.RemoveAll(dir)
				if err != nil {
					return err
				}
				f, err := os.Open(path)
				if err != nil {
					return err
				}
				defer f.Close()
				_, err = io.Copy(w, f)
				return err
			}}, nil
		},
	}
}

// Dataset writes documents as a folder of tables. The folder appears, or takes
// the place of an earlier dataset, only once all of it is written; a folder that
// holds anything else is left alone.
func Dataset(dir string, formats []dataset.Format, csv dataset.CSVOptions) Format {
	return Format{
		Name: "dataset",
		New: func(_ io.Writer, opt Options) (Writer, error) {
			dir = filepath.Clean(dir)
			if err := replaceable(dir, opt.Lang); err != nil {
				return nil, err
			}
			tmp, err := os.MkdirTemp(filepath.Dir(dir), "."+filepath.Base(dir)+".*.tmp")
			if err != nil {
				return nil, err
			}
			t, err := dataset.NewFolder(tmp, formats, csv)
			if err != nil {
				os.RemoveAll(tmp)
				return nil, err
			}
			return &tableWriter{Writer: t, whole: true, done: func(err error) error {
				if err == nil {
					err = swap(tmp, dir)
				}
				if err != nil {
					os.RemoveAll(tmp)
				}
				return err
			}}, nil
		},
	}
}

// marker is the file by which an earlier dataset is known.
const marker = "README.md"

// replaceable reports whether a folder may be written: it is not there, empty,
// or an earlier dataset.
func replaceable(dir string, lang report.Lang) error {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return os.MkdirAll(filepath.Dir(dir), 0o755)
	case err != nil:
		return err
	case len(entries) == 0:
		return nil
	}
	b, err := os.ReadFile(filepath.Join(dir, marker))
	if err == nil && len(b) >= len(dataset.ReadmeHead) && string(b[:len(dataset.ReadmeHead)]) == dataset.ReadmeHead {
		return nil
	}
	return errors.New(report.Textf("目录 %s 不是空的，也不是以前生成的数据集", "folder %s is neither empty nor an earlier dataset", dir).In(lang))
}

func swap(tmp, dir string) error {
	if err := os.Chmod(tmp, 0o755); err != nil {
		return err
	}
	old := tmp + ".old"
	switch err := os.Rename(dir, old); {
	case err == nil:
		defer os.RemoveAll(old)
	case !errors.Is(err, os.ErrNotExist):
		return err
	}
	if err := os.Rename(tmp, dir); err != nil {
		return errors.Join(err, os.Rename(old, dir))
	}
	return nil
}

// tableWriter is a dataset.Writer as a Writer of this package.
type tableWriter struct {
	*dataset.Writer
	whole bool // an interrupted run leaves nothing
	done  func(error) error
}

// Warnings tell of figures that a form could not hold.
func (t *tableWriter) Warnings() []report.Text {
	var out []report.Text
	beyond := t.Beyond()
	for _, column := range slices.Sorted(maps.Keys(beyond)) {
		out = append(out, report.Textf("Parquet 的 %s 列放不下 %d 个数（18 位数字），已留空，原文见旁边的列", "column %s of the Parquet file cannot hold %d figures (18 digits); they are left empty, the text is in the column beside", column, beyond[column]))
	}
	return out
}

func (t *tableWriter) Document(d *selfeval.Document) error { return t.Writer.Document(d) }

func (t *tableWriter) Close(s Summary) error {
	err := t.Writer.Close()
	if err == nil && t.whole && s.Interrupted {
		err = fmt.Errorf("dataset: %w", errInterrupted)
	}
	if t.done != nil {
		err = t.done(err)
	}
	return err
}

var errInterrupted = errors.New("interrupted before all documents were written")
