package parse

import "testing"

func TestTidyByline(t *testing.T) {
	for written, want := range map[string]string{
		"By Ada Quill":                           "Ada Quill",
		"by Ada Quill22 Dec 2016651":             "Ada Quill",
		"Par Moussa Sidibé":                      "Moussa Sidibé",
		"By Ada Quill March 11, 2015 3:46 PM":    "Ada Quill",
		"Ada Quill, Political Editor":            "Ada Quill",
		"Ada Quill Senior Staff Writer":          "Ada Quill",
		"Ada Quill | Staff Writer | 2 May 2024":  "Ada Quill",
		"Staff Writer | Ada Quill":               "Ada Quill",
		"Ada Quill ada@quay.example":             "Ada Quill",
		"Ada Quill (@adaq)":                      "Ada Quill",
		"Par Ada Quill (avec Tom B. et Zoé Roy)": "Ada Quill (avec Tom B. et Zoé Roy)",
		"Ada (Zoé Maria) Quill":                  "Ada (Zoé Maria) Quill",
		"Ada Quill (in Paris)":                   "Ada Quill",
		"Ada Quill and Tom B.":                   "Ada Quill and Tom B.",
		"22 Dec 2016":                            "",
		"https://quay.example/ada":               "",
		"adaq_7":                                 "adaq_7",
		"The Editor":                             "The Editor",
	} {
		if got := tidyByline(written, "en"); got != want {
			t.Errorf("%q: %q, want %q", written, got, want)
		}
	}
}
