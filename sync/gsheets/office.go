package gsheets

import (
	"context"
	"crypto/md5"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strings"

	"google.golang.org/api/drive/v3"

	"tonghop/model/grid"
	"tonghop/model/office"
)

// maxDownload is the largest Office file that is downloaded, in bytes. Google
// itself exports no more than 10 MB.
const maxDownload = maxBody

// The kinds of files on Drive that hold tables.
const (
	typeSheet = "application/vnd.google-apps.spreadsheet"
	typeXLSX  = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	typeXLSM  = "application/vnd.ms-excel.sheet.macroenabled.12"
	typeXLS   = "application/vnd.ms-excel"
	typeODS   = "application/vnd.oasis.opendocument.spreadsheet"
	typeCSV   = "text/csv"
	typeTSV   = "text/tab-separated-values"
)

// What else people put where a spreadsheet should be.
const (
	typeShortcut = "application/vnd.google-apps.shortcut"
	typeForm     = "application/vnd.google-apps.form"
	typeFolder   = "application/vnd.google-apps.folder"
)

const fileMask = "id,name,mimeType,size,md5Checksum,modifiedTime,trashed,shortcutDetails(targetId,targetResourceKey)"

// fetchOffice fetches an Office file that is kept on Drive.
func (c *Client) fetchOffice(ctx context.Context, id string) (grid.Snapshot, error) {
	f, err := c.fileInfo(ctx, id)
	if err != nil {
		return grid.Snapshot{}, err
	}
	return c.officeOf(ctx, id, f)
}

// officeOf is fetchOffice of a file of which Drive has told. Its checksum is
// the gate: the file is downloaded only when its grid is asked for, and must
// then still have that checksum.
func (c *Client) officeOf(ctx context.Context, id string, f *drive.File) (grid.Snapshot, error) {
	if err := c.checkOffice(id, f); err != nil {
		return grid.Snapshot{}, err
	}
	// Decode has no context of its own; the download has its deadline.
	ctx = context.WithoutCancel(ctx)
	ahead, known := c.Clock() // by the answer that told of the file
	return grid.Snapshot{
		Clock: ahead, Dated: known,
		Content:  officeContent(f.Md5Checksum, f.Name),
		Modified: instant(f.ModifiedTime),
		Decode:   func() (grid.Book, error) { return c.decodeOffice(ctx, f) },
	}, nil
}

// officeContent identifies what an Office file says. Its name counts, since it
// may tell the month.
func officeContent(checksum, name string) string { return "md5:" + checksum + ":" + name }

// fileInfo asks Drive about one file, and where that is a shortcut about the
// file behind it. A shortcut cannot point to another.
func (c *Client) fileInfo(ctx context.Context, id string) (*drive.File, error) {
	f, err := c.askDrive(ctx, id)
	if err != nil || f.MimeType != typeShortcut || f.Trashed || f.ShortcutDetails == nil {
		return f, err
	}
	target := f.ShortcutDetails.TargetId
	c.noteShortcut(id, target, f.ShortcutDetails.TargetResourceKey)
	if f, err = c.askDrive(ctx, target); err != nil {
		return nil, fmt.Errorf("the file behind the shortcut: %w", err)
	}
	return f, nil
}

func (c *Client) askDrive(ctx context.Context, id string) (f *drive.File, err error) {
	err = c.call(ctx, request{kind: kindDrive, id: id, deadline: readDeadline, do: func(ctx context.Context, a *account) (err error) {
		f, err = a.drive.Files.Get(id).Fields(fileMask).SupportsAllDrives(true).Context(ctx).Do()
		return err
	}})
	return f, err
}

// checkOffice tells whether the file is one that can be downloaded and read.
func (c *Client) checkOffice(id string, f *drive.File) error {
	c.noteOffice(id, false)
	switch {
	case f.Trashed:
		return fault(office.FaultTrashed, "in the trash of Drive")
	case f.MimeType == typeSheet:
		return fault(office.FaultGoogleDown, "Drive says that it is a spreadsheet")
	case f.MimeType == typeForm:
		return fault(office.FaultForm, "a Google Form")
	case f.MimeType == typeFolder:
		return fault(office.FaultFolder, "a folder on Drive")
	case !isOfficeType(f.MimeType):
		return fault(notWorkbook(f.MimeType), "a file of type %s on Drive", clean(f.MimeType))
	case c.opts.DecodeXLSX == nil:
		return fault(office.FaultOfficeFile, "an Office file on Drive, and no decoder for it")
	case !slices.ContainsFunc(c.accounts, func(a *account) bool { return a.grants.files }):
		return fault(office.FaultOfficeFile, "an Office file on Drive, and nobody gave leave to download files: run tonghop login --office-files")
	case f.Size > maxDownload:
		return fault(office.FaultTooLarge, "a file of %d bytes on Drive, over %d", f.Size, maxDownload)
	case f.Md5Checksum == "":
		return fault(office.FaultInternal, "Drive gives no checksum of the file")
	}
	c.noteOffice(id, true)
	return nil
}

// isOfficeType tells the kinds of files that a decoder may read.
func isOfficeType(mime string) bool {
	switch mime {
	case typeXLSX, typeXLS, typeODS, typeCSV, typeTSV:
		return true
	}
	return strings.EqualFold(mime, typeXLSM)
}

// notWorkbook names what else a file on Drive is, by its type.
func notWorkbook(mime string) office.FaultCode {
	switch kind, _, _ := strings.Cut(mime, "/"); {
	case kind == "image":
		return office.FaultPicture
	case mime == "application/pdf", strings.Contains(mime, "wordprocessing"), strings.Contains(mime, "msword"), strings.Contains(mime, "presentation"), strings.HasSuffix(mime, ".document"):
		return office.FaultDocument
	case mime == "text/html":
		return office.FaultWebPage
	}
	return office.FaultNotWorkbook
}

// decodeOffice downloads and decodes the very content that the checksum names.
func (c *Client) decodeOffice(ctx context.Context, f *drive.File) (grid.Book, error) {
	name, data, err := c.download(ctx, f)
	if err != nil {
		return grid.Book{}, err
	}
	b, err := c.opts.DecodeXLSX(name, data)
	if err != nil {
		return grid.Book{}, asFault(ctx, err)
	}
	return b, nil
}

// download downloads the very content that the checksum names. A file that
// was saved anew meanwhile is a cut for the operator, and is whole again at the
// next look.
func (c *Client) download(ctx context.Context, f *drive.File) (name string, data []byte, err error) {
	err = c.call(ctx, request{kind: kindDrive, id: f.Id, deadline: downloadDeadline, do: func(ctx context.Context, a *account) error {
		res, err := a.files.Files.Get(f.Id).SupportsAllDrives(true).Context(ctx).Download()
		if err != nil {
			return err
		}
		defer res.Body.Close()
		if data, err = io.ReadAll(res.Body); err != nil {
			return err
		}
		if sum := md5.Sum(data); hex.EncodeToString(sum[:]) != f.Md5Checksum {
			return fmt.Errorf("%w: the file changed while it was downloaded", io.ErrUnexpectedEOF)
		}
		return nil
	}})
	if err != nil {
		return "", nil, asFault(ctx, err)
	}
	name = f.Name
	for mime, ext := range map[string]string{typeCSV: ".csv", typeTSV: ".tsv"} {
		if f.MimeType == mime && !strings.HasSuffix(strings.ToLower(name), ext) {
			name += ext
		}
	}
	return name, data, nil
}
