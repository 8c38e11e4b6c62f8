package workspace

import (
	"context"
	"database/sql"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/gofrs/flock"
)

// Worker is this process as the others see it. While it lives it holds a lock that ends
// with it, whatever ends it: others need no clock to tell that it is gone.
type Worker struct {
	ID string

	w    *Workspace
	file *flock.Flock
	stop context.CancelFunc
	done sync.WaitGroup
}

// Join enters this process among the workers.
func (w *Workspace) Join(ctx context.Context) (*Worker, error) {
	host, _ := os.Hostname()
	me := &Worker{ID: fmt.Sprintf("%s-%d-%s", Plain(host), os.Getpid(), newID()), w: w}
	if w.Postgres() {
		held, cancel := context.WithCancel(context.WithoutCancel(ctx))
		me.stop = cancel
		conn, err := w.lockWorker(held, me.ID)
		if err != nil {
			cancel()
			return nil, err
		}
		me.done.Go(func() { me.hold(held, conn) })
	} else {
		dir := filepath.Join(w.Dir, "workers")
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return nil, err
		}
		me.file = flock.New(filepath.Join(dir, me.ID))
		if ok, err := me.file.TryLock(); err != nil || !ok {
			return nil, fault(err, "无法锁定工作区 %s", "the workspace %s cannot be locked", w.where)
		}
	}
	_, err := w.db.ExecContext(ctx, w.q(`INSERT INTO workers (id, host, pid, started) VALUES ($1, $2, $3, $4)`), me.ID, Plain(host), os.Getpid(), now())
	if err != nil {
		me.Leave()
		return nil, err
	}
	return me, nil
}

// Leave takes the process out again.
func (me *Worker) Leave() {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	_, _ = me.w.db.ExecContext(ctx, me.w.q(`DELETE FROM workers WHERE id = $1`), me.ID)
	if me.stop != nil {
		me.stop()
		me.done.Wait()
	}
	if me.file != nil {
		_ = os.Remove(me.file.Path())
		_ = me.file.Unlock()
	}
}

// number is a worker's lock on a server.
func number(worker string) int32 {
	h := fnv.New32a()
	_, _ = h.Write([]byte(worker))
	return int32(h.Sum32())
}

// lockClass is lockWorkers as a server's signed number.
var lockClass = func() int32 { n := uint32(lockWorkers); return int32(n) }()

// lockWorker takes a worker's lock on a connection of its own.
func (w *Workspace) lockWorker(ctx context.Context, id string) (*sql.Conn, error) {
	conn, err := w.db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	if _, err := conn.ExecContext(ctx, `SELECT pg_advisory_lock($1, $2)`, lockClass, number(id)); err != nil {
		_ = conn.Close()
		return nil, err
	}
	return conn, nil
}

// hold keeps the lock while the worker lives, and takes it again where the server was
// away. Others may have taken the work up by then: completing it fails, and it is theirs.
func (me *Worker) hold(ctx context.Context, conn *sql.Conn) {
	defer func() {
		if conn != nil {
			end, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
			_, _ = conn.ExecContext(end, `SELECT pg_advisory_unlock($1, $2)`, lockClass, number(me.ID))
			cancel()
			_ = conn.Close()
		}
	}()
	for tick := time.NewTicker(2 * time.Second); ; {
		select {
		case <-ctx.Done():
			tick.Stop()
			return
		case <-tick.C:
		}
		if conn != nil && conn.PingContext(ctx) == nil {
			continue
		}
		if conn != nil {
			_ = conn.Close()
		}
		conn, _ = me.w.lockWorker(ctx, me.ID)
	}
}

// Dead gives the workers that are gone without leaving, and takes them out of the table
// once taken has taken up what they left. One process at a time does so for a worker.
func (w *Workspace) Dead(ctx context.Context, taken func(worker string) error) error {
	ids, err := w.Strings(ctx, `SELECT id FROM workers`)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := w.bury(ctx, id, taken); err != nil {
			return err
		}
	}
	return nil
}

// bury takes up what a worker left, where its lock is free.
func (w *Workspace) bury(ctx context.Context, id string, taken func(string) error) error {
	if w.Postgres() {
		conn, err := w.db.Conn(ctx)
		if err != nil {
			return err
		}
		defer conn.Close()
		var free bool
		if err := conn.QueryRowContext(ctx, `SELECT pg_try_advisory_lock($1, $2)`, lockClass, number(id)).Scan(&free); err != nil || !free {
			return err
		}
		defer conn.ExecContext(context.WithoutCancel(ctx), `SELECT pg_advisory_unlock($1, $2)`, lockClass, number(id))
	} else {
		path := filepath.Join(w.Dir, "workers", filepath.Base(id))
		l := flock.New(path)
		if ok, err := l.TryLock(); err != nil || !ok {
			return nil // its owner lives, or it has just left
		}
		defer func() { _ = os.Remove(path); _ = l.Unlock() }()
	}
	if err := taken(id); err != nil {
		return err
	}
	_, err := w.db.ExecContext(ctx, w.q(`DELETE FROM workers WHERE id = $1`), id)
	return err
}

// Workers counts the processes at work: those whose lock is held. One that was killed
// stays in the table until another buries it.
func (w *Workspace) Workers(ctx context.Context) (n int, err error) {
	ids, err := w.Strings(ctx, `SELECT id FROM workers`)
	if err != nil {
		return 0, err
	}
	for _, id := range ids {
		lives, err := w.lives(ctx, id)
		if err != nil {
			return 0, err
		}
		if lives {
			n++
		}
	}
	return n, nil
}

// lives reports whether a worker's lock is held.
func (w *Workspace) lives(ctx context.Context, id string) (held bool, err error) {
	if w.Postgres() {
		err = w.reads.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 2 AND granted
			AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
			AND classid::bigint = $1 AND objid::bigint = $2)`, int64(uint32(lockClass)), int64(uint32(number(id)))).Scan(&held)
		return held, err
	}
	path := filepath.Join(w.Dir, "workers", filepath.Base(id))
	if _, err := os.Stat(path); err != nil {
		return false, nil
	}
	l := flock.New(path)
	free, err := l.TryRLock()
	if err == nil && free {
		_ = l.Unlock()
	}
	return err == nil && !free, nil
}
