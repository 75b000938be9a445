package urls

import (
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"griot/feed"
)

// newsboatFile is what a newsboat user may have, every kind of line in it.
const newsboatFile = `# my feeds

https://example.org/feed.xml news "west africa" "~The Example"   # since 2019
http://Example.NET:8080/rss?a=1&b=2
	https://example.com/atom	tech	!

"https://example.org/with space.xml" "a \"quoted\" tag" "back\\slash"
"exec:~/bin/make-feed --all" tools
"filter:~/bin/clean:https://example.org/raw" tools
"query:Unread:unread = \"yes\"" "~Everything unread"
file:///home/me/My%20Feeds/local.xml local
/home/me/notes "~Notes"
https://me:s3cret@private.example/feed "~Private"
gopher://example.org/1
https://example.org/feed.xml late "~Second name"
https://example.org/hash#part "tag"glued # comment
https://unclosed.example/ "open tag`

func TestNewsboatFile(t *testing.T) {
	got, kept := Parse(newsboatFile)
	want := []feed.Source{
		{Address: "https://example.org/feed.xml", Name: "The Example", Tags: []string{"news", "west africa", "late"}},
		{Address: "http://example.net:8080/rss?a=1&b=2"},
		{Address: "https://example.com/atom", Tags: []string{"tech", "!"}},
		{Address: "https://example.org/with%20space.xml", Tags: []string{`a "quoted" tag`, `back\slash`}},
		{Address: "/home/me/My Feeds/local.xml", Kind: feed.KindFile, Tags: []string{"local"}},
		{Address: "/home/me/notes", Kind: feed.KindFile, Name: "Notes"},
		{Address: "https://private.example/feed", Name: "Private"},
		{Address: "https://example.org/hash#part", Tags: []string{"tag", "glued"}},
		{Address: "https://unclosed.example/", Tags: []string{"open tag"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if want := []string{
		`"exec:~/bin/make-feed --all" tools`, `"filter:~/bin/clean:https://example.org/raw" tools`,
		`"query:Unread:unread = \"yes\"" "~Everything unread"`, "gopher://example.org/1",
	}; !slices.Equal(kept, want) {
		t.Errorf("kept %q", kept)
	}
}

func TestOtherWritings(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "\n\n": 0, "\uFEFFhttps://a.example/\r\n": 1, "https://a.example/\r\nhttps://b.example/\r\n": 2,
		"  # indented comment": 0, `""`: 0, `"`: 0, `\`: 0, "https://a.example/\thttps://b.example/": 1, "HTTPS://a.example/": 1,
		"https://a.example/\x00": 0, "file://elsewhere/etc/passwd": 0, "file:///": 1, "javascript:alert(1)": 0, "-o": 0,
	} {
		sources, _ := Parse(text)
		if len(sources) != want {
			t.Errorf("%q: %d sources, want %d", text, len(sources), want)
		}
	}
}

// open writes a urls file and returns it with a function that reads it.
func open(t *testing.T, text string) (*File, func() string) {
	path := filepath.Join(t.TempDir(), "urls")
	if err := os.WriteFile(path, []byte(text), 0o640); err != nil {
		t.Fatal(err)
	}
	return Open(path), func() string {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
}

func TestEditsLeaveTheRestAlone(t *testing.T) {
	for _, c := range []struct {
		name string
		edit func(f *File) error
		old  string
		new  string // what old becomes; old is the one place that changes
	}{
		{"nothing new", func(f *File) error {
			return f.Change(feed.Source{Address: "https://example.com/atom", Tags: []string{"tech", "!"}}, nil)
		}, "", ""},
		{"rename", func(f *File) error {
			return f.Change(feed.Source{Address: "https://example.com/atom", Tags: []string{"tech", "!"}, Name: `A "name"`}, nil)
		}, "\thttps://example.com/atom\ttech\t!", `https://example.com/atom "tech" "!" "~A \"name\""`},
		{"name taken away", func(f *File) error { return f.Change(feed.Source{Address: "/home/me/notes"}, nil) },
			`/home/me/notes "~Notes"`, "/home/me/notes"},
		{"tags, with the comment kept", func(f *File) error {
			return f.Change(feed.Source{Address: "https://example.org/hash#part", Tags: []string{"x", "~no name", "y"}}, nil)
		}, `https://example.org/hash#part "tag"glued # comment`, `https://example.org/hash#part "x" "y" # comment`},
		{"password kept", func(f *File) error { return f.Change(feed.Source{Address: "https://private.example/feed"}, nil) },
			`https://me:s3cret@private.example/feed "~Private"`, `https://me:s3cret@private.example/feed`},
		{"add", func(f *File) error {
			return f.Change(feed.Source{Address: "https://new.example/", Tags: []string{"a b"}, Name: "New"}, url.UserPassword("u", "p:w"))
		}, `"open tag`, "\"open tag\nhttps://u:p%3Aw@new.example/ \"a b\" \"~New\"\n"},
		{"add a path", func(f *File) error { return f.Change(feed.Source{Address: `/home/me/My "Feeds"`}, nil) },
			`"open tag`, "\"open tag\n\"/home/me/My \\\"Feeds\\\"\"\n"},
		{"add several", func(f *File) error {
			return f.Add([]feed.Source{{Address: "https://new.example/", Name: "New"}, {Address: "https://example.com/atom"}, {Address: "https://new.example/"}, {Address: "https://b.example/"}},
				map[string]*url.Userinfo{"https://b.example/": url.User("me")})
		}, `"open tag`, "\"open tag\nhttps://new.example/ \"~New\"\nhttps://me@b.example/\n"},
		{"remove", func(f *File) error { _, err := f.Remove("https://example.com/atom"); return err },
			"\thttps://example.com/atom\ttech\t!\n", ""},
		{"remove what is not there", func(f *File) error { _, err := f.Remove("https://no.example/"); return err }, "", ""},
		{"move", func(f *File) error { return f.Move("http://example.net:8080/rss?a=1&b=2", "https://new.example/feed") },
			"http://Example.NET:8080/rss?a=1&b=2", "https://new.example/feed"},
		{"move to another host", func(f *File) error { return f.Move("https://private.example/feed", "https://other.example/feed") },
			`https://me:s3cret@private.example/feed "~Private"`, `https://other.example/feed "~Private"`},
		{"move on the same host", func(f *File) error { return f.Move("https://private.example/feed", "https://private.example/new") },
			`https://me:s3cret@private.example/feed "~Private"`, `https://me:s3cret@private.example/new "~Private"`},
		{"move to what is listed", func(f *File) error { return f.Move("https://example.com/atom", "https://unclosed.example/") },
			"\thttps://example.com/atom\ttech\t!\n", ""},
	} {
		f, read := open(t, newsboatFile)
		if err := c.edit(f); err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		want := newsboatFile
		if c.old != "" {
			want = strings.Replace(newsboatFile, c.old, c.new, 1)
		}
		if diff := cmp.Diff(want, read()); diff != "" {
			t.Errorf("%s:\n%s", c.name, diff)
		}
		if info, err := os.Stat(f.Path()); err != nil || info.Mode().Perm() != 0o640 {
			t.Errorf("%s: the mode became %v, %v", c.name, info.Mode(), err)
		}
	}
}

func TestRemoveAndRestore(t *testing.T) {
	f, read := open(t, newsboatFile)
	for _, address := range []string{"https://example.com/atom", "https://unclosed.example/", "/home/me/notes"} {
		restore, err := f.Remove(address)
		if err != nil || restore == nil || read() == newsboatFile {
			t.Fatalf("%s: %v", address, err)
		}
		if err := restore(); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(newsboatFile, read()); diff != "" {
			t.Errorf("%s:\n%s", address, diff)
		}
		if err := restore(); err != nil || read() != newsboatFile {
			t.Errorf("restored twice: %v", err)
		}
	}
	restore, err := f.Remove("https://example.org/feed.xml") // it stands there twice
	if sources, _, _ := f.List(); err != nil || slices.ContainsFunc(sources, func(s feed.Source) bool { return s.Address == "https://example.org/feed.xml" }) {
		t.Errorf("still there: %v", err)
	}
	if err := restore(); err != nil || !strings.Contains(read(), "# since 2019") {
		t.Errorf("not restored: %v", err)
	}
}

func TestNoFileYet(t *testing.T) {
	path := filepath.Join(t.TempDir(), "config", "griot", "urls")
	f := Open(path)
	if stamp, err := f.Stamp(); stamp != "" || err != nil {
		t.Errorf("stamp %q, %v", stamp, err)
	}
	if sources, kept, err := f.List(); len(sources)+len(kept) != 0 || err != nil {
		t.Errorf("%v, %v, %v", sources, kept, err)
	}
	if _, err := f.Remove("https://example.org/"); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file came to be without a line: %v", err)
	}
	if err := f.Change(feed.Source{Address: "https://example.org/feed"}, nil); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil || string(text) != "https://example.org/feed\n" {
		t.Errorf("%q, %v", text, err)
	}
	for name, want := range map[string]fs.FileMode{path: 0o600, filepath.Dir(path): 0o700} {
		if info, err := os.Stat(name); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: mode %v, want %v", name, info.Mode().Perm(), want)
		}
	}
	if stamp, err := f.Stamp(); stamp == "" || err != nil {
		t.Errorf("stamp %q, %v", stamp, err)
	}
}

