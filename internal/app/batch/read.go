package batch

import (
	"context"
	"errors"
	"io"

	"selfeval/extract/document"
	"selfeval/report"
)

// errChanged says that a file was written to while it was read.
var errChanged = errors.New("changed while read")

// Read reads a whole file into memory, so that everything said of it is said of
// the same bytes. A file over the limit is not read at all.
func Read(ctx context.Context, src Source, stdin io.Reader, limit int64) ([]byte, error) {
	if src.Stdin {
		data, err := readLimited(&patient{ctx: ctx, r: stdin}, limit)
		if err != nil {
			return nil, readError(err)
		}
		return data, nil
	}
	var err error
	for range 2 { // a file that was being written may be whole by now
		var data []byte
		if data, err = readFile(ctx, src.Path, limit); err == nil {
			return data, nil
		}
		if !errors.Is(err, errChanged) {
			break
		}
	}
	return nil, readError(err)
}

func readError(err error) error {
	if _, ok := errors.AsType[*document.Error](err); ok {
		return err
	}
	if errors.Is(err, errChanged) {
		return document.Errorf(report.Location{}, nil, "读取时文件正在被改动", "the file was changed while it was read").Because(document.IO)
	}
	return openError(err)
}

func readFile(ctx context.Context, path string, limit int64) ([]byte, error) {
	f, err := openPatiently(ctx, path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	before, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !before.Mode().IsRegular() { // a pipe: <(curl …)
		return readLimited(&patient{ctx: ctx, r: f}, limit)
	}
	if before.Size() > limit {
		return nil, overLimit(before.Size(), limit)
	}
	data, err := readLimited(f, limit)
	if err != nil {
		return nil, err
	}
	after, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if after.Size() != int64(len(data)) || after.Size() != before.Size() || !after.ModTime().Equal(before.ModTime()) {
		return nil, errChanged
	}
	return data, nil
}

func readLimited(r io.Reader, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err == nil && int64(len(data)) > limit {
		err = overLimit(int64(len(data)), limit)
	}
	return data, err
}

func overLimit(size, limit int64) error {
	return document.Errorf(report.Location{}, document.ErrLimit, "文件大小 %d 字节，超过上限 %d 字节", "file of %d bytes is over the limit of %d", size, limit)
}
