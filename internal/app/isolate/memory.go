package isolate

import (
	"bytes"
	"os"
	"runtime/metrics"
	"strconv"
	"time"
)

// watchEvery is how often memory and time are looked at.
const watchEvery = 20 * time.Millisecond

// memoryInUse is how many bytes the process holds from the system: what the runtime
// knows of, or what the system says is resident, which counts the memory of
// engines beside the runtime too.
func memoryInUse() int64 {
	s := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(s)
	return max(int64(s[0].Value.Uint64()-s[1].Value.Uint64()), resident())
}

// resident is the part of the process that lies in memory and is no file's, 0 where
// the system does not say.
func resident() int64 {
	b, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0
	}
	f := bytes.Fields(b)
	if len(f) < 3 {
		return 0
	}
	pages, err := strconv.ParseInt(string(f[1]), 10, 64)
	shared, err2 := strconv.ParseInt(string(f[2]), 10, 64)
	if err != nil || err2 != nil {
		return 0
	}
	return (pages - shared) * int64(os.Getpagesize())
}
