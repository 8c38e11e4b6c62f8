package dataset

import (
	"fmt"
	"io"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"selfeval/report"
)

// xlsxRows is how many rows a sheet of an Excel workbook can have.
const xlsxRows = 1 << 20

// xlsxFile holds all tables in one workbook, a sheet each, streamed.
type xlsxFile struct {
	f     *excelize.File
	w     io.Writer
	first bool
	head  int
}

func createXLSX(w io.Writer) (*xlsxFile, error) {
	f := excelize.NewFile()
	head, err := f.NewStyle(&excelize.Style{
		Font: &excelize.Font{Bold: true},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"DDE6F0"}},
	})
	return &xlsxFile{f: f, w: w, first: true, head: head}, err
}

type xlsxSink struct {
	t     *Table
	w     *excelize.StreamWriter
	next  int
	cells []any
}

func (x *xlsxFile) table(t *Table) (sink, error) {
	if x.first {
		x.first = false
		if err := x.f.SetSheetName("Sheet1", t.Name); err != nil {
			return nil, err
		}
	} else if _, err := x.f.NewSheet(t.Name); err != nil {
		return nil, err
	}
	w, err := x.f.NewStreamWriter(t.Name)
	if err != nil {
		return nil, err
	}
	s := &xlsxSink{t: t, w: w, next: 2, cells: make([]any, len(t.Fields))}
	for i, f := range t.Fields {
		s.cells[i] = excelize.Cell{StyleID: x.head, Value: f.Name}
	}
	if err := w.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return nil, err
	}
	return s, w.SetRow("A1", s.cells)
}

// row writes decimals as numbers only where a spreadsheet's float holds every
// digit, as text otherwise. Text is stored as text, so no formula can run.
func (s *xlsxSink) row(row []any) error {
	if s.next > xlsxRows {
		return fmt.Errorf("%s: more rows than a worksheet can have (%d)", s.t.Name, xlsxRows)
	}
	for i, v := range row {
		if d, ok := v.(decimal.Decimal); ok {
			v = SheetNumber(d)
		}
		s.cells[i] = v
	}
	err := s.w.SetRow(fmt.Sprintf("A%d", s.next), s.cells)
	s.next++
	return err
}

// SheetNumber is a decimal as a spreadsheet can hold it: a float where that
// keeps every digit (up to 15), else its text.
func SheetNumber(d decimal.Decimal) any {
	if d.NumDigits() <= 15 {
		return d.InexactFloat64()
	}
	return report.Plain(d)
}

func (s *xlsxSink) close() error { return s.w.Flush() }

func (x *xlsxFile) close() error {
	defer x.f.Close()
	return WriteWorkbook(x.f, x.w)
}