func TestLinkedFile(t *testing.T) {
	dir := t.TempDir()
	path, real := filepath.Join(dir, "urls"), filepath.Join(dir, "dotfiles")
	if err := os.Symlink("dotfiles", path); err != nil {
		t.Fatal(err)
	}
	for _, address := range []string{"https://a.example/", "https://b.example/"} { // first while it leads nowhere
		if err := Open(path).Change(feed.Source{Address: address}, nil); err != nil {
			t.Fatal(err)
		}
	}
	if info, err := os.Lstat(path); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("the link became a file: %v", err)
	}
	if text, err := os.ReadFile(real); err != nil || string(text) != "https://a.example/\nhttps://b.example/\n" {
		t.Errorf("%q, %v", text, err)
	}
}

func TestUsers(t *testing.T) {
	f, _ := open(t, newsboatFile)
	users, err := f.Users()
	if err != nil || len(users) != 1 || users["https://private.example/feed"].String() != "me:s3cret" {
		t.Errorf("%v, %v", users, err)
	}
}

func TestUnreadable(t *testing.T) {
	f := Open(t.TempDir()) // a folder
	if _, _, err := f.List(); err == nil {
		t.Error("a folder was read as a list")
	}
	if err := f.Change(feed.Source{Address: "https://example.org/"}, nil); err == nil {
		t.Error("a folder was written as a list")
	}
}

