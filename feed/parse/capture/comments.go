package capture

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strings"
	"unicode/utf8"

	"griot/feed"
)

// said is a comment on its way: where it begins, who wrote it, when.
type said struct {
	from, text int // the first line, and the first of its text
	inline     string
	author     string
	date       feed.Date
	indent     int
	reply      bool   // it answers the one before it
	to         string // the name of whom it answers
}

// maxComments bounds what one page may bring.
const maxComments = 2000

var (
	saysWord = regexp.MustCompile(`(?i)[\s\x{00A0}]+(?:says|said|wrote|writes|a dit|dit|a [ée]crit|[ée]crit|a r[ée]pondu|r[ée]pond|replied|commented|a comment[ée])[\s\x{00A0}]*:?$`)
	byWord   = regexp.MustCompile(`(?i)^(?:par|by|posted by|post[ée] par|publi[ée] par|comment(?:aire)? (?:de|by|from))[\s\x{00A0}]+:?`)
	replyTo  = regexp.MustCompile(`(?i)^(.*?)[\s\x{00A0}]*(?:en r[ée]ponse [àa]|in reply to|in response to|replying to|r[ée]pond(?:u)? [àa]|replied to|→|▸|►|>)[\s\x{00A0}]+(.{1,40})$`)
	replyBy  = regexp.MustCompile(`(?i)^(?:r[ée]ponse (?:de|par)|reply (?:from|by)|↳|└|>+|➥|⤷)[\s\x{00A0}]*:?[\s\x{00A0}]*(.{1,40})$`)
	answers  = regexp.MustCompile(`(?i)^(?:en r[ée]ponse [àa]|r[ée]ponse [àa]|r[ée]pondre [àa]|in reply to|in response to|replying to|reply to|responding to)[\s\x{00A0}]+@?(\pL[^.!?]{0,40})$`)
	ordinal  = regexp.MustCompile(`^#?\d{1,4}[.)#:]?[\s\x{00A0}]+`)
	at       = regexp.MustCompile(`^@([\pL\d_.-]+)`)
)

// readComments reads the comments behind the text.
func (p *page) readComments() []feed.RemoteComment {
	t := &p.tail
	if t.commentsAt < 0 {
		return nil
	}
	lines := p.commentLines(t.commentsAt)
	starts := p.stamped(lines)
	if len(starts) == 0 {
		starts = p.unstamped(lines)
	}
	return p.gather(lines, starts)
}

// commentLines are the lines that may be of comments: the page's own are left out.
func (p *page) commentLines(from int) []line {
	var out []line
	for i := from; i < len(p.lines); i++ {
		l := p.lines[i]
		switch p.mark(i) {
		case legalMark, relatedMark:
			return out
		case commentsMark:
			continue
		case shareMark:
			if l.gap > 0 && !isNetwork(l) {
				continue
			}
		}
		if formNote.MatchString(l.key) || labels[l.key] || isNetwork(l) || initial(l) {
			continue
		}
		out = append(out, l)
	}
	return out
}

// initial tells the letter that stands in the place of a face.
func initial(l line) bool { return utf8.RuneCountInString(l.text) == 1 }

// stamp takes the line above a comment apart: a date, with a name or without.
func (p *page) stamp(l line) (said, bool) {
	if l.words > 16 || l.length() > 110 {
		return said{}, false
	}
	s := said{indent: l.indent}
	date, where, ok := findDate(l.text, p.language)
	if !ok {
		date, where, ok = relative(l.text, p.now())
	}
	if !ok {
		return said{}, false
	}
	s.date = date
	before, after := inner(l.text[:where.from]), inner(l.text[where.to:])
	before = inner(trailingSmall.ReplaceAllString(before, ""))
	if residue(after) {
		after = ""
	}
	if controls[fold(after)] {
		after = ""
	}
	after = strings.Trim(byWord.ReplaceAllString(after, ""), edges)
	switch {
	case before == "" || residue(before):
		s.author = after
	case after == "":
		s.author = before
	default:
		return said{}, false
	}
	if s.author != "" && !s.setAuthor(s.author) {
		return said{}, false
	}
	return s, true
}

