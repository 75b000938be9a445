package fetch

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"net/http"
)

var errTooLarge = errors.New("larger than 20 MiB")

// read takes in a body, unpacked. What came of one that broke off is kept, and
// the answer says so.
func (q *question) read(response *http.Response) error {
	t := q.c.begin(response.Body, q.cancel)
	body, err := unpack(t, response.Header.Get("Content-Encoding"), response.ContentLength)
	q.answer.Wire += t.end()
	switch {
	case err == nil:
		q.answer.Body = body
	case errors.Is(err, errTooLarge), errors.Is(err, errBomb), errors.Is(err, errPacking):
	case len(body) > 0:
		q.answer.Body, q.answer.Cut = body, true
	}
	return err
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