// Several griots that add at once lose no line.
func TestEditedByMany(t *testing.T) {
	f, _ := open(t, "# mine\n")
	var all sync.WaitGroup
	for i := range 24 {
		all.Go(func() {
			if err := Open(f.Path()).Change(feed.Source{Address: "https://example.org/" + string(rune('a'+i))}, nil); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if sources, _, err := f.List(); len(sources) != 24 || err != nil {
		t.Errorf("%d lines of 24, %v", len(sources), err)
	}
}

func FuzzUrls(f *testing.F) {
	f.Add(newsboatFile, "https://example.org/new", "a name", "tag")
	f.Add("\uFEFF\"https://a.example/\" \"\\\n", "/a b", "~x", "!")
	f.Add("", "/\r", "0", "0")
	f.Add("\r\n\n#", "https://example.org/hash#part", "#", "a\tb")
	f.Fuzz(func(t *testing.T, text, address, name, tag string) {
		if joined := join(split(text)); joined != text {
			t.Fatalf("reading and writing made %q of %q", joined, text)
		}
		to, _ := parsedAddress(address)
		if to == "" {
			return
		}
		s := feed.Source{Address: to, Name: name, Tags: []string{tag}}
		l := newLine(s, nil)
		if l.address != to || strings.ContainsAny(l.text, "\r\n") {
			t.Fatalf("a line for %q says %+v", to, l)
		}
		if again := parseLine(l.text, l.end); !cmp.Equal(again.tags, l.tags) || again.name != l.name {
			t.Fatalf("%q is read as %+v, was %+v", l.text, again, l)
		}
	})
}

func parsedAddress(token string) (string, bool) {
	a, _ := address(token)
	return a, a != ""
}
