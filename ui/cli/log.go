package cli

import (
	"os"
	"path/filepath"
	"sync"

	"griot/render/plain"
)

// largestLog is how many bytes the log grows to before it is set aside; of those
// set aside only the last is kept.
const largestLog = 1 << 20

// logFile is the log, made when the first line is written. What can't be written
// is lost: a full disk must not keep anybody from reading.
type logFile struct {
	path string

	mu   sync.Mutex // griot and the libraries that it uses write to it
	file *os.File
	size int64
}

// Write appends a line, cleaned: a log is read in a terminal too.
func (l *logFile) Write(line []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.file == nil && l.open() != nil {
		return len(line), nil
	}
	if l.size+int64(len(line)) > largestLog {
		l.end()
		_ = os.Rename(l.path, l.path+".1")
		if l.open() != nil {
			return len(line), nil
		}
	}
	n, err := l.file.WriteString(plain.Text(string(line)))
	l.size += int64(n)
	return len(line), err
}

func (l *logFile) open() error {
	if err := os.MkdirAll(filepath.Dir(l.path), 0o700); err != nil {
		return err
	}
	file, err := os.OpenFile(l.path, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	info, err := file.Stat()
	if err != nil {
		return err
	}
	l.file, l.size = file, info.Size()
	return nil
}

func (l *logFile) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.end()
}

func (l *logFile) end() {
	if l.file != nil {
		_ = l.file.Close()
		l.file = nil
	}
}
