package extract

import "testing"

// TestReadableByEveryReader holds that every reader says by which endings a search through
// folders finds its files: a format without one is never found there.
func TestReadableByEveryReader(t *testing.T) {
	for _, r := range readers {
		if len(r.Endings) == 0 {
			t.Errorf("%s has no endings", r.Format)
		}
		for _, e := range r.Endings {
			if !Readable("自评报告" + e) {
				t.Errorf("files ending in %s are not found", e)
			}
		}
	}
	for _, name := range []string{"自评报告.docx", "自评报告", "pdf", "REPORT.PDFX"} {
		if Readable(name) {
			t.Errorf("%s is no report's name", name)
		}
	}
	if !Readable("REPORT.PDF") {
		t.Error("an ending in capitals is not known")
	}
}
