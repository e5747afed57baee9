package sheetsim

import (
	"bytes"
	"html/template"
	"net/http"
	"strings"

	"tonghop/model/grid"
)

const pageHead = `<!DOCTYPE html>
<html lang="en"><meta charset="utf-8"><title>The local Google</title>
<style>body{font:15px sans-serif;margin:2em}td,th{border:1px solid #ccc;padding:2px 8px;white-space:nowrap}
table{border-collapse:collapse;margin-bottom:2em}th{background:#eee;font-weight:normal}.hidden{color:#999}</style>
`

// The plain pages for those who rehearse: the files, and the cells of one
// spreadsheet.
var (
	filesPage = template.Must(template.New("files").Parse(pageHead + `<h1>The local Google</h1>
<table><tr><th>name<th>kind<th>modified<th>id</tr>
{{range .}}<tr><td>{{if .Native}}<a href="/view/{{.ID}}">{{.Name}}</a>{{else}}{{.Name}}{{end}}<td>{{.Kind}}<td>{{.Modified}}<td>{{.ID}}</tr>
{{else}}<tr><td colspan="4">There are no files.</tr>
{{end}}</table></html>
`))
	viewPage = template.Must(template.New("view").Parse(pageHead + `<p><a href="/">all files</a></p><h1>{{.Title}}</h1>
{{range .Tabs}}<h2{{if .Hidden}} class="hidden"{{end}}>{{.Title}}</h2>
<table><tr><th>{{range .Columns}}<th>{{.}}{{end}}</tr>
{{range .Rows}}<tr{{if .Hidden}} class="hidden"{{end}}><th>{{.Number}}{{range .Cells}}<td>{{.}}{{end}}</tr>
{{end}}</table>
{{end}}</html>
`))
)

// A pageFile is one line of the list of files.
type pageFile struct {
	ID, Name, Kind, Modified string
	Native                   bool
}

// A pageTab is one tab as it is shown: its cells up to the last that exists.
type pageTab struct {
	Title   string
	Hidden  bool
	Columns []string
	Rows    []pageRow
}

type pageRow struct {
	Number int
	Hidden bool
	Cells  []string
}

// page answers the paths that are for people, and tells whether it did.
func (s *Server) page(w http.ResponseWriter, r *http.Request) bool {
	if r.Method != http.MethodGet {
		return false
	}
	id, view := strings.CutPrefix(r.URL.Path, "/view/")
	var b bytes.Buffer
	var err error
	switch {
	case r.URL.Path == "/":
		err = filesPage.Execute(&b, s.pageFiles())
	case view:
		title, tabs, ok := s.pageTabs(id)
		if !ok {
			return false
		}
		err = viewPage.Execute(&b, struct {
			Title string
			Tabs  []pageTab
		}{title, tabs})
	default:
		return false
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return true
	}
	reply{status: http.StatusOK, contentType: htmlType, body: b.Bytes()}.write(w, r)
	return true
}

func (s *Server) pageFiles() []pageFile {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []pageFile
	for _, id := range s.order {
		f := s.files[id]
		s.settle(f)
		p := pageFile{ID: id, Name: f.name, Kind: "Office file", Modified: f.modified.Format("2006-01-02 15:04:05"),
			Native: f.book != nil}
		if p.Native {
			p.Kind = "spreadsheet"
		}
		out = append(out, p)
	}
	return out
}

// pageTabs gives a spreadsheet's cells as they are formatted; what cannot be
// formatted says so in its place.
func (s *Server) pageTabs(id string) (string, []pageTab, bool) {
	s.mu.Lock()
	f := s.files[id]
	s.mu.Unlock()
	if f == nil || f.book == nil {
		return "", nil, false
	}
	b := f.book
	l, apiErr := localeOf(b.locale())
	if apiErr != nil {
		return "", nil, false
	}
	var tabs []pageTab
	for _, sh := range b.sheets {
		t := pageTab{Title: sh.title, Hidden: boolean(sh.props, "hidden")}
		width := 0
		for r, row := range sh.cells {
			width = max(width, len(row))
			line := pageRow{Number: r + 1, Hidden: boolean(sh.rowProps[r], "hiddenByUser")}
			for _, c := range row {
				text, err := c.formatted(l)
				if err != nil {
					text = err.message
				}
				line.Cells = append(line.Cells, text)
			}
			t.Rows = append(t.Rows, line)
		}
		for c := range width {
			t.Columns = append(t.Columns, grid.ColumnName(c))
		}
		tabs = append(tabs, t)
	}
	return str(b.props, "title"), tabs, true
}
