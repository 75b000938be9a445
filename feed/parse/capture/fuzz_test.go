package capture

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"

	"griot/render/plain"
)

// Nothing of a text that is no page is lost: its letters and digits come out
// again, in their order, as title and content.
func requireWhole(t *testing.T, in string, p Page) {
	t.Helper()
	want := letters(plain.Text(strings.TrimPrefix(in, "\ufeff")))
	body := letters(textOf(p.Content))
	if got := letters(p.Title) + body; got != want && body != want && !isWithoutNumbers(want, got) && !isWithoutNumbers(want, body) {
		t.Fatalf("text is lost\n in %q\nout %q + %q", in, p.Title, textOf(p.Content))
	}
}

// textOf is what stands between the tags.
func textOf(fragment string) string {
	var b strings.Builder
	for z := html.NewTokenizer(strings.NewReader(fragment)); z.Next() != html.ErrorToken; {
		if token := z.Token(); token.Type == html.TextToken {
			b.WriteString(token.Data)
		}
	}
	return b.String()
}

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// isWithoutNumbers tells whether got is want without some digits: those of an
// ordered list are not in its text.
func isWithoutNumbers(want, got string) bool {
	g := []rune(got)
	i := 0
	for _, r := range want {
		switch {
		case i < len(g) && g[i] == r:
			i++
		case !unicode.IsDigit(r):
			return false
		}
	}
	return i == len(g)
}

func FuzzRead(f *testing.F) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	for _, s := range []string{"", "a", "- a\n- b", "1. a\n2. b", "Par A 1 vues\nPar A 1 vues", "Title\n===\n\ntext", "a\n\n\n- \n-", "Partager:\nFacebook",
		"Commentaires (1)\n\nA\n1/2/2026\nb", "\ufeff\r\n\r\n", "    a\n    b", "x/y\nX/Y.", "https://a.example/b.", "«»\n“", "12k views", "1 000 000 000 000 vues"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		p := Read(in, seen)
		if strings.TrimSpace(plain.Text(strings.TrimPrefix(in, "\ufeff"))) == "" {
			if p.Content != "" || p.Title != "" {
				t.Fatalf("something came of nothing: %+v", p)
			}
			return
		}
		if !p.Captured {
			requireWhole(t, in, p)
		}
		keys := map[string]bool{"": true}
		for _, c := range p.Comments {
			if !keys[c.ParentKey] {
				t.Fatalf("a comment answers %q, which is not before it", c.ParentKey)
			}
			keys[c.Key] = true
			if c.Key == "" || c.Content == "" {
				t.Fatalf("an empty comment: %+v", c)
			}
		}
	})
}

func TestPlainTextIsKeptWhole(t *testing.T) {
	files, err := filepath.Glob("testdata/plain-*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d fixtures, %v", len(files), err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		p := Read(string(text), seen)
		if p.Captured {
			t.Errorf("%s: taken for a page", file)
		}
		requireWhole(t, string(text), p)
	}
}

// The same page with other line ends, blanks and marks is the same page.
func TestLineEndsDoNotMatter(t *testing.T) {
	text, err := os.ReadFile("testdata/fr-confederation.txt")
	if err != nil {
		t.Fatal(err)
	}
	want := Read(string(text), seen)
	for name, change := range map[string]func(string) string{
		"windows":         func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") },
		"old":             func(s string) string { return strings.ReplaceAll(s, "\n", "\r") },
		"mark":            func(s string) string { return "\ufeff" + s },
		"trailing blanks": func(s string) string { return strings.ReplaceAll(s, "\n", "  \u00a0\t\n") },
		"blank lines":     func(s string) string { return strings.ReplaceAll(s, "\n\n", "\n \n\n") },
	} {
		got := Read(change(string(text)), seen)
		if got.Title != want.Title || got.Site != want.Site || got.Author != want.Author || got.Content != want.Content || got.Views != want.Views ||
			got.Published != want.Published || got.CommentCount != want.CommentCount {
			t.Errorf("%s:\n got %+v\nwant %+v", name, got, want)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	text, err := os.ReadFile("testdata/fr-confederation.txt")
	if err != nil {
		b.Fatal(err)
	}
	prose := strings.Repeat("Le train de nuit est parti dimanche avec quarante-deux voyageurs et deux chèvres. ", 5)
	for name, s := range map[string]string{
		"page":        string(text),
		"many pages":  strings.Repeat(string(text), (5<<20)/len(text)),
		"short lines": strings.Repeat("Le mot\n", 5<<20/7),
		"numbers":     strings.Repeat("1 953 12/02/2026 14:02 ", 5<<20/23),
		"number line": strings.Repeat("1 953 12/02/2026 14:02\n", 5<<20/23),
		"prose":       strings.Repeat(prose+"\n\n", 5<<20/len(prose)),
		"one line":    strings.Repeat("mot ", 5<<20/4),
		"boxes":       string(text[:300]) + strings.Repeat("À lire aussi\nUn titre\n\nPartager :\n\nUne phrase qui compte assez de mots pour être de la prose.\nA. B./Ailleurs\n", 2900),
		"one group":   strings.Repeat(prose+"\n", 5<<20/len(prose)),
		"comments":    string(text) + strings.Repeat("Awa\n21/02/2026 à 10h02\nEnfin !\n", 5<<20/34),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			for b.Loop() {
				Read(s, seen)
			}
		})
	}
}
