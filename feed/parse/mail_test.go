package parse

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"griot/feed"
)

const simpleMail = "Received: from quay.example by mail.example; Sat, 21 Feb 2026 10:02:13 +0000\r\n" +
	"From: =?utf-8?q?Am=C3=A9lie_Diarra?= <amelie@quay.example>\r\n" +
	"To: readers@quay.example\r\n" +
	"Date: Sat, 21 Feb 2026 11:02:11 +0100 (CET)\r\n" +
	"Subject: =?iso-8859-1?Q?La_mar=E9e?=\r\n =?utf-8?B?IGRlIG1pZGk=?=\r\n" +
	"Message-ID: <tide-1@quay.example>\r\n" +
	"Archived-At: <https://lists.example/tide-1>\r\n" +
	"List-Id: \"The Quay\" <quay.lists.example>\r\n" +
	"Content-Type: text/plain; charset=iso-8859-1\r\n" +
	"Content-Transfer-Encoding: quoted-printable\r\n\r\n" +
	"La mar=E9e de midi est haute, et les bateaux ne peuvent pas quitter le port=\r\n" +
	" avant le soir.\r\n\r\n> Quand partez-vous ?\r\nCe soir.\r\n"

func readMail(t *testing.T, name, src string) feed.Document {
	t.Helper()
	doc, err := Parse(Input{Body: []byte(src), Name: name, Seen: pageSeen})
	if err != nil {
		t.Fatal(err)
	}
	requireClean(t, doc)
	return doc
}

func TestMail(t *testing.T) {
	doc := readMail(t, "", simpleMail)
	e := doc.Entries[0]
	for what, pair := range map[string][2]string{
		"title":   {e.Title, "La marée de midi"},
		"author":  {e.Author, "Amélie Diarra"},
		"date":    {e.Published.RFC3339(), "2026-02-21T10:02:11Z"},
		"id":      {e.GUID, "tide-1@quay.example"},
		"link":    {e.Link, "https://lists.example/tide-1"},
		"list":    {doc.Title, "The Quay"},
		"content": {e.Content, "<p>La marée de midi est haute, et les bateaux ne peuvent pas quitter le port avant le soir.</p><blockquote><p>Quand partez-vous ?</p></blockquote><p>Ce soir.</p>"},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s: %q, want %q", what, pair[0], pair[1])
		}
	}
	if doc.Kind != feed.KindPage || len(doc.Entries) != 1 || e.Language != "fr" {
		t.Errorf("kind %d, %d entries, language %q", doc.Kind, len(doc.Entries), e.Language)
	}
}

// multipartMail is a message of alternatives with a picture, and two attachments.
func multipartMail() string {
	report := base64.StdEncoding.EncodeToString(bytes.Repeat([]byte("tide"), 300))
	return "MIME-Version: 1.0\nFrom: ada@quay.example\nDate: 21 Feb 2026 10:00 GMT\nSubject: Report\n" +
		"Content-Type: multipart/mixed; boundary=\"out er\"\n\nNo one reads this.\n--out er\n" +
		"Content-Type: multipart/alternative; boundary=inner\n\n--inner\nContent-Type: text/plain\n\nThe plain one\n" +
		"--inner\nContent-Type: multipart/related; boundary=rel\n\n--rel\nContent-Type: text/html; charset=windows-1252\n" +
		"Content-Transfer-Encoding: base64\nContent-Location: https://quay.example/a/\n\n" +
		base64.StdEncoding.EncodeToString([]byte("<html><script>steal()</script><p>The \x93rich\x94 one <a href=b>b</a><img src=cid:x>")) +
		"\n--rel\nContent-Type: image/png; name=x.png\nContent-ID: <x>\n\nPNG\n--rel--\n--inner--\n--out er\n" +
		"Content-Type: application/pdf\nContent-Disposition: attachment; filename=\"../tide.pdf\"\nContent-Transfer-Encoding: base64\n\n" + report + "\n" +
		"--out er\nContent-Type: message/rfc822\n\nFrom: Brahim <b@quay.example>\nSubject: Earlier\n\nThe first word.\n--out er--\nepilogue\n"
}

func TestMailOfManyParts(t *testing.T) {
	e := readMail(t, "", multipartMail()).Entries[0]
	for _, want := range []string{"The “rich” one", `href="https://quay.example/a/b"`, "<blockquote><p><strong>Earlier · Brahim</strong></p><p>The first word.</p></blockquote>", "<li>tide.pdf (application/pdf)</li>"} {
		if !strings.Contains(e.Content, want) {
			t.Errorf("no %q in %q", want, e.Content)
		}
	}
	for _, never := range []string{"plain one", "script", "No one reads", "epilogue", "cid:", "PNG"} {
		if strings.Contains(e.Content, never) {
			t.Errorf("%q in %q", never, e.Content)
		}
	}
	if want := (feed.Enclosure{URL: "tide.pdf", Type: "application/pdf", Length: 1200}); len(e.Enclosures) != 1 || e.Enclosures[0] != want {
		t.Errorf("enclosures %+v", e.Enclosures)
	}
}

