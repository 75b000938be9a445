package opml

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"griot/feed"
	"griot/render/plain"
)

func sourcesOf(items []Item) []feed.Source {
	var sources []feed.Source
	for _, i := range items {
		sources = append(sources, i.Source)
	}
	return sources
}

const other = `<?xml version="1.0" encoding="UTF-8"?>
<!-- from another reader -->
<opml version="1.0"><head><title>Mine & yours</title></head><body>
<outline text="News"><outline title="Mali &eacute;t&eacute;">
  <outline text="The Quay" title="The Quay" TYPE="rss" xmlurl="https://quay.example/feed" htmlUrl="https://quay.example/"/>
  <outline type="rss" xmlUrl="https://river.example/rss?a=1&b=2" category="/Boats/Ferries, tide"/>
</outline></outline>
<outline text="Again" xmlUrl="https://quay.example/feed" category="twice"/>
<outline text="Password" xmlUrl="https://me:s3cret@private.example/feed"/>
<outline text="Old scheme" url="feed://old.example/feed"/>
<outline text="A page" type="link" url="https://page.example/"/>
<outline text="Another list" type="include" url="https://list.example/subs.opml"/>
<outline text="Command" xmlUrl="exec:rm -rf ~"/>
<outline text="Filter" xmlUrl="filter:clean:https://a.example/"/>
<outline text="Pipe" xmlUrl="|curl https://a.example/"/>
<outline text="File" xmlUrl="file:///etc/passwd"/>
<outline text="Path" xmlUrl="/etc/passwd"/>
<outline text="Dash" xmlUrl="-o"/>
<outline text="Script" xmlUrl="javascript:alert(1)"/>
</body></opml>`

func TestRead(t *testing.T) {
	items, err := Read([]byte(other))
	if err != nil {
		t.Fatal(err)
	}
	want := []feed.Source{
		{Address: "https://quay.example/feed", Name: "The Quay", Tags: []string{"News", "Mali été", "twice"}},
		{Address: "https://river.example/rss?a=1&b=2", Tags: []string{"Boats", "Ferries", "tide", "News", "Mali été"}},
		{Address: "https://private.example/feed", Name: "Password"},
		{Address: "https://old.example/feed", Name: "Old scheme"},
		{Name: "Command"}, {Name: "Filter"}, {Name: "Pipe"}, {Name: "File"}, {Name: "Path"}, {Name: "Dash"}, {Name: "Script"},
	}
	if diff := cmp.Diff(want, sourcesOf(items)); diff != "" {
		t.Error(diff)
	}
	if items[2].User.String() != "me:s3cret" || items[4].Raw != "exec:rm -rf ~" {
		t.Errorf("user %v, raw %q", items[2].User, items[4].Raw)
	}
}

func TestReadDamaged(t *testing.T) {
	body := `<outline text="a" xmlUrl="https://a.example/"/><outline text="b" xmlUrl="https://b.example/"`
	for name, c := range map[string]struct {
		text string
		want int
	}{
		"cut":            {"<opml><body>" + body, 1},
		"control":        {"<opml><body>\x01" + body + "/>", 2},
		"bare ampersand": {`<OPML><body><outline text="a & b" xmlUrl="https://a.example/?x&y"/></body></OPML>`, 1},
		"no end tags":    {"<opml><body><outline text=x>" + body + ">", 2},
		"reference":      {"<opml><body><outline text='x&#27;[31m&#x1;y' xmlUrl='https://x.example/'/>" + body + "/>", 3},
		"comment":        {"<opml><body><!-- a -- b -->" + body + "/></opml>", 2},
		"name":           {"<opml><body><1 a=b>" + body + "/></opml>", 2},
		"half a tag":     {"<opml><body><outline text='x' xmlUrl='https://x.example/' \"?<" + body[1:] + "/></opml>", 2},
		"wrong end":      {"<opml><body></outline></outline>" + body + "/></b></opml>", 2},
		"empty":          {"<opml/>", 0},
		"windows-1252":   {"<?xml version='1.0' encoding='iso-8859-1'?><opml>" + "<outline text='\xe9t\xe9' xmlUrl='https://a.example/'/></opml>", 1},
		"undeclared":     {"<opml><outline text='\xe9t\xe9' xmlUrl='https://a.example/'/></opml>", 1},
		"wrong utf-8":    {"<?xml version='1.0' encoding='utf-8'?><opml><outline text='\xe9t\xe9' xmlUrl='https://a.example/'/></opml>", 1},
		"utf-16":         {"\xff\xfe" + wide("<opml><outline text='été' xmlUrl='https://a.example/'/></opml>"), 1},
		"deep":           {"<opml>" + strings.Repeat("<outline text='f'>", 200_000) + body + "/>", 2},
	} {
		items, err := Read([]byte(c.text))
		if err != nil || len(items) != c.want {
			t.Errorf("%s: %d items, want %d, %v", name, len(items), c.want, err)
			continue
		}
		if strings.Contains(c.text, "\xe9t\xe9") && items[0].Source.Name != "été" {
			t.Errorf("%s: %q", name, items[0].Source.Name)
		}
	}
	for _, text := range []string{"", "<rss/>", "opml", "<opmlx>", "<html><opml>", "https://a.example/\n", "<!-- <opml>"} {
		if items, err := Read([]byte(text)); !errors.Is(err, ErrNotOPML) || items != nil {
			t.Errorf("%q: %v, %v", text, items, err)
		}
	}
}

