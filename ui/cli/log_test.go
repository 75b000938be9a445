package cli

import (
	"bytes"
	"log"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestLogIsBounded(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state", "griot.log")
	file := &logFile{path: path}
	log := slog.New(slog.NewTextHandler(file, nil))
	if _, err := os.Stat(path); err == nil {
		t.Fatal("a log without a line")
	}
	for range 40 {
		log.Error("much", "text", strings.Repeat("x", 100_000))
	}
	file.close()
	total := int64(0)
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		info, err := entry.Info()
		if err != nil {
			t.Fatal(err)
		}
		total += info.Size()
		if info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v", entry.Name(), info.Mode())
		}
	}
	if len(entries) != 2 || total > 2*largestLog || total < largestLog {
		t.Errorf("%d files of %d bytes together", len(entries), total)
	}
}

func TestLogGoesOnAfterItself(t *testing.T) {
	path := filepath.Join(t.TempDir(), "griot.log")
	for range 2 {
		file := &logFile{path: path}
		slog.New(slog.NewTextHandler(file, nil)).Error("a line", "hostile", "\x1b[31m\n")
		file.close()
	}
	text, err := os.ReadFile(path)
	if err != nil || strings.Count(string(text), "\n") != 2 || strings.Contains(string(text), "\x1b") {
		t.Errorf("log %q, %v", text, err)
	}
}

// What libraries log goes to the file as they write it.
func TestLogIsClean(t *testing.T) {
	path := filepath.Join(t.TempDir(), "griot.log")
	file := &logFile{path: path}
	log.New(file, "", 0).Print("said \x1b]0;x\a\u009b31m\u202ee" + strings.Repeat("\u20dd", 30) + "\r")
	file.close()
	if text, err := os.ReadFile(path); err != nil || string(text) != "said e"+strings.Repeat("\u20dd", 4)+"\n" {
		t.Errorf("log %q, %v", text, err)
	}
}

func TestALogThatCannotBeWrittenIsNoError(t *testing.T) {
	file := &logFile{path: filepath.Join(t.TempDir(), "griot.log", "griot.log")}
	if err := os.WriteFile(filepath.Dir(file.path), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if n, err := file.Write([]byte("line\n")); n != 5 || err != nil {
		t.Errorf("Write = %d, %v", n, err)
	}
}

// An answer that nobody asked for, and much else, is told by Go's library to the
// terminal unless it is kept from it.
func TestWhatLibrariesSayGoesToTheLog(t *testing.T) {
	home := t.TempDir()
	path := filepath.Join(home, "griot.log")
	var out, errs *os.File
	for _, f := range []**os.File{&out, &errs} {
		file, err := os.CreateTemp(home, "")
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		*f = file
	}
	system := System{In: out, Out: out, Err: errs, Getenv: func(string) string { return "" }}
	t.Cleanup(func() { log.SetOutput(os.Stderr) })
	if status := Run(t.Context(), []string{"--version"}, system); status != exitDone {
		t.Fatal(status)
	}
	file, ok := log.Writer().(*logFile)
	if !ok {
		t.Fatalf("libraries write to %T", log.Writer())
	}
	file.path = path
	log.Print("from a library")
	file.close()
	if text, err := os.ReadFile(path); err != nil || !bytes.Contains(text, []byte("from a library")) {
		t.Errorf("%q, %v", text, err)
	}
}
