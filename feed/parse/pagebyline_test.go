package parse

import "testing"

func TestTidyByline(t *testing.T) {
	for written, want := range map[string]string{
		"By Ada Quill":                                   "Ada Quill",
		"by Ada Quill22 Dec 2016651":                     "Ada Quill",
		"Par Moussa Sidibé":                              "Moussa Sidibé",
		"By Ada Quill March 11, 2015 3:46 PM":            "Ada Quill",
		"Ada Quill, Political Editor":                    "Ada Quill",
		"Ada Quill Senior Staff Writer":                  "Ada Quill",
		"Ada Quill | Staff Writer | 2 May 2024":          "Ada Quill",
		"Staff Writer | Ada Quill":                       "Ada Quill",
		"Ada Quill ada@quay.example":                     "Ada Quill",
		"Ada Quill (@adaq)":                              "Ada Quill",
		"Par Ada Quill (avec Tom B. et Zoé Roy)":         "Ada Quill (avec Tom B. et Zoé Roy)",
		"Ada (Zoé Maria) Quill":                          "Ada (Zoé Maria) Quill",
		"Ada Quill (in Paris)":                           "Ada Quill",
		"Ada Quill and Tom B.":                           "Ada Quill and Tom B.",
		"22 Dec 2016":                                    "",
		"Author: adaq_7 am 29.12.2010, 13:36 Uhr":        "adaq_7",
		"Text & Fotos: Ada Quill":                        "Ada Quill",
		"Interview: Ada Quill":                           "Ada Quill",
		"| Autor: adaq":                                  "adaq",
		"Veröffentlicht von Ada Quill":                   "Ada Quill",
		"Zeige alle Beiträge von Ada Quill →":            "Ada Quill",
		"Über Ada Quill 257 Artikel":                     "Ada Quill",
		"About the Author - Ada Quill":                   "Ada Quill",
		"VON ADA QUILL am 21. April 2020":                "ADA QUILL",
		"Ada Quill at 18:52":                             "Ada Quill",
		"By Ada Quill And Tom B. For The Quay On Sunday": "Ada Quill And Tom B. For The Quay On Sunday",
		"Posted on":                                      "",
		"Veröffentlicht am":                              "",
		"1,192 followers":                                "",
		"Name":                                           "",
		"Von Trapp":                                      "Trapp",
		"https://quay.example/ada":                       "",
		"adaq_7":                                         "adaq_7",
		"The Editor":                                     "The Editor",
	} {
		if got := tidyByline(written, "en"); got != want {
			t.Errorf("%q: %q, want %q", written, got, want)
		}
	}
}

// TestWhoWroteIt gives a page one that may be the author after the other.
func TestWhoWroteIt(t *testing.T) {
	for name, tt := range map[string]struct{ head, body, want string }{
		"a person before the site":      {`<meta name=author content="Harbour Courier">`, "<h1>Crane four</h1><p class=byline>Ada Quill</p>", "Ada Quill"},
		"a person before the host":      {`<meta name=author content="quay.example">`, "<h1>Crane four</h1><p>Von Ada Quill</p>", "Ada Quill"},
		"the site alone":                {`<meta name=author content="Harbour Courier">`, "<h1>Crane four</h1>", "Harbour Courier"},
		"the site and an account":       {`<meta name=author content="Harbour Courier (hcq)">`, "<h1>Crane four</h1><p class=author>Harbour Courier posted in Boats</p>", "Harbour Courier (hcq)"},
		"the label of a comment's form": {"", "<h1>Crane four</h1><p class=comment-form-author>Name</p>", ""},
		"a sentence":                    {"", "<h1>Crane four</h1><p>By the river stands a crane.</p>", ""},
	} {
		_, e := readPage(t, htmlPage(`<title>Crane four</title><meta property="og:site_name" content="Harbour Courier">`+tt.head, tt.body+prose))
		if e.Author != tt.want {
			t.Errorf("%s: %q, want %q", name, e.Author, tt.want)
		}
	}
}
