package cli

import (
	"context"
	"net"
	"net/url"
	"path/filepath"
	"strings"

	"griot/feed"
	"griot/feed/fetch"
	"griot/feed/library"
	"griot/feed/parse"
)

// document reads exactly what is named, a URL, a file, a folder or standard input,
// and stores nothing. base, when given, is what relative addresses are relative to.
func (p *program) document(ctx context.Context, ref, base string) (feed.Document, error) {
	address, kind := library.Resolve(ref)
	switch {
	case kind == feed.KindInput:
		response, err := fetch.Input(p.system.In)
		return p.parsed(response, err, ref, base)
	case kind == feed.KindFolder:
		return p.folder(ctx, ref, address, base)
	case kind == feed.KindFile:
		response, err := fetch.File(address)
		return p.parsed(response, err, ref, base)
	case address == "":
		return feed.Document{}, about{ref, feed.Fail(feed.FailedAddress, nil)}
	}
	response, err := p.answer(ctx, ref, address)
	return p.parsed(response, err, ref, base)
}

// answer asks the network for what is at an address, which ref may name with a user
// name and a password.
func (p *program) answer(ctx context.Context, ref, address string) (*feed.Response, error) {
	if p.offline {
		return nil, feed.Fail(feed.FailedOffline, feed.ErrOffline)
	}
	ask := feed.Request{URL: address, Accept: feed.AcceptFeed}
	if u, err := url.Parse(ref); err == nil {
		ask.User = u.User
	}
	if ask.User == nil {
		user, err := p.login(ctx, address)
		if err != nil {
			return nil, err
		}
		ask.User = user
	}
	return p.network().Get(ctx, ask)
}

// folder reads a folder's files as one document.
func (p *program) folder(ctx context.Context, ref, path, base string) (feed.Document, error) {
	files, err := fetch.Folder(path)
	if err != nil {
		return feed.Document{}, about{ref, err}
	}
	all := feed.Document{Kind: feed.KindFolder, Title: filepath.Base(path)}
	for _, file := range files {
		if ctx.Err() != nil {
			return feed.Document{}, ctx.Err()
		}
		response, err := fetch.File(file)
		one, err := p.parsed(response, err, file, base)
		if err != nil {
			continue // a file of another kind than those that griot reads
		}
		all.Entries = append(all.Entries, one.Entries...)
	}
	if len(all.Entries) == 0 {
		return feed.Document{}, about{ref, feed.Fail(feed.FailedEmpty, nil)}
	}
	return all, nil
}

// parsed makes a document of an answer. Of an answer that was cut short what came
// is read.
func (p *program) parsed(response *feed.Response, err error, ref, base string) (feed.Document, error) {
	if err != nil && (response == nil || len(response.Body) == 0) {
		return feed.Document{}, about{ref, err}
	}
	address, relative := response.URL, response.Base
	if base != "" {
		address, relative = base, ""
	}
	document, err := parse.Parse(parse.Input{
		Body: response.Body, ContentType: response.ContentType, URL: address, Base: relative, Language: response.Language,
		Name: response.Name, Modified: response.Modified, Seen: p.system.Now(),
	})
	if err != nil {
		return feed.Document{}, about{ref, err}
	}
	return document, nil
}

// isHost tells whether something without a scheme begins with the name of a host:
// "example.org", "example.org/news", "localhost:8080", "[::1]:8080".
func isHost(ref string) bool {
	u, err := url.Parse("https://" + ref)
	if err != nil || strings.ContainsAny(ref, " \t\n\\") {
		return false
	}
	host := u.Hostname()
	if host == "localhost" || net.ParseIP(host) != nil {
		return true
	}
	dot := strings.LastIndexByte(host, '.')
	return dot > 0 && dot < len(host)-1
}
