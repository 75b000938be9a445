package feed

import (
	"crypto/sha256"
	"encoding/binary"
	"html"
	"net/url"
	"strings"
)

// Key is something that a document may name an article by: a guid, a link, or
// what else tells it from its neighbours, hashed. The zero value means none.
type Key int64

// keyOf hashes what names an article.
func keyOf(parts ...string) Key {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(p))
		h.Write([]byte{0})
	}
	var sum [sha256.Size]byte
	return Key(binary.LittleEndian.Uint64(h.Sum(sum[:0]))) | 1 // never 0
}

// NameKey is the key of a guid or a link. The ways in which publishers rewrite
// one and the same name make no difference: http and https, &amp; for &, blanks
// around it, a slash at its end, the parameters that count clicks, and in a web
// address the case of its host.
func NameKey(name string) Key {
	if name = normalName(name); name == "" {
		return 0
	}
	return keyOf(name)
}

func normalName(name string) string {
	name = strings.TrimSpace(name)
	if strings.Contains(name, "&") {
		name = html.UnescapeString(name)
	}
	rest, web := cutScheme(name)
	if !web {
		return strings.TrimRight(name, "/")
	}
	rest, fragment, _ := strings.Cut(rest, "#")
	rest, query, _ := strings.Cut(rest, "?")
	host, path, _ := strings.Cut(rest, "/")
	name = "//" + strings.ToLower(host)
	if path = strings.TrimRight(path, "/"); path != "" {
		name += "/" + path
	}
	if query = withoutClicks(query); query != "" {
		name += "?" + query
	}
	if fragment != "" {
		name += "#" + fragment
	}
	return name
}

func cutScheme(name string) (rest string, web bool) {
	for _, scheme := range []string{"http://", "https://"} {
		if len(name) >= len(scheme) && strings.EqualFold(name[:len(scheme)], scheme) {
			return name[len(scheme):], true
		}
	}
	return name, false
}

