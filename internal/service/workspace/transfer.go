package workspace

import (
	"archive/tar"
	"bufio"
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/klauspost/compress/zstd"
)

// tables are what a workspace holds, each after those that it points to. What waits and
// who works is not carried over: it is enqueued anew.
var tables = []string{"documents", "sources", "sightings", "roots", "settings", "checks", "results", "findings", "decisions", "runs", "compared", "crawl_hosts", "crawl_pages"}

// numbered are the tables whose rows have a number of the database's own.
var numbered = []string{"sources", "sightings", "checks", "runs", "crawl_pages"}

// archiveForm is the form of an exported workspace.
const archiveForm = 1

// head begins an archive.
type archiveHead struct {
	Form    int    `json:"selfeval_workspace"`
	Version string `json:"version"`
	Schema  int64  `json:"schema"`
}

// Export writes all that a workspace holds into an archive: tables as JSON Lines, blobs
// as they are. It sees the tables as they were at one moment.
func (w *Workspace) Export(ctx context.Context, out io.Writer) (err error) {
	z, err := zstd.NewWriter(out)
	if err != nil {
		return err
	}
	t := tar.NewWriter(z)
	schema, err := w.version(ctx)
	if err != nil {
		return err
	}
	head, err := json.Marshal(archiveHead{archiveForm, version(), schema})
	if err != nil {
		return err
	}
	if err := entry(t, "workspace.json", head); err != nil {
		return err
	}
	tx, err := w.reads.BeginTx(ctx, &sql.TxOptions{ReadOnly: true, Isolation: w.snapshot()})
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for _, table := range tables {
		if err := exportTable(ctx, tx, t, table); err != nil {
			return fmt.Errorf("%s: %w", table, err)
		}
	}
	for _, b := range []struct{ kind, ask string }{
		{documentBlobs, `SELECT sha256 FROM documents ORDER BY sha256`},
		{resultBlobs, `SELECT DISTINCT pack FROM checks ORDER BY pack`},
	} {
		if err := w.exportBlobs(ctx, tx, t, b.kind, b.ask); err != nil {
			return err
		}
	}
	if err := t.Close(); err != nil {
		return err
	}
	return z.Close()
}

// snapshot is how a transaction sees one moment: what SQLite always does.
func (w *Workspace) snapshot() sql.IsolationLevel {
	if w.Postgres() {
		return sql.LevelRepeatableRead
	}
	return sql.LevelDefault
}

func entry(t *tar.Writer, name string, data []byte) error {
	if err := t.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: int64(len(data)), Format: tar.FormatPAX}); err != nil {
		return err
	}
	_, err := t.Write(data)
	return err
}

// batchRows is how many rows stand in one entry of an archive.
const batchRows = 2000

