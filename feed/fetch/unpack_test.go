package fetch

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"griot/feed"
)

// packings are all that griot unpacks, by the names that HTTP gives them.
func packings(t *testing.T) map[string]func(io.Writer) io.WriteCloser {
	return map[string]func(io.Writer) io.WriteCloser{
		"gzip":    func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) },
		"deflate": func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) },
		"Deflate": func(w io.Writer) io.WriteCloser { // the bare kind
			f, err := flate.NewWriter(w, flate.BestCompression)
			if err != nil {
				t.Fatal(err)
			}
			return f
		},
		"br": func(w io.Writer) io.WriteCloser { return brotli.NewWriterLevel(w, 3) },
		"zstd": func(w io.Writer) io.WriteCloser {
			z, err := zstd.NewWriter(w, zstd.WithEncoderConcurrency(1))
			if err != nil {
				t.Fatal(err)
			}
			return z
		},
	}
}

func packedBy(t *testing.T, pack func(io.Writer) io.WriteCloser, body []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := pack(&b)
	if _, err := w.Write(body); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// serve answers every question with one body.
func serve(t *testing.T, encoding string, body []byte) string {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if accepted := r.Header.Get("Accept-Encoding"); !strings.Contains(accepted, strings.ToLower(encoding)) {
			w.WriteHeader(http.StatusNotAcceptable)
			return
		}
		w.Header().Set("Content-Encoding", encoding)
		_, _ = w.Write(body)
	}))
	t.Cleanup(s.Close)
	return s.URL
}

func TestPackings(t *testing.T) {
	t.Parallel()
	body := news(400_000)
	for name, pack := range packings(t) {
		packed := packedBy(t, pack, body)
		response, failure := get(t, client(t), serve(t, name, packed))
		if failure != nil || !bytes.Equal(response.Body, body) {
			t.Errorf("%s: %v, %d bytes", name, failure, len(response.Body))
		}
		if response.Wire != int64(len(packed)) {
			t.Errorf("%s: %d bytes counted for %d on the wire", name, response.Wire, len(packed))
		}
		// What broke off on the way is there as far as it came, and told apart from
		// what was damaged.
		response, failure = get(t, client(t), serve(t, name, packed[:len(packed)/2]))
		if kindOf(failure) != feed.FailedStalled || len(response.Body) > 0 && !bytes.HasPrefix(body, response.Body) {
			t.Errorf("%s, its first half: %v, %d bytes", name, failure, len(response.Body))
		}
		response, failure = get(t, client(t), serve(t, name, []byte(feedBody)))
		if failure != nil || string(response.Body) != feedBody {
			t.Errorf("only said to be %s: %v, %q", name, failure, response.Body)
		}
	}
}

// A server may pack twice, say so or not, say more than it did, and leave rubbish
// behind the end.
func TestOddPackings(t *testing.T) {
	t.Parallel()
	packs := packings(t)
	once := packedBy(t, packs["gzip"], []byte(feedBody))
	skipped := []byte{0x50, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 1, 2}
	for name, c := range map[string]struct {
		said string
		body []byte
	}{
		"gzip twice":                {"gzip, gzip", packedBy(t, packs["gzip"], once)},
		"gzip twice, said once":     {"gzip", packedBy(t, packs["gzip"], once)},
		"gzip once, said twice":     {"gzip, gzip", once},
		"br, then gzip":             {"br, gzip", packedBy(t, packs["gzip"], packedBy(t, packs["br"], []byte(feedBody)))},
		"gzip, and nothing":         {"gzip, identity", once},
		"only said to be deflate":   {"deflate", []byte(feedBody)},
		"two parts":                 {"gzip", append(packedBy(t, packs["gzip"], []byte(feedBody[:20])), packedBy(t, packs["gzip"], []byte(feedBody[20:]))...)},
		"gzip with zeroes behind":   {"gzip", append(bytes.Clone(once), 0, 0, 0, 0, 0, 0)},
		"gzip with text behind":     {"gzip", append(bytes.Clone(once), "<!-- made in 2 ms -->"...)},
		"deflate with text behind":  {"deflate", append(packedBy(t, packs["deflate"], []byte(feedBody)), "<!-- -->"...)},
		"br with text behind":       {"br", append(packedBy(t, packs["br"], []byte(feedBody)), "<!-- -->"...)},
		"zstd with text behind":     {"zstd", append(packedBy(t, packs["zstd"], []byte(feedBody)), "<!-- -->"...)},
		"zstd after a part to skip": {"zstd", append(skipped, packedBy(t, packs["zstd"], []byte(feedBody))...)},
	} {
		body, err := unpack(bytes.NewReader(c.body), c.said, int64(len(c.body)))
		if err != nil || string(body) != feedBody {
			t.Errorf("%s: %v, %q", name, err, body)
		}
	}
	if _, err := unpack(bytes.NewReader(once), strings.Repeat("gzip,", 50), 100); client(t).failure(t.Context(), err).Kind != feed.FailedDamaged {
		t.Errorf("packed fifty times: %v", err)
	}
}

// news is text that packs as text does.
func news(size int) []byte {
	random := rand.New(rand.NewPCG(4, 2))
	var b bytes.Buffer
	for b.Len() < size {
		fmt.Fprintf(&b, "<item><guid>%x</guid><title>News of the day %d</title></item>\n", random.Uint64(), random.IntN(90))
	}
	return b.Bytes()
}

// A bomb is smaller than what griot reads, and still stops early; so does one that
// never unpacks to anything, and one that wants a large window.
func TestBombs(t *testing.T) {
	t.Parallel()
	empty := packedBy(t, func(w io.Writer) io.WriteCloser {
		g := gzip.NewWriter(w)
		g.Extra = make([]byte, 60_000)
		return g
	}, nil)
	skipped := append([]byte{0x50, 0x2a, 0x4d, 0x18, 0, 0, 4, 0}, make([]byte, 4<<16)...) // RFC 8878, section 3.1.2
	bombs := map[string][]byte{
		"gzip, gzip":               packedBy(t, packings(t)["gzip"], packedBy(t, packings(t)["gzip"], make([]byte, 8<<20))),
		"gzip, empty parts":        bytes.Repeat(empty, maxBody/len(empty)+1),
		"zstd, parts to skip":      append(packedBy(t, packings(t)["zstd"], []byte("x")), bytes.Repeat(skipped, maxBody/len(skipped)+1)...),
		"zstd, a window of 64 MiB": []byte("\x28\xb5\x2f\xfd\x00\x80\x29\x00\x00hello"),
	}
	for name, pack := range packings(t) {
		bombs[name] = packedBy(t, pack, make([]byte, 8<<20))
	}
	for name, bomb := range bombs {
		encoding, _, _ := strings.Cut(name, ",")
		body, err := unpack(bytes.NewReader(bomb), encoding, int64(len(bomb)))
		if err == nil || client(t).failure(t.Context(), err).Kind != feed.FailedTooLarge {
			t.Errorf("%q: %d bytes make %d: %v", name, len(bomb), len(body), err)
		}
		if len(body) > 6<<20 {
			t.Errorf("%q: %d bytes were unpacked", name, len(body))
		}
	}
}
