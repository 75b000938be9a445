package fetch

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

const feedBody = `<rss version="2.0"><channel><title>T</title><item><title>A</title></item></channel></rss>`

// evil is a server on the loopback interface that behaves badly in every way that
// is known. Its handlers end with the test.
type evil struct {
	*httptest.Server
	asked    atomic.Int64
	inFlight atomic.Int64
	most     atomic.Int64
	done     chan struct{}
}

func newEvil(t *testing.T) *evil {
	e := &evil{done: make(chan struct{})}
	mux := http.NewServeMux()
	for path, handler := range e.handlers() {
		mux.HandleFunc(path, handler)
	}
	e.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		e.asked.Add(1)
		now := e.inFlight.Add(1)
		defer e.inFlight.Add(-1)
		for most := e.most.Load(); now > most && !e.most.CompareAndSwap(most, now); most = e.most.Load() {
		}
		mux.ServeHTTP(w, r)
	}))
	t.Cleanup(func() {
		close(e.done)
		e.Close()
	})
	return e
}

// hang waits until the client gives up or the test ends.
func (e *evil) hang(r *http.Request) {
	select {
	case <-r.Context().Done():
	case <-e.done:
	}
}

func packed(body []byte) []byte {
	var b bytes.Buffer
	g := gzip.NewWriter(&b)
	_, _ = g.Write(body)
	_ = g.Close()
	return b.Bytes()
}

func flush(w http.ResponseWriter) { w.(http.Flusher).Flush() }

func status(code int, headers ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		for i := 0; i+1 < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}
		w.WriteHeader(code)
	}
}

// raw answers with bytes that no HTTP library would write.
func raw(answer string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		conn, buffered, err := w.(http.Hijacker).Hijack()
		if err != nil {
			return
		}
		defer conn.Close()
		_, _ = buffered.WriteString(answer)
		_ = buffered.Flush()
	}
}

func (e *evil) handlers() map[string]http.HandlerFunc {
	endless := bytes.Repeat([]byte("<item><title>again</title></item>\n"), 2048)
	return map[string]http.HandlerFunc{
		"/feed": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("ETag", `"v1"`)
			w.Header().Set("Last-Modified", "Sat, 21 Feb 2026 10:00:00 GMT")
			w.Header().Set("Content-Type", "application/rss+xml; charset=utf-8")
			if r.Header.Get("If-None-Match") == `"v1"` || r.Header.Get("If-Modified-Since") == "Sat, 21 Feb 2026 10:00:00 GMT" {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			fmt.Fprint(w, feedBody)
		},
		"/gzip": func(w http.ResponseWriter, r *http.Request) {
			if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
				w.WriteHeader(http.StatusNotAcceptable)
				return
			}
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(packed(bytes.Repeat([]byte(feedBody), 100)))
		},
		"/echo": func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprintf(w, "%s|%s|%s|%s", r.UserAgent(), r.Header.Get("Authorization"), r.Header.Get("Accept"), r.Header.Get("Referer"))
		},
		"/part": func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(http.StatusPartialContent)
			fmt.Fprint(w, feedBody[:60])
		},
		"/lent":   status(http.StatusFound, "Location", "/feed"),
		"/broken": status(http.StatusFound, "Location", "http://me:secret@[::1"),
		"/late":   func(w http.ResponseWriter, r *http.Request) { e.hang(r) },
		"/stall": func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprint(w, feedBody)
			flush(w)
			e.hang(r)
		},
		"/silent": func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(http.StatusOK)
			flush(w)
			e.hang(r)
		},
		"/endless": func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				if _, err := w.Write(endless); err != nil {
					return
				}
			}
		},
		"/dribble": func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				fmt.Fprint(w, "<")
				flush(w)
				select {
				case <-e.done:
					return
				case <-time.After(200 * time.Millisecond):
				}
			}
		},
		"/bomb": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(packed(make([]byte, maxBody+1<<20)))
		},
		"/short": raw("HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n" + feedBody),
		"/cutchunk": raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" +
			strconv.FormatInt(int64(len(feedBody)), 16) + "\r\n" + feedBody + "\r\nff\r\nhalf"),
		"/badlength":  raw("HTTP/1.1 200 OK\r\nContent-Length: minus one\r\n\r\n" + feedBody),
		"/twolengths": raw("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\n" + feedBody),
		"/nonsense":   raw("go away\r\n"),
		"/closes":     raw(""),
		"/hugeheader": raw("HTTP/1.1 200 OK\r\nX-Long: " + strings.Repeat("a", maxHeaders+4096) + "\r\n\r\n" + feedBody),
		"/falsegzip": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			fmt.Fprint(w, feedBody)
		},
		"/cutgzip": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			all := packed([]byte(strings.Repeat(feedBody, 50)))
			_, _ = w.Write(all[:len(all)-12])
		},
		"/badgzip": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			all := packed([]byte(feedBody))
			copy(all[10:], "\xff\xff\xff\xff\xff\xff")
			_, _ = w.Write(all)
		},
		"/tailgzip": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(append(packed([]byte(feedBody)), "<!-- 0.1 s -->"...))
		},
		"/brotli": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "br")
			fmt.Fprint(w, "\x11\xff\xff\xff\xff")
		},
		"/304body":  raw("HTTP/1.1 304 Not Modified\r\nETag: \"v2\"\r\nContent-Length: 5\r\n\r\nhello"),
		"/304":      status(http.StatusNotModified),
		"/401":      status(http.StatusUnauthorized),
		"/403":      status(http.StatusForbidden),
		"/404":      status(http.StatusNotFound),
		"/410":      status(http.StatusGone),
		"/429":      status(http.StatusTooManyRequests, "Retry-After", "120"),
		"/500":      status(http.StatusInternalServerError),
		"/503":      status(http.StatusServiceUnavailable, "Retry-After", "9999999999999999999999"),
		"/loop":     status(http.StatusFound, "Location", "/loop"),
		"/file":     status(http.StatusFound, "Location", "file:///etc/passwd"),
		"/script":   status(http.StatusFound, "Location", "javascript:alert(1)"),
		"/ftp":      status(http.StatusFound, "Location", "ftp://example.org/feed"),
		"/nowhere":  status(http.StatusFound),
		"/moved":    status(http.StatusMovedPermanently, "Location", "/moved2"),
		"/moved2":   status(http.StatusPermanentRedirect, "Location", "/feed"),
		"/mixed":    status(http.StatusMovedPermanently, "Location", "/for-now"),
		"/for-now":  status(http.StatusFound, "Location", "/feed"),
		"/password": status(http.StatusMovedPermanently, "Location", "http://me:secret@other.invalid/feed"),
		"/hop/": func(w http.ResponseWriter, r *http.Request) {
			n, _ := strconv.Atoi(strings.TrimPrefix(r.URL.Path, "/hop/"))
			if n == 0 {
				fmt.Fprint(w, feedBody)
				return
			}
			w.Header().Set("Location", "/hop/"+strconv.Itoa(n-1))
			w.WriteHeader(http.StatusTemporaryRedirect)
		},
	}
}
