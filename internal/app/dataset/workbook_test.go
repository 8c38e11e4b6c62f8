package dataset

import (
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"testing"

	"github.com/xuri/excelize/v2"
)

// counted counts what is written.
type counted int64

func (c *counted) Write(p []byte) (int, error) { *c += counted(len(p)); return len(p), nil }

// A workbook is never held whole: what its writing takes stays far below its size.
func TestWorkbookIsNotHeld(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	stream, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for i := 1; i <= 80_000; i++ {
		// Figures that do not compress.
		if err := stream.SetRow(fmt.Sprintf("A%d", i), []any{fmt.Sprintf("%016x%016x%016x%016x%016x%016x", r.Uint64(), r.Uint64(), r.Uint64(), r.Uint64(), r.Uint64(), r.Uint64())}); err != nil {
			t.Fatal(err)
		}
	}
	if err := stream.Flush(); err != nil {
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	var size counted
	if err := WriteWorkbook(f, io.Writer(&size)); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	if took := after.TotalAlloc - before.TotalAlloc; size < 4_000_000 || took > uint64(size) {
		t.Errorf("writing %d bytes took %d bytes of memory", size, took)
	}
}
