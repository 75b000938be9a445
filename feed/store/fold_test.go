package store

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestFold(t *testing.T) {
	for text, want := range map[string]string{
		"":                         "",
		" - … !":                   "",
		"L'Été à Kidal":            " l ete a kidal",
		"Cœur, Æther; Straße ŁÓDŹ": " coeur aether strasse lodz",
		"multi-agent 50% @nasa":    " multi agent 50 nasa",
		"e\u0301te\u0301":          " ete",
		"新聞 news":                  " 新 聞 news",
		"日本のニュース":                  " 日 本 の ニ ュ ー ス",
		"Новости Й":                " новости и",
		"ΑΘΗΝΑΣ ς":                 " αθηνασ σ",
		"한국":                       " \u1112\u1161\u11ab\u1100\u116e\u11a8",
		"हिन्दी":                   " हिन्दी",
		"\"a* OR NEAR(b)\"; DROP":  " a or near b drop",
		"ﬁn Ｆｕｌｌ ①":                " fin full 1",
	} {
		if got := fold(text); got != want {
			t.Errorf("fold(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestWordsOf(t *testing.T) {
	for question, want := range map[string][]string{
		"":                nil,
		"a ab abc":        {"a", "ab", "abc"},
		"abc ab a":        {"abc"},
		"Été, été!":       {"ete"},
		"AND OR NOT near": {"and", "or", "not", "near"},
	} {
		if got := wordsOf(question); !slices.Equal(got, want) {
			t.Errorf("wordsOf(%q) = %q, want %q", question, got, want)
		}
	}
}

func FuzzFold(f *testing.F) {
	f.Add("L'Été \"a* OR b\" 新聞")
	f.Add("\x00\xff\u202e{}:^-+(")
	f.Fuzz(func(t *testing.T, text string) {
		folded := fold(text)
		if !utf8.ValidString(folded) || strings.ContainsAny(folded, "\"*^():{}+-\x00") || strings.Contains(folded, "  ") {
			t.Fatalf("fold(%q) = %q", text, folded)
		}
		if again := fold(folded); again != folded {
			t.Fatalf("fold(%q) = %q, folded again %q", text, folded, again)
		}
		for w := range strings.FieldsSeq(folded) {
			if !hasWord(folded, w) {
				t.Fatalf("%q is not found in %q", w, folded)
			}
		}
	})
}
