package cli

import (
	"context"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"griot/feed"
	"griot/feed/fetch"
	"griot/feed/parse"
)

// document reads exactly what is named, a URL, a file, a folder or standard input,
// and stores nothing. base, when given, is what relative addresses are relative to.
func (p *program) document(ctx context.Context, ref, base string) (feed.Document, error) {
	switch {
	case ref == "-":
		response, err := fetch.Input(p.system.In)
		return p.parsed(response, err, ref, base)
	case isAddress(ref):
		return p.page(ctx, ref, base)
	case isFolder(ref):
		return p.folder(ctx, ref, base)
	case isThere(ref) || !isHost(ref):
		path, err := filepath.Abs(ref)
		if err != nil {
			return feed.Document{}, err
		}
		response, err := fetch.File(path)
		return p.parsed(response, err, ref, base)
	default:
		return p.page(ctx, "https://"+ref, base)
	}
}

func (p *program) page(ctx context.Context, address, base string) (feed.Document, error) {
	response, err := p.network().Get(ctx, feed.Request{URL: address, Accept: feed.AcceptFeed})
	return p.parsed(response, err, address, base)
}

// folder reads a folder's files as one document.
func (p *program) folder(ctx context.Context, ref, base string) (feed.Document, error) {
	path, err := filepath.Abs(ref)
	if err != nil {
		return feed.Document{}, err
	}
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
	address := response.URL
	if base != "" {
		address = base
	}
	document, err := parse.Parse(parse.Input{
		Body: response.Body, ContentType: response.ContentType, URL: address, Name: response.Name,
		Modified: response.Modified, Seen: p.system.Now(),
	})
	if err != nil {
		return feed.Document{}, about{ref, err}
	}
	return document, nil
}

func isFolder(ref string) bool {
	info, err := os.Stat(ref)
	return err == nil && info.IsDir()
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
