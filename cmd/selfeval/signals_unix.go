//go:build unix

package main

import "syscall"

// writeSignals are sent for a write that cannot be done; ignored, the write says
// so itself.
var writeSignals = []syscall.Signal{syscall.SIGPIPE, syscall.SIGXFSZ}
