package output

import (
	"errors"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"selfeval"
	"selfeval/internal/app/dataset"
	"selfeval/internal/app/safefile"
	"selfeval/report"
)

// Table writes documents as rows of one of the dataset's tables: CSV, JSON Lines
// or Parquet.
func Table(format dataset.Format, table *dataset.Table, csv dataset.Options) Format {
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
			dir, err := safefile.TempDir("selfeval-tables-")
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

// tableWriter is a dataset.Writer as a Writer of this package.
type tableWriter struct {
	*dataset.Writer
	done func(error) error
}

// Warnings tell of figures that a form could not hold.
func (t *tableWriter) Warnings() []report.Text {
	out := beyondTexts(t.Beyond())
	return append(out, copiesText(t.Copies())...)
}

func copiesText(copies, versions int) []report.Text {
	if copies == 0 && versions == 0 {
		return nil
	}
	return []report.Text{report.Textf("%d 份是同一报告的副本（数字相同，counted 为 false，合计只计一份），%d 份是同一报告的其他版本（数字不同，都保留）",
		"%d documents are copies of a report (the same figures; counted is false, so that sums count one), %d are further versions of one (other figures, all kept)", copies, versions)}
}

func beyondTexts(beyond map[string]int) (out []report.Text) {
	for _, column := range slices.Sorted(maps.Keys(beyond)) {
		out = append(out, report.Textf("Parquet 的 %s 列放不下 %d 个数（18 位数字），已留空，原文见旁边的列", "column %s of the Parquet file cannot hold %d figures (18 digits); they are left empty, the text is in the column beside", column, beyond[column]))
	}
	return out
}

// Abort implements Aborter.
func (t *tableWriter) Abort() {
	t.Discard()
	if t.done != nil {
		_ = t.done(errAborted)
	}
}

var errAborted = errors.New("aborted")

func (t *tableWriter) Document(d *selfeval.Document) error { return t.Writer.Document(d) }

func (t *tableWriter) Close(Summary) error {
	err := t.Writer.Close()
	if t.done != nil {
		err = t.done(err)
	}
	return err
}
