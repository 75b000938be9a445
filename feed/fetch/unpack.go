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
	"slices"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

const (
	maxWindow = 8 << 20 // what a zstd decoder must offer and a server may use (RFC 9659, section 3)

	// No news packs this well; what does is made to fill somebody's memory.
	maxRatio = 250
	minBomb  = 4 << 20 // bytes unpacked, from which on the ratio is looked at

	maxCodings = 3 // packed in one another
)

var (
	errPacking = errors.New("packed in a way that griot can't unpack")
	errBomb    = errors.New("unpacks to far more than what came")
	errUnpack  = errors.New("damaged in its packing")
)

// unpack reads a body that is packed as encoding says, or only claims to be.
func unpack(r io.Reader, encoding string, length int64) ([]byte, error) {
	codings, err := codingsOf(encoding)
	if err != nil {
		return nil, err
	}
	source := &counted{from: r}
	b := bufio.NewReaderSize(source, 32<<10)
	for _, coding := range codings {
		head, err := b.Peek(4)
		if err != nil && err != io.EOF {
			return nil, source.blame(err)
		}
		open := packing(head, coding)
		if open == nil {
			continue
		}
		from, err := open(b)
		if err != nil {
			return nil, source.blame(err)
		}
		defer from.Close()
		b = bufio.NewReaderSize(&wary{from: from, source: source}, 32<<10)
		length = max(length, 3*min(length, maxBody))
	}
	body, err := readAll(b, length)
	return body, source.blame(err)
}

// codingsOf lists what a body is said to be packed by, what was done last first, and
// after that nothing in particular: what was packed is perhaps a .gz file, which
// nobody speaks of.
func codingsOf(encoding string) ([]string, error) {
	codings := []string{""}
	for coding := range strings.SplitSeq(strings.ToLower(encoding), ",") {
		switch coding = strings.TrimSpace(coding); coding {
		case "", "identity":
		case "compress", "x-compress":
			return nil, errPacking
		default:
			codings = append(codings, coding)
		}
	}
	if len(codings) > maxCodings+1 {
		return nil, errPacking
	}
	slices.Reverse(codings)
	return codings, nil
}

// packing finds out how a body is packed by its first bytes, and where they can't
// tell by what it is said to be; nil for not at all.
func packing(head []byte, said string) func(*bufio.Reader) (io.ReadCloser, error) {
	text := len(head) == 0 || head[0] == '<' || head[0] == '{' // neither begins a br stream that holds anything (RFC 7932, section 9)
	switch {
	case isGzip(head): // also a .gz file that says nothing of it
		return openGzip
	case bytes.HasPrefix(head, []byte{0x28, 0xb5, 0x2f, 0xfd}), said == "zstd" && !text: // RFC 8878, sections 3.1.1 and 3.1.2
		return openZstd
	case said == "deflate" && len(head) >= 2 && head[0] != '<': // RFC 9110, section 8.4.1.2: zlib, and in practice bare deflate
		if head[0]&0x0f == 8 && (int(head[0])<<8|int(head[1]))%31 == 0 {
			return func(r *bufio.Reader) (io.ReadCloser, error) { return zlib.NewReader(r) }
		}
		return func(r *bufio.Reader) (io.ReadCloser, error) { return flate.NewReader(r), nil }
	case said == "br" && !text:
		return func(r *bufio.Reader) (io.ReadCloser, error) { return io.NopCloser(brotli.NewReader(r)), nil }
	default:
		return nil
	}
}

func isGzip(head []byte) bool { return len(head) >= 2 && head[0] == 0x1f && head[1] == 0x8b }

// members reads the parts of a gzip body one after the other, and leaves what
// stands behind the last where it is.
type members struct {
	*gzip.Reader

	from *bufio.Reader
}

func openGzip(r *bufio.Reader) (io.ReadCloser, error) {
	g, err := gzip.NewReader(r)
	if err != nil {
		return nil, err
	}
	g.Multistream(false)
	return members{g, r}, nil
}

func (m members) Read(p []byte) (int, error) {
	for {
		n, err := m.Reader.Read(p)
		if err != io.EOF {
			return n, err
		}
		head, err := m.from.Peek(2)
		if isGzip(head) {
			err = m.Reset(m.from)
			m.Multistream(false)
		} else if err == nil {
			err = io.EOF // whatever stands there
		}
		if n > 0 || err != nil {
			return n, err
		}
	}
}

func openZstd(r *bufio.Reader) (io.ReadCloser, error) {
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
	if w.n += int64(n); w.n > maxBody {
		return 0, errTooLarge
	}
	if w.n > minBomb && w.n/maxRatio > w.source.n {
		return 0, errBomb
	}
	return n, err
}
