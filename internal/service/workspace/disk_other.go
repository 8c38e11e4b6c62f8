//go:build !linux

package workspace

// networkDisk names the kind of network disk that a folder lies on: not known here.
func networkDisk(string) string { return "" }
