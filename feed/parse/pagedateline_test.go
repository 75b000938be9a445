package parse

import (
	"strings"
	"testing"
)

// TestDateline reads pages that show their date to people alone.
func TestDateline(t *testing.T) {
	const headline = "<h1>Crane four</h1>"
	for name, tt := range map[string]struct{ body, want string }{
		"today's in the masthead":       {"<p class=date>Monday, 23 November 2026</p><p>" + strings.Repeat("Harbour, ships and weather. ", 30) + "</p>" + headline, ""},
		"two digits of the year":        {headline + "<span>02.12.19</span>", "2019-12-02"},
		"above the headline":            {"<h3>21.01.2026</h3>" + headline, "2026-01-21"},
		"above a smaller headline":      {`<div class="widget Blog"><h2 class=top><span>Friday, February 20, 2026</span></h2><h3>Crane four</h3>` + prose + "</div>", "2026-02-20"},
		"in a page with a sidebar":      {`<div class="content-sidebar-wrap">` + headline + "<p>20 February 2026</p>" + prose + "</div>", "2026-02-20"},
		"between elements":              {headline + "<div><h5>Datum:</h5>20.02.2026<br>" + prose + "</div>", "2026-02-20"},
		"as the text begins":            {headline + "<p><b>(18.01.2026) The port trembles.</b> " + prose + "</p>", "2026-01-18"},
		"day and time side by side":     {headline + "<p><span>28.09.2025</span><span>12:44</span></p>", "2025-09-28T12:44:00Z"},
		"first published after updated": {headline + "<p>Last updated 4 June 2026, originally created 1 May 2026</p>", "2026-05-01"},
		"and then the update's":         {headline + "<p>1 May 2026 / Updated 4 June 2026</p>", "2026-05-01"},
		"an update's":                   {headline + "<p>Updated 4 June 2026</p>", ""},
		"the owner's":                   {headline + "<p>© Quay 4 June 2026</p>", ""},
		"the day that somebody joined":  {headline + "<p>Member since: 18.09.2008</p><p>by ada » 21.01.2026, 05:42</p>", "2026-01-21T05:42:00Z"},
		"a comment's":                   {headline + `<div class="comments"><p class=date>4 June 2026</p></div>`, ""},
		"a sentence's":                  {headline + prose + "<p>It was the third of its kind to be moved since the storm of 4 June 2019, which nobody on the quay is going to forget.</p>", ""},
		"before there were pages":       {headline + "<p>4 June 1919</p>", ""},
		"yet to come":                   {headline + "<p>4 June 2031</p>", ""},
		"of a teaser at the headline":   {`<div class="teaser-head"><p class=date>20 February 2026</p></div>` + headline, "2026-02-20"},
		"of a teaser below":             {headline + prose + prose + `<div class="teaser"><p class=date>20 February 2026</p></div>`, ""},
		"German":                        {headline + "<p>Veröffentlicht am 20. Februar 2026</p>", "2026-02-20"},
		"French":                        {headline + "<p>Mis en ligne le 1er mars 2026 à 14h05</p>", "2026-03-01T14:05:00Z"},
		"Spanish":                       {headline + "<p>20 de febrero de 2026</p>", "2026-02-20"},
		"Portuguese":                    {headline + "<p>20 de fevereiro de 2026</p>", "2026-02-20"},
		"Italian":                       {headline + "<p>venerdì, 20 febbraio 2026</p>", "2026-02-20"},
		"Dutch":                         {headline + "<p>vrijdag 20 februari 2026</p>", "2026-02-20"},
		"Greek":                         {headline + "<p>20 Φεβρουαρίου 2026</p>", "2026-02-20"},
		"Russian":                       {headline + "<p>20 февраля 2026</p>", "2026-02-20"},
		"Hungarian":                     {headline + "<p>2026. február 20.</p>", "2026-02-20"},
		"Korean":                        {headline + "<p>입력 2026년 2월 20일</p>", "2026-02-20"},
		"Korean in digits":              {headline + "<p>입력 2026.02.20 14:05</p>", "2026-02-20T14:05:00Z"},
		"Japanese":                      {headline + "<p>2026年2月20日 14:05</p>", "2026-02-20T14:05:00Z"},
	} {
		doc, err := Parse(Input{Body: []byte(htmlPage("<title>Crane four - Quay</title>", tt.body+prose)), URL: "https://quay.example/crane", ContentType: "text/html; charset=utf-8", Seen: pageSeen})
		if err != nil {
			t.Fatal(err)
		}
		if got := doc.Entries[0].Published.RFC3339(); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

func TestDateInAddress(t *testing.T) {
	for path, want := range map[string]string{
		"/2026/02/21/crane":               "2026-02-21",
		"/2026/2/9/crane":                 "2026-02-09",
		"/2026/feb/09/crane":              "2026-02-09",
		"/news/2026-02/21/crane":          "2026-02-21",
		"/crane-2026-02-21.html":          "2026-02-21",
		"/20260221/crane":                 "2026-02-21",
		"/crane-20260221":                 "2026-02-21",
		"/news/21-02-2026-crane":          "2026-02-21",
		"/web/20260221101112/crane":       "", // when it was copied
		"/2026/02/crane":                  "",
		"/2026/13/45/crane":               "",
		"/crane-12345678":                 "",
		"/a/2025/2026/02/21/crane":        "2026-02-21",
		"/1234567/crane-1-2-2026-or-2-1/": "",
	} {
		if got := dateInAddress("https://quay.example" + path).RFC3339(); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
}
