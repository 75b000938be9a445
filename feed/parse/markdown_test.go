package parse

import (
	"os"
	"slices"
	"strings"
	"testing"

	"griot/feed"
)

func readMarkdown(t *testing.T, src string) (feed.Document, feed.Entry) {
	t.Helper()
	doc, err := Parse(Input{Body: []byte(src), Name: "note.md", Seen: pageSeen})
	if err != nil {
		t.Fatal(err)
	}
	if len(doc.Entries) != 1 {
		t.Fatalf("%d entries", len(doc.Entries))
	}
	return doc, doc.Entries[0]
}

func TestFrontMatter(t *testing.T) {
	for name, src := range map[string]string{
		"yaml": `---
title: "Crane four: it lifts"
author: By Ada Quill
date: 2026-02-21
views: 1,953
comments_count: 7
tags: [cranes, harbour]
link: https://quay.example/crane
lang: en
source: Harbour Courier
comments:
  - id: c1
    author: Tom
    date: 2026-02-22T10:00:00Z
    text: |
      Seen *it*.
  - id: c2
    parent: c1
    author: Maud
    text: So have I. <script>x</script>
---

# Crane four: it lifts

It **lifts**.
`,
		"toml": `+++
title = "Crane four: it lifts"
author = "By Ada Quill"
date = 2026-02-21
views = 1953
comments_count = "7"
tags = ["cranes", "harbour"]
link = "https://quay.example/crane"
lang = "en"
source = "Harbour Courier"
[[comments]]
id = "c1"
author = "Tom"
date = 2026-02-22T10:00:00Z
text = "Seen *it*."
[[comments]]
id = "c2"
parent = "c1"
author = "Maud"
text = "So have I. <script>x</script>"
+++

# Crane four: it lifts

It **lifts**.
`,
	} {
		t.Run(name, func(t *testing.T) {
			doc, e := readMarkdown(t, src)
			if doc.Title != "Harbour Courier" || doc.Kind != feed.KindPage {
				t.Errorf("document %q of kind %d", doc.Title, doc.Kind)
			}
			if e.Title != "Crane four: it lifts" || e.Author != "Ada Quill" || e.Language != "en" || e.Link != "https://quay.example/crane" {
				t.Errorf("entry %q by %q in %q at %q", e.Title, e.Author, e.Language, e.Link)
			}
			if got := e.Published.RFC3339(); got != "2026-02-21" || !e.Published.DayOnly() {
				t.Errorf("published %s", got)
			}
			requireCount(t, "views", e.Views, 1953)
			requireCount(t, "comments", e.CommentCount, 7)
			if e.Views.Origin() != feed.OriginFrontMatter {
				t.Errorf("origin %d", e.Views.Origin())
			}
			if !slices.Equal(e.Categories, []string{"cranes", "harbour"}) {
				t.Errorf("categories %q", e.Categories)
			}
			if strings.TrimSpace(e.Content) != "<p>It <strong>lifts</strong>.</p>" {
				t.Errorf("content %q", e.Content)
			}
			if len(e.Comments) != 2 || e.Comments[0].Key != "c1" || e.Comments[1].ParentKey != "c1" ||
				strings.TrimSpace(e.Comments[0].Content) != "<p>Seen <em>it</em>.</p>" || strings.Contains(e.Comments[1].Content, "script") {
				t.Errorf("comments %+v", e.Comments)
			}
		})
	}
}