// withoutClicks drops the parameters that tell where a click came from.
func withoutClicks(query string) string {
	if !strings.Contains(query, "utm_") {
		return query
	}
	var kept []string
	for p := range strings.SplitSeq(query, "&") {
		if !strings.HasPrefix(p, "utm_") {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, "&")
}

// homepage tells whether an address names a whole site rather than an article.
func homepage(link, site string) bool {
	if site != "" && NameKey(link) == NameKey(site) {
		return true
	}
	u, err := url.Parse(strings.TrimSpace(link))
	return err == nil && strings.Trim(u.Path, "/") == "" && u.RawQuery == "" && u.Fragment == ""
}

// Remembered is what is stored of an article that may be one of a document's
// entries.
type Remembered struct {
	Title string
	Link  string
}

// Match says which article an entry is.
type Match struct {
	Article ArticleID // 0: a new one
	Repeats bool      // the document said the same before: nothing to store
	Bind    []Key     // keys that name the entry's article from now on
	Shared  []Key     // keys that name several articles from now on
}

// named is an entry with the keys that it brings.
type named struct {
	guid, link Key
	base       Key // the strongest name it has
	precise    Key // base with what tells entries of the same name apart
	title      string
	repeats    bool // the document gave it before
	shared     bool // others in the document have the same base
	sharedLink bool // others have the same link

	foreignLink bool // another has the link as its guid
}

// Names are the keys by which the entries of a document may be stored already.
func Names(d Document) []Key {
	var keys []Key
	seen := map[Key]bool{0: true}
	for _, n := range nameAll(d) {
		for _, k := range []Key{n.guid, n.link, n.base, n.precise} {
			if !seen[k] {
				seen[k] = true
				keys = append(keys, k)
			}
		}
	}
	return keys
}

// Matches finds, for each entry of a document, which of a source's articles it
// is. known holds what the source's keys name, 0 for several articles;
// remembered holds the articles that known names.
//
// A guid names an article, whatever became of its title, text or date, unless
// link and title are both others: then the publisher used the guid again. A
// link names an article whose guid changed. Entries of one document that share
// a guid or a link, but say different things, are different articles.
func Matches(d Document, known map[Key]ArticleID, remembered map[ArticleID]Remembered) []Match {
	m := matcher{entries: nameAll(d), known: known, remembered: remembered, taken: map[ArticleID]bool{}}
	m.matches = make([]Match, len(m.entries))
	for i, n := range m.entries {
		m.matches[i].Repeats = n.repeats
	}
	m.byPreciseName()
	m.byGUID()
	m.byLink()
	for i := range m.entries {
		m.bind(i)
	}
	return m.matches
}

func nameAll(d Document) []named {
	all := make([]named, len(d.Entries))
	for i, e := range d.Entries {
		all[i] = nameOf(e, d.Link)
	}
	markRepeats(all, d.Entries)
	bases, guids, links, precise := map[Key]int{}, map[Key]bool{}, map[Key]int{}, map[Key]int{}
	for _, n := range all {
		if !n.repeats {
			bases[n.base]++
			guids[n.guid] = true
			links[n.link]++
			precise[n.precise]++
		}
	}
	for i, e := range d.Entries {
		n := &all[i]
		n.foreignLink = n.link != n.guid && guids[n.link]
		n.sharedLink = links[n.link] > 1
		n.shared = bases[n.base] > 1 || n.base == n.link && n.guid == 0 && (n.sharedLink || n.foreignLink)
		if n.shared && precise[n.precise] > 1 {
			n.precise = keyOf("text", n.precise.text(), e.Published.RFC3339(), e.Content, e.Summary)
		}
	}
	return all
}

func nameOf(e Entry, site string) named {
	n := named{guid: NameKey(e.GUID), title: plainTitle(e.Title)}
	if e.Link != "" && !homepage(e.Link, site) {
		n.link = NameKey(e.Link)
	}
	switch {
	case n.guid != 0:
		n.base = n.guid
	case n.link != 0:
		n.base = n.link
	case n.title != "":
		n.base = keyOf("title", n.title, e.Published.RFC3339())
	default:
		n.base = keyOf("text", e.Content, e.Summary, e.Published.RFC3339())
	}
	n.precise = keyOf("precise", n.base.text(), normalName(e.Link), n.title)
	return n
}

// markRepeats marks the entries that the document gave before, word for word.
func markRepeats(all []named, entries []Entry) {
	first := map[Key]int{}
	said := map[Key]bool{}
	whole := func(i int) Key {
		return keyOf(all[i].precise.text(), entries[i].Published.RFC3339(), entries[i].Content, entries[i].Summary)
	}
	for i := range all {
		before, again := first[all[i].precise]
		if !again {
			first[all[i].precise] = i
			continue
		}
		said[whole(before)] = true
		all[i].repeats = said[whole(i)]
		said[whole(i)] = true
	}
}

func (k Key) text() string {
	var b [8]byte
	binary.LittleEndian.PutUint64(b[:], uint64(k))
	return string(b[:])
}

func plainTitle(title string) string {
	return strings.ToLower(strings.Join(strings.Fields(title), " "))
}

// matcher holds the state of one call of Matches.
type matcher struct {
	entries    []named
	known      map[Key]ArticleID
	remembered map[ArticleID]Remembered
	matches    []Match
	taken      map[ArticleID]bool
}

// take gives an article to an entry unless another has it.
func (m *matcher) take(i int, id ArticleID) {
	if id != 0 && !m.taken[id] {
		m.matches[i].Article = id
		m.taken[id] = true
	}
}

// open tells whether an entry still has no article.
func (m *matcher) open(i int) bool { return m.matches[i].Article == 0 && !m.matches[i].Repeats }

func (m *matcher) byPreciseName() {
	for i, n := range m.entries {
		if m.open(i) {
			m.take(i, m.known[n.precise])
		}
	}
}

// byGUID matches by the strongest name. Of entries that share it the one that
// says what is stored goes first.
func (m *matcher) byGUID() {
	for _, fits := range []func(n named, r Remembered) bool{
		func(n named, r Remembered) bool { return n.sameLink(r) && n.title == plainTitle(r.Title) },
		func(n named, r Remembered) bool { return n.sameLink(r) || n.title == plainTitle(r.Title) },
	} {
		for i, n := range m.entries {
			id := m.known[n.base]
			if r, ok := m.remembered[id]; ok && m.open(i) && fits(n, r) {
				m.take(i, id)
			}
		}
	}
}

// sameLink tells whether the entry's link does not contradict the stored one.
func (n named) sameLink(r Remembered) bool {
	return n.link == 0 || r.Link == "" || n.link == NameKey(r.Link)
}

// byLink matches entries whose guid is new, by a link that only they have.
func (m *matcher) byLink() {
	for i, n := range m.entries {
		if n.link != 0 && !n.sharedLink && !n.foreignLink && m.open(i) {
			m.take(i, m.known[n.link])
		}
	}
}

// bind says what names the entry's article from now on.
func (m *matcher) bind(i int) {
	n, match := m.entries[i], &m.matches[i]
	if match.Repeats {
		return
	}
	stored, isKnown := m.known[n.base]
	ambiguous := n.shared || isKnown && stored == 0
	if ambiguous {
		m.share(match, n.base)
		match.Bind = append(match.Bind, n.precise)
	} else {
		match.Bind = append(match.Bind, n.base)
	}
	if n.link == 0 || n.link == n.base {
		return
	}
	holder, isKnown := m.known[n.link]
	switch {
	case n.foreignLink:
	case n.sharedLink:
		m.share(match, n.link)
	case !isKnown || holder == match.Article && holder != 0:
		match.Bind = append(match.Bind, n.link)
	}
}

func (m *matcher) share(match *Match, k Key) {
	if id, isKnown := m.known[k]; !isKnown || id != 0 {
		match.Shared = append(match.Shared, k)
	}
}
