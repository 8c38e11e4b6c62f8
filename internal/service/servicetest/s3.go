package servicetest

import (
	"fmt"
	"net"
	"net/http"
	"testing"
	"time"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
)

// S3 is an object store in this process. What it holds outlives its kills.
type S3 struct {
	t       testing.TB
	address string
	handler http.Handler
	server  *http.Server
}

// StartS3 starts a store with a bucket named papers.
func StartS3(t testing.TB) *S3 {
	t.Helper()
	backend := s3mem.New()
	if err := backend.CreateBucket("papers"); err != nil {
		t.Fatal(err)
	}
	s := &S3{t: t, address: fmt.Sprintf("127.0.0.1:%d", freePort(t)), handler: gofakes3.New(backend).Server()}
	s.Start()
	t.Cleanup(s.Kill)
	return s
}

// Start lets the store answer, under the address that it had before.
func (s *S3) Start() {
	var l net.Listener
	for until := time.Now().Add(time.Minute); ; time.Sleep(100 * time.Millisecond) {
		var err error
		if l, err = net.Listen("tcp", s.address); err == nil {
			break
		}
		if time.Now().After(until) {
			s.t.Fatal(err)
		}
	}
	s.server = &http.Server{Handler: s.handler}
	go func(server *http.Server) { _ = server.Serve(l) }(s.server)
}

// Kill ends the store in the middle of whatever it does.
func (s *S3) Kill() { _ = s.server.Close() }

// URL names the bucket.
func (s *S3) URL() string {
	return fmt.Sprintf("s3://papers?endpoint=http://%s&region=none&use_path_style=true", s.address)
}

// Env are the credentials, as the environment gives them.
func (s *S3) Env() []string { return []string{"AWS_ACCESS_KEY_ID=key", "AWS_SECRET_ACCESS_KEY=secret"} }
