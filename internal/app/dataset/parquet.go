package dataset

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"
	"github.com/shopspring/decimal"
)

// decimalPrecision is how many digits a decimal has: what 64 bits hold. Decimals of
// 16 bytes would hold more, but readers of Parquet do not agree on the order of
// their bytes, and what they leave out by statistics is then left out wrongly.
const decimalPrecision = 18

// maxDictionary bounds the dictionary of a text column; one that outgrows it is
// written plainly.
const maxDictionary = 4 << 20

// ordered is a group whose columns keep the table's order: parquet.Group alone
// sorts them by name.
type ordered struct {
	parquet.Group
	names []string
}

func (g ordered) Fields() []parquet.Field {
	byName := map[string]parquet.Field{}
	for _, f := range g.Group.Fields() {
		byName[f.Name()] = f
	}
	out := make([]parquet.Field, len(g.names))
	for i, n := range g.names {
		out[i] = byName[n]
	}
	return out
}

func parquetNode(f Field) parquet.Node {
	switch f.Type {
	case Integer:
		return parquet.Leaf(parquet.Int64Type)
	case Boolean:
		return parquet.Leaf(parquet.BooleanType)
	case Decimal:
		return parquet.Decimal(int(f.Scale), decimalPrecision, parquet.Int64Type)
	}
	return parquet.Encoded(parquet.String(), &parquet.RLEDictionary)
}

type parquetSink struct {
	w      *parquet.GenericWriter[any]
	t      *Table
	buf    parquet.Row
	beyond map[string]int // figures that did not fit, by table and column
}

func newParquet(w io.Writer, t *Table, beyond map[string]int) (sink, error) {
	g := ordered{Group: parquet.Group{}}
	for _, f := range t.Fields {
		g.Group[f.Name] = parquet.Optional(parquet.Compressed(parquetNode(f), &parquet.Zstd))
		g.names = append(g.names, f.Name)
	}
	docs, err := json.Marshal(describe(t))
	if err != nil {
		return nil, err
	}
	return &parquetSink{t: t, beyond: beyond, w: parquet.NewGenericWriter[any](w, parquet.NewSchema(t.Name, g),
		// A fixed creator keeps the file the same from build to build, and a row group
		// bounds what is held in memory.
		parquet.CreatedBy("selfeval", "1", ""),
		parquet.KeyValueMetadata("selfeval.table", string(docs)),
		parquet.DictionaryMaxBytes(maxDictionary),
		parquet.MaxRowsPerRowGroup(50_000))}, nil
}

func (s *parquetSink) row(row []any) error {
	s.buf = s.buf[:0]
	for i, v := range row {
		cell := s.value(&s.t.Fields[i], v)
		defined := 1
		if cell.IsNull() {
			defined = 0
		}
		s.buf = append(s.buf, cell.Level(0, defined, i))
	}
	_, err := s.w.WriteRows([]parquet.Row{s.buf})
	return err
}

func (s *parquetSink) close() error { return s.w.Close() }

func (s *parquetSink) value(f *Field, v any) parquet.Value {
	switch v := v.(type) {
	case nil:
		return parquet.NullValue()
	case int64:
		return parquet.Int64Value(v)
	case bool:
		return parquet.BooleanValue(v)
	case string:
		return parquet.ByteArrayValue([]byte(v))
	case decimal.Decimal:
		if n, ok := scaled(v, f.Scale); ok {
			return parquet.Int64Value(n)
		}
		// Rounding would invent a figure; the column beside it holds the printed text.
		s.beyond[s.t.Name+"."+f.Name]++
		return parquet.NullValue()
	}
	panic(fmt.Sprintf("dataset: a %T is no cell value", v))
}

// scaled is a decimal as a whole number of units of its column's last place; ok is
// false where the column does not hold it exactly.
func scaled(d decimal.Decimal, scale int32) (_ int64, ok bool) {
	// A figure of the text may have any exponent: what is far off is not shifted.
	if e := d.Exponent(); d.IsZero() {
		return 0, true
	} else if e > decimalPrecision || e < -1000 {
		return 0, false
	}
	n := d.Shift(scale)
	if !n.IsInteger() || n.Abs().GreaterThanOrEqual(tooLarge) {
		return 0, false
	}
	return n.IntPart(), true
}

var tooLarge = decimal.New(1, decimalPrecision)
