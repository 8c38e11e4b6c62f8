package content

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"encoding/ascii85"
	"errors"
	"io"
	"sync"

	"github.com/ledongthuc/pdf"

	"selfeval/extract/document"
	"selfeval/report"
)

// stream decodes a stream within the file's allowance of inflated bytes.
func (f *File) stream(v pdf.Value) ([]byte, error) {
	var buf bytes.Buffer
	_, err := f.streamInto(&buf, v)
	return buf.Bytes(), err
}

// streamInto appends a stream, decoded, to buf. What a damaged stream gave before it
// broke is still text; that it broke, cut says.
func (f *File) streamInto(buf *bytes.Buffer, v pdf.Value) (cut bool, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = caught(p)
		}
	}()
	if v.Kind() != pdf.Stream {
		return false, nil
	}
	left := min(f.limits.Inflated-f.inflated.Load(), maxStream)
	before := buf.Len()
	rd, done, err := f.decoder(v)
	if err != nil {
		return false, err
	}
	_, err = buf.ReadFrom(io.LimitReader(rd, left+1))
	done()
	n := int64(buf.Len() - before)
	if f.inflated.Add(n) > f.limits.Inflated || n > maxStream {
		return false, document.Errorf(report.Location{}, document.ErrLimit, "解压后的数据超过上限", "inflated data exceeds the limit")
	}
	if err != nil && n == 0 {
		return false, err
	}
	return err != nil && !errors.Is(err, zlib.ErrChecksum) && !f.complete(v), nil
}

// complete reports whether all of a deflated stream is there although its decoder failed:
// some programs leave out the sum behind the data.
func (f *File) complete(v pdf.Value) bool {
	const header = 2 // bytes of zlib's before the data
	raw := f.plain.slice(streamAt(v), v.Key("Length").Int64())
	if v.Key("Filter").Name() != "FlateDecode" || len(raw) <= header {
		return false
	}
	_, err := io.Copy(io.Discard, io.LimitReader(flate.NewReader(bytes.NewReader(raw[header:])), maxStream))
	return err == nil
}

// inflaters are decoders at rest: making one costs more than most streams of a page.
var inflaters sync.Pool

// decoder reads a stream through its filters. What nearly all streams have, one
// deflate filter without parameters, written in letters or not, is read with a decoder
// used before.
func (f *File) decoder(v pdf.Value) (rd io.Reader, done func(), err error) {
	raw := f.plain.slice(streamAt(v), v.Key("Length").Int64())
	filter := v.Key("Filter")
	lettered := filter.Kind() == pdf.Array && filter.Len() == 2 && filter.Index(0).Name() == "ASCII85Decode"
	if filter.Kind() == pdf.Array && (filter.Len() == 1 || lettered) {
		filter = filter.Index(filter.Len() - 1)
	}
	if len(raw) == 0 || filter.Name() != "FlateDecode" || !v.Key("DecodeParms").IsNull() {
		rd := v.Reader()
		return rd, func() { rd.Close() }, nil
	}
	if lettered {
		raw = fromLetters(raw)
	}
	data := bytes.NewReader(raw)
	if old, ok := inflaters.Get().(io.Reader); ok {
		if err := old.(zlib.Resetter).Reset(data, nil); err != nil {
			return nil, nil, err
		}
		return old, func() { inflaters.Put(old) }, nil
	}
	zr, err := zlib.NewReader(data)
	if err != nil {
		return nil, nil, err
	}
	return zr, func() { inflaters.Put(io.Reader(zr)) }, nil
}

// fromLetters decodes ASCII85 up to its end mark or its first error.
func fromLetters(b []byte) []byte {
	plain := make([]byte, 0, len(b))
	for _, c := range b {
		if c == '~' {
			break
		}
		if c >= '!' && c <= 'u' || c == 'z' {
			plain = append(plain, c)
		}
	}
	out := make([]byte, 4*len(plain)+4) // a z alone stands for four
	if bytes.IndexByte(plain, 'z') < 0 {
		out = out[:len(plain)/5*4+8]
	}
	n, _, _ := ascii85.Decode(out, plain, true)
	return out[:n]
}