func wide(s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteByte(byte(r))
		b.WriteByte(byte(r >> 8))
	}
	return b.String()
}

func written(t *testing.T, sources []feed.Source) ([]byte, int) {
	t.Helper()
	var b bytes.Buffer
	skipped, err := Write(&b, sources, time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), skipped
}

func TestRoundTrip(t *testing.T) {
	sources := []feed.Source{
		{Address: "https://a.example/feed?a=1&b=2", Title: "A <b>", Site: "https://a.example/", Language: "fr"},
		{Address: "https://b.example/", Title: "B", Name: "Mine: \"B\" & co", Tags: []string{"!hidden", "news", "mali/été"}},
		{Address: "https://c.example/", Name: "Named", Tags: []string{"a, b", "/c", "d"}},
		{Address: "https://d.example/", Tags: []string{"!"}},
		{Address: "/home/me/notes", Title: "Notes"},
		{Address: feed.SampleAddress, Title: "Sample"},
	}
	text, skipped := written(t, sources)
	items, err := Read(text)
	if err != nil || skipped != 2 {
		t.Fatalf("%d skipped, %v", skipped, err)
	}
	var want []feed.Source
	for _, s := range []feed.Source{sources[0], sources[3], sources[1], sources[2]} { // by folder
		want = append(want, feed.Source{Address: s.Address, Name: s.Name, Tags: s.Tags})
	}
	if diff := cmp.Diff(want, sourcesOf(items)); diff != "" {
		t.Errorf("%s\n%s", diff, text)
	}
	if !strings.Contains(string(text), `<outline text="news">`) || !strings.Contains(string(text), `type="rss"`) {
		t.Errorf("%s", text)
	}
}

// What was read is written so that it is read again, and is clean.
func FuzzOPML(f *testing.F) {
	for _, s := range []string{other, "<opml><outline xmlUrl=http://a/ category=/a/b,c>", "<opml><outline text='~x'><outline xmlurl='http://a' text='&#27;[31m'", "<opml><head><title>griot</title></head><outline text='a' title='a' xmlUrl='http://a/'/>", "\xff\xfe<\x00o\x00"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		items, err := Read(body)
		if err != nil {
			return
		}
		var taken []feed.Source
		for _, i := range items {
			s := i.Source
			if plain.Line(i.Raw) != i.Raw || plain.Line(s.Name) != s.Name {
				t.Fatalf("not clean: %+v", i)
			}
			if s.Address == "" {
				continue
			}
			if link, ok := plain.Link(s.Address); !ok || link != s.Address || !strings.HasPrefix(link, "http") {
				t.Fatalf("address %q", s.Address)
			}
			taken = append(taken, s)
		}
		text, skipped := written(t, taken)
		again, err := Read(text)
		if err != nil || skipped != 0 || len(again) != len(taken) {
			t.Fatalf("%d of %d came back, %v\n%s", len(again), len(taken), err, text)
		}
		for _, a := range again {
			for _, s := range taken {
				if s.Address == a.Source.Address && len(s.Tags) <= maxDepth && !cmp.Equal(s, a.Source) {
					t.Fatalf("%s\n%s", cmp.Diff(s, a.Source), text)
				}
			}
		}
	})
}
