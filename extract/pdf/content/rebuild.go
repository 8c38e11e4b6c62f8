package content

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"

	"selfeval/extract/document"
	"selfeval/report"
)

// ErrEncrypted is wrapped by the error for a file that another engine has to
// decrypt first.
var ErrEncrypted = errors.New("encrypted")

var (
	rootRef     = regexp.MustCompile(`/Root[ \t\r\n]*(\d+)[ \t\r\n]+(\d+)[ \t\r\n]+R`)
	infoRef     = regexp.MustCompile(`/Info[ \t\r\n]*(\d+)[ \t\r\n]+(\d+)[ \t\r\n]+R`)
	catalog     = regexp.MustCompile(`/Type[ \t\r\n]*/Catalog\b`)
	lengthEntry = regexp.MustCompile(`/Length[ \t\r\n]+(\d+)(?:[ \t\r\n]+(\d+)[ \t\r\n]+R)?`)
	numberEntry = func(name string) *regexp.Regexp { return regexp.MustCompile(`/` + name + `[ \t\r\n]+(\d+)`) }
	countEntry  = numberEntry("N")
	firstEntry  = numberEntry("First")
	predictor   = regexp.MustCompile(`/Predictor[ \t\r\n]+(\d+)`)
)

// rebuild lays a file out plainly: every object that can be found, those in
// object streams unpacked, behind a cross-reference table that is right. It mends
// what viewers mend: junk before the header, a broken or missing table, wrong
// stream lengths, a missing end. And it keeps from the library what it would
// never return from: tables that lead in a circle, object streams within
// themselves, sizes that no file has.
func rebuild(ctx context.Context, data []byte, limits document.Limits) (*plainFile, error) {
	if bytes.Contains(data, []byte("/Encrypt")) {
		return nil, ErrEncrypted
	}
	out := &plainFile{}
	out.WriteString("%PDF-1.7\n")
	r := &rebuilder{out: out, offsets: map[int]int{}, left: limits.Inflated}
	var packed []objectStream
	find := &finder{data: data, endobj: -1, stream: -1}
	pos := 0
	for pos < len(data) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		id, body := nextObject(data, pos)
		if body < 0 {
			break
		}
		end, streamAt, streamEnd := find.extent(body)
		if id > 0 && id < maxObject {
			head := data[body:end]
			if streamAt > 0 {
				head = data[body:streamAt]
			}
			if streamAt > 0 && bytes.Contains(head, []byte("/ObjStm")) {
				packed = append(packed, objectStream{head, data[dataStart(data, streamAt):max(streamEnd, dataStart(data, streamAt))]})
			} else if !(streamAt > 0 && bytes.Contains(head, []byte("/XRef"))) {
				r.object(id, data, body, end, streamAt, streamEnd)
			}
			if streamAt > 0 && bytes.Contains(head, []byte("/XRef")) {
				r.trailer(head)
			}
			if catalog.Match(head) {
				r.catalog = id
			}
		}
		pos = max(end, body)
	}
	for _, p := range packed {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := r.unpack(p); err != nil {
			return nil, err
		}
	}
	for rest := data; ; {
		i := bytes.Index(rest, []byte("trailer"))
		if i < 0 {
			break
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		rest = rest[i+7:]
		r.trailer(rest[:min(len(rest), 2000)])
	}
	if r.root == 0 || r.offsets[r.root] == 0 {
		r.root = r.catalog
	}
	if r.root == 0 {
		return nil, errors.New("no catalog found")
	}
	return r.finish(), nil
}

// objectStream is a stream that holds objects: its dictionary and its data.
type objectStream struct{ head, data []byte }

type rebuilder struct {
	out                 *plainFile
	offsets             map[int]int
	root, info, catalog int
	left                int64
}

// finder finds the keywords that end an object or begin a stream, each place
// looked at once however often it is asked.
type finder struct {
	data           []byte
	endobj, stream int // the next ones found so far
}

