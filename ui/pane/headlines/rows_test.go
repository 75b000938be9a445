package headlines

import (
	"fmt"
	"time"

	"griot/feed"
)

// paper is a small newspaper with everything that a row can show.
func paper() []feed.Headline {
	at := func(month time.Month, day, hour, minute int) feed.Date {
		return feed.At(time.Date(2026, month, day, hour, minute, 0, 0, time.UTC))
	}
	views := func(n int64) feed.Count { return feed.CountOf(n, feed.OriginFeed, noon()) }
	none := feed.Count{}
	rows := []feed.Headline{
		{Title: "À Bamako, la Confédération du Sahel dresse son bilan", SourceLabel: "Malijet", Source: 1, Published: at(2, 21, 14, 2), Views: views(1953), Comments: views(0), Starred: true},
		{Title: "Le fleuve remonte à Mopti, les piroguiers reprennent la ligne", SourceLabel: "Malijet", Source: 1, Published: at(2, 21, 11, 47), Views: views(842), Comments: views(12)},
		{Title: "Ferry line to the islands reopens after two winters", SourceLabel: "Harbour Courier", Source: 2, Published: at(2, 21, 9, 15), Views: views(12407), Comments: views(2), OwnComments: 1, Read: true},
		{Title: "The night library opens its doors until two", SourceLabel: "Port Gazette", Source: 3, Published: at(2, 21, 8, 30), Views: none, Comments: views(3)},
		{Title: "A lamp kept through the storms: the last keeper of Skarv Point tells of forty years on the rock", SourceLabel: "Coast", Source: 4, Published: at(2, 20, 19, 0), Views: views(5210), Comments: views(31), Read: true, Starred: true},
		{Title: "Release 2.4: windows instead of lists, and what that changed", SourceLabel: "Notes on tools", Source: 5, Published: at(2, 20, 16, 20), Views: none, Comments: none},
		{Title: "Fonio, mil, sorgho : ce que disent les marchés de Ségou", SourceLabel: "Malijet", Source: 1, Published: feed.Day(2026, 2, 20), Views: views(611), Comments: views(4), Read: true},
		{Title: "港の市場、冬の朝に再開", SourceLabel: "港新聞", Source: 6, Published: at(2, 18, 7, 5), Views: views(88), Comments: none},
		{Title: "How a newspaper fits in eighty columns", SourceLabel: "Notes on tools", Source: 5, Published: at(2, 18, 6, 0), Views: none, Comments: views(9), Read: true},
		{Title: "Three recipes 🍲 for a week without a market 👩‍🍳", SourceLabel: "Quay News", Source: 7, Published: at(2, 17, 12, 0), Views: views(4120), Comments: views(2)},
		{Title: "Les griots de Kéla ouvrent leur toit", SourceLabel: "Malijet", Source: 1, Published: at(2, 16, 10, 0), Views: views(2044), Comments: views(18), Read: true},
		{Title: "A bridge that nobody crossed, and the people who waited for it", SourceLabel: "The Quarterly Review of Unbuilt Things", Source: 8, Published: at(2, 11, 10, 0), Views: views(77), Comments: views(1), OwnComments: 2},
		{Title: "", SourceLabel: "Coast", Source: 4, Published: at(2, 3, 10, 0), Views: none, Comments: none, Read: true},
		{Title: "Winter ferry timetable", SourceLabel: "Harbour Courier", Source: 2, Published: at(1, 12, 10, 0), Views: views(310), Comments: none, Read: true},
		{Title: "Une année de pluies, vue des puits", SourceLabel: "Malijet", Source: 1, Published: feed.Day(2025, 12, 28), Views: views(1204), Comments: views(0), Read: true},
		{Title: "Letters from the delta", SourceLabel: "Quay News", Source: 7, Published: at(1, 4, 10, 0), Views: none, Comments: views(7), Read: true},
	}
	for i := range rows {
		rows[i].ID = feed.ArticleID(len(rows) - i)
		rows[i].Link = fmt.Sprintf("https://example.org/%d", rows[i].ID)
		rows[i].Author = "A. Writer"
		rows[i].Sorted = rows[i].Published.Instant()
	}
	return rows
}

// many is a long list: every seventh row read, dates 11 minutes apart, and rarely a
// starred one.
func many(n int) []feed.Headline {
	rows := make([]feed.Headline, n)
	for i := range rows {
		id := feed.ArticleID(n - i)
		when := noon().Add(-time.Duration(i) * 11 * time.Minute)
		rows[i] = feed.Headline{
			ID: id, Source: feed.SourceID(id%7 + 1), SourceLabel: fmt.Sprintf("Source %d", id%7+1),
			Title: fmt.Sprintf("Headline %d of a long list", id), Published: feed.At(when), Sorted: when,
			Views: feed.CountOf(int64(id*7919%10007), feed.OriginFeed, when), Read: id%7 == 0, Starred: id%501 == 0,
		}
	}
	return rows
}
