package share

import (
	"context"
	"fmt"
	"html"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/exp/golden"

	"griot/feed"
	"griot/render"
	"griot/render/plain"
	"griot/ui/pane"
	"griot/ui/pane/panetest"
	"griot/ui/text"
)

type library struct {
	article feed.Article
	thread  feed.Thread
	err     error
}

func (l library) Article(context.Context, feed.ArticleID) (feed.Article, error) {
	return l.article, l.err
}
func (l library) Thread(context.Context, feed.ArticleID) (feed.Thread, error) { return l.thread, l.err }

func ferry() library {
	at := func(hour int) feed.Date { return feed.At(time.Date(2026, 2, 20, hour, 5, 0, 0, time.UTC)) }
	return library{
		article: feed.Article{
			Headline: feed.Headline{
				ID: 7, SourceLabel: "Harbour Courier", Title: "Ferry *line* to the islands: reopens?", Author: "Brahim K.",
				Link: "https://courier.example/ferry", Published: at(18), Views: feed.CountOf(12407, feed.OriginFeed, at(19).Instant()),
			},
			Content:    "<h2>Two winters</h2><p>The ferry <a href=\"https://courier.example/timetable\">runs twice a day</a>.</p><p>Goats &lt;b&gt; included.</p><ul><li>North</li><li>South</li></ul>",
			Enclosures: []feed.Enclosure{{URL: "https://courier.example/ferry.mp3"}, {URL: "javascript:alert(1)"}},
		},
		thread: feed.Thread{Comments: []feed.Threaded{
			{Comment: feed.Comment{Author: "Odile_*", Published: at(19), Body: "<p>My grandmother took the <b>last</b> one.</p><p>She did.</p>"}, Replies: 1},
			{Comment: feed.Comment{Author: "ada", Own: true, Published: feed.Day(2026, 2, 21), Body: "Tell *her*."}, Depth: 1},
			{Comment: feed.Comment{Body: "<p>Who?</p>"}, Depth: 2},
		}},
	}
}

func TestMarkdown(t *testing.T) {
	for _, language := range text.Languages() {
		t.Run(language.Code(), func(t *testing.T) {
			l := ferry()
			golden.RequireEqual(t, Markdown(l.article, l.thread, text.New(language, time.UTC)))
		})
	}
}

func TestMarkdownOfNothing(t *testing.T) {
	got := Markdown(feed.Article{Headline: feed.Headline{Title: "Bare"}, Summary: "<p>Only a summary.</p>"}, feed.Thread{}, text.New(text.English, time.UTC))
	if got != "# Bare\n\nOnly a summary.\n" {
		t.Errorf("%q", got)
	}
}

func TestQuotation(t *testing.T) {
	w := text.New(text.English, time.UTC)
	got := Quotation(ferry().article, w)
	want := "> The ferry [runs twice a day](https://courier.example/timetable).\n>\n> Goats \\<b> included.\n>\n> - North\n> - South\n>\n" +
		"> — [Ferry \\*line\\* to the islands: reopens?](<https://courier.example/ferry>), Harbour Courier, Brahim K., Friday 20 February 2026, 18:05\n"
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	long := ferry().article
	long.Content = "<p>" + strings.Repeat("mot ", 400) + "</p><p>next</p>"
	got = Quotation(long, w)
	if first, _, _ := strings.Cut(got, "\n"); !strings.HasSuffix(first, "mot […]") || utf8.RuneCountInString(first) > quotationRunes+20 || strings.Contains(got, "next") {
		t.Errorf("a long paragraph is quoted as %q", got)
	}
}

// What is quoted of code ends where it ends: the source stands outside of it.
func TestQuotationOfCode(t *testing.T) {
	w := text.New(text.English, time.UTC)
	a := feed.Article{Headline: feed.Headline{Title: "T", Link: "https://courier.example/"}}
	for body, want := range map[string]string{
		"<pre>one\n\n# two</pre>": "> ```\n> one\n>\n> # two\n> ```\n>\n> — [T](<https://courier.example/>), \n",
		"<p>before</p><pre>one\n\n" + strings.Repeat("word ", 200) + "</pre>": "> before\n>\n> — [T](<https://courier.example/>), \n",
		"<pre>" + strings.Repeat("word ", 200) + "</pre>":                     "> — [T](<https://courier.example/>), \n",
	} {
		a.Content = body
		if got := Quotation(a, w); got != want {
			t.Errorf("%.40q is quoted as\n%s", body, got)
		}
	}
}

