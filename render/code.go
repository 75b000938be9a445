package render

import (
	"strings"
	"unicode/utf8"
)

// listing lays out code behind a gutter, with the name of its language above.
func (l *layout) listing(b *box, first, rest prefix) {
	first, rest = l.framed(first, "┊ ", l.inks.faint), l.framed(rest, "┊ ", l.inks.faint)
	if b.lang != "" && !b.goes {
		l.line(row{bits: []bit{{text: b.lang, sgr: l.inks.dim}}}, first)
		first = rest
	}
	lines := strings.Split(b.code, "\n")
	coloured := l.coloured(b.code, lexerFor(b.lang))
	limit := max(minText/2, l.width-rest.width)
	for i, text := range lines {
		bits := []bit{{text: text}}
		if i < len(coloured) && textOfBits(coloured[i]) == text {
			bits = coloured[i]
		}
		for j, r := range splitCode(bits, limit) {
			if j > 0 {
				r.bits = append([]bit{{text: "↪ ", sgr: l.inks.dim}}, r.bits...)
			}
			l.line(trimmed(r), first)
			first = rest
		}
	}
}

// splitCode breaks a line of code where it reaches the edge, and leaves room for
// the sign of a continued line.
func splitCode(bits []bit, limit int) []row {
	total := 0
	for _, b := range bits {
		total += width(b.text)
	}
	if total <= limit {
		return []row{{bits: bits, width: total}}
	}
	rows := split(bits, limit)
	if len(rows) < 2 {
		return rows
	}
	rest := rows[1:]
	var left []bit
	for _, r := range rest {
		for _, b := range r.bits {
			if last := len(left) - 1; last >= 0 && left[last].sgr == b.sgr {
				left[last].text += b.text
			} else {
				left = append(left, b)
			}
		}
	}
	left[0].text = strings.TrimLeft(left[0].text, " ")
	return append(rows[:1:1], split(left, limit-2)...)
}

func textOfBits(bits []bit) string {
	var b strings.Builder
	for _, x := range bits {
		b.WriteString(x.text)
	}
	return b.String()
}

// trimmed drops the blanks at a row's end.
func trimmed(r row) row {
	for n := len(r.bits); n > 0; n-- {
		last := r.bits[n-1]
		last.text = strings.TrimRight(last.text, " ")
		if last.text != "" {
			r.bits = append(r.bits[:n-1:n-1], last)
			return r
		}
		r.bits = r.bits[:n-1]
	}
	return r
}

// maxCoded is the longest line that is given to a lexer, whose expressions can be
// slow on one.
const maxCoded = 400

// coloured lets Glamour highlight code, and returns its lines; nil when it can't.
func (r *Renderer) coloured(code, lexer string) [][]bit {
	if lexer == "" || r.plain || len(code) > codeBytes {
		return nil
	}
	for line := range strings.SplitSeq(code, "\n") {
		if len(line) > maxCoded {
			return nil
		}
	}
	fence := "```"
	for strings.Contains(code, fence) {
		fence += "`"
	}
	var out string
	err := guarded(func() (err error) {
		out, err = r.words.Render(fence + lexer + "\n" + code + "\n" + fence + "\n")
		return err
	})
	if err != nil {
		return nil
	}
	return codeLinesOf(out)
}

// codeLinesOf reads Glamour's code: lines with colours.
func codeLinesOf(out string) [][]bit {
	lines := [][]bit{nil}
	sgr, start := "", 0
	put := func(end int) {
		if end > start {
			last := len(lines) - 1
			lines[last] = append(lines[last], bit{text: out[start:end], sgr: sgr})
		}
	}
	for i := 0; i < len(out); {
		switch {
		case strings.HasPrefix(out[i:], "\x1b["):
			put(i)
			end := strings.IndexByte(out[i:], 'm')
			if end < 0 {
				return nil
			}
			if seq := out[i : i+end+1]; seq == sgrReset || seq == "\x1b[0m" {
				sgr = ""
			} else {
				sgr += seq
			}
			i += end + 1
			start = i
		case out[i] == '\n':
			put(i)
			lines = append(lines, nil)
			i++
			start = i
		default:
			_, n := utf8.DecodeRuneInString(out[i:])
			i += n
		}
	}
	put(len(out))
	for len(lines) > 0 && strings.TrimSpace(textOfBits(lines[0])) == "" {
		lines = lines[1:]
	}
	return lines
}

// lexerFor names the lexer for a language. A name that no lexer answers to would
// have all of them try the text, so only known ones are let through.
func lexerFor(lang string) string {
	switch lang {
	case "go", "golang":
		return "go"
	case "js", "javascript", "mjs", "jsx", "node":
		return "javascript"
	case "ts", "typescript", "tsx":
		return "typescript"
	case "py", "python", "python3":
		return "python"
	case "sh", "bash", "shell", "zsh", "console", "shell-session":
		return "bash"
	case "rs", "rust":
		return "rust"
	case "c", "h":
		return "c"
	case "c++", "cpp", "cc", "hpp":
		return "cpp"
	case "cs", "csharp", "c#":
		return "csharp"
	case "rb", "ruby":
		return "ruby"
	case "kt", "kotlin":
		return "kotlin"
	case "yml", "yaml":
		return "yaml"
	case "html", "xml", "css", "scss", "json", "toml", "ini", "sql", "java", "php", "swift", "scala", "lua", "perl", "haskell",
		"elixir", "erlang", "clojure", "r", "dart", "zig", "nim", "ocaml", "diff", "makefile", "dockerfile", "nginx", "graphql":
		return lang
	}
	return ""
}
