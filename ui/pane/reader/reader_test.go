package reader

import (
	"testing"

	"griot/ui/text"
)

func TestScreens(t *testing.T) {
	d := newDesk(t, text.French, 80, 34)
	d.open(4)
	t.Log("\n" + d.screen())
}
