package dataset

import (
	"fmt"
	"io"
	"math/big"

	"github.com/parquet-go/parquet-go"
	"github.com/shopspring/decimal"
)

// A Parquet decimal has one scale for the whole column. Twelve places hold
// every published figure seen, in 亿元 down to a 分; 38 digits is the most that
// common readers take.
const (
	decimalScale     = 12
	decimalPrecision = 38
	decimalBytes     = 16
)

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

func parquetNode(t Type) parquet.Node {
	switch t {
	case Integer:
		return parquet.Leaf(parquet.Int64Type)
	case Boolean:
		return parquet.Leaf(parquet.BooleanType)
	case Decimal:
		return parquet.Decimal(decimalScale, decimalPrecision, parquet.FixedLenByteArrayType(decimalBytes))
	}
	return parquet.String()
}

type parquetSink struct {
	w   *parquet.GenericWriter[any]
	t   *Table
	buf parquet.Row
}

func newParquet(w io.Writer, t *Table) sink {
	g := ordered{Group: parquet.Group{}}
	for _, f := range t.Fields {
		g.Group[f.Name] = parquet.Optional(parquet.Compressed(parquetNode(f.Type), &parquet.Zstd))
		g.names = append(g.names, f.Name)
	}
	return &parquetSink{t: t, w: parquet.NewGenericWriter[any](w, parquet.NewSchema(t.Name, g),
		// A fixed creator keeps the file the same from build to build, and a row group
		// bounds what is held in memory.
		parquet.CreatedBy("selfeval", "1", ""),
		parquet.MaxRowsPerRowGroup(50_000))}
}

func (s *parquetSink) row(row []any) error {
	s.buf = s.buf[:0]
	for i, v := range row {
		cell := parquetValue(v)
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

func parquetValue(v any) parquet.Value {
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
		if b, ok := decimalBits(v); ok {
			return parquet.FixedLenByteArrayValue(b)
		}
		// Rounding would invent a figure; the column beside it holds the printed text.
		return parquet.NullValue()
	}
	panic(fmt.Sprintf("dataset: a %T is no cell value", v))
}

// decimalBits is the unscaled value in two's complement, big endian; ok is false
// where it does not fit the column exactly.
func decimalBits(d decimal.Decimal) (_ []byte, ok bool) {
	scaled := d.Shift(decimalScale)
	if !scaled.IsInteger() || scaled.NumDigits() > decimalPrecision {
		return nil, false
	}
	n := scaled.BigInt()
	if n.Sign() < 0 {
		n.Add(n, new(big.Int).Lsh(big.NewInt(1), 8*decimalBytes))
	}
	return n.FillBytes(make([]byte, decimalBytes)), true
}
