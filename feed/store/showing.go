package store

// When a source leaves the common lists or returns to them, its articles change
// to batches that say so. That takes a while for many, so a source can be
// unsettled: some of its articles lie where they lay before. Lists know such
// sources and read them apart; Tidy settles them.

// settleNow is how many articles are moved on the spot.
const settleNow = 1000

// show notes whether a source's articles belong to the common lists.
func (t *tx) show(source int64, shown bool) error {
	n, err := t.exec("UPDATE sources SET shown = ?, settled = 0 WHERE id = ? AND shown <> ?", shown, source, shown)
	if err != nil || n == 0 {
		return err
	}
	_, err = t.settle(source, t.settleNow)
	return err
}

// settle moves up to limit articles of a source, and tells whether all are in
// their places.
func (t *tx) settle(source int64, limit int) (done bool, err error) {
	wrong, err := t.misplaced(source, "", limit)
	if err != nil {
		return false, err
	}
	if err := t.move(wrong, t.place); err != nil {
		return false, err
	}
	if len(wrong) == limit {
		return false, nil
	}
	_, err = t.exec("UPDATE sources SET settled = 1 WHERE id = ?", source)
	return true, err
}

// misplaced finds articles of a source in batches that disagree with it.
func (t *tx) misplaced(source int64, which string, limit int) (wrong []lying, err error) {
	err = t.each(func(r rows) error {
		a := lying{source: source}
		err := r.Scan(&a.id, &a.batch, &a.unread, &a.shown)
		wrong = append(wrong, a)
		return err
	}, `SELECT a.id, a.batch, b.unread, s.shown FROM sources s
		CROSS JOIN batches b
		CROSS JOIN articles a INDEXED BY source_date ON a.source = s.id AND a.batch = b.id
		WHERE s.id = ? AND b.hidden = s.shown AND b.n > 0 `+which+` LIMIT ?`, source, limit)
	return wrong, err
}

// place says where a misplaced article belongs.
func (t *tx) place(a lying) (int64, error) {
	if a.unread {
		return t.unreadBatch(!a.shown)
	}
	return readForGood(!a.shown), nil
}

// settleUnread moves what is unread in all unsettled sources, so that whole
// batches can be marked.
func (t *tx) settleUnread() error {
	unsettled, err := t.unsettled()
	if err != nil {
		return err
	}
	for _, src := range unsettled {
		wrong, err := t.misplaced(src.id, "AND b.unread = 1", -1)
		if err != nil {
			return err
		}
		if err := t.move(wrong, t.place); err != nil {
			return err
		}
	}
	return nil
}

// unsettledSource is a source some of whose articles lie in the wrong batches.
type unsettledSource struct {
	id    int64
	shown bool
}

func (c *conn) unsettled() (all []unsettledSource, err error) {
	err = c.each(func(r rows) error {
		var u unsettledSource
		err := r.Scan(&u.id, &u.shown)
		all = append(all, u)
		return err
	}, "SELECT id, shown FROM sources INDEXED BY sources_unsettled WHERE settled = 0")
	return all, err
}
