package isolate

import (
	"runtime/metrics"
	"time"
)

// watchEvery is how often memory and time are looked at.
const watchEvery = 20 * time.Millisecond

// memoryInUse is how many bytes the process holds from the system.
func memoryInUse() int64 {
	s := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(s)
	return int64(s[0].Value.Uint64() - s[1].Value.Uint64())
}
