// Package golden finds the inputs that tests of several packages share.
package golden

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// Seed returns the path of a file of the verbatim seed, which is not ours to
// publish and lies beside the project. Where it is missing the test skips.
func Seed(t testing.TB, name string) string {
	t.Helper()
	if env := os.Getenv("SELFEVAL_SEEDS"); env != "" {
		return filepath.Join(env, name)
	}
	return Shared(t, filepath.Join("seeds", name))
}

// Shared returns the path of an input that lies in a folder shared beside the
// project. Where it is missing the test skips.
func Shared(t testing.TB, name string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for range 8 {
		p := filepath.Join(dir, "shared", name)
		if _, err := os.Stat(p); err == nil {
			return p
		}
		dir = filepath.Dir(dir)
	}
	t.Skipf("shared/%s is not here: the inputs beside the project are not ours to publish", name)
	return ""
}

// The seed's files.
const (
	SeedReport = "000_5aab0cc1f9b30d75.txt"
	SeedTruth  = "000_5aab0cc1f9b30d75.truth.json"
)

// Root is the folder that holds go.mod.
func Root(t testing.TB) string {
	t.Helper()
	dir, err := ModuleRoot()
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// ModuleRoot is the folder that holds go.mod, found from the working folder up.
func ModuleRoot() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for dir != filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		dir = filepath.Dir(dir)
	}
	return "", errors.New("no go.mod above the working folder")
}
