package wire_test

import (
	"bytes"
	"context"
	"io"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"selfeval"
	"selfeval/internal/app/wire"
	"selfeval/report"
)

func checked(t testing.TB) []*selfeval.Document {
	t.Helper()
	const name = "../../../fixtures/water-bureau/report.md"
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	docs := selfeval.Check(context.Background(), selfeval.Input{Name: "甲/\"1\"<&>.md", Data: data}, selfeval.Options{Lang: report.EN})
	if len(docs[0].Findings) == 0 {
		t.Fatal("the fixture has no findings to carry")
	}
	return docs
}

func send(t testing.TB, docs []*selfeval.Document) []*wire.Doc {
	t.Helper()
	var out []*wire.Doc
	for _, d := range docs {
		out = append(out, wire.New(d))
	}
	var b bytes.Buffer
	if err := wire.Write(&b, out); err != nil {
		t.Fatal(err)
	}
	got, err := wire.Read(&b)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := wire.Read(&b); err != io.EOF {
		t.Errorf("after the frame: %v", err)
	}
	return got
}

func TestADocumentArrivesAsItLeft(t *testing.T) {
	want := checked(t)
	for i, d := range send(t, want) {
		wantJSON, _ := wire.New(want[i]).JSON()
		gotJSON, err := d.JSON()
		if err != nil || !bytes.Equal(gotJSON, wantJSON) {
			t.Fatalf("JSON differs (%v)", err)
		}
		got, err := d.Document()
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want[i].Findings, got.Findings); diff != "" {
			t.Errorf("findings: -want +got\n%s", diff)
		}
		if diff := cmp.Diff(want[i].Fixes, got.Fixes); diff != "" || len(got.Fixes) == 0 {
			t.Errorf("fixes: -want +got\n%s", diff)
		}
		if diff := cmp.Diff(want[i].Notes, got.Notes); diff != "" {
			t.Errorf("notes: -want +got\n%s", diff)
		}
		again, _ := wire.New(got).JSON()
		if diff := cmp.Diff(string(wantJSON), string(again)); diff != "" {
			t.Errorf("written again: -want +got\n%s", diff)
		}
	}
}

func TestRename(t *testing.T) {
	docs := checked(t)
	d := send(t, docs)[0]
	const path = "b/\n新.md"
	if err := d.Rename(path); err != nil {
		t.Fatal(err)
	}
	docs[0].Path = path
	want, _ := wire.New(docs[0]).JSON()
	got, _ := d.JSON()
	if !bytes.Equal(got, want) || d.Path != path {
		t.Errorf("got %.80s, want %.80s", got, want)
	}
	if doc, err := d.Document(); err != nil || doc.Path != path {
		t.Errorf("document: %v", err)
	}
}

func FuzzRead(f *testing.F) {
	var b bytes.Buffer
	if err := wire.Write(&b, []*wire.Doc{wire.New(selfeval.Failure("x", io.EOF, report.ZH))}); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 1})
	f.Add([]byte{0, 0, 0, 4, 0xff, 0xff, 0xff, 0xff})
	f.Fuzz(func(t *testing.T, frame []byte) {
		docs, err := wire.Read(bytes.NewReader(frame))
		if err == nil && len(docs) == 0 {
			t.Error("neither documents nor an error")
		}
		for _, d := range docs {
			_, _ = d.Document()
			_ = d.Rename("y")
		}
	})
}

// What became of the second reading survives the way, and a result that another run may
// better is known by its head.
func TestTheSecondReadingArrives(t *testing.T) {
	docs := checked(t)
	d := docs[0]
	if len(d.Findings) < 3 {
		t.Fatalf("%d findings", len(d.Findings))
	}
	d.Findings[0].Confirmed, d.Findings[1].Confirmed, d.Findings[2].Confirmed = new(true), new(false), nil
	d.Passing = true
	sent := send(t, docs)[0]
	got, err := sent.Document()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(d.Findings, got.Findings); diff != "" || !sent.Passing {
		t.Errorf("passing %v, -want +got\n%s", sent.Passing, diff)
	}
}
