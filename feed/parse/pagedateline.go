package parse

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"griot/feed"
	"griot/feed/parse/capture"
	"griot/feed/parse/date"
)

// eldest is the year of the first news page; what a page shows of an earlier time
// is no date of its own.
const eldest = 1993

var (
	saysPublished = regexp.MustCompile(`(?i)\b(?:publi|posted|post(?:é|ed) le|erschien|veröffentlich|erstellt|eingestellt|mis en ligne|mise en ligne|parution|pubblicat|inserito|opublikowan|geplaatst|gepubliceerd|originally|first created|created on|datum|date|fecha|data)|δημοσι|опубликован|közzét|megjelen|등록|입력|作成|公開|発表|发布|發佈|發表`)
	saysUpdated   = regexp.MustCompile(`(?i)updat|modif|aktualis|geändert|\bänderung|zuletzt|actualis|actualiz|aggiorn|mis à jour|mise à jour|edited|atualizad|bijgewerkt|gewijzigd|ενημέρωσ|обновлен|frissít|수정|更新`)
	saysMember    = regexp.MustCompile(`(?i)\b(?:regist|joined|member since|mitglied|dabei seit|beigetreten|inscri|membre depuis|miembro|geboren|born|né le|née le)`)
	saysOwner     = regexp.MustCompile(`(?i)©|&copy;|\(c\)|copyright|all rights|tous droits|alle rechte`)
	wordsOnly     = regexp.MustCompile(`\pL{2,}`)
)

// visibleDate finds the date that a person sees beside the headline.
func (p *page) visibleDate(language, title string) feed.Date {
	best, top := feed.Date{}, leastEvidence-1
	headline := p.headlineAt(title)
	for _, s := range p.visible {
		if s.where == elsewhere || s.label || digits(s.text) < leastDigits || strings.Contains(s.class, "comment") || strings.Contains(s.class, "copyright") {
			continue
		}
		if !findDay(s.text, language).Known() || saysOwner.MatchString(s.text) || saysMember.MatchString(s.text) {
			continue
		}
		text, evidence := s.text, 0
		update := saysUpdated.FindStringIndex(text)
		if at := saysPublished.FindStringIndex(text); at != nil {
			evidence += 2
			if update != nil && update[0] < at[0] {
				text = text[at[0]:] // "updated 4 June, first published 1 May"
			}
		} else if update != nil {
			text = text[:update[0]] // "1 May / updated 4 June"
		} else if saysUpdated.MatchString(s.class) {
			continue
		}
		d := findDay(text, language)
		if !d.Known() || !p.plausible(d) {
			continue
		}
		if s.where == beside {
			if headline < 0 || !nearHeadline(s.at-headline) {
				continue
			}
			evidence -= 3
		}
		if evidence += s.evidence(headline); evidence > top {
			best, top = d, evidence
		}
	}
	return best
}

// nearHeadline tells whether a text that begins so many bytes after the end of the
// headline, or before it, is about the article even where its surroundings are not.
func nearHeadline(after int) bool { return after > -250 && after < 900 }

// leastDigits is how many digits a date has at least: 1.2.26.
const leastDigits = 4

func digits(s string) int {
	n := 0
	for i := range len(s) {
		if isDigit(s[i]) {
			n++
		}
	}
	return n
}

// leastEvidence is how much must speak for a visible date for it to be taken.
const leastEvidence = 2

// evidence weighs what speaks for a text being the dateline: what it is called,
// how little else is in it, how near it is to the headline.
func (s snippet) evidence(headline int) int {
	e := 0
	for _, w := range []string{"date", "time", "publi", "posted", "byline", "meta", "dateline", "created", "info", "stamp", "datum", "calendar"} {
		if strings.Contains(s.class, w) {
			e = 3
		}
	}
	words := len(wordsOnly.FindAllString(s.text, 30))
	switch {
	case words <= 3:
		e += 3
	case words <= 6:
		e += 2
	case words > 14:
		e -= 3
	}
	switch below := s.at - headline; {
	case headline < 0:
	case below >= 0 && below < 400:
		e += 3
	case below >= 0 && below < 1500:
		e++
	case below >= 0:
	case below > -250:
		e += 2
	case below > -600:
	default:
		e -= 6 // today's, in the masthead
	}
	return e
}

// plausible tells whether a page may have come out on a day.
func (p *page) plausible(d feed.Date) bool {
	return d.Instant().Year() >= eldest && (p.in.Seen.IsZero() || d.Instant().Before(p.in.Seen.Add(48*time.Hour)))
}

var (
	dayForms = regexp.MustCompile(`(?i)(?:^|[^\d\pL])(` +
		`(?:19|20)\d\d\s*[-./]\s*\d{1,2}\s*[-./]\s*\d{1,2}` + // 2026. 2. 21.
		`|(?:19|20)\d\d\s*[年년]\s*\d{1,2}\s*[月월]\s*\d{1,2}` +
		`|\d{1,2}\s?[./]\s?\d{1,2}\s?[./]\s?(?:(?:19|20)\d\d|\d\d)` + // 21.02.26
		`|\d{1,2}-\d{1,2}-(?:19|20)\d\d` +
		`|\d{1,2}(?:er|st|nd|rd|th|º|ª|\.)?[\s-]+(?:de\s+|of\s+)?\pL{3,12}\.?,?[\s-]+(?:de\s+|del\s+)?(?:19|20)\d\d` +
		`|\pL{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?\.?,?\s+(?:19|20)\d\d` +
		`|(?:19|20)\d\d\.?\s+\pL{3,12}\.?\s+\d{1,2}` + // 2026. február 21.
		`)(?:$|[^\d])`)
	dayTime = regexp.MustCompile(`(?i)^[\s,|.)日일–—-]*(?:à|a|at|um|@|às|alle|kl\.?)?\s*(\d{1,2}(?::\d{2}(?::\d{2})?|h\d{2})(?:\s?[ap]\.?m\b\.?)?(?:\s?(?:GMT|UTC|CET|CEST|EST|EDT|BST|PST|PDT|MEZ|KST|JST))?)`)
)

// findDay finds the first date in a short text, in any form that people write,
// and the time that follows it.
func findDay(s, language string) feed.Date {
	if d := capture.FindDate(s, language); d.Known() {
		return d
	}
	for rest := s; ; {
		at := dayForms.FindStringSubmatchIndex(rest)
		if at == nil {
			return feed.Date{}
		}
		written := rest[at[2]:at[3]]
		if after := rest[at[3]:]; len(after) < 2 || !strings.ContainsRune(".-/", rune(after[0])) || !isDigit(after[1]) {
			day := hanSigns.Replace(written)
			if m := dayTime.FindStringSubmatch(after); m != nil {
				if d := date.ParseIn(day+" "+m[1], language); d.Known() {
					return d
				}
			}
			if d := date.ParseIn(day, language); d.Known() {
				return d
			}
		}
		rest = rest[at[3]:]
	}
}

var hanSigns = strings.NewReplacer("年", "-", "년", "-", "月", "-", "월", "-")

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// namesMonth tells whether a month is written out in a short text.
func namesMonth(s string) bool {
	return slices.ContainsFunc(wordsOnly.FindAllString(s, 30), func(w string) bool {
		_, ok := date.Month(w)
		return ok
	})
}