var trailingSmall = regexp.MustCompile(`(?i)(?:^|[\s\x{00A0},|·•–—-]+)(?:le|on|at|à|posted|post[ée]|publi[ée]|said|wrote|the|dated|du|edited|modifi[ée])+[\s\x{00A0}:]*$`)

// setAuthor takes the name out of a line, and whom it answers. It is false where
// the line is no name.
func (s *said) setAuthor(text string) bool {
	if m := replyBy.FindStringSubmatch(text); m != nil {
		s.reply = true
		text = m[1]
	}
	if m := replyTo.FindStringSubmatch(text); m != nil {
		s.to, s.reply = strings.Trim(m[2], edges), true
		text = m[1]
	}
	text = byWord.ReplaceAllString(strings.TrimSpace(ordinal.ReplaceAllString(text, "")), "")
	text = inner(saysWord.ReplaceAllString(text, ""))
	if !isName(text) {
		return false
	}
	s.author = text
	return true
}

// isName tells whether a short line may be the name of someone who comments.
func isName(text string) bool {
	text = strings.TrimSpace(text)
	key := fold(text)
	n := utf8.RuneCountInString(text)
	if n < 2 || n > 45 || strings.Count(key, " ") > 5 || !hasLetter(text) || controls[key] || labels[key] || isNetwork(line{key: key, words: 1}) {
		return false
	}
	switch text[len(text)-1] {
	case '!', '?', ',', ';':
		return false
	case '.': // initials
		return strings.Count(key, " ") < 3 && n < 25 && capital(text)
	}
	return !strings.HasSuffix(text, "…") && !strings.HasPrefix(text, "-")
}

// stamped finds the comments that bear a date.
func (p *page) stamped(lines []line) []said {
	var starts []said
	free := 0 // the first line that is not of a comment's head yet
	for i := 0; i < len(lines) && len(starts) < maxComments; i++ {
		s, ok := p.stamp(lines[i])
		if !ok {
			continue
		}
		s.from, s.text = i, i+1
		if s.author == "" && i > free {
			// The name stands above its date, perhaps with a badge between.
			for j := i - 1; j >= max(free, i-2); j-- {
				if controls[lines[j].key] {
					continue
				}
				if s.setAuthor(lines[j].text) {
					s.from, s.indent = j, lines[j].indent
				}
				break
			}
		}
		if s.author == "" && i+2 < len(lines) && lines[i+1].gap == 0 && s.setAuthor(lines[i+1].text) {
			s.text = i + 2
		}
		if s.author == "" && lines[i].words > 10 {
			continue
		}
		starts = append(starts, s)
		free = s.text
	}
	return starts
}

// unstamped finds comments without dates: "Ada says:", or short lines that stand
// above a text, when there are as many as the page counts.
func (p *page) unstamped(lines []line) []said {
	var spoken, named []said
	for i, l := range lines {
		if controls[l.key] {
			continue
		}
		s := said{from: i, text: i + 1, indent: l.indent}
		if (saysWord.MatchString(l.text) || replyBy.MatchString(l.text) || replyTo.MatchString(l.text)) && s.setAuthor(l.text) {
			spoken = append(spoken, s)
			continue
		}
		// "Moussa : le texte"
		if name, rest, ok := strings.Cut(l.text, ":"); ok && len(strings.Fields(name)) <= 3 && strings.TrimSpace(rest) != "" && capital(name) && s.setAuthor(strings.TrimSpace(name)) {
			s.inline = strings.TrimSpace(rest)
			named = append(named, s)
			continue
		}
		opens := i == 0 || l.gap > 0 || controls[lines[i-1].key] || strings.HasSuffix(l.text, ":")
		if opens && i+1 < len(lines) && l.words <= 4 && lines[i+1].words > 1 && s.setAuthor(l.text) {
			named = append(named, s)
		}
	}
	if len(spoken) > 0 {
		return spoken
	}
	if p.tail.commentsCounted && int64(len(named)) == p.tail.count {
		return named
	}
	return nil
}

