package store

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"griot/feed"
)

func TestSQLiteHasNoWALResetBug(t *testing.T) {
	s, _ := newStore(t)
	check(t, s.read(t.Context(), "ask", func(c *conn) error {
		n, err := c.number("SELECT 1000000 * major + 1000 * minor + patch FROM (SELECT " +
			"CAST(substr(v, 1, instr(v, '.') - 1) AS INTEGER) AS major, " +
			"CAST(substr(v, instr(v, '.') + 1) AS INTEGER) AS minor, " +
			"CAST(substr(v, instr(v, '.') + 1 + instr(substr(v, instr(v, '.') + 1), '.')) AS INTEGER) AS patch " +
			"FROM (SELECT sqlite_version() AS v))")
		if n < 3_051_003 {
			t.Errorf("SQLite %d can lose what two connections write; 3051003 does not", n)
		}
		return err
	}))
}

func TestFilesAreForTheirOwnerAlone(t *testing.T) {
	s := openAt(t, filepath.Join(t.TempDir(), "griot", "griot.db"), Options{careless: true})
	follow(t, s, "one")
	modes := map[string]fs.FileMode{filepath.Dir(s.Path()): 0o700}
	for _, end := range []string{"", "-wal", "-shm"} {
		modes[s.Path()+end] = 0o600
	}
	for path, want := range modes {
		info, err := os.Stat(path)
		check(t, err)
		if got := info.Mode().Perm(); got != want {
			t.Errorf("%s has mode %o, want %o", filepath.Base(path), got, want)
		}
	}
}

func TestOpenTightensAnOpenFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "griot.db")
	s, err := Open(t.Context(), path, Options{careless: true})
	check(t, err)
	check(t, s.Close())
	check(t, os.Chmod(path, 0o644))
	openAt(t, path, Options{})
	info, err := os.Stat(path)
	check(t, err)
	if info.Mode().Perm() != 0o600 {
		t.Errorf("mode %o", info.Mode().Perm())
	}
}

func TestWhatIsWrittenIsThereAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a b#c?d%41", "griot.db")
	s, err := Open(t.Context(), path, Options{})
	check(t, err)
	src := follow(t, s, "one")
	save(t, s, src.ID, entries(1, 3)...)
	check(t, s.SetState(t.Context(), "view", "unread"))
	check(t, s.Close())
	if _, err := os.Stat(path + "-wal"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the log is left behind: %v", err)
	}
	s = openAt(t, path, Options{})
	if got := must[string](t)(s.State(t.Context(), "view")); got != "unread" {
		t.Errorf("state %q", got)
	}
	if got := titles(t, s, feed.Query{}); len(got) != 3 {
		t.Errorf("articles %v", got)
	}
}

func TestAClosedStoreRefuses(t *testing.T) {
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "griot.db"), Options{})
	check(t, err)
	check(t, s.Close())
	if _, err := s.Newest(t.Context()); !errors.Is(err, errClosed) {
		t.Errorf("read: %v", err)
	}
	if err := s.SetState(t.Context(), "a", "b"); !errors.Is(err, errClosed) {
		t.Errorf("write: %v", err)
	}
	check(t, s.Close())
}

func TestOpenRefusesWhatIsNoStore(t *testing.T) {
	t.Parallel()
	damage := map[string]func(t *testing.T, path string){
		"nothing": func(t *testing.T, path string) { check(t, os.Truncate(path, 0)) },
		"zeros":   func(t *testing.T, path string) { check(t, os.WriteFile(path, make([]byte, 9*storePage), 0o600)) },
		"text": func(t *testing.T, path string) {
			check(t, os.WriteFile(path, []byte(strings.Repeat("not a database\n", 1000)), 0o600))
		},
		"overwritten header": func(t *testing.T, path string) {
			b, err := os.ReadFile(path)
			check(t, err)
			copy(b, "damaged damaged damaged damaged damaged damaged")
			check(t, os.WriteFile(path, b, 0o600))
		},
		"another program's": func(t *testing.T, path string) {
			check(t, os.Remove(path))
			db, err := sql.Open("sqlite", path)
			check(t, err)
			_, err = db.Exec("CREATE TABLE theirs(a)")
			check(t, err)
			check(t, db.Close())
		},
	}
	for name, do := range damage {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "griot.db")
			s, err := Open(t.Context(), path, Options{})
			check(t, err)
			check(t, s.Close())
			do(t, path)
			before, err := os.ReadFile(path)
			check(t, err)
			if _, err := Open(t.Context(), path, Options{}); !errors.Is(err, feed.ErrDamaged) {
				t.Errorf("error %v", err)
			}
			after, err := os.ReadFile(path)
			check(t, err)
			if !slices.Equal(before, after) {
				t.Error("the file was changed")
			}
		})
	}
}

func TestAHalfStoreIsDamagedWhenRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "griot.db")
	s, err := Open(t.Context(), path, Options{})
	check(t, err)
	src := follow(t, s, "one")
	save(t, s, src.ID, entries(1, 500)...)
	check(t, s.Close())
	info, err := os.Stat(path)
	check(t, err)
	check(t, os.Truncate(path, info.Size()/2))
	s, err = Open(t.Context(), path, Options{})
	if err == nil {
		t.Cleanup(func() { s.Close() })
		_, err = s.Page(t.Context(), feed.Query{Words: "headline"}, nil, feed.Forward, 1000)
	}
	if !errors.Is(err, feed.ErrDamaged) {
		t.Errorf("error %v", err)
	}
}

func TestOpenRefusesANewerStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "griot.db")
	s, err := Open(t.Context(), path, Options{})
	check(t, err)
	check(t, s.write(t.Context(), "age", func(tx *tx) error {
		_, err := tx.exec("PRAGMA user_version = 99")
		return err
	}))
	check(t, s.Close())
	for _, o := range []Options{{}, {ReadOnly: true}} {
		_, err = Open(t.Context(), path, o)
		newer, ok := errors.AsType[*feed.NewerStoreError](err)
		if !ok || newer.Has != 99 || newer.Know != len(later(t)) {
			t.Errorf("error %v", err)
		}
	}
}

