//go:build unix

package config

import (
	"os"
	"syscall"
)

// trusted reports whether a configuration that was found is to be used: one of this
// user's own, or one in the working folder itself unless everybody can write there.
func trusted(dir string, above bool, st os.FileInfo) bool {
	owner, ok := st.Sys().(*syscall.Stat_t)
	if !ok || int(owner.Uid) == os.Geteuid() {
		return true
	}
	if above {
		return false
	}
	at, err := os.Stat(dir)
	return err == nil && at.Mode().Perm()&0o002 == 0
}
