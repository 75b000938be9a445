package fetch

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

const (
	maxWindow = 8 << 20 // what a zstd decoder must offer and a server may use (RFC 9659, section 3)

	// No news packs this well; what does is made to fill somebody's memory.
	maxRatio = 250
	minBomb  = 4 << 20 // bytes unpacked, from which on the ratio is looked at
)

var (
	errPacking = errors.New("packed in a way that griot can't unpack")
	errBomb    = errors.New("unpacks to far more than what came")
	errUnpack  = errors.New("damaged in its packing")
)

// unpack reads a body that is packed as encoding says, or only claims to be.
func unpack(r io.Reader, encoding string, length int64) ([]byte, error) {
	source := &counted{from: r}
	b := bufio.NewReaderSize(source, 32<<10)
	head, err := b.Peek(4)
	if err != nil && err != io.EOF {
		return nil, err
	}
	open, err := packing(head, strings.ToLower(strings.TrimSpace(encoding)))
	if err != nil {
		return nil, err
	}
	if open == nil {
		return readAll(b, length)
	}
	from, err := open(b)
	if err != nil {
		return nil, source.blame(err)
	}
	defer from.Close()
	body, err := readAll(&wary{from: from, source: source}, 3*length)
	return body, source.blame(err)
}

// packing finds out how a body is packed by its first bytes, and where they can't
// tell by what it is said to be; nil for not at all.
func packing(head []byte, said string) (func(io.Reader) (io.ReadCloser, error), error) {
	two := len(head) >= 2
	switch {
	case two && head[0] == 0x1f && head[1] == 0x8b: // also a .gz file that says nothing of it
		return func(r io.Reader) (io.ReadCloser, error) { return gzip.NewReader(r) }, nil
	case bytes.Equal(head, []byte{0x28, 0xb5, 0x2f, 0xfd}): // RFC 8878, section 3.1.1
		return openZstd, nil
	case said == "deflate" && two: // RFC 9110, section 8.4.1.2: zlib, and in practice bare deflate
		if head[0]&0x0f == 8 && (int(head[0])<<8|int(head[1]))%31 == 0 {
			return zlib.NewReader, nil
		}
		return func(r io.Reader) (io.ReadCloser, error) { return flate.NewReader(r), nil }, nil
	case said == "br" && len(head) > 0 && head[0] != '<' && head[0] != '{': // neither begins a stream that holds anything (RFC 7932, section 9)
		return func(r io.Reader) (io.ReadCloser, error) { return io.NopCloser(brotli.NewReader(r)), nil }, nil
	case said == "compress", said == "x-compress", strings.Contains(said, ","):
		return nil, errPacking
	default:
		return nil, nil
	}
}

func openZstd(r io.Reader) (io.ReadCloser, error) {
	d, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true),
		zstd.WithDecoderMaxWindow(maxWindow), zstd.WithDecoderMaxMemory(2*maxBody))
	if err != nil {
		return nil, err
	}
	return d.IOReadCloser(), nil
}

// counted is a body as it comes: how much of it came, and what ended it. It is
// limited too, for a packing may be endless and hold nothing.
type counted struct {
	from io.Reader
	n    int64
	err  error
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.from.Read(p)
	c.n += int64(n)
	if c.n > maxBody {
		err = errTooLarge
	}
	if err != nil && err != io.EOF {
		c.err = err
	}
	return n, err
}

// blame tells what ended the reading of a packed body: the way here, its end
// before the packing's own, a limit, or else the packing.
func (c *counted) blame(err error) error {
	switch {
	case err == nil:
		return nil
	case c.err != nil:
		return c.err
	case errors.Is(err, errTooLarge), errors.Is(err, errBomb):
		return err
	case errors.Is(err, zstd.ErrWindowSizeExceeded), errors.Is(err, zstd.ErrDecoderSizeExceeded):
		return errBomb
	case errors.Is(err, io.ErrUnexpectedEOF):
		return err
	default:
		return fmt.Errorf("%w: %w", errUnpack, err)
	}
}

// wary stops reading what unpacks to far more than what came.
type wary struct {
	from   io.Reader
	source *counted
	n      int64
}

func (w *wary) Read(p []byte) (int, error) {
	n, err := w.from.Read(p)
	if w.n += int64(n); w.n > minBomb && w.n/maxRatio > w.source.n {
		return 0, errBomb
	}
	return n, err
}
