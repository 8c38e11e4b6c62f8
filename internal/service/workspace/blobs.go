package workspace

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/klauspost/compress/zstd"
	"gocloud.dev/blob"
	"gocloud.dev/blob/fileblob"
	_ "gocloud.dev/blob/s3blob" // s3://…, credentials as the AWS tools find them
	"gocloud.dev/gcerrors"
)

// Blobs are bytes named by their digest: what is there under a name is always the same,
// so writing twice does no harm and nobody need ask first.
type Blobs struct {
	bucket *blob.Bucket
	enc    *zstd.Encoder
	where  string
	folder string // that the store is, empty where it is another
}

// The kinds of blobs, the first part of their names.
const (
	documentBlobs = "documents" // papers as they came
	resultBlobs   = "results"   // whole results, packed
)

// openBlobs opens a store: a folder, or a URL.
func openBlobs(ctx context.Context, location string, create bool) (*Blobs, error) {
	b := &Blobs{where: location}
	var err error
	if strings.Contains(location, "://") && !strings.HasPrefix(location, "file://") {
		if u, perr := url.Parse(location); perr == nil {
			b.where = u.Scheme + "://" + u.Host
		}
		b.bucket, err = blob.OpenBucket(ctx, compatible(location))
		if err == nil {
			var ok bool
			if ok, err = b.bucket.IsAccessible(ctx); err == nil && !ok {
				err = fault(nil, "没有这个存储桶", "no such bucket")
			}
		}
	} else {
		dir := strings.TrimPrefix(location, "file://")
		if dir, err = filepath.Abs(dir); err == nil {
			b.folder = dir
			b.bucket, err = fileblob.OpenBucket(dir, &fileblob.Options{CreateDir: create, DirFileMode: 0o755, NoTempDir: true, Metadata: fileblob.MetadataDontWrite})
		}
	}
	if err != nil {
		if b.bucket != nil {
			_ = b.bucket.Close()
		}
		return nil, fault(err, "无法使用文件存放处 %s", "the blob store %s cannot be used", b.where)
	}
	b.enc, err = zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1), zstd.WithEncoderCRC(false)) // a frame has a digest
	return b, err
}

// compatible asks for no checksums of Amazon's own behind a body where the store is another:
// some keep them as part of it. Whatever is read is held against its digest here.
func compatible(location string) string {
	u, err := url.Parse(location)
	if err != nil || u.Scheme != "s3" {
		return location
	}
	q := u.Query()
	if q.Has("endpoint") {
		for _, name := range []string{"request_checksum_calculation", "response_checksum_validation"} {
			if !q.Has(name) {
				q.Set(name, "when_required")
			}
		}
	}
	u.RawQuery = q.Encode()
	return u.String()
}

// Close lets go of the store.
func (b *Blobs) Close() error { return b.bucket.Close() }

// Digest is the name of bytes.
func Digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// key is where bytes lie. Folders of a few hundred files each stay quick everywhere.
func key(kind, digest string) string { return kind + "/" + digest[:2] + "/" + digest[2:] }

// put writes bytes under their digest. It is there whole once put returns: an object
// store shows nothing before the last byte, and a folder gets a file by renaming it.
func (b *Blobs) put(ctx context.Context, kind, name string, data []byte) error {
	err := b.bucket.WriteAll(ctx, key(kind, name), data, &blob.WriterOptions{ContentType: "application/octet-stream"})
	if err != nil {
		return fault(err, "无法写入 %s", "%s cannot be written to", b.where)
	}
	return nil
}

// maxBlob bounds what is read into memory.
const maxBlob = 1 << 30

// get reads the bytes of a name, and holds them against it.
func (b *Blobs) get(ctx context.Context, kind, name string) ([]byte, error) {
	if len(name) != 2*sha256.Size {
		return nil, fault(nil, "工作区里的摘要有误：%s", "a malformed digest in the workspace: %s", name)
	}
	data, err := b.read(ctx, key(kind, name))
	switch {
	case errors.Is(err, fs.ErrNotExist) || gcerrors.Code(err) == gcerrors.NotFound:
		return nil, &Broken{Name: key(kind, name), Where: b.where, Missing: true}
	case err != nil:
		return nil, fault(err, "无法读取 %s", "%s cannot be read from", b.where)
	case len(data) > maxBlob || Digest(data) != name:
		return nil, &Broken{Name: key(kind, name), Where: b.where}
	}
	return data, nil
}

// read reads a blob. A file is read as it is: the store looks for what it might have written
// beside it, which for papers of a few kilobytes costs more than the reading.
func (b *Blobs) read(ctx context.Context, key string) ([]byte, error) {
	var r io.ReadCloser
	var size int64
	if b.folder != "" {
		f, err := os.Open(filepath.Join(b.folder, filepath.FromSlash(key)))
		if err != nil {
			return nil, err
		}
		if st, err := f.Stat(); err == nil {
			size = st.Size()
		}
		r = f
	} else {
		o, err := b.bucket.NewReader(ctx, key, nil)
		if err != nil {
			return nil, err
		}
		r, size = o, o.Size()
	}
	defer r.Close()
	data := bytes.NewBuffer(make([]byte, 0, min(size, maxBlob)+bytes.MinRead))
	_, err := data.ReadFrom(io.LimitReader(r, maxBlob+1))
	return data.Bytes(), err
}

