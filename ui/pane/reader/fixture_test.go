package reader

import (
	"fmt"
	"strings"
	"time"

	"griot/feed"
	"griot/ui/pane/panetest"
)

// summit is the article that griot began with.
func summit() feed.Article {
	h := feed.Headline{
		ID: 4, Source: 1, SourceLabel: "Malijet", Title: "À Bamako, la Confédération du Sahel dresse son bilan",
		Author: "Malijet", Link: "https://malijet.example/bilan", Published: feed.Day(2026, 2, 21),
		Views: feed.CountOf(1953, feed.OriginText, panetest.Now()), Comments: feed.CountOf(0, feed.OriginText, panetest.Now()), Opens: 1,
	}
	return feed.Article{Headline: h, Contact: "contact@malijet.example", Content: `<p>Dix-sept mois après la rencontre fondatrice de Niamey, les chefs d’État du Sahel se retrouvent au bord du Niger pour leur deuxième session. Deux jours durant, Bamako tient la plume de la Confédération.</p>
<h2>Ce que le président sortant met sur la table</h2>
<p>Assimi Goïta rend compte de son mandat. Trois chantiers reviennent dans tous les couloirs&nbsp;:</p>
<ul><li>Sécurité&nbsp;: des renseignements et des moyens aériens mis en commun</li><li>Diplomatie&nbsp;: une seule voix au dehors, celle de la souveraineté</li><li>Intégration&nbsp;: des frontières que l’on passe plus librement qu’hier</li></ul>
<h2>Qui prendra la suite&nbsp;?</h2>
<p>Deux noms circulent, Ibrahim Traoré et Abdourahamane Tiani. Les textes de la Confédération prévoient une <a href="https://malijet.example/textes">présidence d’un an</a>.</p>
<p>Z. T./Malijet</p>`}
}

// ferry is an article with links, an enclosure and comments.
func ferry() feed.Article {
	return feed.Article{
		Headline: feed.Headline{
			ID: 7, Source: 2, SourceLabel: "Harbour Courier", Title: "Ferry line to the islands reopens after two winters",
			Author: "Brahim K.", Link: "https://courier.example/ferry", Published: feed.At(time.Date(2026, 2, 20, 18, 5, 0, 0, time.UTC)),
			Views: feed.CountOf(12407, feed.OriginFeed, panetest.Now()), Comments: feed.CountOf(31, feed.OriginFeed, panetest.Now()), Opens: 3,
		},
		Content: `<p>The ferry <a href="https://courier.example/timetable">runs twice a day</a>, goats included; the <a href="https://courier.example/fares">fares</a> stay as they were.</p>
<blockquote><p>Nobody on the islands forgot how to wait.</p></blockquote>
<table><tr><th>Pier</th><th>Leaves</th></tr><tr><td>North 日本</td><td>07:10</td></tr><tr><td>South 🐐</td><td>08:40</td></tr></table>
<pre><code class="language-go">for pier := range piers { fmt.Println(pier, "waits for the ferry that comes and goes and comes again") }</code></pre>
<p>More in the <a href="https://courier.example/timetable">timetable</a>.</p>`,
		Enclosures: []feed.Enclosure{{URL: "https://courier.example/sound/ferry.mp3", Type: "audio/mpeg", Length: 1 << 20}},
	}
}

// quay is the thread under ferry.
func quay() feed.Thread {
	at := func(day, hour, minute int) feed.Date {
		return feed.At(time.Date(2026, 2, day, hour, minute, 0, 0, time.UTC))
	}
	t := feed.Thread{Article: ferry().Headline, Comments: []feed.Threaded{
		{Comment: feed.Comment{ID: 1, Article: 7, Author: "Brahim K.", Published: at(20, 8, 15), Body: "<p>My grandmother took the last one. She will take this one too.</p>"}, Replies: 2},
		{Comment: feed.Comment{ID: 2, Article: 7, Parent: 1, Author: "ada", Own: true, Published: at(21, 9, 2), Body: "Tell her the *goats* get a window seat."}, Depth: 1, Replies: 1},
		{Comment: feed.Comment{ID: 3, Article: 7, Parent: 2, Author: "Brahim K.", Published: at(21, 9, 40), Body: "<p>She says they always did.</p>"}, Depth: 2},
	}}
	for i := range 7 {
		t.Comments = append(t.Comments, feed.Threaded{Comment: feed.Comment{
			ID: feed.CommentID(10 + i), Article: 7, Author: "J. Otieno", Published: at(20, 19, 40), Body: "<p>Who pays for the goats?</p>",
		}})
	}
	return t
}

// long is an article of about so many bytes, with a link in each tenth paragraph.
func long(id feed.ArticleID, size int) feed.Article {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		fmt.Fprintf(&b, "<p>Paragraph number %d. %s", i, strings.Repeat("The river carries the news from town to town. ", 4))
		if i%10 == 0 {
			fmt.Fprintf(&b, `<a href="https://example.org/%d">See stone %d</a>.`, i, i)
		}
		b.WriteString("</p>\n")
	}
	return feed.Article{
		Headline: feed.Headline{ID: id, Title: "A long one", SourceLabel: "Harbour Courier"},
		Content:  b.String(),
	}
}