// next moves *at, where it lies before from, to the next place that fits.
func (f *finder) next(at *int, from int, word string, fits func(i int) bool) int {
	for *at < from {
		*at = from
		for {
			i := bytes.Index(f.data[*at:], []byte(word))
			if i < 0 {
				*at = len(f.data)
				break
			}
			*at += i
			if fits(*at) {
				break
			}
			*at += len(word)
		}
	}
	return *at
}

// streamStarts tells the keyword from the word in a string: it stands between a
// dictionary and a line end.
func (f *finder) streamStarts(i int) bool {
	before := bytes.TrimRight(f.data[max(0, i-16):i], "\r\n \t\x00\f")
	return bytes.HasSuffix(before, []byte(">>")) && i+6 < len(f.data) && (f.data[i+6] == '\r' || f.data[i+6] == '\n' || f.data[i+6] == ' ')
}

// extent finds where the object whose body starts at i ends, and its stream's
// data if it has one.
func (f *finder) extent(i int) (end, streamAt, streamEnd int) {
	data := f.data
	endobj := f.next(&f.endobj, i, "endobj", func(int) bool { return true })
	stream := f.next(&f.stream, i, "stream", f.streamStarts)
	if stream >= endobj {
		return min(len(data), endobj+6), 0, 0
	}
	from := dataStart(data, stream)
	// The stated length is believed where endstream follows it.
	if m := lengthEntry.FindSubmatch(data[max(i, stream-maxHead):stream]); m != nil && len(m[2]) == 0 {
		if n, err := strconv.Atoi(string(m[1])); err == nil && n >= 0 && n <= len(data)-from {
			if tail := bytes.TrimLeft(data[from+n:min(len(data), from+n+20)], "\r\n \t"); bytes.HasPrefix(tail, []byte("endstream")) {
				return from + n, stream, from + n
			}
		}
	}
	to := bytes.Index(data[from:], []byte("endstream"))
	if to < 0 {
		return len(data), stream, len(data)
	}
	streamEnd = from + to
	if streamEnd > from && data[streamEnd-1] == '\n' {
		streamEnd--
	}
	if streamEnd > from && data[streamEnd-1] == '\r' {
		streamEnd--
	}
	return from + to, stream, streamEnd
}

// object copies one object, with the true length of its stream.
func (r *rebuilder) object(id int, data []byte, body, end, streamAt, streamEnd int) {
	r.offsets[id] = r.out.Len()
	fmt.Fprintf(r.out, "%d 0 obj\n", id)
	if streamAt == 0 {
		r.out.Write(generationZero(bytes.TrimSuffix(data[body:end], []byte("endobj"))))
		r.out.WriteString("\nendobj\n")
		return
	}
	from := dataStart(data, streamAt)
	dict := generationZero(bytes.TrimRight(data[body:streamAt], " \r\n\t"))
	if cut := bytes.LastIndex(dict, []byte(">>")); cut >= 0 {
		// The last entry of a name counts.
		r.out.Write(dict[:cut])
		fmt.Fprintf(r.out, " /Length %d >>", streamEnd-from)
	} else {
		r.out.Write(dict)
	}
	r.out.WriteString("\nstream\n")
	r.out.borrow(data[from:streamEnd])
	r.out.WriteString("\nendstream\nendobj\n")
}

func dataStart(data []byte, streamAt int) int {
	from := streamAt + 6
	if from < len(data) && data[from] == '\r' {
		from++
	}
	if from < len(data) && data[from] == '\n' {
		from++
	}
	return min(from, len(data))
}

const (
	maxHead   = 1 << 14  // of a stream's dictionary that is looked at
	maxObject = 1 << 20  // the library makes room for the highest object number
	maxStream = 64 << 20 // once inflated; a page that is meant to be read has a thousandth
)

var reference = regexp.MustCompile(`(\d+)[ \t\r\n]+[1-9]\d{0,4}[ \t\r\n]+R\b`)

