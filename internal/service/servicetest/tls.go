package servicetest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// certificate makes a certificate for this machine that vouches for itself.
func certificate(t testing.TB) (cert, key []byte) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	about := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "localhost"}, DNSNames: []string{"localhost"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour), IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign}
	der, err := x509.CreateCertificate(rand.Reader, about, about, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret})
}

// RequireTLS starts the server anew so that it takes connections over TLS only, with a
// password, and gives the file of its certificate.
func (p *Postgres) RequireTLS(password string) (root string) {
	p.t.Helper()
	p.Ask("postgres", "ALTER USER selfeval PASSWORD '"+password+"'")
	cert, key := certificate(p.t)
	root = filepath.Join(p.t.TempDir(), "root.crt")
	for name, data := range map[string][]byte{
		root:                                     cert,
		filepath.Join(p.dir, "data/server.crt"):  cert,
		filepath.Join(p.dir, "data/server.key"):  key,
		filepath.Join(p.dir, "data/pg_hba.conf"): []byte("local all all trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n"),
	} {
		if err := os.WriteFile(name, data, 0o600); err != nil {
			p.t.Fatal(err)
		}
		if p.as != nil && strings.HasPrefix(name, p.dir) {
			if err := os.Chown(name, int(p.as.Uid), int(p.as.Gid)); err != nil {
				p.t.Fatal(err)
			}
		}
	}
	p.Kill()
	p.more = []string{"-c", "ssl=on"}
	p.Start()
	return root
}

// Address is the server's, without a user or a password.
func (p *Postgres) Address() string { return "127.0.0.1:" + strconv.Itoa(p.port) }

// StartTLS lets the store answer over TLS too, and gives its URL and the file of its
// certificate.
func (s *S3) StartTLS() (url, root string) {
	s.t.Helper()
	cert, key := certificate(s.t)
	root = filepath.Join(s.t.TempDir(), "s3.crt")
	if err := os.WriteFile(root, cert, 0o600); err != nil {
		s.t.Fatal(err)
	}
	pair, err := tls.X509KeyPair(cert, key)
	if err != nil {
		s.t.Fatal(err)
	}
	l, err := tls.Listen("tcp", "127.0.0.1:0", &tls.Config{Certificates: []tls.Certificate{pair}})
	if err != nil {
		s.t.Fatal(err)
	}
	server := &http.Server{Handler: s.handler}
	go func() { _ = server.Serve(l) }()
	s.t.Cleanup(func() { _ = server.Close() })
	return fmt.Sprintf("s3://papers?endpoint=https://%s&region=none&use_path_style=true", l.Addr()), root
}