// gather makes comments of their beginnings and the lines between them.
func (p *page) gather(lines []line, starts []said) []feed.RemoteComment {
	var out []feed.RemoteComment
	var kept []said
	for i, s := range starts {
		end := len(lines)
		if i+1 < len(starts) {
			end = starts[i+1].from
		}
		text := s.answer(spoken(lines[s.text:max(s.text, end)], s.inline))
		if len(text) == 0 {
			continue
		}
		if m := at.FindStringSubmatch(text[0].text); m != nil && s.to == "" {
			s.to = m[1]
		}
		c := feed.RemoteComment{Author: s.author, Published: s.date, Content: composer{flat: true}.html(text)}
		if parent := parentOf(s, kept); parent >= 0 {
			c.ParentKey = out[parent].Key
		}
		c.Key = key(c)
		out = append(out, c)
		kept = append(kept, s)
	}
	return out
}

// answer takes the line that tells whom a comment answers off its text: "Replying
// to Selam" above it. Under it the line is a button that names who wrote it.
func (s *said) answer(text []line) []line {
	if len(text) == 0 {
		return nil
	}
	if m := answers.FindStringSubmatch(text[0].text); m != nil && len(text) > 1 {
		s.to, s.reply = strings.Trim(m[1], edges), true
		text = text[1:]
	}
	if last := len(text) - 1; last > 0 {
		if m := answers.FindStringSubmatch(text[last].text); m != nil && fold(m[1]) == fold(s.author) {
			text = text[:last]
		}
	}
	return text
}

// spoken is the text of a comment without the buttons around it.
func spoken(lines []line, inline string) []line {
	for len(lines) > 0 && controls[lines[0].key] {
		lines = lines[1:]
	}
	for len(lines) > 0 && isButton(lines[len(lines)-1]) {
		lines = lines[:len(lines)-1]
	}
	var out []line
	if inline != "" {
		out = append(out, line{text: inline, key: fold(inline), gap: 1})
	}
	for _, l := range lines {
		if controls[l.key] && l.words > 1 {
			continue
		}
		out = append(out, l)
	}
	return out
}

// isButton tells a line under a comment that is none of its text: "Like (3) · Reply".
func isButton(l line) bool {
	if controls[l.key] || isNumber(l.text) {
		return true
	}
	if l.words > 8 || l.ended() {
		return false
	}
	word := false
	for w := range strings.FieldsSeq(l.key) {
		if !isNumber(w) && !buttons[w] {
			return false
		}
		word = word || buttons[w]
	}
	return word
}

// parentOf finds the comment that s answers: the last one by the name it gives,
// else the one that stands further out, else the last that answers nothing.
func parentOf(s said, before []said) int {
	last := func(is func(said) bool) int {
		for i := len(before) - 1; i >= 0; i-- {
			if is(before[i]) {
				return i
			}
		}
		return -1
	}
	if s.to != "" {
		want := squeeze(fold(s.to))
		i := last(func(b said) bool { return squeeze(fold(b.author)) == want })
		if i < 0 {
			i = last(func(b said) bool { return strings.HasPrefix(squeeze(fold(b.author)), want) })
		}
		if i >= 0 {
			return i
		}
	}
	if len(before) > 0 && s.indent > before[0].indent {
		return last(func(b said) bool { return b.indent < s.indent })
	}
	if s.reply {
		return last(func(b said) bool { return !b.reply })
	}
	return -1
}

// key identifies a comment by what it says.
func key(c feed.RemoteComment) string {
	sum := sha256.Sum256([]byte(c.Author + "\x00" + c.Content))
	return hex.EncodeToString(sum[:12])
}
