package theme

import "github.com/charmbracelet/colorprofile"

// palette is one set of colours: "#rrggbb", the number of one of a terminal's 256,
// or "" for the terminal's own.
type palette struct{ accent, own, strong, dim, faint, rule, selected, failed string }

// The colours of terminals with fewer than all are chosen and not computed: the
// nearest of 256 to a dark ochre ground is olive.
var (
	onDark = palette{
		accent: "#e0a83c", own: "#7fb3a6", strong: "#f4efe3",
		dim: "#9a9283", faint: "#7a7264", rule: "#4a4439", selected: "#3a3226", failed: "#e07a5f",
	}
	onLight = palette{
		accent: "#8a5600", own: "#2f7366", strong: "#14110c",
		dim: "#6a6355", faint: "#8a8270", rule: "#cdc4b0", selected: "#ecdcb6", failed: "#a33a1e",
	}
	onDark256 = palette{
		accent: "179", own: "109", strong: "255",
		dim: "246", faint: "243", rule: "239", selected: "237", failed: "173",
	}
	onLight256 = palette{
		accent: "94", own: "23", strong: "16",
		dim: "241", faint: "244", rule: "250", selected: "230", failed: "124",
	}
	// With 16 colours nobody knows what the dim ones look like: weight and the bar
	// say what colours say elsewhere.
	onDark16  = palette{accent: "3", own: "6", dim: "7", faint: "8", rule: "8", failed: "1"}
	onLight16 = palette{accent: "4", own: "6", dim: "8", faint: "8", rule: "7", failed: "1"}
)

func paletteFor(dark bool, colours colorprofile.Profile) palette {
	switch {
	case colours >= colorprofile.TrueColor:
		return either(dark, onDark, onLight)
	case colours == colorprofile.ANSI256:
		return either(dark, onDark256, onLight256)
	default:
		return either(dark, onDark16, onLight16)
	}
}

func either(dark bool, onDark, onLight palette) palette {
	if dark {
		return onDark
	}
	return onLight
}
