package theme

import (
	"image/color"
	"math"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
)

// Words must be readable on the backgrounds that terminals have: WCAG 2.2, 1.4.3
// asks 4.5:1 of text and 3:1 of what only accompanies it.
func TestContrast(t *testing.T) {
	for _, c := range []struct {
		name        string
		palette     palette
		backgrounds []string
	}{
		{"dark", onDark, []string{"#000000", "#1c1815", "#282c34", "#2e3440"}},
		{"light", onLight, []string{"#ffffff", "#fbf6ec", "#fdf6e3"}},
	} {
		for _, background := range append(c.backgrounds, c.palette.selected) {
			for name, want := range map[string]struct {
				hex string
				min float64
			}{
				"accent": {c.palette.accent, 3}, "own": {c.palette.own, 3},
				"strong": {c.palette.strong, 7}, "dim": {c.palette.dim, 3.9},
				"failed": {c.palette.failed, 3}, "faint": {c.palette.faint, 2.2},
			} {
				if got := contrast(want.hex, background); got < want.min {
					t.Errorf("%s: %s %s on %s has a contrast of %.1f, want %.1f", c.name, name, want.hex, background, got, want.min)
				}
			}
		}
	}
}

// Every palette has its colours, and says where the reader is by the accent.
func TestForFollowsTheTerminal(t *testing.T) {
	seen := map[any]string{}
	for name, profile := range map[string]colorprofile.Profile{
		"16": colorprofile.ANSI, "256": colorprofile.ANSI256, "all": colorprofile.TrueColor,
	} {
		accent := For(true, profile).Accent.GetForeground()
		if other, twice := seen[accent]; twice {
			t.Errorf("%s and %s colours have the same accent", name, other)
		}
		seen[accent] = name
	}
	if _, none := For(true, colorprofile.ANSI).Selected.GetBackground().(lipgloss.NoColor); !none {
		t.Error("16 colours have a ground behind the selected row")
	}
}

func TestNewFollowsTheBackground(t *testing.T) {
	dark, light := New(true), New(false)
	if !dark.Dark || light.Dark {
		t.Error("the theme does not know its background")
	}
	if dark.Accent.GetForeground() == light.Accent.GetForeground() {
		t.Error("both backgrounds have the same accent")
	}
	if look := light.Look(72); look.Width != 72 || look.Dark || look.Accent != onLight.accent {
		t.Errorf("Look = %+v", look)
	}
}

// contrast is the ratio of WCAG 2.2's relative luminances.
func contrast(a, b string) float64 {
	la, lb := luminance(lipgloss.Color(a)), luminance(lipgloss.Color(b))
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func luminance(c color.Color) float64 {
	linear := func(v uint32) float64 {
		s := float64(v) / 0xffff
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	r, g, b, _ := c.RGBA()
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}