func exportTable(ctx context.Context, tx *sql.Tx, t *tar.Writer, table string) error {
	rows, err := tx.QueryContext(ctx, `SELECT * FROM `+table)
	if err != nil {
		return err
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		return err
	}
	var b bytes.Buffer
	n, part := 0, 0
	flush := func() error {
		if n == 0 {
			return nil
		}
		part++
		n = 0
		defer b.Reset()
		return entry(t, fmt.Sprintf("tables/%s/%06d.jsonl", table, part), b.Bytes())
	}
	for rows.Next() {
		values := make([]any, len(names))
		into := make([]any, len(names))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			return err
		}
		row := map[string]any{}
		for i, name := range names {
			if raw, ok := values[i].([]byte); ok {
				values[i] = string(raw)
			}
			row[name] = values[i]
		}
		line, err := json.Marshal(row)
		if err != nil {
			return err
		}
		b.Write(line)
		b.WriteByte('\n')
		if n++; n == batchRows {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	return flush()
}

func (w *Workspace) exportBlobs(ctx context.Context, tx *sql.Tx, t *tar.Writer, kind, ask string) error {
	rows, err := tx.QueryContext(ctx, ask)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return err
		}
		data, err := w.Blobs.get(ctx, kind, name)
		if err != nil {
			return err
		}
		if err := entry(t, "blobs/"+key(kind, name), data); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Import fills an empty workspace with what another one held. The tables come in one
// transaction: an import that fails leaves the workspace empty.
func (w *Workspace) Import(ctx context.Context, in io.Reader) error {
	for _, table := range tables {
		var n int
		if err := w.db.QueryRowContext(ctx, `SELECT count(*) FROM `+table).Scan(&n); err != nil {
			return err
		}
		if n > 0 {
			return fault(nil, "工作区 %s 不是空的，不能导入", "the workspace %s is not empty: nothing can be imported into it", w.where)
		}
	}
	z, err := zstd.NewReader(in, zstd.WithDecoderMaxMemory(maxBlob))
	if err != nil {
		return err
	}
	defer z.Close()
	return w.Tx(ctx, func(tx *sql.Tx) error {
		if err := w.unpack(ctx, tx, tar.NewReader(z)); err != nil {
			return err
		}
		return w.renumber(ctx, tx)
	})
}

func (w *Workspace) unpack(ctx context.Context, tx *sql.Tx, t *tar.Reader) error {
	known := false
	for {
		h, err := t.Next()
		switch {
		case errors.Is(err, io.EOF) && known:
			return nil
		case errors.Is(err, io.EOF), err != nil && !known:
			return fault(nil, "不是导出的工作区", "this is no exported workspace")
		case err != nil:
			return fault(err, "导出的工作区不完整", "the exported workspace is not whole")
		case h.Size > maxBlob:
			return fault(nil, "导出的工作区里 %s 过大", "%s in the exported workspace is too large", h.Name)
		}
		data, err := io.ReadAll(t)
		if err != nil {
			return fault(err, "导出的工作区不完整", "the exported workspace is not whole")
		}
		kind, rest, _ := strings.Cut(h.Name, "/")
		switch {
		case h.Name == "workspace.json":
			if err := w.known(ctx, data); err != nil {
				return err
			}
			known = true
		case !known:
			return fault(nil, "不是导出的工作区", "this is no exported workspace")
		case kind == "tables":
			table, _, _ := strings.Cut(rest, "/")
			if !slices.Contains(tables, table) {
				return fault(nil, "导出的工作区里有不认识的数据表 %s", "an unknown table in the exported workspace: %s", table)
			}
			if err := w.importRows(ctx, tx, table, data); err != nil {
				return fmt.Errorf("%s: %w", table, err)
			}
		case kind == "blobs":
			of, name, _ := strings.Cut(rest, "/")
			name = strings.ReplaceAll(name, "/", "")
			if of != documentBlobs && of != resultBlobs || Digest(data) != name {
				return &Broken{Name: h.Name, Where: w.where}
			}
			if err := w.Blobs.put(ctx, of, name, data); err != nil {
				return err
			}
		}
	}
}

// known refuses an archive that another version of the tables was written to.
func (w *Workspace) known(ctx context.Context, data []byte) error {
	var h archiveHead
	if err := json.Unmarshal(data, &h); err != nil || h.Form == 0 {
		return fault(err, "不是导出的工作区", "this is no exported workspace")
	}
	mine, err := w.version(ctx)
	if err != nil {
		return err
	}
	if h.Form > archiveForm || h.Schema != mine {
		return fault(nil, "导出的工作区是程序 %s 写的（数据表第 %d 版，本程序为第 %d 版）：请用同一版本导出和导入", "the workspace was exported by program %s (tables of version %d, here %d): export and import with the same version", h.Version, h.Schema, mine)
	}
	return nil
}

func (w *Workspace) importRows(ctx context.Context, tx *sql.Tx, table string, data []byte) error {
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, maxBlob)
	for lines.Scan() {
		d := json.NewDecoder(bytes.NewReader(lines.Bytes()))
		d.UseNumber()
		row := map[string]any{}
		if err := d.Decode(&row); err != nil {
			return err
		}
		var names []string
		for name := range row {
			if strings.Trim(name, "abcdefghijklmnopqrstuvwxyz_0123456789") != "" {
				return fault(nil, "导出的工作区里有不认识的列 %q", "an unknown column in the exported workspace: %q", name)
			}
			names = append(names, name)
		}
		slices.Sort(names)
		var args []any
		for _, name := range names {
			v := row[name]
			if n, ok := v.(json.Number); ok {
				i, err := strconv.ParseInt(n.String(), 10, 64)
				if err != nil {
					return err
				}
				v = i
			}
			args = append(args, v)
		}
		if _, err := tx.ExecContext(ctx, w.q(`INSERT INTO `+table+` (`+strings.Join(names, ", ")+`) VALUES (`+list(1, len(names))+`)`), args...); err != nil {
			return err
		}
	}
	return lines.Err()
}

// renumber lets a server's own numbers go on after those that came. SQLite does by itself.
func (w *Workspace) renumber(ctx context.Context, tx *sql.Tx) error {
	if !w.Postgres() {
		return nil
	}
	for _, table := range numbered {
		if _, err := tx.ExecContext(ctx, `SELECT setval(pg_get_serial_sequence('`+table+`', 'id'), (SELECT coalesce(max(id), 0) + 1 FROM `+table+`), false)`); err != nil {
			return err
		}
	}
	return nil
}