// A headline and names are words in Markdown, whatever they say.
func TestMarkdownInjection(t *testing.T) {
	const bad = "&#155;31m [x](javascript:a) <b>"
	a := feed.Article{Headline: feed.Headline{Title: bad, SourceLabel: "- " + bad, Author: bad}, Content: "<p>b</p>"}
	thread := feed.Thread{Comments: []feed.Threaded{{Comment: feed.Comment{Author: bad, Body: "<p>c</p>"}}}}
	w := text.New(text.English, time.UTC)
	for _, out := range []string{Markdown(a, thread, w), Quotation(a, w)} {
		page := render.FromMarkdown(out)
		if strings.Contains(page, "<a ") || strings.Contains(page, "<li>") || strings.ContainsRune(html.UnescapeString(page), '\u009b') || !strings.Contains(page, "&amp;#155;31m") {
			t.Errorf("%s\nreads\n%s", out, page)
		}
	}
}

func TestFileName(t *testing.T) {
	for title, want := range map[string]string{
		"À Bamako, la Confédération":   "À Bamako, la Confédération",
		"../../etc/passwd":             "etc passwd",
		"C:\\Windows\\system32":        "C Windows system32",
		".hidden":                      "hidden",
		"-rf /":                        "rf",
		"~root":                        "root",
		"a\x00b\x1b[31mc\u202ed\ne":    "abcd e",
		"What? <now> | \"then\" *":     "What now then",
		"ends with dots...":            "ends with dots",
		"":                             "article",
		"///":                          "article",
		"...":                          "article",
		"CON":                          "CON_",
		"com1.txt":                     "com1.txt_",
		"Concert":                      "Concert",
		"日本の新聞":                        "日本の新聞",
		"e\u0301te\u0301":              "été",
		strings.Repeat("é", 300):       strings.Repeat("é", 100),
		"x" + strings.Repeat("日", 100): "x" + strings.Repeat("日", 66),
	} {
		if got := FileName(title); got != want {
			t.Errorf("FileName(%.40q) = %q, want %q", title, got, want)
		}
	}
}

// A name stays in its folder, whatever the title.
func FuzzFileName(f *testing.F) {
	for _, s := range []string{"../x", "a/b", ".", "..", "\x00", "nul", "COM9.", "é\u0301", "\u2028", strings.Repeat("…", 200)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, title string) {
		name := FileName(title)
		if name == "" || name != filepath.Base(name) || name == "." || name == ".." || len(name) > nameBytes+1 || !utf8.ValidString(name) ||
			strings.ContainsAny(name, "/\\:\x00\n") || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "-") || strings.HasSuffix(name, ".") || strings.HasSuffix(name, " ") {
			t.Fatalf("FileName(%q) = %q", title, name)
		}
		if plain.Line(name) != name {
			t.Fatalf("FileName(%q) = %q is not plain", title, name)
		}
	})
}

func TestMailto(t *testing.T) {
	h := feed.Headline{Title: "À Bamako & ailleurs + 100%", Link: "https://malijet.example/a?b=c&d=é", SourceLabel: "Malijet"}
	raw := Mailto(h)
	want := "mailto:?subject=%C3%80%20Bamako%20%26%20ailleurs%20%2B%20100%25&body=%C3%80%20Bamako%20%26%20ailleurs%20%2B%20100%25%0D%0Ahttps%3A%2F%2Fmalijet.example%2Fa%3Fb%3Dc%26d%3D%25C3%25A9%0D%0AMalijet"
	if raw != want {
		t.Errorf("got  %s\nwant %s", raw, want)
	}
	if link, ok := plain.Link(raw); !ok || link != raw {
		t.Errorf("it can't be opened: %q", link)
	}
	for _, title := range []string{strings.Repeat("日本", 4000), "x&bcc=everyone@example.org", "a\r\nBcc: b", ""} {
		link, ok := plain.Link(Mailto(feed.Headline{Title: title, SourceLabel: "S"}))
		u, err := url.Parse(link)
		if !ok || err != nil || len(u.Query()) != 2 || strings.Contains(u.Query().Get("subject"), "\n") {
			t.Errorf("%.30q gives %q", title, link)
		}
	}
}

