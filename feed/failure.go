package feed

import (
	"errors"
	"fmt"
)

// Failure is why reading a source went wrong. It is stored with the source, so
// it is made of facts; the sentence that a person reads is made of it in ui/text.
type Failure struct {
	Kind   FailureKind
	Status int    // the HTTP status, when Kind is FailedStatus, FailedBusy or FailedGone
	Detail string // one clean line for the log and for the curious; may be empty
	Cause  error  // may be nil; not stored
}

// FailureKind is what went wrong, as far as it decides what to do next.
type FailureKind uint8

const (
	FailedUnknown    FailureKind = iota
	FailedOffline                // no network here
	FailedNoHost                 // the name does not resolve
	FailedRefused                // nobody listens there, or the connection broke
	FailedTimeout                // no answer in time
	FailedStalled                // the answer began and stopped
	FailedTLS                    // the certificate or the handshake
	FailedStatus                 // another HTTP status than success
	FailedBusy                   // HTTP 429 or 503: asked to come later
	FailedGone                   // HTTP 410: will not come back
	FailedTooLarge               // over the size that griot reads
	FailedRedirects              // too many, or to a place that must not be asked
	FailedNotFeed                // a page, a login form or nothing that griot reads
	FailedDamaged                // begins like a feed and can't be read
	FailedEmpty                  // nothing in it
	FailedAddress                // not an address that griot can ask
	FailedMissing                // no such file or folder
	FailedPermission             // a file that may not be read
	FailedInternal               // griot's own fault
	FailedList                   // a list of sources, which is to be imported
	FailedProxy                  // the proxy that is set does not lead there
	FailedPassword               // the command that the reader set printed no password
)

// Error describes the failure for the log; people get ui/text's sentence. A fault
// of griot's own comes with its stack.
func (f *Failure) Error() string {
	s := fmt.Sprintf("failure %d", f.Kind)
	if f.Status != 0 {
		s += fmt.Sprintf(", status %d", f.Status)
	}
	if f.Detail != "" {
		s += ": " + f.Detail
	}
	if fault, ok := errors.AsType[*PanicError](f.Cause); ok {
		s += "\n" + fault.Stack
	}
	return s
}

// Unwrap returns the cause.
func (f *Failure) Unwrap() error { return f.Cause }

// Fail returns a failure of a kind with its cause.
func Fail(kind FailureKind, cause error) *Failure {
	f := &Failure{Kind: kind, Cause: cause}
	if cause != nil {
		f.Detail = cause.Error()
	}
	return f
}

// FailureOf finds the failure in err, and makes one of any other error.
// It returns nil for nil.
func FailureOf(err error) *Failure {
	if err == nil {
		return nil
	}
	if f, ok := errors.AsType[*Failure](err); ok {
		return f
	}
	return Fail(FailedUnknown, err)
}