// TestANewerGriotChangesTheStore lets a newer griot change the store while this one has
// it open: nothing is written any more, and what can't be read is no damage.
func TestANewerGriotChangesTheStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "griot.db")
	s := openAt(t, path, Options{careless: true})
	src := follow(t, s, "one")
	save(t, s, src.ID, entries(1, 3)...)
	db, err := sql.Open("sqlite", dsn(path, time.Second, nil))
	check(t, err)
	_, err = db.Exec("DROP INDEX articles_date; ALTER TABLE comments RENAME TO remarks; PRAGMA user_version = 99")
	check(t, errors.Join(err, db.Close()))
	_, read := s.OwnComments(t.Context(), 0)
	_, listed := s.Page(t.Context(), feed.Query{}, nil, feed.Forward, 10)
	_, _, saved := s.SaveComment(t.Context(), feed.Draft{Article: 1, Body: "words"}, "me")
	_, starred := s.Star(t.Context(), []feed.ArticleID{1}, true)
	for what, err := range map[string]error{"read": read, "list": listed, "save": saved, "star": starred} {
		if newer, ok := errors.AsType[*feed.NewerStoreError](err); !ok || newer.Has != 99 {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestReadOnly(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "griot.db")
	s, err := Open(t.Context(), path, Options{})
	check(t, err)
	src := follow(t, s, "one")
	save(t, s, src.ID, entries(1, 3)...)
	check(t, s.Close())
	s, err = Open(t.Context(), path, Options{ReadOnly: true})
	check(t, err)
	if got := titles(t, s, feed.Query{}); len(got) != 3 || !errors.Is(s.ReadOnly(), feed.ErrReadOnly) {
		t.Errorf("articles %v", got)
	}
	if _, err := s.Star(t.Context(), []feed.ArticleID{1}, true); !errors.Is(err, feed.ErrReadOnly) {
		t.Errorf("error %v", err)
	}
	check(t, s.Close())
	if files, err := os.ReadDir(dir); err != nil || len(files) != 1 {
		t.Errorf("files %v, %v", files, err)
	}
	if _, err := Open(t.Context(), filepath.Join(dir, "none.db"), Options{ReadOnly: true}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error %v", err)
	}
}

// TestAFolderThatCannotBeWritten runs itself as somebody who may only read, since
// permissions don't bind root.
func TestAFolderThatCannotBeWritten(t *testing.T) {
	t.Parallel()
	if path := os.Getenv("STORE_TEST_READ"); path != "" {
		readAsNobody(t, path)
		return
	}
	dir, err := os.MkdirTemp("", "griot-readonly")
	check(t, err)
	t.Cleanup(func() {
		os.Chmod(filepath.Join(dir, "data"), 0o700)
		os.RemoveAll(dir)
	})
	check(t, os.Chmod(dir, 0o755))
	path := filepath.Join(dir, "data", "griot.db")
	s, err := Open(t.Context(), path, Options{})
	check(t, err)
	src := follow(t, s, "one")
	save(t, s, src.ID, entries(1, 3)...)
	check(t, s.Close())
	check(t, os.Chmod(path, 0o444))
	check(t, os.Chmod(filepath.Dir(path), 0o555))

	self, err := os.ReadFile(os.Args[0])
	check(t, err)
	program := filepath.Join(dir, "test")
	check(t, os.WriteFile(program, self, 0o755))
	cmd := exec.CommandContext(t.Context(), program, "-test.run=^TestAFolderThatCannotBeWritten$", "-test.v")
	cmd.Env = append(os.Environ(), "STORE_TEST_READ="+path)
	cmd.Dir = dir
	if os.Geteuid() == 0 {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	}
	if out, err := cmd.CombinedOutput(); err != nil || !strings.Contains(string(out), "--- PASS") {
		t.Errorf("%v\n%s", err, out)
	}
}

func readAsNobody(t *testing.T, path string) {
	s := openAt(t, path, Options{})
	if got := titles(t, s, feed.Query{}); len(got) != 3 || !errors.Is(s.ReadOnly(), feed.ErrReadOnly) {
		t.Errorf("articles %v, read-only %v", got, s.ReadOnly())
	}
	if err := s.SetState(t.Context(), "a", "b"); !errors.Is(err, feed.ErrReadOnly) {
		t.Errorf("error %v", err)
	}
	for _, none := range []string{filepath.Join(filepath.Dir(path), "none.db"), filepath.Join(filepath.Dir(path), "no", "folder", "none.db")} {
		if _, err := Open(t.Context(), none, Options{}); !errors.Is(err, fs.ErrPermission) || errors.Is(err, fs.ErrNotExist) {
			t.Errorf("one that can't be made: %v", err)
		}
	}
}

func TestAFullDisk(t *testing.T) {
	s, _ := newStore(t)
	src := follow(t, s, "one")
	save(t, s, src.ID, entries(1, 3)...)
	limit := func(to string) {
		check(t, s.write(t.Context(), "limit", func(tx *tx) error {
			_, err := tx.number("PRAGMA max_page_count = " + to)
			return err
		}))
	}
	limit("1") // SQLite makes it the present size
	big := feed.Draft{Article: 1, Body: strings.Repeat("word ", 3900)}
	var err error
	for range 20 {
		if _, _, err = s.SaveComment(t.Context(), big, "me"); err != nil {
			break
		}
	}
	if !errors.Is(err, feed.ErrDiskFull) {
		t.Fatalf("error %v", err)
	}
	if got := titles(t, s, feed.Query{}); len(got) != 3 {
		t.Errorf("articles %v", got)
	}
	limit("1000000")
	if _, _, err := s.SaveComment(t.Context(), big, "me"); err != nil {
		t.Error(err)
	}
	wantSound(t, s)
}

func TestAnotherProgramsLock(t *testing.T) {
	path := filepath.Join(t.TempDir(), "griot.db")
	s := openAt(t, path, Options{wait: 30 * time.Millisecond})
	db, err := sql.Open("sqlite", dsn(path, time.Second, nil))
	check(t, err)
	defer db.Close()
	other, err := db.Conn(t.Context())
	check(t, err)
	defer other.Close()
	_, err = other.ExecContext(t.Context(), "BEGIN IMMEDIATE")
	check(t, err)
	if err := s.SetState(t.Context(), "a", "b"); !errors.Is(err, feed.ErrBusy) {
		t.Errorf("error %v", err)
	}
	if _, err := s.State(t.Context(), "a"); err != nil {
		t.Errorf("reading waits for a writer: %v", err)
	}
	_, err = other.ExecContext(t.Context(), "ROLLBACK")
	check(t, err)
	check(t, s.SetState(t.Context(), "a", "b"))
}

// wantSound checks the file, that the counts are what they count, and that retention
// took nothing of the reader's.
func wantSound(t testing.TB, s *Store) {
	t.Helper()
	if found := must[Checkup](t)(s.Check(context.Background())); len(found.Faults) > 0 {
		t.Errorf("%q", found.Faults)
	}
	check(t, s.read(context.Background(), "check", func(c *conn) error {
		n, err := c.number(`SELECT count(*) FROM articles a WHERE batch = 0 AND (starred OR own_comments
			OR EXISTS (SELECT 1 FROM comments c WHERE c.article = a.id) OR EXISTS (SELECT 1 FROM drafts d WHERE d.article = a.id)
			OR EXISTS (SELECT 1 FROM article_state t WHERE t.article = a.id))`)
		if n > 0 {
			t.Errorf("%d articles were pruned that the reader kept", n)
		}
		return err
	}))
}
