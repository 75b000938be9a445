package fetch

import (
	"bytes"
	"errors"
	"io"
	"net/http"

	"github.com/klauspost/compress/zstd"
)

var (
	errTooLarge = errors.New("larger than 20 MiB")
	errPart     = errors.New("only a part came") // of what was asked for whole
)

// read takes in a body, unpacked. What came of one that broke off is kept, and
// the answer says so.
func (q *question) read(response *http.Response) error {
	t := q.c.begin(response.Body, q.cancel)
	body, err := unpack(t, response.Header.Get("Content-Encoding"), response.ContentLength)
	q.answer.Wire += t.end()
	q.answer.Open = response.ContentLength < 0 && len(response.TransferEncoding) == 0 && response.ProtoMajor < 2
	if err == nil && response.StatusCode == http.StatusPartialContent {
		err = errPart
	}
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
	case n > 0 && isBehind(err):
		return b.Bytes(), nil
	default:
		return b.Bytes(), err
	}
}

// isBehind tells whether an error only says that something stands behind the end of
// a packed body.
func isBehind(err error) bool {
	return err == zstd.ErrMagicMismatch || err != nil && err.Error() == "brotli: excessive input"
}

// statusError is an answer that is not what was asked for.
type statusError int

func (s statusError) Error() string { return http.StatusText(int(s)) }
