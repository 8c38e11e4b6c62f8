package charset

// Lower brings the Latin letters of a text to lower case, as names of tags and of
// mail headers are compared. Chinese characters it does not look at.
func Lower(text []byte) []byte {
	out := make([]byte, len(text))
	for i, c := range text {
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		out[i] = c
	}
	return out
}
