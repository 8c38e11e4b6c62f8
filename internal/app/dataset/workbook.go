package dataset

import (
	"archive/zip"
	"cmp"
	"io"
	"os"
	"slices"

	"github.com/xuri/excelize/v2"
)

// WriteWorkbook writes a workbook with its parts in a fixed order: excelize puts
// streamed sheets into the file as a map gives them, so that the same content
// would give other bytes from run to run.
func WriteWorkbook(f *excelize.File, w io.Writer) error {
	tmp, err := os.CreateTemp("", "selfeval-*.xlsx")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name())
	defer tmp.Close()
	// The library would build the whole file in memory before it writes it.
	f.SetZipWriter(func(io.Writer) excelize.ZipWriter { return zip.NewWriter(tmp) })
	if err := f.Write(io.Discard); err != nil {
		return err
	}
	size, err := tmp.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	zr, err := zip.NewReader(tmp, size)
	if err != nil {
		return err
	}
	parts := slices.SortedFunc(slices.Values(zr.File), func(a, b *zip.File) int {
		// The list of parts comes first, as other writers have it.
		first := func(f *zip.File) int { return cmp.Compare(f.Name, "[Content_Types].xml") & 1 }
		return cmp.Or(cmp.Compare(first(a), first(b)), cmp.Compare(a.Name, b.Name))
	})
	zw := zip.NewWriter(w)
	for _, p := range parts {
		if err := zw.Copy(p); err != nil {
			return err
		}
	}
	return zw.Close()
}
