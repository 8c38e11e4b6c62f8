package crawl

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"selfeval/internal/service/workspace"
	"selfeval/report"
)

// kept is an answer as it lies in the workspace before it is settled.
type kept struct {
	Verdict  Verdict       `json:"verdict"`
	Said     report.Text   `json:"said"`
	Status   int           `json:"status"`
	Header   http.Header   `json:"header,omitempty"`
	Kind     Kind          `json:"kind,omitempty"`
	Name     string        `json:"name,omitempty"`
	Redirect string        `json:"redirect,omitempty"`
	Wait     time.Duration `json:"wait,omitempty"`
	Bytes    int64         `json:"bytes"`
	Began    time.Time     `json:"began"`
	Body     string        `json:"body,omitempty"` // digest
}

// keep writes down at once what came, before it is read: from here on a kill costs the
// site nothing. What fails is asked for again in any case.
func (v *hostVisit) keep(ctx context.Context, r *Response) error {
	if r.Verdict == Failed || r.Verdict == Later {
		return nil
	}
	k := kept{r.Verdict, r.Said, r.Status, r.Header, r.Kind, r.Name, r.Redirect, r.Wait, r.Bytes, r.Began, ""}
	if r.Body != nil {
		k.Body = workspace.Digest(r.Body)
		if k.Body != v.page.sha256 { // else it is there already
			if err := v.c.W.Blobs.PutDocument(ctx, k.Body, r.Body); err != nil {
				return err
			}
		}
	}
	b, err := json.Marshal(k)
	if err != nil {
		return err
	}
	return v.f.keep(ctx, v.page.id, workspace.Plain(string(b)))
}

// resume settles what a process that is gone has fetched. Where it cannot be read back it
// is asked for again.
func (v *hostVisit) resume(ctx context.Context) error {
	var k kept
	err := json.Unmarshal([]byte(v.page.fetched), &k)
	r := &Response{URL: v.page.url, Verdict: k.Verdict, Said: k.Said, Status: k.Status, Header: k.Header, Kind: k.Kind, Name: k.Name,
		Redirect: k.Redirect, Wait: k.Wait, Bytes: k.Bytes, Began: k.Began}
	if err == nil && k.Body != "" {
		r.Body, err = v.c.W.Blobs.Document(ctx, k.Body)
		if err != nil && !workspace.IsBroken(err) {
			return err
		}
	}
	if err != nil {
		return v.f.keep(ctx, v.page.id, "")
	}
	return v.take(ctx, r)
}
