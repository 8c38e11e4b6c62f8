package crawl

import (
	"context"
	"encoding/json"

	"selfeval/internal/service/workspace"
)

// kept is an answer as it lies in the workspace before it is settled.
type kept struct {
	Response
	Digest string `json:"body,omitempty"` // of the body
}

// keep writes down at once what came, before it is read: from here on a kill costs the
// site nothing. What fails is asked for again in any case.
func (v *hostVisit) keep(ctx context.Context, r *Response) error {
	if r.Verdict == Failed || r.Verdict == Later {
		return nil
	}
	k := kept{Response: *r}
	if r.Body != nil {
		k.Digest = workspace.Digest(r.Body)
		if k.Digest != v.page.sha256 { // else it is there already
			if err := v.c.W.Blobs.PutDocument(ctx, k.Digest, r.Body); err != nil {
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
	r := &k.Response
	r.URL = v.page.url
	if err == nil && k.Digest != "" {
		r.Body, err = v.c.W.Blobs.Document(ctx, k.Digest)
		if err != nil && !workspace.IsBroken(err) {
			return err
		}
	}
	if err != nil {
		return v.f.keep(ctx, v.page.id, "")
	}
	return v.take(ctx, r)
}
