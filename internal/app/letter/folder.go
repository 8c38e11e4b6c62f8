package letter

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"selfeval"
	"selfeval/internal/app/output"
	"selfeval/internal/app/ownfolder"
	"selfeval/report"
)

// Format is a form of output: a folder with a Word document and a page for each
// department. A letter that was edited since is not written over.
func Format(dir string, opt Options) output.Format {
	return output.Format{Name: "letter", New: func(io.Writer, output.Options) (output.Writer, error) {
		folder, err := ownfolder.Open(filepath.Clean(dir))
		if err != nil {
			return nil, err
		}
		return &writer{gather: NewGather(opt), opt: opt, folder: folder}, nil
	}}
}

type writer struct {
	gather  *Gather
	opt     Options
	folder  *ownfolder.Folder
	written int
}

// Document implements output.Writer.
func (w *writer) Document(d *selfeval.Document) error {
	w.gather.Add(d)
	return nil
}

// Close implements output.Writer: the letters are written once all papers are known. An
// interrupted run writes none, since a department's letter must name all its papers.
func (w *writer) Close(s output.Summary) error {
	if s.Interrupted {
		w.folder.Abort()
		return nil
	}
	letters := w.gather.Letters()
	var names []string
	used := map[string]bool{}
	for _, l := range letters {
		names = append(names, fileName(l.Department, used))
	}
	var files []string
	for _, n := range names {
		files = append(files, n+".docx")
		if w.opt.Template == nil {
			files = append(files, n+".html")
		}
	}
	if err := w.folder.CheckAll(files); err != nil {
		w.folder.Abort()
		return err
	}
	tmp, err := w.folder.Stage()
	if err != nil {
		w.folder.Abort()
		return err
	}
	for i, l := range letters {
		if err := w.write(filepath.Join(tmp, names[i]), l); err != nil {
			w.folder.Abort()
			return err
		}
	}
	w.written = len(letters)
	return w.folder.Commit(nil)
}

func (w *writer) write(path string, l *Letter) error {
	for ending, print := range map[string]func(io.Writer, *Options) error{".docx": l.Docx, ".html": l.HTML} {
		if ending == ".html" && w.opt.Template != nil {
			continue
		}
		f, err := os.Create(path + ending)
		if err != nil {
			return err
		}
		if err := print(f, &w.opt); err != nil {
			_ = f.Close()
			return err
		}
		if err := f.Close(); err != nil {
			return err
		}
	}
	return nil
}

// Abort implements output.Aborter.
func (w *writer) Abort() { w.folder.Abort() }

// Warnings implement output.Warner.
func (w *writer) Warnings() []report.Text {
	out := []report.Text{report.Textf("写了 %d 个部门的复核意见", "letters to %d departments written", w.written)}
	if w.gather.Nameless > 0 {
		out = append(out, report.Textf("有问题的报告中 %d 份认不出部门，没有写入", "%d papers with findings name no department and are in no letter", w.gather.Nameless))
	}
	return out
}

// fileName makes a department's name a file's, different from those used.
func fileName(department string, used map[string]bool) string {
	name := strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r) || r == 0x7f {
			return '_'
		}
		return r
	}, strings.Trim(department, ". "))
	if r := []rune(name); len(r) > 60 {
		name = string(r[:60])
	}
	if name == "" {
		name = "_"
	}
	out := name
	for n := 2; used[strings.ToLower(out)]; n++ {
		out = fmt.Sprintf("%s (%d)", name, n)
	}
	used[strings.ToLower(out)] = true
	return out
}
