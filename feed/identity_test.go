package feed

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestNameKeyIgnoresWhatPublishersRewrite(t *testing.T) {
	same := [][]string{
		{"https://Example.org/a/1", "http://example.org/a/1", "https://example.org/a/1/", " https://example.org/a/1\n",
			"HTTPS://EXAMPLE.ORG/a/1", "https://example.org/a/1?utm_source=rss&utm_medium=feed"},
		{"https://example.org/?p=1&q=2", "https://example.org/?p=1&amp;q=2", "http://example.org?p=1&q=2&utm_campaign=x"},
		{"tag:example.org,2026:1", " tag:example.org,2026:1 ", "tag:example.org,2026:1/"},
		{"a&b", "a&amp;b"},
	}
	for _, names := range same {
		for _, name := range names {
			if NameKey(name) != NameKey(names[0]) {
				t.Errorf("%q and %q have different keys", name, names[0])
			}
		}
	}
	different := []string{"https://example.org/a/1", "https://example.org/A/1", "https://example.org/a/1#2", "https://example.org/a/1?x=1",
		"https://example.com/a/1", "tag:example.org,2026:1", "1", "2", "urn:1"}
	for i, a := range different {
		for _, b := range different[:i] {
			if NameKey(a) == NameKey(b) {
				t.Errorf("%q and %q have the same key", a, b)
			}
		}
	}
	for _, nothing := range []string{"", " ", "\n", "/"} {
		if NameKey(nothing) != 0 {
			t.Errorf("%q has a key", nothing)
		}
	}
}

// shelf is a naive store: what Matches says is done.
type shelf struct {
	known      map[Key]ArticleID
	remembered map[ArticleID]Remembered
	next       ArticleID
}

func newShelf() *shelf {
	return &shelf{known: map[Key]ArticleID{}, remembered: map[ArticleID]Remembered{}}
}

// refresh stores a document and returns the article of each entry, 0 for a repeat.
func (s *shelf) refresh(d Document) (ids []ArticleID, added int) {
	known := map[Key]ArticleID{}
	for _, k := range Names(d) {
		if id, ok := s.known[k]; ok {
			known[k] = id
		}
	}
	for i, m := range Matches(d, known, s.remembered) {
		if m.Repeats {
			ids = append(ids, 0)
			continue
		}
		if m.Article == 0 {
			s.next++
			m.Article = s.next
			added++
		}
		for _, k := range m.Bind {
			s.known[k] = m.Article
		}
		for _, k := range m.Shared {
			s.known[k] = 0
		}
		s.remembered[m.Article] = Remembered{Title: d.Entries[i].Title, Link: d.Entries[i].Link}
		ids = append(ids, m.Article)
	}
	return ids, added
}

// item makes an entry of "guid|link|title|content".
func item(text string) Entry {
	f := append(strings.Split(text, "|"), "", "", "")
	e := Entry{GUID: f[0], Link: f[1], Title: f[2], Content: f[3]}
	if e.Link != "" {
		e.Link = "https://example.org/" + e.Link
	}
	return e
}

func document(items ...string) Document {
	d := Document{Link: "https://example.org/"}
	for _, text := range items {
		d.Entries = append(d.Entries, item(text))
	}
	return d
}