func TestMarkdownWithoutFrontMatter(t *testing.T) {
	tests := []struct{ name, src, title, content string }{
		{"heading", "# A title\n\ntext\n", "A title", "<p>text</p>"},
		{"no heading", "First words of it.\n\nmore\n", "First words of it. more", "<p>First words of it.</p>\n<p>more</p>"},
		{"later heading", "text\n\n# Not the title\n", "text Not the title", "<p>text</p>\n<h1 id=\"not-the-title\">Not the title</h1>"},
		{"rule at the start", "---\n\ntext\n", "text", "<hr>\n<p>text</p>"},
		{"bad yaml", "---\ntitle: [\n---\ntext\n", "", "title: ["},
		{"bad toml", "+++\ntitle = \n+++\ntext\n", "", "title ="},
		{"yaml that is no map", "---\njust words\n---\ntext\n", "", "just words"},
		{"endless", "---\ntitle: x\n", "", "title: x"},
		{"aliases", "---\na: &a [x]\ntitle: T\nb: [*a, *a]\n---\ntext\n", "T", "<p>text</p>"},
		{"table", "# T\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n", "T", `<td align="right">2</td>`},
		{"task", "# T\n\n- [x] done\n", "T", "☑ done"},
		{"code", "# T\n\n```go\nx := 1\n```\n", "T", `<code class="language-go">x := 1`},
		{"active", "# T\n\n[x](javascript:y) <img src=x onerror=y> <b>ok</b>\n", "T", "<p>x <b>ok</b></p>"},
		{"yaml with a colon too many", "---\ntitle: Crane four: it lifts\ndate: 2026-02-21\ntags: [a, b\n---\ntext\n", "Crane four: it lifts", "<p>text</p>"},
		{"yaml with quotes in quotes", "---\ntitle: \"A \"word\" of it\"\n---\ntext\n", "A \"word\" of it", "<p>text</p>"},
		{"blank lines before yaml", "\n\n---\ntitle: T\n---\ntext\n", "T", "<p>text</p>"},
		{"sequence before a heading", "\x1b]0;evil\x07# T\x1b[31m\n\ntext\n", "T", "<p>text</p>"},
		{"sequence before yaml", "\x1b[2J---\ntitle: T\n---\ntext\n", "T", "<p>text</p>"},
		{"windows", "---\r\ntitle: T\r\n---\r\ntext\r\n", "T", "<p>text</p>"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, e := readMarkdown(t, tt.src)
			if tt.title != "" && e.Title != tt.title {
				t.Errorf("title %q, want %q", e.Title, tt.title)
			}
			if !strings.Contains(strings.TrimSpace(e.Content), tt.content) {
				t.Errorf("content %q, want %q", e.Content, tt.content)
			}
		})
	}
}

func TestMarkdownDepth(t *testing.T) {
	_, e := readMarkdown(t, "# T\n\n"+strings.Repeat("> ", 5000)+"kept\n"+strings.Repeat(">", 5000)+"also\n")
	if !strings.Contains(e.Content, "kept") || !strings.Contains(e.Content, "also") {
		t.Errorf("content %.200q", e.Content)
	}
}

// What would make parsing slow loses its marks, and none of its text.
func TestTame(t *testing.T) {
	pi := "3.14159265358979323846264338327950288419716939937510\n"
	code := "```\n" + strings.Repeat("[", 5000) + "\n```\n"
	for _, tt := range []struct{ in, want string }{
		{"plain *text*\n", "plain *text*\n"},
		{pi, pi},
		{code, code},
		{strings.Repeat("1. ", 100) + "x\n", "x\n"},
		{strings.Repeat("- ", 100) + "\n", "---\n"},
		{strings.Repeat(" ", 500) + "x\n", strings.Repeat(" ", maxIndent) + "x\n"},
		{strings.Repeat("[", 3000) + "x", strings.Repeat(`\[`, 3000) + "x"},
		{strings.Repeat("|", 300), strings.Repeat(`\|`, 300)},
		{"- [a](b) *c*\n", "- [a](b) *c*\n"},
	} {
		if got := string(tame([]byte(tt.in))); got != tt.want {
			t.Errorf("tame(%.60q) = %.60q, want %.60q", tt.in, got, tt.want)
		}
	}
}

func TestCapturedPage(t *testing.T) {
	text, err := os.ReadFile("../../testdata/page-captured.txt")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := Parse(Input{Body: text, Name: "page-captured.txt", Seen: pageSeen})
	if err != nil {
		t.Fatal(err)
	}
	e := doc.Entries[0]
	if doc.Title != "Le Courrier du Fleuve" || e.Title != "Le pont de Sélingué rouvre aux camions" || e.Author != "Le Courrier du Fleuve" ||
		e.Language != "fr" || e.Published != feed.Day(2026, 2, 21) {
		t.Errorf("%q: %q by %q in %q on %s", doc.Title, e.Title, e.Author, e.Language, e.Published.RFC3339())
	}
	requireCount(t, "views", e.Views, 1953)
	requireCount(t, "comments", e.CommentCount, 0)
	for _, want := range []string{"<h2>Ce qui change</h2>", "<h2>Ce qui reste à faire</h2>", "<li>Péage : gratuit jusqu’à la fin du mois</li>", "Les riverains, eux"} {
		if !strings.Contains(e.Content, want) {
			t.Errorf("no %q in %q", want, e.Content)
		}
	}
	if !strings.HasSuffix(strings.TrimSpace(e.Content), "<p>A. K./Le Courrier du Fleuve</p>") {
		t.Errorf("the signature is not last: %q", e.Content)
	}
}
