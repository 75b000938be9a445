package parse

import (
	"bytes"
	"compress/gzip"
	"testing"

	"griot/feed"
)

func TestSniff(t *testing.T) {
	for _, c := range []struct {
		in, media, name string
		want            form
	}{
		{`<rss/>`, "", "", formFeed},
		{`<rss/>`, "text/html", "x.html", formFeed},
		{`<?xml version="1.0"?><!-- <html> --><feed/>`, "text/html", "", formFeed},
		{`<rdf:RDF/>`, "", "", formFeed},
		{`<a:feed xmlns:a="x"/>`, "", "", formFeed},
		{"\n\nWarning: x\n<rss/>", "", "", formFeed},
		{`<!DOCTYPE html><html><body>&lt;rss&gt;<rss></body></html>`, "application/rss+xml", "", formPage},
		{`<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x"><!-- a feed --><rss/>`, "", "", formFeed},
		{`<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x"><html/>`, "", "", formPage},
		{`<html><head><title>Log in</title></head><body><form action="/login"><input type="password"></form></body></html>`, "application/atom+xml", "", formPage},
		{`<!-- c --><p>Hello`, "", "", formPage},
		{`Hello <b>you</b>`, "text/html; charset=utf-8", "", formPage},
		{`Hello`, "", "x.HTM", formPage},
		{`{"version":"https://jsonfeed.org/version/1.1","items":[]}`, "", "", formJSON},
		{` {"items":[]}`, "text/plain", "", formJSON},
		{`{"a":1}`, "application/json", "", formNone},
		{`[1,2]`, "", "x.json", formNone},
		{`<urlset/>`, "", "", formNone},
		{`<?xml version="1.0"?><opml/>`, "text/xml", "", formList},
		{"<!-- mine -->\n<OPML><body/></OPML>", "text/html", "", formList},
		{"# Title\n\n<rss>", "", "notes.md", formMarkdown},
		{"# Title", "text/markdown; charset=utf-8", "", formMarkdown},
		{"An article about feeds.\n\nIt has <item> in it.", "", "", formText},
		{"Just text", "text/plain", "", formText},
		{"{not json", "", "", formText},
		{"---\ntitle: A note\n---\nText", "", "", formMarkdown},
		{"+++\ntitle = \"A note\"\n+++\nText", "text/plain; charset=utf-8", "", formMarkdown},
		{"## A heading\n\nText", "application/octet-stream", "", formMarkdown},
		{"---\nno settings\n---\nText", "", "", formText},
		{"#hash #tags", "", "", formText},
		{"# of visitors: 3", "", "count.txt", formText},
		{"%PDF-1.7 ...", "", "", formNone},
		{"PK\x03\x04\x14\x00\x00\x00\x08\x00\x00\x00", "", "", formNone},
	} {
		if got, _ := sniff([]byte(c.in), Input{ContentType: c.media, Name: c.name}); got != c.want {
			t.Errorf("%q (%s, %s) is %d, want %d", c.in, c.media, c.name, got, c.want)
		}
	}
}

func TestGzipIsUnpacked(t *testing.T) {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(madeRSS(200, true)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	doc, err := Parse(Input{Body: b.Bytes()})
	if err != nil || len(doc.Entries) != 200 {
		t.Errorf("%d entries, %v", len(doc.Entries), err)
	}
	doc, err = Parse(Input{Body: b.Bytes()[:b.Len()-b.Len()/4]})
	if err != nil || len(doc.Entries) == 0 || !doc.Salvaged {
		t.Errorf("cut: %d entries, %v", len(doc.Entries), err)
	}
	b.Reset()
	w = gzip.NewWriter(&b)
	for range maxUnpacked >> 16 {
		if _, err := w.Write(make([]byte, 1<<16)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.Write([]byte("one byte more")); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Parse(Input{Body: b.Bytes()}); feed.FailureOf(err).Kind != feed.FailedTooLarge {
		t.Errorf("a bomb gives %v", err)
	}
}

func TestPersons(t *testing.T) {
	for in, want := range map[string][2]string{
		"Ada":                        {"Ada", ""},
		"ada@q.example":              {"", "ada@q.example"},
		"ada@q.example (Ada L.)":     {"Ada L.", "ada@q.example"},
		"Ada L. (ada@q.example)":     {"Ada L.", "ada@q.example"},
		`"Ada L." <ada@q.example>`:   {"Ada L.", "ada@q.example"},
		"mailto:ada@q.example (Ada)": {"Ada", "ada@q.example"},
		"Ada (editor)":               {"Ada (editor)", ""},
		"Ada @ home":                 {"Ada @ home", ""},
		"@ada":                       {"@ada", ""},
		"":                           {"", ""},
	} {
		if name, email := person(in); name != want[0] || email != want[1] {
			t.Errorf("person(%q) is %q, %q", in, name, email)
		}
	}
}

func TestAddresses(t *testing.T) {
	base := resolve(nil, "https://quay.example/a/b?c#d")
	for in, want := range map[string]string{
		"https://x.example/":      "https://x.example/",
		"HTTPS://X.example/":      "https://x.example/",
		"feed://x.example/f":      "http://x.example/f",
		"feed:https://x.example/": "https://x.example/",
		"c":                       "https://quay.example/a/c",
		"?q":                      "https://quay.example/a/b?q",
		"#e":                      "https://quay.example/a/b?c#e",
		"../../x":                 "https://quay.example/x",
		"https://x.example/100%":  "https://x.example/100%25",
		"mailto:a@b.example":      "",
		"javascript:alert(1)":     "",
		"data:text/html,x":        "",
		"tag:x,2026:1":            "",
		"http://":                 "",
		"":                        "",
	} {
		if got := address(base, in); got != want {
			t.Errorf("address(%q) is %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{"c": "", "//x.example/y": "https://x.example/y", "www.x.example/y": "http://www.x.example/y"} {
		if got := address(nil, in); got != want {
			t.Errorf("address(%q) without a base is %q, want %q", in, got, want)
		}
	}
}
