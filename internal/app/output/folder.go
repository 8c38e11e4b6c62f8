package output

import (
	"io"
	"path/filepath"

	"selfeval"
	"selfeval/internal/app/dataset"
	"selfeval/internal/app/ownfolder"
	"selfeval/internal/app/wire"
	"selfeval/report"
)

// Dataset writes documents as a folder of tables. Its files appear, or take the place
// of those of an earlier dataset, only once all are written; files of others in the
// folder stay. What an interrupted run did goes to a folder of its own, dir.partial.
func Dataset(dir string, formats []dataset.Format, csv dataset.Options) Format {
	return Format{
		Name: "dataset",
		New: func(_ io.Writer, opt Options) (Writer, error) {
			dir = filepath.Clean(dir)
			folder, err := ownfolder.Open(dir)
			if err != nil {
				return nil, err
			}
			if csv.Partition != "" {
				return openGrowing(folder, dir, formats, csv, opt.Context)
			}
			if err := folder.CheckAll(dataset.FileNames(formats)); err != nil {
				folder.Abort()
				return nil, err
			}
			tmp, err := folder.Stage()
			if err != nil {
				folder.Abort()
				return nil, err
			}
			t, err := dataset.NewFolder(tmp, formats, csv)
			if err != nil {
				folder.Abort()
				return nil, err
			}
			return &folderWriter{tableWriter{Writer: t}, folder, dir}, nil
		},
	}
}

// folderWriter is a tableWriter into a folder.
type folderWriter struct {
	tableWriter
	folder *ownfolder.Folder
	dir    string
}

// Kept implements Keeper.
func (f *folderWriter) Kept() string { return f.dir + ".partial" }

func (f *folderWriter) Close(s Summary) error {
	err := f.tableWriter.Close(s)
	if err == nil && s.Interrupted {
		err = f.folder.CommitTo(f.Kept())
	} else if err == nil {
		err = f.folder.Commit(nil)
	}
	if err != nil {
		f.folder.Abort()
	}
	return err
}

// Abort implements Aborter.
func (f *folderWriter) Abort() {
	f.Discard()
	f.folder.Abort()
}

// growingWriter is a dataset.Growing as a Holder.
type growingWriter struct {
	*dataset.Growing
	dir string
}

func openGrowing(folder *ownfolder.Folder, dir string, formats []dataset.Format, opt dataset.Options, context string) (Writer, error) {
	g, err := dataset.NewGrowing(folder, formats, opt, context)
	if err != nil {
		folder.Abort()
		return nil, err
	}
	return &growingWriter{g, dir}, nil
}

// Document takes a document of which no file is known.
func (g *growingWriter) Document(d *selfeval.Document) error {
	return g.File(d.Path, dataset.Stamp{}, [32]byte{}, []*wire.Doc{wire.New(d)})
}

// Close implements Writer. What an interrupted run did stays: the next one goes on.
func (g *growingWriter) Close(s Summary) error { return g.Growing.Close(s.Interrupted) }

// Kept implements Keeper.
func (g *growingWriter) Kept() string { return g.dir }

// Abort implements Aborter.
func (g *growingWriter) Abort() { g.Discard() }

// Warnings tell what became of the dataset.
func (g *growingWriter) Warnings() []report.Text {
	told := g.Growth()
	out := []report.Text{report.Textf("读取 %d 个文件，%d 个未变、未再处理；写出 %d 个分区（共 %d 个）",
		"%d files read, %d the same and not worked on again; %d partitions written (of %d)", told.Read, told.Kept, told.Written, told.Parts)}
	if told.Gone > 0 {
		out = append(out, report.Textf("%d 个文件已不在输入中，其数据已从数据集中去掉", "%d files are no longer among the inputs; their rows were taken out", told.Gone))
	}
	return append(append(out, beyondTexts(told.Beyond)...), copiesText(told.Copies, told.Versions)...)
}