func TestMailbox(t *testing.T) {
	box := "From MAILER Sat Feb 21 10:00:00 2026\n" + strings.ReplaceAll(simpleMail, "\r\n", "\n") +
		"\nFrom b@quay.example Sun Feb 22 10:00:00 2026\nFrom: Brahim <b@quay.example>\nDate: Sun, 22 Feb 2026 10:00:00 +0000\nSubject: Second\n\n" +
		"An empty line, then:\n\n>From here to the pier.\n\nFrom there on it is text.\n"
	doc := readMail(t, "box", box)
	if doc.Kind != feed.KindFeed || len(doc.Entries) != 2 {
		t.Fatalf("kind %d, %d entries", doc.Kind, len(doc.Entries))
	}
	second := doc.Entries[1]
	if second.Title != "Second" || second.Author != "Brahim" || !strings.Contains(second.Content, "<p>From here to the pier.</p><p>From there") {
		t.Errorf("%+v", second)
	}
}

func TestSavedPages(t *testing.T) {
	page := "<title>The tide</title><article><h1>The tide</h1><p>" + strings.Repeat("The evening tide was late, and nobody on the pier had expected it. ", 8) + "<a href=3D\"/pier\">The pier</a></p></article>"
	mhtml := "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://quay.example/tide\r\nSubject: The tide\r\nMIME-Version: 1.0\r\n" +
		"Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----b\"\r\n\r\n\r\n------b\r\nContent-Type: text/html\r\n" +
		"Content-Transfer-Encoding: quoted-printable\r\nContent-Location: https://quay.example/tide\r\n\r\n" + page + "\r\n------b\r\nContent-Type: image/png\r\n\r\nx\r\n------b--\r\n"
	for name, src := range map[string]string{
		"page.mhtml": mhtml,
		"plain":      mhtml,
		"saved.html": "<!DOCTYPE html>\n<!-- saved from url=(0025)https://quay.example/tide -->\n" + strings.ReplaceAll(page, "=3D", "="),
		"single":     "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://quay.example/tide \n saved date: x\n-->" + strings.ReplaceAll(page, "=3D", "="),
	} {
		e := readMail(t, name, src).Entries[0]
		if e.Title != "The tide" || e.Link != "https://quay.example/tide" || !strings.Contains(e.Content, `href="https://quay.example/pier"`) {
			t.Errorf("%s: %q, %q, %q", name, e.Title, e.Link, e.Content)
		}
	}
}

// What a mail is not: texts that only look like one.
func TestNoMail(t *testing.T) {
	for _, src := range []string{
		"From: Ada <ada@quay.example>\nDate: Sat, 21 Feb 2026 10:02:11 +0000\nSubject: copied out of a mail\n\nText.\n",
		"From the pier one sees the lamps.\nTide: high\n\nText.\n", "Title: x\nAuthor: y\n\ntext", "Note: this\nis a text with a colon.",
		"---\nfrom: x\nmessage-id: y\n---\n", "",
	} {
		if isMail([]byte(src), Input{}) {
			t.Errorf("%q is taken for a mail", src)
		}
	}
	if !isMail([]byte("From: a\nSubject: b\n\nc"), Input{Name: "a.eml"}) {
		t.Error("a file called .eml is none")
	}
}

func TestPackedFiles(t *testing.T) {
	for name, src := range map[string]string{"notes.md.gz": "Plain *text*", "mail.eml.gz": simpleMail, "page.html.gz": "<p>A page", "feed.xml.gz": soundRSS} {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		_, _ = z.Write([]byte(src))
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		packed, err := Parse(Input{Body: b.Bytes(), Name: name, Seen: pageSeen})
		if err != nil {
			t.Fatal(err)
		}
		bare, err := Parse(Input{Body: []byte(src), Name: strings.TrimSuffix(name, ".gz"), Seen: pageSeen})
		if err != nil || fmt.Sprint(packed) != fmt.Sprint(bare) {
			t.Errorf("%s: %+v, want %+v, %v", name, packed, bare, err)
		}
	}
}

func TestEncodedWords(t *testing.T) {
	for src, want := range map[string]string{
		"plain": "plain",
		"=?utf-8?q?=C3?= =?UTF-8?Q?=A9t=C3=A9?= x":            "été x",
		"=?utf-8?b?w6l0?=  =?utf-8?b?w6k=?= =?utf-8?b?w6k=?=": "étéé",
		"a =?iso-8859-1?q?=E9?= b =?koi8-r?b?8A==?=":          "a é b П",
		"=?utf-8?x?=A?= =? =?a?b":                             "=?utf-8?x?=A?= =? =?a?b",
		"bare \xe9t\xe9 caf\xe9":                              "bare été café",
	} {
		if got := decodeWords(src); got != want {
			t.Errorf("%q: %q, want %q", src, got, want)
		}
	}
}

