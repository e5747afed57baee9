package gsheets

import (
	"context"
	"strings"
	"time"

	"google.golang.org/api/drive/v3"
)

// A File is a workbook on Drive that one of our accounts may see.
type File struct {
	ID, Name string
	// Office tells that it is an Office file, read by download, and Checksum
	// which content it has.
	Office   bool
	Checksum string
	// Trashed files can still be read, but nobody keeps them.
	Trashed bool
	// Modified is when Drive says that it last changed. It trails edits of
	// cells by minutes, and so can only excuse from a look, never demand one.
	Modified time.Time
}

// overlap is by how much Drive's modified times are taken to trail: Google
// speaks of three minutes, users have seen ten.
const overlap = 10 * time.Minute

// Settled reports whether a look that was asked at an instant saw the file as
// it is listed, so that it need not be looked at again until Modified moves.
func (f File) Settled(asked time.Time) bool {
	return !f.Modified.IsZero() && asked.After(f.Modified.Add(overlap))
}

const (
	listMask = "nextPageToken,incompleteSearch,files(id,name,mimeType,modifiedTime,md5Checksum)"
	listPage = 1000
	// maxPages bounds a listing that does not end.
	maxPages = 100
)

// List lists the workbooks that are shared with our accounts, by id: a call a
// thousand files and account. What is not listed (shared by link only, or on
// some shared drives) may exist all the same; complete is false where Drive
// says that even what it should have found may be missing.
func (c *Client) List(ctx context.Context) (files map[string]File, complete bool, err error) {
	files, complete = map[string]File{}, true
	for _, a := range c.accounts {
		whole, err := c.listOne(ctx, a, files)
		if err != nil {
			return nil, false, asFault(ctx, err)
		}
		complete = complete && whole
	}
	return files, complete, nil
}

// listOne adds what one account sees.
func (c *Client) listOne(ctx context.Context, a *account, files map[string]File) (complete bool, err error) {
	complete = true
	page := ""
	for range maxPages {
		var list *drive.FileList
		err := c.call(ctx, request{kind: kindDrive, only: a, deadline: readDeadline, do: func(ctx context.Context, a *account) (err error) {
			list, err = a.drive.Files.List().Q("trashed=false").PageSize(listPage).PageToken(page).
				SupportsAllDrives(true).IncludeItemsFromAllDrives(true).Fields(listMask).Context(ctx).Do()
			return err
		}})
		if err != nil {
			return false, err
		}
		complete = complete && !list.IncompleteSearch
		for _, f := range list.Files {
			if f == nil || !isWorkbook(f.MimeType) {
				continue
			}
			// Another account may have been told of a change earlier.
			if known, ok := files[f.Id]; !ok || instant(f.ModifiedTime).After(known.Modified) {
				files[f.Id] = fileOf(f)
			}
		}
		if page = list.NextPageToken; page == "" {
			return complete, nil
		}
	}
	return false, nil
}

func isWorkbook(mime string) bool {
	switch mime {
	case typeSheet, typeXLSX, typeXLS, typeCSV:
		return true
	}
	return strings.EqualFold(mime, typeXLSM)
}

func fileOf(f *drive.File) File {
	return File{ID: f.Id, Name: f.Name, Office: f.MimeType != typeSheet, Checksum: f.Md5Checksum,
		Trashed: f.Trashed, Modified: instant(f.ModifiedTime)}
}

// instant reads a time of Drive's. One that cannot be read is none, which
// excuses nobody from a look.
func instant(s string) time.Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return time.Time{}
	}
	return t
}
