package store

import (
	"encoding/binary"
	"math"
	"os"

	"griot/render/plain"
)

// The kinds of page that hold rows: sqlite.org/fileformat2.html#b_tree_pages.
const (
	indexLeaf = 0x0a // of an index, or of a table WITHOUT ROWID
	tableLeaf = 0x0d
)

// longestRow bounds the size that a damaged row may claim.
const longestRow = 64 << 20

// carver reads rows off the pages of a damaged store, whatever became of the
// trees that lead to them.
type carver struct {
	file  *os.File
	pages uint32
	log   map[uint32][]byte // pages that the log holds, as they were last committed
}

// carved is a row that lay on a page, without a word on which table it belongs to.
type carved struct {
	leaf   byte
	rowid  int64 // of a tableLeaf
	values []any // nil, int64, float64, string or []byte
}

func openCarver(path string, withLog bool) (*carver, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	c := &carver{file: f, pages: uint32(info.Size() / storePage), log: map[uint32][]byte{}}
	if !withLog {
		return c, nil
	}
	pending := map[uint32][]byte{}
	err = eachFrame(path, func(f frame) bool {
		pending[f.page] = append([]byte(nil), f.data...)
		if f.commit {
			for n, data := range pending {
				c.log[n] = data
				c.pages = max(c.pages, n)
			}
			clear(pending)
		}
		return true
	})
	return c, err
}

func (c *carver) close() error { return c.file.Close() }

// page reads a page, nil when there is none.
func (c *carver) page(n uint32) []byte {
	if p, ok := c.log[n]; ok {
		return p
	}
	p := make([]byte, storePage)
	if n == 0 || n > c.pages {
		return nil
	}
	if _, err := c.file.ReadAt(p, int64(n-1)*storePage); err != nil {
		return nil
	}
	return p
}

// each calls fn for every row that can be made out.
func (c *carver) each(fn func(carved) error) error {
	for n := uint32(1); n <= c.pages; n++ {
		start := 0
		if n == 1 {
			start = 100 // the file's header
		}
		if p := c.page(n); p != nil {
			if err := c.rowsOf(p, start, fn); err != nil {
				return err
			}
		}
	}
	return nil
}

// rowsOf calls fn for the rows of a page that begins at start.
func (c *carver) rowsOf(p []byte, start int, fn func(carved) error) error {
	if p[start] != tableLeaf && p[start] != indexLeaf {
		return nil
	}
	cells := int(binary.BigEndian.Uint16(p[start+3:]))
	list := start + 8
	if list+2*cells > storePage {
		return nil
	}
	for i := range cells {
		at := int(binary.BigEndian.Uint16(p[list+2*i:]))
		if at < list+2*cells || at >= storePage {
			continue
		}
		row, ok := c.row(p[start], p[at:])
		if !ok {
			continue
		}
		if err := fn(row); err != nil {
			return err
		}
	}
	return nil
}

// row reads a cell.
func (c *carver) row(leaf byte, cell []byte) (r carved, ok bool) {
	r.leaf = leaf
	size, n := varint(cell)
	cell = cell[n:]
	if n == 0 || size <= 0 || size > longestRow {
		return r, false
	}
	if leaf == tableLeaf {
		if r.rowid, n = varint(cell); n == 0 {
			return r, false
		}
		cell = cell[n:]
	}
	payload, ok := c.payload(leaf, cell, int(size))
	if !ok {
		return r, false
	}
	r.values, ok = record(payload)
	return r, ok
}

// payload gathers a row's bytes from its cell and the pages that it overflows to.
func (c *carver) payload(leaf byte, cell []byte, size int) ([]byte, bool) {
	most := storePage - 35
	if leaf == indexLeaf {
		most = (storePage-12)*64/255 - 23
	}
	if size <= most {
		return cell[:min(size, len(cell))], size <= len(cell)
	}
	least := (storePage-12)*32/255 - 23
	local := least + (size-least)%(storePage-4)
	if local > most {
		local = least
	}
	if local+4 > len(cell) {
		return nil, false
	}
	whole := append(make([]byte, 0, size), cell[:local]...)
	for next := binary.BigEndian.Uint32(cell[local:]); len(whole) < size; {
		p := c.page(next)
		if p == nil {
			return nil, false
		}
		whole = append(whole, p[4:min(storePage, 4+size-len(whole))]...)
		next = binary.BigEndian.Uint32(p)
	}
	return whole, true
}

// record reads the values of a row: sqlite.org/fileformat2.html#record_format.
func record(payload []byte) (values []any, ok bool) {
	size, n := varint(payload)
	if n == 0 || size < int64(n) || size > int64(len(payload)) {
		return nil, false
	}
	types, body := payload[n:size], payload[size:]
	for len(types) > 0 {
		kind, n := varint(types)
		if n == 0 || kind < 0 {
			return nil, false
		}
		types = types[n:]
		length := lengthOf(kind)
		if length < 0 || length > int64(len(body)) {
			return nil, false
		}
		values = append(values, valueOf(kind, body[:length]))
		body = body[length:]
	}
	return values, len(body) == 0
}

func lengthOf(kind int64) int64 {
	if kind >= 12 {
		return (kind - 12) / 2
	}
	return [12]int64{0, 1, 2, 3, 4, 6, 8, 8, 0, 0, -1, -1}[kind]
}

func valueOf(kind int64, b []byte) any {
	switch {
	case kind == 0:
		return nil
	case kind == 7:
		return math.Float64frombits(binary.BigEndian.Uint64(b))
	case kind == 8 || kind == 9:
		return kind - 8
	case kind < 7:
		n := int64(int8(b[0]))
		for _, next := range b[1:] {
			n = n<<8 | int64(next)
		}
		return n
	case kind%2 == 0:
		return append([]byte(nil), b...)
	default:
		return plain.Text(string(b)) // it may be anything by now
	}
}

// varint reads a big-endian number of up to nine bytes; n is 0 when there is none.
func varint(b []byte) (v int64, n int) {
	for i, x := range b {
		if i == 8 {
			return v<<8 | int64(x), 9
		}
		v = v<<7 | int64(x&0x7f)
		if x < 0x80 {
			return v, i + 1
		}
	}
	return 0, 0
}