// run carries out what a row of the menu asks for.
func run(t *testing.T, s *Sharer, key string) tea.Msg {
	t.Helper()
	choices := s.Choices(ferry().article.Headline)
	i := slices.IndexFunc(choices, func(c pane.Choice) bool { return c.Key == key })
	if i < 0 {
		t.Fatalf("no row %q in %v", key, choices)
	}
	cmd := s.Update(choices[i].Pick)
	if cmd == nil {
		t.Fatalf("%q does nothing", key)
	}
	return cmd()
}

func TestSavingNeverOverwrites(t *testing.T) {
	env := panetest.Env(t, text.English)
	env.Saves = filepath.Join(t.TempDir(), "new", "folder")
	s := New(env, ferry())
	for _, name := range []string{"", " 2", " 3"} {
		path := filepath.Join(env.Saves, "Ferry line to the islands reopens"+name+".md")
		if said, ok := run(t, s, "s").(pane.Say); !ok || said.Error || !strings.Contains(said.Text, path) {
			t.Fatalf("said %+v, want %s", said, path)
		}
		b, err := os.ReadFile(path)
		if err != nil || !strings.HasPrefix(string(b), "# Ferry") || !strings.Contains(string(b), "grandmother") {
			t.Errorf("%s: %q, %v", path, b, err)
		}
		info, err := os.Stat(path)
		if err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			t.Errorf("mode %v, %v", info.Mode(), err)
		}
	}
}

func TestSavingFollowsNoLink(t *testing.T) {
	env := panetest.Env(t, text.English)
	env.Saves = t.TempDir()
	victim := filepath.Join(t.TempDir(), "victim")
	if err := os.Symlink(victim, filepath.Join(env.Saves, "Ferry line to the islands reopens.md")); err != nil {
		t.Fatal(err)
	}
	run(t, New(env, ferry()), "s")
	if _, err := os.Stat(victim); err == nil {
		t.Error("it wrote through a link")
	}
}

func TestSavingFails(t *testing.T) {
	env := panetest.Env(t, text.English)
	env.Saves = filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(env.Saves, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if said, ok := run(t, New(env, ferry()), "s").(pane.Say); !ok || !said.Error || !strings.HasPrefix(said.Text, "Not saved.") {
		t.Errorf("said %+v", said)
	}
	gone := ferry()
	gone.err = fmt.Errorf("article: %w", feed.ErrNoArticle)
	for _, key := range []string{"s", "m"} {
		if said, ok := run(t, New(env, gone), key).(pane.Say); !ok || !said.Error {
			t.Errorf("%s said %+v", key, said)
		}
	}
}

func TestChoices(t *testing.T) {
	env := panetest.Env(t, text.French)
	s := New(env, ferry())
	if got := s.Menu(ferry().article.Headline); got.Title != "Partager cet article" || len(got.Choices) != 4 {
		t.Errorf("menu %+v", got)
	}
	var keys []string
	for _, c := range s.Choices(ferry().article.Headline) {
		keys = append(keys, c.Key)
	}
	if got := strings.Join(keys, ""); got != "ymse" {
		t.Errorf("keys %q", got)
	}
	bare := s.Choices(feed.Headline{ID: 1, Title: "A file", Link: "file:///etc/passwd"})
	if len(bare) != 3 || bare[0].Key != "m" {
		t.Errorf("without an address: %v", bare)
	}
	if copied, ok := run(t, s, "m").(pane.CopyText); !ok || !strings.HasPrefix(copied.Text, "> ") {
		t.Errorf("copied %+v", copied)
	}
	if cmd := s.Update(pane.Back{}); cmd != nil {
		t.Error("it takes what is not its own")
	}
}
