package parse

import (
	"regexp"
	"slices"
	"strings"

	"griot/feed"
	"griot/feed/parse/capture"
)

// discussion reads counts and comments, and where more of them are.
func (p *page) discussion(e *feed.Entry) {
	all := append(slices.Clone(p.linked), p.micro...)
	for _, t := range all {
		if p.article != nil && !t.isArticle() && !t.is("DiscussionForumPosting", "WebPage", "CreativeWork", "Question", "Recipe") {
			continue
		}
		views, comments := t.counts(p.in)
		if !e.Views.Known() {
			e.Views = views
		}
		if !e.CommentCount.Known() {
			e.CommentCount = comments
		}
		if len(e.Comments) == 0 {
			e.Comments = t.comments(p.in, all)
		}
	}
	if n, ok := wholeNumber(strings.TrimPrefix(p.metas("interactioncount"), "UserPageVisits:")); ok && !e.Views.Known() {
		e.Views = feed.CountOf(n, feed.OriginPage, p.in.Seen)
	}
	if len(e.Comments) == 0 {
		e.Comments = p.looseComments(all)
	}
	p.visibleCounts(e)
	if !e.CommentCount.Known() && len(e.Comments) > 0 {
		e.CommentCount = feed.CountOf(int64(len(e.Comments)), feed.OriginPage, p.in.Seen)
	}
	for _, c := range p.feeds {
		if ofComments(c) && e.Link != "" && strings.HasPrefix(strings.TrimSuffix(c.URL, "/"), strings.TrimSuffix(e.Link, "/")+"/") {
			e.CommentsFeed = c.URL
		}
	}
}

// looseComments are comments that are marked up and stand outside the article.
func (p *page) looseComments(all []thing) []feed.RemoteComment {
	var loose []any
	for _, t := range all {
		if t.is("Comment", "UserComments", "Answer") {
			loose = append(loose, map[string]any(t))
		}
	}
	if len(loose) == 0 {
		return nil
	}
	return thing{"comment": loose}.comments(p.in, all)
}

// visibleCounts reads counts that stand beside the headline as people see them.
func (p *page) visibleCounts(e *feed.Entry) {
	for _, s := range p.visible {
		if len(s.text) > 120 || strings.Count(s.text, " ") > 14 || strings.HasSuffix(s.text, ".") {
			continue // a sentence about views is none about these
		}
		above := s.after == 0 && len(p.headings) > 0 && !strings.Contains(s.class, "view") && !strings.Contains(s.class, "vue")
		near := s.where == inArticle && !s.loose && !s.heading && !above
		if near && !e.Views.Known() && digits(s.text) > 0 {
			if n, ok := visibleViews(s); ok {
				e.Views = feed.CountOf(n, feed.OriginPage, p.in.Seen)
			}
		}
		if (near || s.heading && s.where != beside) && len(s.text) < 80 && !e.CommentCount.Known() {
			if n, ok := visibleComments(s); ok {
				e.CommentCount = feed.CountOf(n, feed.OriginPage, p.in.Seen)
			}
		}
	}
}

const shownNumber = `(\d{1,3}(?:[.,'’\s\x{00A0}\x{202F}]\d{3})+|\d+(?:[.,]\d+)?)[\s\x{00A0}]?(k|mil|тыс\.?)?`

