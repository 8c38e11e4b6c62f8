package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

// interrupted is the cause of a run's end by a signal.
type interrupted struct{ signal syscall.Signal }

func (i interrupted) Error() string { return i.signal.String() }

// exit is the code by which a shell knows the signal: 130 for Ctrl-C, 143 for
// SIGTERM, 129 for SIGHUP.
func (i interrupted) exit() exit { return exit(128 + int(i.signal)) }

// exitOf is the code of a run whose context has ended.
func exitOf(ctx context.Context) exit {
	if i, ok := errors.AsType[interrupted](context.Cause(ctx)); ok {
		return i.exit()
	}
	return exitFailure
}

// endSignals end a run. One that the parent has set to be ignored, as nohup and
// shells do for jobs in the background, stays ignored.
var endSignals = []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP}

// listen gives a context that ends with the first signal. A command that heeds it
// ends with what was done; any other is ended here, since what it waits for may
// never come. A second signal ends all at once.
func (p *program) listen() (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(context.Background())
	got := make(chan os.Signal, 2)
	for _, s := range endSignals {
		if !signal.Ignored(s) {
			signal.Notify(got, s)
		}
	}
	go func() {
		for s := range got {
			end := interrupted{s.(syscall.Signal)}
			if ctx.Err() == nil {
				cancel(end)
				if p.finishes.Load() {
					continue
				}
				fmt.Fprintln(p.err, p.say("selfeval: 已中断", "selfeval: interrupted"))
			}
			os.Exit(int(end.exit()))
		}
	}()
	return ctx, func() {
		signal.Stop(got)
		close(got)
		cancel(nil)
	}
}
