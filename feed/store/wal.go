package store

import (
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"os"
)

// storePage is that of every store: SQLite's default, which griot never changes.
const storePage = 4096

// The write-ahead log's layout: sqlite.org/fileformat2.html#walformat.
const (
	logHeader   = 32
	frameHeader = 24
	logMagic    = 0x377f0682 // the last bit tells the byte order of the checksums
)

// frame is a page in the log.
type frame struct {
	page   uint32
	commit bool
	data   []byte // valid until the next frame is read
}

// eachFrame calls fn for the valid frames of a store's log, in order, until it
// returns false. There are none where there is no log.
func eachFrame(store string, fn func(frame) bool) error {
	f, err := os.Open(store + "-wal")
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	var head [logHeader]byte
	if _, err := io.ReadFull(f, head[:]); err != nil {
		return noFrame(err)
	}
	magic := binary.BigEndian.Uint32(head[:])
	if magic&^1 != logMagic || binary.BigEndian.Uint32(head[8:]) != storePage {
		return nil
	}
	sum := checksum{order: binary.LittleEndian}
	if magic&1 == 1 {
		sum.order = binary.BigEndian
	}
	sum.add(head[:24])
	if !sum.is(head[24:]) {
		return nil
	}
	whole := make([]byte, frameHeader+storePage)
	for {
		if _, err := io.ReadFull(f, whole); err != nil {
			return noFrame(err)
		}
		sum.add(whole[:8])
		sum.add(whole[frameHeader:])
		if [8]byte(whole[8:]) != [8]byte(head[16:]) || !sum.is(whole[16:]) {
			return nil // of an earlier round
		}
		next := frame{
			page:   binary.BigEndian.Uint32(whole),
			commit: binary.BigEndian.Uint32(whole[4:]) != 0,
			data:   whole[frameHeader:],
		}
		if !fn(next) {
			return nil
		}
	}
}

// noFrame says that a log that ends anywhere simply ends there.
func noFrame(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return nil
	}
	return err
}

// checksum is the log's running one.
type checksum struct {
	order binary.ByteOrder
	a, b  uint32
}

func (c *checksum) add(data []byte) {
	for ; len(data) >= 8; data = data[8:] {
		c.a += c.order.Uint32(data) + c.b
		c.b += c.order.Uint32(data[4:]) + c.a
	}
}

func (c *checksum) is(stored []byte) bool {
	return binary.BigEndian.Uint32(stored) == c.a && binary.BigEndian.Uint32(stored[4:]) == c.b
}
