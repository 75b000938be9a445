package config

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"griot/ui/text"
)

func TestSources(t *testing.T) {
	for _, c := range []struct {
		name, file string
		want       []Source
		mistakes   []string // "line kind name"
	}{
		{"all kinds", `width = 60
[[source]]
url = "https://Example.org/feed"
user = "awa"
password = "s3cret"

[[source]] # another
url = "http://example.org"
user = 'awa'
password_command = "pass show 'news feeds/example'  -1"
[[source]]
url = "https://token.example/"
password = "s3cret"
`, []Source{
			{Address: "https://example.org/feed", User: "awa", Password: "s3cret"},
			{Address: "http://example.org/", User: "awa", Command: []string{"pass", "show", "news feeds/example", "-1"}},
			{Address: "https://token.example/", Password: "s3cret"},
		}, nil},
		{"full text", "[[source]]\nurl = \"https://example.org/\"\nfull_text = true\n[[source]]\nurl = \"https://example.org/b\"\nuser = \"awa\"\nfull_text = false",
			[]Source{{Address: "https://example.org/", FullText: new(true)}, {Address: "https://example.org/b", User: "awa", FullText: new(false)}}, nil},
		{"full text of what kind", "[[source]]\nurl = \"https://a.example/\"\nuser = \"a\"\nfull_text = \"yes\"", []Source{{Address: "https://a.example/", User: "a"}}, []string{"4 2 full_text"}},
		{"no address", "[[source]]\nuser = \"awa\"\npassword = \"s3cret\"", nil, []string{"1 2 source"}},
		{"nobody", "[[source]]\nurl = \"https://example.org/\"", nil, []string{"1 2 source"}},
		{"no web address", "[[source]]\nuser = \"awa\"\nurl = \"ftp://example.org/s3cret\"", nil, []string{"3 2 url"}},
		{"twice in the address", "[[source]]\nurl = \"https://awa:s3cret@example.org/\"\nuser = \"awa\"", nil, []string{"2 2 url"}},
		{"both ways", "[[source]]\nurl = \"https://example.org/\"\npassword = \"s3cret\"\npassword_command = \"x\"", nil, []string{"4 2 password_command"}},
		{"no command", "[[source]]\nurl = \"https://example.org/\"\npassword_command = \"  \"", nil, []string{"3 2 password_command"}},
		{"half a command", "[[source]]\nurl = \"https://example.org/\"\npassword_command = \"pass 's3cret\"", nil, []string{"3 2 password_command"}},
		{"colon", "[[source]]\nurl = \"https://example.org/\"\nuser = \"a:s3cret\"", nil, []string{"3 2 user"}},
		{"the second", "[[source]]\nurl = \"https://a.example/\"\nuser = \"a\"\n[[source]]\nurl = \"s3cret\"", []Source{{Address: "https://a.example/", User: "a"}}, []string{"5 2 url"}},
		{"a number", "[[source]]\nurl = \"https://a.example/\"\nuser = \"a\"\npassword = 53.0e4", []Source{{Address: "https://a.example/", User: "a"}}, []string{"4 2 password"}},
		{"mistyped", "[[source]]\nurl = \"https://a.example/\"\nuser = \"a\"\npassword = \"x\"\npasword = \"s3cret\"", []Source{{Address: "https://a.example/", User: "a", Password: "x"}}, []string{"5 1 pasword"}},
		{"unclosed", "[[source]]\nurl = \"https://a.example/\"\nuser = \"a\"\npassword = \"s3cret", []Source{{Address: "https://a.example/", User: "a"}}, []string{"4 2 password"}},
		{"lost", "[[source]]\nurl = \"https://a.example/\"\nuser = \"a\"\ns3cret", []Source{{Address: "https://a.example/", User: "a"}}, []string{"4 3 …"}},
		{"at the top", "password = \"s3cret\"", nil, []string{"1 1 password"}},
		{"on one line", "source = [{url = \"https://a.example/\", user = \"a\", password = 530e}]", nil, []string{"1 2 source"}},
	} {
		_, got, mistakes := parse([]byte(c.file))
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %#v, want %#v", c.name, got, c.want)
		}
		var said []string
		for _, m := range mistakes {
			said = append(said, fmt.Sprintf("%d %d %s", m.Line, m.Kind, m.Name))
			sentence := m.Say(text.New(text.English, nil))
			for _, secret := range []string{"s3cret", "530"} {
				if strings.Contains(sentence+fmt.Sprintf("%+v", m), secret) {
					t.Errorf("%s: %s", c.name, sentence)
				}
			}
		}
		if !slices.Equal(said, c.mistakes) {
			t.Errorf("%s: mistakes %q, want %q", c.name, said, c.mistakes)
		}
		if printed := fmt.Sprintf("%v %+v %#v %s", got, got, got, got); strings.Contains(printed, "s3cret") {
			t.Errorf("%s: it prints as %s", c.name, printed)
		}
	}
}

func TestLoginFor(t *testing.T) {
	logins := []Source{{Address: "https://a.example/", User: "all"}, {Address: "https://a.example/news/", User: "news"}, {Address: "https://b.example/feed", User: "one"}}
	for address, want := range map[string]string{
		"https://a.example/":          "all",
		"https://a.example/x":         "all",
		"https://a.example/news/x":    "news",
		"https://b.example/feed":      "one",
		"https://b.example/feed2":     "",
		"https://b.example/":          "",
		"http://a.example/":           "",
		"https://a.example.evil.org/": "",
		"https://a.example:8443/":     "",
		"/home/awa/notes":             "",
	} {
		if l, ok := LoginFor(logins, address); l.User != want || ok != (want != "") {
			t.Errorf("%s: %q", address, l.User)
		}
	}
}

func TestFullTextFor(t *testing.T) {
	sources := []Source{
		{Address: "https://a.example/", FullText: new(true)}, {Address: "https://a.example/whole/", FullText: new(false)},
		{Address: "https://a.example/whole/feed", User: "awa"}, {Address: "https://b.example/feed", FullText: new(true)}, {Address: "https://c.example/", User: "awa"},
	}
	for address, want := range map[string][2]bool{ // wanted, set
		"https://a.example/feed":       {true, true},
		"https://a.example/whole/feed": {false, true},
		"https://b.example/feed":       {true, true},
		"https://b.example/feed2":      {false, false},
		"https://c.example/feed":       {false, false},
		"/home/awa/notes":              {false, false},
	} {
		if wanted, set := FullTextFor(sources, address); wanted != want[0] || set != want[1] {
			t.Errorf("%s: %t, %t", address, wanted, set)
		}
	}
}
