package text

import (
	"sync"
	"testing"
	"time"

	"griot/feed"
)

func TestSay(t *testing.T) {
	english, french := New(English, time.UTC), New(French, time.UTC)
	for _, w := range []*Words{english, french} {
		w.phrases["test.new"] = counted("one new article", "%d new articles", "%d nouvel article", "%d nouveaux articles").in(w.language)
		w.phrases["test.where"] = both("%s in %s, 100 %%", "dans %[2]s, %[1]s, 100 %%").in(w.language)
		w.phrases["test.bare"] = both("%s", "%s").in(w.language)
	}
	for _, c := range []struct {
		words *Words
		id    ID
		args  []any
		want  string
	}{
		{english, "test.new", []any{0}, "0 new articles"},
		{english, "test.new", []any{1}, "one new article"},
		{english, "test.new", []any{int64(12345)}, "12,345 new articles"},
		{french, "test.new", []any{0}, "0 nouvel article"},
		{french, "test.new", []any{1}, "1 nouvel article"},
		{french, "test.new", []any{2}, "2 nouveaux articles"},
		{french, "test.new", []any{12345}, "12\u202f345 nouveaux articles"},
		{french, "test.new", []any{feed.Tally{N: 10000, AtLeast: true}}, "10\u202f000+ nouveaux articles"},
		{english, "test.where", []any{"a", "b"}, "a in b, 100 %"},
		{french, "test.where", []any{"a", "b"}, "dans b, a, 100 %"},
		{english, "test.where", nil, " in , 100 %"},
		{english, "test.bare", []any{"50 %d %s"}, "50 %d %s"},
		{english, "test.bare", []any{feed.Count{}}, "–"},
		{english, "test.bare", []any{feed.CountOf(1953, feed.OriginFeed, time.Time{})}, "1,953"},
		{english, "no.such.id", nil, "no.such.id"},
	} {
		if got := c.words.Say(c.id, c.args...); got != c.want {
			t.Errorf("Say(%s, %v) = %q, want %q", c.id, c.args, got, c.want)
		}
	}
}

func TestSayIsSafeForConcurrentUse(t *testing.T) {
	w := New(French, time.UTC)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 100 {
				if w.Say("key.help") != "touches" {
					t.Error("another word")
				}
			}
		})
	}
	all.Wait()
}

func TestNumber(t *testing.T) {
	english, french := New(English, nil), New(French, nil)
	for _, c := range []struct {
		n               int64
		english, french string
	}{
		{0, "0", "0"},
		{999, "999", "999"},
		{1953, "1,953", "1\u202f953"},
		{-1953, "-1,953", "-1\u202f953"},
		{1234567, "1,234,567", "1\u202f234\u202f567"},
		{-1 << 63, "-9,223,372,036,854,775,808", "-9\u202f223\u202f372\u202f036\u202f854\u202f775\u202f808"},
	} {
		if got := english.Number(c.n); got != c.english {
			t.Errorf("Number(%d) = %q, want %q", c.n, got, c.english)
		}
		if got := french.Number(c.n); got != c.french {
			t.Errorf("Number(%d) = %q, want %q", c.n, got, c.french)
		}
	}
}

func TestBytes(t *testing.T) {
	english, french := New(English, nil), New(French, nil)
	for _, c := range []struct {
		n               int64
		english, french string
	}{
		{0, "0 B", "0\u202fo"},
		{999, "999 B", "999\u202fo"},
		{1000, "1 KB", "1\u202fko"},
		{1249, "1.2 KB", "1,2\u202fko"},
		{9_949, "9.9 KB", "9,9\u202fko"},
		{9_950, "10 KB", "10\u202fko"},
		{180_400, "180 KB", "180\u202fko"},
		{999_449, "999 KB", "999\u202fko"},
		{999_500, "1 MB", "1\u202fMo"},
		{1_250_000, "1.3 MB", "1,3\u202fMo"},
		{3_400_000_000_000_000, "3400 TB", "3400\u202fTo"},
	} {
		if got := english.Bytes(c.n); got != c.english {
			t.Errorf("Bytes(%d) = %q, want %q", c.n, got, c.english)
		}
		if got := french.Bytes(c.n); got != c.french {
			t.Errorf("Bytes(%d) = %q, want %q", c.n, got, c.french)
		}
	}
}

func TestChoose(t *testing.T) {
	for _, c := range []struct {
		setting string
		env     map[string]string
		want    Language
	}{
		{"", nil, English},
		{"fr", nil, French},
		{"français", map[string]string{"LANG": "en_GB.UTF-8"}, French},
		{"en", map[string]string{"LC_ALL": "fr_FR.UTF-8"}, English},
		{"klingon", map[string]string{"LANG": "fr_CA"}, French},
		{"", map[string]string{"LANG": "fr_FR.UTF-8"}, French},
		{"", map[string]string{"LANG": "fr"}, French},
		{"", map[string]string{"LANG": "french"}, French},
		{"", map[string]string{"LANG": "fr_BE@euro"}, French},
		{"", map[string]string{"LANG": "wo_SN.UTF-8"}, French}, // Wolof falls back to French (CLDR)
		{"", map[string]string{"LANG": "de_DE.UTF-8"}, English},
		{"", map[string]string{"LC_MESSAGES": "fr_ML", "LANG": "en_US.UTF-8"}, French},
		{"", map[string]string{"LC_ALL": "C", "LC_MESSAGES": "fr_FR", "LANG": "fr_FR"}, English},
		{"", map[string]string{"LC_ALL": "C.UTF-8", "LANG": "fr_FR"}, English},
		{"", map[string]string{"LC_ALL": "", "LANG": "fr_FR"}, French},
	} {
		if got := Choose(c.setting, func(name string) string { return c.env[name] }); got != c.want {
			t.Errorf("Choose(%q, %v) = %v, want %v", c.setting, c.env, got, c.want)
		}
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		New(French, time.UTC)
	}
}

func BenchmarkSay(b *testing.B) {
	w := New(French, time.UTC)
	w.phrases["test.new"] = counted("one", "%d new", "%d nouvel article", "%d nouveaux articles").french
	for b.Loop() {
		w.Say("test.new", 12345)
	}
}
