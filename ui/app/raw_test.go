package app

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

func TestAQuickProgramLeavesTheRendererTimeToStop(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, took := range []time.Duration{0, time.Millisecond, time.Second} {
			fault := errors.New("the program's own")
			begun := time.Now()
			err := loan{use: func() error { time.Sleep(took); return fault }}.Run()
			if err != fault {
				t.Errorf("got %v", err)
			}
			if got, want := time.Since(begun), max(took, shortestLoan); got != want {
				t.Errorf("the terminal was lent for %v to a program of %v, want %v", got, took, want)
			}
		}
	})
}