// generationZero points references of later generations at the object laid out.
func generationZero(b []byte) []byte {
	if !laterGeneration(b) {
		return b
	}
	return reference.ReplaceAll(b, []byte("$1 0 R"))
}

func (r *rebuilder) trailer(head []byte) {
	if m := rootRef.FindSubmatch(head); m != nil {
		r.root, _ = strconv.Atoi(string(m[1]))
	}
	if m := infoRef.FindSubmatch(head); m != nil {
		r.info, _ = strconv.Atoi(string(m[1]))
	}
}

// unpack writes the objects of an object stream one by one.
func (r *rebuilder) unpack(p objectStream) error {
	head, plain := p.head, p.data
	n, first := number(countEntry, head), number(firstEntry, head)
	if n <= 0 || first <= 0 || len(plain) == 0 {
		return nil
	}
	if bytes.Contains(head, []byte("/FlateDecode")) || bytes.Contains(head, []byte("/Fl ")) {
		zr, err := zlib.NewReader(bytes.NewReader(plain))
		if err != nil {
			return nil
		}
		plain, _ = io.ReadAll(io.LimitReader(zr, min(r.left, maxStream)+1))
		if r.left -= int64(len(plain)); r.left < 0 || len(plain) > maxStream {
			return document.Errorf(report.Location{}, document.ErrLimit, "解压后的数据超过上限", "inflated data exceeds the limit")
		}
		if predictor.Match(head) && number(predictor, head) > 1 {
			return errors.New("object stream with a predictor")
		}
	} else if bytes.Contains(head, []byte("/Filter")) {
		return errors.New("object stream with an unknown filter")
	}
	if first > len(plain) {
		return nil
	}
	index := bytes.Fields(plain[:first])
	for i := 0; i+1 < len(index) && i < 2*n; i += 2 {
		id, err1 := strconv.Atoi(string(index[i]))
		off, err2 := strconv.Atoi(string(index[i+1]))
		end := len(plain) - first
		if i+3 < len(index) && i+2 < 2*n {
			end, _ = strconv.Atoi(string(index[i+3]))
		}
		if err1 != nil || err2 != nil || off < 0 || id <= 0 || id >= maxObject || first+off > len(plain) {
			continue
		}
		if end < off || first+end > len(plain) {
			end = len(plain) - first
		}
		obj := plain[first+off : first+end]
		if catalog.Match(obj) {
			r.catalog = id
		}
		r.offsets[id] = r.out.Len()
		fmt.Fprintf(r.out, "%d 0 obj\n", id)
		r.out.Write(generationZero(obj))
		r.out.WriteString("\nendobj\n")
	}
	return nil
}

func number(re *regexp.Regexp, b []byte) int {
	m := re.FindSubmatch(b)
	if m == nil {
		return 0
	}
	n, _ := strconv.Atoi(string(m[1]))
	return n
}

// finish writes the cross-reference table and the trailer.
func (r *rebuilder) finish() *plainFile {
	ids := make([]int, 0, len(r.offsets))
	for id := range r.offsets {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	start := r.out.Len()
	r.out.WriteString("xref\n0 1\n0000000000 65535 f \n")
	for i := 0; i < len(ids); {
		j := i
		for j+1 < len(ids) && ids[j+1] == ids[j]+1 {
			j++
		}
		fmt.Fprintf(r.out, "%d %d\n", ids[i], j-i+1)
		for ; i <= j; i++ {
			fmt.Fprintf(r.out, "%010d 00000 n \n", r.offsets[ids[i]])
		}
	}
	size := 1
	if len(ids) > 0 {
		size = ids[len(ids)-1] + 1
	}
	fmt.Fprintf(r.out, "trailer\n<< /Size %d /Root %d 0 R", size, r.root)
	if r.info > 0 && r.offsets[r.info] > 0 {
		fmt.Fprintf(r.out, " /Info %d 0 R", r.info)
	}
	fmt.Fprintf(r.out, " >>\nstartxref\n%d\n%%%%EOF\n", start)
	r.out.end()
	return r.out
}
