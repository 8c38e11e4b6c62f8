package conformance_test

import (
	"fmt"
	"os"
	"testing"

	"selfeval/internal/conformance/golden"
)

// TestMain runs the tests at the top of the module: paths in them and in their
// messages are those a person would type there.
func TestMain(m *testing.M) {
	root, err := golden.ModuleRoot()
	if err == nil {
		err = os.Chdir(root)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(m.Run())
}
