package workspace

import (
	"path/filepath"

	"golang.org/x/sys/unix"
)

// networkDisks are file systems on which locks and shared memory of several machines do
// not hold, by their numbers in statfs(2).
var networkDisks = map[int64]string{
	0x6969:     "NFS",
	0x517b:     "SMB",
	0xff534d42: "CIFS",
	0xfe534d42: "SMB2",
	0x5346414f: "AFS",
	0x73757245: "Coda",
	0x0bd00bd0: "Lustre",
	0x00c36400: "Ceph",
	0x47504653: "GPFS",
}

// networkDisk names the kind of network disk that a folder lies on, empty for a local one.
func networkDisk(dir string) string {
	var st unix.Statfs_t
	for {
		err := unix.Statfs(dir, &st)
		if err == nil {
			return networkDisks[int64(st.Type)&0xffffffff]
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return ""
		}
		dir = parent
	}
}