func TestMailText(t *testing.T) {
	for _, c := range []struct {
		src           string
		flowed, delsp bool
		want          string
	}{
		{"a \nb\nc", true, false, "<p>a b<br>c</p>"},
		{"a \nb", true, true, "<p>ab</p>"},
		{"-- \nAda", true, false, "<p>--<br>Ada</p>"},
		{"> > a\n>> b\n> c\nd", false, false, "<blockquote><blockquote><p>a<br>b</p></blockquote><p>c</p></blockquote><p>d</p>"},
		{strings.Repeat("word ", 13) + "\nand on\n- item", false, false, "<p>" + strings.Repeat("word ", 13) + " and on<br>- item</p>"},
		{"<b>&", false, false, "<p>&lt;b&gt;&amp;</p>"},
	} {
		if got := mailText(c.src, c.flowed, c.delsp); got != c.want {
			t.Errorf("%q: %q, want %q", c.src, got, c.want)
		}
	}
}

// hostileMails are messages that cost a careless reader its time or its memory.
func hostileMails() map[string]string {
	head := "MIME-Version: 1.0\nFrom: a\nSubject: s\nContent-Type: multipart/mixed; boundary=b0\n\n"
	var nested strings.Builder
	nested.WriteString(head)
	for i := range 200 {
		fmt.Fprintf(&nested, "--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n", i, i+1)
	}
	const size = 1 << 20
	return map[string]string{
		"nested":      nested.String() + strings.Repeat("x\n", size/2),
		"many parts":  head + strings.Repeat("--b0\n\nx\n", size/8),
		"boundaries":  head + strings.Repeat("--b0 x", size/6),
		"quotes":      head + "--b0\n\n" + strings.Repeat(">", size),
		"turns":       head + "--b0\n\n" + strings.Repeat(">>>>>> a\nb\n", size/11),
		"long lines":  head + "--b0\n\n" + strings.Repeat(strings.Repeat("word ", 14)+"\n", size/71),
		"header":      "MIME-Version: 1.0\nFrom: a\nSubject: s\n" + strings.Repeat(" more\n", size/6),
		"fields":      "MIME-Version: 1.0\nFrom: a\n" + strings.Repeat("x: y\n", size/5),
		"encoded":     "MIME-Version: 1.0\nFrom: " + strings.Repeat("=?x?q?=41?= ", 1000) + "\nSubject: " + strings.Repeat("=?utf-8?b?", 1000) + "\n\nx",
		"quoted":      "MIME-Version: 1.0\nFrom: a\nContent-Transfer-Encoding: quoted-printable\n\n" + strings.Repeat("=", size),
		"messages":    strings.Repeat("From a\nFrom: b\nDate: c\n\nd\n\n", size/28),
		"forwards":    "MIME-Version: 1.0\nFrom: a\n" + strings.Repeat("Content-Type: message/rfc822\n\nFrom: a\n", size/39),
		"attachments": head + strings.Repeat("--b0\nContent-Disposition: attachment; filename=a\n\nx\n", size/52),
	}
}

func TestHostileMails(t *testing.T) {
	for name, src := range hostileMails() {
		doc, err := Parse(Input{Body: []byte(src), Seen: pageSeen})
		if err != nil || len(doc.Entries) == 0 || len(doc.Entries) > maxMessages {
			t.Errorf("%s: %d entries, %v", name, len(doc.Entries), err)
		}
		for _, e := range doc.Entries {
			if len(e.Enclosures) > maxAttachment || len(e.Author) > 500 {
				t.Errorf("%s: %d attachments, an author of %d bytes", name, len(e.Enclosures), len(e.Author))
			}
		}
	}
}

func FuzzMail(f *testing.F) {
	for _, s := range []string{simpleMail, multipartMail(), "From a\nFrom: b\n\n>From c\n\nFrom d\nFrom: e\n\nf", "MIME-Version: 1.0\nFrom: x\nContent-Type: multipart/related; boundary=a; start=\"<r>\"\n\n--a\nContent-ID: <r>\nContent-Type: text/html\nContent-Location: http://a/\n\n<p>x\n--a--",
		"MIME-Version: 1.0\nFrom: =?x?b?//?=\nSubject: =?gb2312?q?=ff?=\nContent-Type: text/plain; charset=x; format=flowed\nContent-Transfer-Encoding: base64\n\nAAA"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		in := Input{Body: src, Name: "x.eml", Seen: pageSeen}
		if doc, err := parseMail(in, src); err == nil {
			requireClean(t, doc)
		}
		isMail(src, in)
	})
}
