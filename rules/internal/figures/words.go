package figures

// The units that values worked out here are in.
const (
	Yuan   = "元"
	Points = "分"
)
