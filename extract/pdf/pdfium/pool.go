package pdfium

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// startup bounds the wait for an instance: compiling the module for the first
// time takes seconds.
const startup = 90 * time.Second

// memoryPages bounds what one instance can take, in pages of 64 KiB: 512 MiB, twice the
// largest file. While it grows both the old and the new memory are held.
const memoryPages = 1 << 13

// engine starts PDFium when it is first needed. The compiled module is kept in
// the user's cache folder, so that only the first start ever is slow.
var engine = sync.OnceValues(func() (pdfium.Pool, error) {
	cfg := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(memoryPages).
		WithCloseOnContextDone(true) // so that the end of a context stops what runs
	if dir, err := os.UserCacheDir(); err == nil {
		// Without a cache folder the module is compiled anew, which is only slower.
		if cache, err := wazero.NewCompilationCacheWithDir(filepath.Join(dir, "selfeval", "wazero")); err == nil {
			cfg = cfg.WithCompilationCache(cache)
		}
	}
	pool, err := webassembly.Init(webassembly.Config{
		MinIdle: 0, MaxIdle: runtime.GOMAXPROCS(0), MaxTotal: runtime.GOMAXPROCS(0),
		RuntimeConfig: cfg,
		FSConfig:      wazero.NewFSConfig(), // no folder of the machine is reachable from inside
	})
	started.Store(err == nil)
	return pool, err
})

// start gives an instance of the engine. A caller whose time is up does not wait for the
// engine to be compiled, which goes on for the next one.
func start(ctx context.Context) (pdfium.Pdfium, error) {
	type started struct {
		instance pdfium.Pdfium
		err      error
	}
	done := make(chan started, 1)
	go func() {
		pool, err := engine()
		if err != nil {
			done <- started{nil, err}
			return
		}
		wait := startup
		if end, ok := ctx.Deadline(); ok {
			wait = max(min(wait, time.Until(end)), time.Millisecond)
		}
		instance, err := pool.GetInstance(wait)
		if err == nil && !clock(instance).CanSet() {
			instance.Close()
			err = errors.New("the engine takes no clock")
		}
		done <- started{instance, err}
	}()
	select {
	case s := <-done:
		return s.instance, s.err
	case <-ctx.Done():
		go func() {
			if s := <-done; s.err == nil {
				s.instance.Close()
			}
		}()
		return nil, context.Cause(ctx)
	}
}

// clock is where an instance keeps the context of its calls. The library lets it be ended
// by Kill alone, which writes what a call that goes on in another goroutine reads.
func clock(instance pdfium.Pdfium) reflect.Value {
	own, ok := instance.(interface{ GetImplementation() any })
	if !ok {
		return reflect.Value{}
	}
	v := reflect.Indirect(reflect.ValueOf(own.GetImplementation()))
	if v.Kind() != reflect.Struct {
		return reflect.Value{}
	}
	return v.FieldByName("Context")
}

// until lets the calls of an instance last until the context ends.
func until(instance pdfium.Pdfium, ctx context.Context) {
	clock(instance).Set(reflect.ValueOf(&ctx).Elem())
}
