//go:build !unix

package config

import "os"

func trusted(string, bool, os.FileInfo) bool { return true }