// Broken says that a blob is not what its name says, or not there.
type Broken struct {
	Name, Where string
	Missing     bool
}

func (e *Broken) Error() string { return e.fault().Error() }
func (e *Broken) Unwrap() error { return e.fault() }
func (e *Broken) fault() error {
	if e.Missing {
		return fault(nil, "%s 里缺少 %s", "%[2]s is missing in %[1]s", e.Where, e.Name)
	}
	return fault(nil, "%s 里的 %s 内容与摘要不符，已损坏", "%[2]s in %[1]s does not match its digest: it is damaged", e.Where, e.Name)
}

// IsBroken reports whether an error is of one blob and not of the store.
func IsBroken(err error) bool {
	_, ok := errors.AsType[*Broken](err)
	return ok
}

// stored is a blob that lies in the store.
type stored struct {
	kind, name string
	size       int64
	written    time.Time
}

// each calls f for every blob of a kind.
func (b *Blobs) each(ctx context.Context, kind string, f func(stored) error) error {
	it := b.bucket.List(&blob.ListOptions{Prefix: kind + "/"})
	for {
		o, err := it.Next(ctx)
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fault(err, "无法列出 %s", "%s cannot be listed", b.where)
		}
		name := strings.ReplaceAll(strings.TrimPrefix(o.Key, kind+"/"), "/", "")
		if o.IsDir || len(name) != 2*sha256.Size {
			continue
		}
		if err := f(stored{kind, name, o.Size, o.ModTime}); err != nil {
			return err
		}
	}
}

func (b *Blobs) remove(ctx context.Context, kind, name string) error {
	if err := b.bucket.Delete(ctx, key(kind, name)); err != nil && gcerrors.Code(err) != gcerrors.NotFound {
		return err
	}
	return nil
}

// Document reads a paper.
func (b *Blobs) Document(ctx context.Context, sha256 string) ([]byte, error) {
	return b.get(ctx, documentBlobs, sha256)
}

// PutDocument writes a paper.
func (b *Blobs) PutDocument(ctx context.Context, sha256 string, data []byte) error {
	return b.put(ctx, documentBlobs, sha256, data)
}

// Frame is where a whole result lies: some bytes of a pack, a blob that holds the results
// of a job one after the other. A file or an object of its own for each would cost more
// than the check.
type Frame struct {
	Pack   string // name of the blob
	At     int64
	Size   int64
	Digest string // of these bytes
}

// Pack gathers whole results for one blob.
type Pack struct {
	enc  *zstd.Encoder
	data []byte
}

// NewPack begins a pack.
func (b *Blobs) NewPack() *Pack { return &Pack{enc: b.enc} }

// Add packs a result, and tells where in the pack it lies.
func (p *Pack) Add(frame []byte) Frame {
	at := len(p.data)
	p.data = p.enc.EncodeAll(frame, p.data)
	return Frame{At: int64(at), Size: int64(len(p.data) - at), Digest: Digest(p.data[at:])}
}

// PutPack writes a pack, and gives its name.
func (b *Blobs) PutPack(ctx context.Context, p *Pack) (string, error) {
	name := Digest(p.data)
	return name, b.put(ctx, resultBlobs, name, p.data)
}

// Frame reads a whole result.
func (b *Blobs) Frame(ctx context.Context, f Frame) ([]byte, error) {
	if f.Size > maxBlob || len(f.Pack) != 2*sha256.Size {
		return nil, &Broken{Name: f.Pack, Where: b.where}
	}
	name := key(resultBlobs, f.Pack)
	r, err := b.bucket.NewRangeReader(ctx, name, f.At, f.Size, nil)
	if err != nil {
		if gcerrors.Code(err) == gcerrors.NotFound {
			return nil, &Broken{Name: name, Where: b.where, Missing: true}
		}
		return nil, fault(err, "无法读取 %s", "%s cannot be read from", b.where)
	}
	defer r.Close()
	packed, err := io.ReadAll(io.LimitReader(r, f.Size+1))
	if err != nil {
		return nil, fault(err, "无法读取 %s", "%s cannot be read from", b.where)
	}
	if Digest(packed) != f.Digest {
		return nil, &Broken{Name: name, Where: b.where}
	}
	d, err := unpackers()
	if err != nil {
		return nil, err
	}
	frame, err := d.DecodeAll(packed, nil)
	if err != nil {
		return nil, &Broken{Name: name, Where: b.where}
	}
	return frame, nil
}

// unpackers is one decoder for all: it may be used by several goroutines at once.
var unpackers = sync.OnceValues(func() (*zstd.Decoder, error) {
	return zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(maxBlob))
})
