package capture

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"griot/feed"
)

var update = flag.Bool("update", false, "write the expected results anew")

var seen = time.Date(2026, 11, 23, 15, 0, 0, 0, time.UTC)

// result is a Page as it is written to a file.
type result struct {
	Captured  bool
	Site      string
	Title     string
	Author    string
	Published string
	Updated   string `json:",omitempty"`
	Language  string
	Views     *int64
	Count     *int64
	Topics    []string `json:",omitempty"`
	Content   []string
	Comments  []resultComment `json:",omitempty"`
}

type resultComment struct{ Author, Published, Answers, Content string }

func resultOf(p Page) result {
	r := result{
		Captured: p.Captured, Site: p.Site, Title: p.Title, Author: p.Author, Published: p.Published.RFC3339(), Updated: p.Updated.RFC3339(),
		Language: p.Language, Views: known(p.Views), Count: known(p.CommentCount), Topics: p.Topics,
		Content: strings.Split(strings.TrimSuffix(p.Content, "\n"), "\n"),
	}
	by := map[string]string{}
	for _, c := range p.Comments {
		by[c.Key] = c.Author
		r.Comments = append(r.Comments, resultComment{c.Author, c.Published.RFC3339(), by[c.ParentKey], strings.TrimSuffix(c.Content, "\n")})
	}
	return r
}

func known(c feed.Count) *int64 {
	if n, ok := c.Value(); ok {
		return &n
	}
	return nil
}

func TestFixtures(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) < 14 {
		t.Fatalf("%d fixtures, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var got bytes.Buffer
			enc := json.NewEncoder(&got)
			enc.SetEscapeHTML(false)
			enc.SetIndent("", "  ")
			if err := enc.Encode(resultOf(Read(string(text), seen))); err != nil {
				t.Fatal(err)
			}
			name := strings.TrimSuffix(file, ".txt") + ".json"
			if *update {
				if err := os.WriteFile(name, got.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got.Bytes(), want) {
				t.Errorf("got\n%s\nwant\n%s", got.Bytes(), want)
			}
		})
	}
}
