//go:build unix

package ownfolder

import (
	"errors"
	"io"
	"os"
	"syscall"

	"selfeval/extract/document"
	"selfeval/report"
)

// lock takes a folder for one run. It ends with the process, however that ends. Where
// the file system knows no locks there is none.
func lock(dir string) (io.Closer, error) {
	d, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	if errors.Is(syscall.Flock(int(d.Fd()), syscall.LOCK_EX|syscall.LOCK_NB), syscall.EWOULDBLOCK) {
		d.Close()
		return nil, document.Errorf(report.Location{}, nil, "另一次运行正在写入 %s", "another run is writing %s", dir)
	}
	return d, nil
}