// The words for views and comments in the languages that pages are read in,
// beside those that captured texts use.
var (
	viewsShown = regexp.MustCompile(`(?i)(?:^|[^\d\pL.,])` + shownNumber + `[\s\x{00A0}]*(?:x|×|mal|fois|keer|veces|vezes|volte|times|раз|φορές|次|회)?[\s\x{00A0}]*(?:views?|vues?|aufrufe|zugriffe|gelesen|leser|klicks|angesehen|lecturas|visualizaciones|vistas|visitas|leituras|visualizações|acessos|letture|visualizzazioni|weergaven|gelezen|bekeken|προβολές|αναγνώσεις|megtekintés|olvasás|просмотр(?:ов|а)?|прочтени[йяе]|조회|浏览|瀏覽|阅读|閱讀|閲覧)(?:$|[^\pL])`)
	shownViews = regexp.MustCompile(`(?i)(?:^|[^\pL])(?:views?|vues?|hits|reads|aufrufe|zugriffe|gelesen|klicks|lecturas|leído|visto|visitas|visualizaciones|leituras|lido|acessos|visualizações|letture|letto|visualizzazioni|weergaven|gelezen|(?:keer )?bekeken|προβολές|αναγνώσεις|megtekintés(?:ek)?|olvasás|просмотр(?:ов|ы|ено)|조회(?:수)?|浏览(?:量|数|次数)?|瀏覽(?:數|人次)?|阅读(?:量|数)?|閱讀(?:數)?|閲覧(?:数|回数)?)[\s\x{00A0}]*[:：]?[\s\x{00A0}]*` + shownNumber + `(?:$|[^\d\pL])`)

	commentWords  = `(?:comments?|commentaires?|réactions?|replies|responses|kommentare?|antworten|reaktionen|comentarios?|respuestas|comentários?|respostas|comment[oi]|risposte|reacties?|σχόλι[αο]|hozzászólás(?:ok)?|комментари(?:й|я|ев|и)|댓글|답글|コメント|评论|評論|thoughts on)`
	commentsShown = regexp.MustCompile(`(?i)(?:^|[^\d\pL.,])` + shownNumber + `[\s\x{00A0}]*` + commentWords + `(?:$|[^\pL])`)
	shownComments = regexp.MustCompile(`(?i)^` + commentWords + `[\s\x{00A0}]*(?:[:：][\s\x{00A0}]*)?\(?` + shownNumber + `\)?$`)
	noComments    = regexp.MustCompile(`(?i)^(?:no|aucun|pas de|keine|sin|no hay|nenhum|sem|nessun|geen|нет|κανένα) ` + commentWords + `(?: yet)?$`)

	numberAlone   = regexp.MustCompile(`(?i)^` + shownNumber + `$`)
	viewsClass    = regexp.MustCompile(`(?:^|\s)(?:[a-z]+[-_]){0,2}(?:(?:page)?views|vues|hits|(?:post|page)?view[-_]?(?:count|counter|number|num|total))(?:[-_]?(?:count|counter|number|num|total))?(?:\s|$)`)
	commentsClass = regexp.MustCompile(`(?:^|\s)(?:[a-z]+[-_]){0,2}(?:comments?|replies)[-_]?(?:count|counter|number|num|total|link)s?(?:\s|$)`)
)

// visibleViews reads how often an article was read, by the words beside the number
// or by what its element is called.
func visibleViews(s snippet) (int64, bool) {
	if n, ok := capture.Views(s.text); ok {
		return n, true
	}
	if viewsClass.MatchString(s.class) {
		if n, ok := shown(numberAlone, s.text); ok {
			return n, true
		}
	}
	if n, ok := shown(viewsShown, s.text); ok {
		return n, true
	}
	return shown(shownViews, s.text)
}

// visibleComments reads how many comments there are, likewise.
func visibleComments(s snippet) (int64, bool) {
	if digits(s.text) == 0 {
		return 0, noComments.MatchString(s.text)
	}
	if n, ok := capture.CommentCount(s.text); ok {
		return n, true
	}
	if commentsClass.MatchString(s.class) {
		if n, ok := shown(numberAlone, s.text); ok {
			return n, true
		}
	}
	if n, ok := shown(commentsShown, s.text); ok {
		return n, true
	}
	return shown(shownComments, s.text)
}

// shown is the number that a form finds in a text: 1,953, 1 953 or 12k.
func shown(form *regexp.Regexp, s string) (int64, bool) {
	m := form.FindStringSubmatch(s)
	if m == nil {
		return 0, false
	}
	unit := ""
	if m[2] != "" {
		unit = "k"
	}
	return capture.Views(m[1] + unit + " views")
}
