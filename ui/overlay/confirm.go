package overlay

import "griot/ui/pane"

// confirmed is a choice whose message is made when it is chosen.
type confirmed func() any

// NewConfirm asks before what can't be undone. No stands first: enter alone does
// nothing.
func NewConfirm(env *pane.Env, q pane.ConfirmThat) *Menu {
	w := env.Words
	return NewMenu(env, q.Question, []pane.Choice{
		{Key: w.Say("overlay.no.key"), Label: w.Say("overlay.no")},
		{Key: w.Say("overlay.yes.key"), Label: w.Say("overlay.yes"), Pick: confirmed(q.Then)},
	})
}