func TestMatchesAcrossRefreshes(t *testing.T) {
	tests := []struct {
		name  string
		docs  [][]string
		want  string // articles of each document's entries
		added int    // in the last one
	}{
		{"the same again", [][]string{{"g1|a|A", "g2|b|B"}, {"g1|a|A", "g2|b|B"}}, "[1 2] [1 2]", 0},
		{"title and body change", [][]string{{"g1|a|A|old"}, {"g1|a|Other|new"}}, "[1] [1]", 0},
		{"guid changes, link stays", [][]string{{"g1|a|A", "g2|b|B"}, {"new1|a|A", "new2|b|B"}}, "[1 2] [1 2]", 0},
		{"guid and title change, link stays", [][]string{{"g1|a|A"}, {"x1|a|Z"}}, "[1] [1]", 0},
		{"guid goes http to https", [][]string{{"http://example.org/a|a|A"}, {"https://example.org/a|a|A"}}, "[1] [1]", 0},
		{"guid is escaped", [][]string{{"x?a=1&b=2||A"}, {"x?a=1&amp;b=2||A"}}, "[1] [1]", 0},
		{"link changes, guid stays", [][]string{{"g1|a|A"}, {"g1|moved/a|A"}}, "[1] [1]", 0},
		{"guid used again", [][]string{{"g1|a|A"}, {"g1|b|B"}, {"g1|b|B"}}, "[1] [2] [2]", 0},
		{"guid used again, then both", [][]string{{"g1|a|A"}, {"g1|b|B"}, {"g1|a|A", "g1|b|B"}, {"g1|a|A", "g1|b|B"}}, "[1] [2] [1 2] [1 2]", 0},
		{"guid used again and back", [][]string{{"g1|a|A"}, {"g1|b|B"}, {"g1|a|A"}, {"g1|b|B"}}, "[1] [2] [1] [2]", 0},
		{"guid appears", [][]string{{"|a|A"}, {"g1|a|A"}, {"g1|b|A"}}, "[1] [1] [1]", 0},
		{"guid goes away", [][]string{{"g1|a|A"}, {"|a|A"}}, "[1] [1]", 0},
		{"no guid, title changes", [][]string{{"|a|A"}, {"|a|B"}}, "[1] [1]", 0},
		{"neither guid nor link", [][]string{{"||A|x", "||B|y"}, {"||B|y", "||A|x"}}, "[1 2] [2 1]", 0},
		{"only text", [][]string{{"|||x", "|||y"}, {"|||x", "|||y"}}, "[1 2] [1 2]", 0},
		{"all links are the home page", [][]string{{"||A", "||B"}, {"||C", "||A", "||B"}}, "[1 2] [3 1 2]", 1},
		{"same guid twice", [][]string{{"g|a|A|x", "g|b|B|y"}, {"g|a|A|x", "g|b|B|y"}}, "[1 2] [1 2]", 0},
		{"same guid twice, later one is left", [][]string{{"g|a|A|x", "g|b|B|y"}, {"g|b|B|y"}, {"g|a|A|x"}}, "[1 2] [2] [1]", 0},
		{"a second one with the same guid comes", [][]string{{"g|a|A|x"}, {"g|b|B|y", "g|a|A|x"}, {"g|b|B|y", "g|a|A|x"}}, "[1] [2 1] [2 1]", 0},
		{"same link twice", [][]string{{"|a|A", "|a|B"}, {"|a|B", "|a|A"}}, "[1 2] [2 1]", 0},
		{"same link, different guids", [][]string{{"g1|a|A"}, {"g2|a|B", "g1|a|A"}, {"g3|a|C", "g2|a|B"}, {"g3|a|C"}}, "[1] [2 1] [3 2] [3]", 0},
		{"no guid, same title", [][]string{{"||A|x", "||A|y"}, {"||A|x", "||A|y"}}, "[1 2] [1 2]", 0},
		{"same guid, link and title", [][]string{{"g|a|A|x", "g|a|A|y"}, {"g|a|A|x", "g|a|A|y"}}, "[1 2] [1 2]", 0},
		{"the same thing twice", [][]string{{"g|a|A|x", "g|a|A|x"}, {"g|a|A|x", "g|a|A|x"}, {"g|a|B|z", "g|a|B|z"}}, "[1 0] [1 0] [1 0]", 0},
		{"dropped and back", [][]string{{"g1|a|A", "g2|b|B"}, {"g2|b|B"}, {}, {"g1|a|A", "g2|b|B"}}, "[1 2] [2] [] [1 2]", 0},
		{"old and new guid of one article", [][]string{{"g1|a|A"}, {"g2|a|A"}, {"g1|a|A", "g2|a|A|again"}, {"g1|a|A", "g2|a|A|again"}}, "[1] [1] [1 2] [1 2]", 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newShelf()
			var got []string
			added := 0
			for _, items := range test.docs {
				var ids []ArticleID
				ids, added = s.refresh(document(items...))
				got = append(got, fmt.Sprint(ids))
			}
			if have := strings.Join(got, " "); have != test.want || added != test.added {
				t.Errorf("articles %s, %d new; want %s, %d new", have, added, test.want, test.added)
			}
		})
	}
}

// FuzzMatches refreshes the same document ten times: whatever is in it, nothing
// is new the second time, and no article is given twice.
func FuzzMatches(f *testing.F) {
	f.Add("g|a|A|x\ng|a|A|y\ng|b|B|z")
	f.Add("|a|A\n|a|B\n||A\n||A|x\n|||x\n|||x")
	f.Add("https://example.org/a|a|A\n|a|B\na|https://example.org/a|C")
	f.Add("1|2|a\n2|1|b\n1|1|c\n2|2|d")
	f.Fuzz(func(t *testing.T, text string) {
		lines := strings.Split(text, "\n")
		d := document(lines[:min(len(lines), 40)]...)
		s := newShelf()
		first, _ := s.refresh(d)
		for range 9 {
			again, added := s.refresh(d)
			if added != 0 || !slices.Equal(again, first) {
				t.Fatalf("%d new; articles %v, at first %v", added, again, first)
			}
		}
		seen := map[ArticleID]bool{0: true}
		for _, id := range first {
			if id != 0 && seen[id] {
				t.Fatalf("article %d twice in %v", id, first)
			}
			seen[id] = true
		}
	})
}
