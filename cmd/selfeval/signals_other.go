//go:build !unix

package main

import "syscall"

var writeSignals []syscall.Signal
