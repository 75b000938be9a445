package pane

import "strings"

// ContactAddress is how to reach a publisher, as something that can be opened: an
// address for mail or a page of its contact, else its site. It is empty where
// neither is known.
func ContactAddress(contact, site string) string {
	switch {
	case contact == "":
		return site
	case strings.Contains(contact, "://"), strings.HasPrefix(contact, "mailto:"):
		return contact
	default:
		return "mailto:" + contact
	}
}
