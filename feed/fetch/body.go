package fetch

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"net/http"
	"strings"
)

var (
	errTooLarge = errors.New("larger than 20 MiB")
	errPacking  = errors.New("packed in a way that griot can't unpack")
)

// read takes in a body, unpacked. What came of one that broke off is kept, and
// the answer says so.
func (q *question) read(response *http.Response) error {
	t := q.c.begin(response.Body, q.cancel)
	body, err := unpack(t, response.Header.Get("Content-Encoding"), response.ContentLength)
	q.answer.Wire += t.end()
	switch {
	case err == nil:
		q.answer.Body = body
	case errors.Is(err, errTooLarge), errors.Is(err, errPacking):
	case len(body) > 0:
		q.answer.Body, q.answer.Cut = body, true
	}
	return err
}

// unpack reads a body that is packed as encoding says, or only claims to be.
func unpack(r io.Reader, encoding string, length int64) ([]byte, error) {
	b := bufio.NewReaderSize(r, 32<<10)
	head, err := b.Peek(2)
	if err != nil && err != io.EOF {
		return nil, err
	}
	gzipped := len(head) == 2 && head[0] == 0x1f && head[1] == 0x8b
	var from io.Reader = b
	switch encoding = strings.ToLower(strings.TrimSpace(encoding)); {
	case gzipped: // also a .gz file that says nothing of it
		g, err := gzip.NewReader(b)
		if err != nil {
			return nil, err
		}
		from, length = g, 3*length
	case encoding == "deflate" && len(head) == 2: // RFC 9110, section 8.4.1.2: zlib, and in practice bare deflate
		if head[0]&0x0f == 8 && (int(head[0])<<8|int(head[1]))%31 == 0 {
			z, err := zlib.NewReader(b)
			if err != nil {
				return nil, err
			}
			from = z
		} else {
			from = flate.NewReader(b)
		}
		length = 3 * length
	case encoding == "br" || encoding == "zstd" || encoding == "compress" || encoding == "x-compress":
		return nil, errPacking
	}
	return readAll(from, length)
}

// readAll reads up to 20 MiB. expected is a guess of the size, -1 or less for none.
func readAll(r io.Reader, expected int64) ([]byte, error) {
	var b bytes.Buffer
	b.Grow(int(min(max(expected, 0), 2<<20)) + bytes.MinRead)
	n, err := b.ReadFrom(io.LimitReader(r, maxBody+1))
	switch {
	case n > maxBody:
		return nil, errTooLarge
	case n > 0 && err == gzip.ErrHeader: // something stands behind the end of the packed body
		return b.Bytes(), nil
	default:
		return b.Bytes(), err
	}
}

// statusError is an answer that is not what was asked for.
type statusError int

func (s statusError) Error() string { return http.StatusText(int(s)) }
