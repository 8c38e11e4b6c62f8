package output

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"selfeval/internal/text/safe"
)

// spool is a temporary file that is written once and copied once.
type spool struct {
	file *os.File
	buf  *bufio.Writer
}

func newSpool() (*spool, error) {
	f, err := os.CreateTemp("", "selfeval-*.html")
	if err != nil {
		return nil, err
	}
	// Unlinked at once where the system allows, so that nothing stays behind.
	_ = os.Remove(f.Name())
	return &spool{f, bufio.NewWriterSize(f, 1<<16)}, nil
}

func (s *spool) Write(b []byte) (int, error) { return s.buf.Write(b) }

// script writes a value as a block of data in the page. encoding/json writes < > & and
// the line separators as escapes, so that no text ends the block.
func (s *spool) script(class string, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(s.buf, `<script type="application/json" class="%s">`, class); err != nil {
		return err
	}
	if _, err := (safe.Writer{W: s.buf}).Write(b); err != nil {
		return err
	}
	_, err = s.buf.WriteString("</script>\n")
	return err
}

func (s *spool) copy(w io.Writer) error {
	if err := s.buf.Flush(); err != nil {
		return err
	}
	if _, err := s.file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	_, err := io.Copy(w, s.file)
	return err
}

func (s *spool) close() {
	_ = s.file.Close()
	_ = os.Remove(s.file.Name())
}
