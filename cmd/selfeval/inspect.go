package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"selfeval"
	"selfeval/extract/document"
	"selfeval/extract/pdf"
	"selfeval/internal/app/inspect"
	"selfeval/report"
)

func inspectCommand(p *program) *cobra.Command {
	var number, dpi int
	var output string
	c := &cobra.Command{
		Use:   "inspect FILE",
		Short: "把识别出的表线、单元格和段落画在 PDF 页面上 · draw what was read over a page of a PDF",
		Long: `把一页 PDF 上识别出的文字、表线、单元格（行,列）和段落画出来，用来查看某个单元格为什么被读成那样。
红色是表线，蓝色是单元格（底色为橙色的，其行列由文字位置推断），紫色底的读入了记录，
并标出字段名（表头标出该列的字段），绿色是段落和其中的数字。
文件扩展名决定格式：.png 以渲染的页面为底，.svg 可以放大。

Draws what was read on a page of a PDF: lines red, cells blue (row,column; on an
orange ground where they were inferred from the text; on purple with the field's name where
they went into the record, a column's field in its head), paragraphs and their
figures green. The file's extension decides the format: .png over the rendered page, .svg.`,
		Example: `  selfeval inspect 报告.pdf --page 3 --output page.png`,
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			data, err := os.ReadFile(args[0])
			if err != nil {
				return err
			}
			if pdf.Sniff(args[0], data) == 0 {
				return document.Errorf(report.Location{}, nil, "%s 不是 PDF 文件", "%s is not a PDF file", args[0])
			}
			var draw func(io.Writer, *pdf.View, inspect.Roles) error
			switch strings.ToLower(filepath.Ext(output)) {
			case ".svg":
				draw = inspect.SVG
			case ".png":
				draw = func(w io.Writer, v *pdf.View, roles inspect.Roles) error {
					img, err := pdf.Render(c.Context(), data, number, dpi, document.Limits{})
					if err != nil {
						return err
					}
					return inspect.PNG(w, img, v, roles)
				}
			default:
				return document.Errorf(report.Location{}, nil, "--output 须以 .png 或 .svg 结尾：%s", "--output must end in .png or .svg: %s", output)
			}
			v, err := pdf.Look(c.Context(), data, number, document.Limits{})
			if err != nil {
				return err
			}
			var reports []*report.Report
			for _, d := range selfeval.Check(c.Context(), selfeval.Input{Name: args[0], Data: data}, selfeval.Options{Raw: true}) {
				if d.Report != nil {
					reports = append(reports, d.Report)
				}
			}
			return writeFile(output, func(w io.Writer) error { return draw(w, v, inspect.RolesOf(reports)) })
		},
	}
	c.Flags().IntVar(&number, "page", 1, "页码，从 1 起 · the page, from 1")
	c.Flags().IntVar(&dpi, "dpi", 110, "PNG 的分辨率，36–400 · resolution of the PNG")
	c.Flags().StringVarP(&output, "output", "o", "page.svg", "图片文件，.png 或 .svg · the picture to write")
	return c
}

// writeFile writes a file whole or not at all.
func writeFile(name string, write func(io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(name), ".selfeval-*")
	if err != nil {
		return err
	}
	defer func() {
		f.Close()
		if err != nil {
			os.Remove(f.Name())
		}
	}()
	if err := write(f); err != nil {
		return err
	}
	if err := f.Chmod(0o644); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}
