package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"selfeval"
	"selfeval/extract/document"
	"selfeval/extract/interpret"
	"selfeval/extract/pdf"
	"selfeval/internal/app/inspect"
	"selfeval/internal/app/safefile"
	"selfeval/report"
)

func inspectCommand(p *program) *cobra.Command {
	var in inspection
	c := &cobra.Command{
		Use:   "inspect FILE",
		Short: "看看一份文件是怎么读的 · see how a file was read",
		Long: `把一份文件读成了什么摆出来，用来查看某个单元格为什么被读成那样。扩展名（或 --format）决定写成什么：
.html 各种格式都可用：逐段列出，单元格加框，紫色底的读入了记录并标出字段，虚线框的有字而未读入；
汇总表下可展开各列的判断、把握和依据；检查出的问题列在前面，所指的单元格和文字加红框并标编号；
.json 各种格式都可用：段落、表格、单元格、位置、字段、判断的依据，以及问题和各单元格的问题编号（findings），供程序使用；不给 --output 时写到标准输出；
.png .svg 只用于 PDF 的一页：红色是表线，蓝色是单元格（橙色底的，行列由文字位置推断），绿色是段落和其中的数字，
粗红框是问题所指之处，编号的内容写到标准错误。

Shows what a file was read as. The extension (or --format) decides: .html for any format, cells
outlined, on purple with the field's name where they went into the record, dashed where they hold
something that did not, and below a summary table what its columns were taken for, how surely and
by which evidence; what a check finds is listed first, and the cells and words that it points at
have a red frame with its number. .json for any format, blocks, tables, cells, places, fields and
findings (with their numbers on cells) for programs, on standard output where no --output is given;
.png (over the rendered page) and .svg for a page of a PDF: lines red, cells blue, on an orange
ground where they were inferred, paragraphs green, what findings point at in thick red frames,
whose numbers are explained on standard error.`,
		Example: `  selfeval inspect 报告.html -o 报告怎么读的.html
  selfeval inspect 报告.pdf --page 3 --output page.png
  selfeval inspect 报告.pdf --format json | jq '.blocks[].table.cells'`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if err := p.newGuard(in.output).check(args[0]); err != nil {
				return err
			}
			data, err := os.ReadFile(args[0])
			if err != nil {
				return err
			}
			in.name, in.data, in.lang = args[0], data, p.language()
			return in.run(c)
		},
	}
	c.Flags().IntVar(&in.page, "page", 1, "PDF 的页码，从 1 起 · the page of a PDF, from 1")
	c.Flags().IntVar(&in.dpi, "dpi", 110, "PNG 的分辨率，36–400 · resolution of the PNG")
	c.Flags().StringVar(&in.format, "format", "", "html、json、png 或 svg · html, json, png or svg; by default --output's extension")
	c.Flags().StringVarP(&in.output, "output", "o", "", "要写的文件 · the file to write")
	return c
}

// inspection is one call of the command.
type inspection struct {
	name, format, output string
	data                 []byte
	page, dpi            int
	lang                 report.Lang
}

func (in *inspection) run(c *cobra.Command) error {
	if in.format == "" {
		in.format = strings.TrimPrefix(strings.ToLower(filepath.Ext(in.output)), ".")
	}
	if in.format == "htm" {
		in.format = "html"
	}
	draw, known := map[string]func(*cobra.Command, io.Writer) error{"html": in.sheet, "json": in.neutral, "png": in.picture, "svg": in.picture}[in.format]
	switch {
	case !known:
		return document.Errorf(report.Location{}, nil, "请用 --output 指定 .html、.json、.png 或 .svg 文件：%q", "--output must end in .html, .json, .png or .svg: %q", in.output)
	case in.output == "" && in.format != "json":
		return document.Errorf(report.Location{}, nil, "请用 --output 指定要写的文件", "--output must name the file to write")
	case in.output == "":
		return draw(c, c.OutOrStdout())
	}
	return writeFile(in.output, func(w io.Writer) error { return draw(c, w) })
}

// reading is what became of the file.
type reading struct {
	doc   *document.Document
	roles inspect.Roles
	found inspect.Findings
}

// read reads the file to its record as printed, and checks it. That reads it twice:
// what cells were read as is told from the record before it is normalized.
func (in *inspection) read(c *cobra.Command) (reading, error) {
	var out reading
	var reports []*report.Report
	input := selfeval.Input{Name: in.name, Data: in.data}
	for _, d := range selfeval.Check(c.Context(), input, selfeval.Options{Raw: true, Lang: in.lang}) {
		if d.Err != nil && d.Source == nil {
			return reading{}, d.Err
		}
		out.doc = d.Source
		if d.Report != nil {
			reports = append(reports, d.Report)
		}
	}
	out.roles = inspect.RolesOf(reports)
	out.found = inspect.FindingsOf(selfeval.Check(c.Context(), input, selfeval.Options{Lang: in.lang}), in.lang)
	return out, nil
}

func (in *inspection) sheet(c *cobra.Command, w io.Writer) error {
	r, err := in.read(c)
	if err != nil {
		return err
	}
	return inspect.HTML(w, in.name, in.explained(c, r), in.lang)
}

func (in *inspection) neutral(c *cobra.Command, w io.Writer) error {
	r, err := in.read(c)
	if err != nil {
		return err
	}
	return inspect.JSON(w, in.explained(c, r))
}

// explained is the document with the reasons why its columns were taken for what they
// were, and what the rules found marked in it.
func (in *inspection) explained(c *cobra.Command, r reading) *inspect.Neutral {
	n := inspect.NeutralOf(r.doc, r.roles, in.lang)
	n.Explain(interpret.Columns(c.Context(), r.doc, nil), in.lang)
	n.Mark(r.doc, r.found)
	return n
}

// picture draws a page of a PDF.
func (in *inspection) picture(c *cobra.Command, w io.Writer) error {
	if pdf.Sniff(in.name, in.data) == 0 {
		return document.Errorf(report.Location{}, nil, "%s 不是 PDF 文件，请写成 .html", "%s is not a PDF file; write .html instead", in.name)
	}
	v, err := pdf.Look(c.Context(), in.data, in.page, document.Limits{})
	if err != nil {
		return err
	}
	r, err := in.read(c)
	if err != nil {
		r = reading{roles: inspect.RolesOf(nil)} // a page that gives no record can be looked at all the more
	}
	for _, line := range r.found.Listed(v) { // the picture has room for their numbers only
		fmt.Fprintln(c.ErrOrStderr(), line)
	}
	if in.format == "svg" {
		return inspect.SVG(w, v, r.roles, r.found)
	}
	img, err := pdf.Render(c.Context(), in.data, in.page, in.dpi, document.Limits{})
	if err != nil {
		return err
	}
	return inspect.PNG(w, img, v, r.roles, r.found)
}

// writeFile writes a file whole or not at all.
func writeFile(name string, write func(io.Writer) error) error {
	f, err := safefile.Create(name)
	if err != nil {
		return err
	}
	if err := write(f); err != nil {
		f.Abort()
		return err
	}
	return f.Commit()
}
