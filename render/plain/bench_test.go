package plain_test

import (
	"strings"
	"testing"

	"griot/render/plain"
)

func BenchmarkPlain(b *testing.B) {
	ascii := strings.Repeat("The river rises at the landing and the boats go out again. ", 400)
	french := strings.Repeat("Le fleuve remonte à Mopti, les piroguiers reprennent la ligne. ", 400)
	arabic := strings.Repeat("النهر يرتفع عند المرسى والقوارب تخرج من جديد. ", 400)
	styled := strings.Repeat("\x1b[1mThe river\x1b[0m rises at \x1b]8;id=1;https://example.org/\x1b\\the landing\x1b]8;;\x1b\\ and out again.\n", 300)
	hostile := strings.Repeat("\x1b]", 12000)
	run := func(name, in string, f func(string) string) {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(in)))
			b.ReportAllocs()
			for b.Loop() {
				f(in)
			}
		})
	}
	run("Line/headline", "The river rises at the landing and the boats go out again", plain.Line)
	run("Line/accents", "Le fleuve remonte à Mopti, les piroguiers reprennent la ligne", plain.Line)
	run("Text/ascii", ascii, plain.Text)
	run("Text/french", french, plain.Text)
	run("Text/arabic", arabic, plain.Text)
	run("Text/hostile", hostile, plain.Text)
	run("Styled/ascii", ascii, plain.Styled)
	run("Styled/styled", styled, plain.Styled)
	run("Styled/hostile", hostile, plain.Styled)
}
