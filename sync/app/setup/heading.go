package setup

import (
	"slices"
	"strconv"
	"strings"

	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/sync/config"
	"tonghop/sync/workbook"
)

// listColumns are what a list may say of a unit, with the headings under which
// offices write it; the first is the one in the manual.
var listColumns = map[string][]string{
	"name": {"name", "tên", "tên đơn vị", "đơn vị", "unit"},
	"link": {
		"link", "đường dẫn", "liên kết", "source", "file", "tệp", "url", "bảng tính", "link bảng tính", "đường dẫn bảng tính",
		"địa chỉ bảng tính", "link google sheet", "link google sheets", "google sheet", "google sheets", "link trang tính",
	},
	"type":        {"type", "loại", "loại đơn vị"},
	"code":        {"code", "mã", "mã đơn vị", "mã đvhc", "mã hành chính"},
	"id":          {"id", "mã riêng"},
	"from":        {"from", "từ ngày", "từ", "bắt đầu"},
	"to":          {"to", "đến ngày", "đến", "kết thúc"},
	"predecessor": {"predecessor", "đơn vị cũ", "sáp nhập từ", "tên cũ", "trước sáp nhập"},
	"group":       {"group", "cụm", "khối", "nhóm", "khu vực"},
	"contact":     {"contact", "người liên hệ", "liên hệ", "người phụ trách", "phụ trách", "cán bộ phụ trách"},
	"phone":       {"phone", "telephone", "điện thoại", "số điện thoại", "sđt", "đt"},
}

// unheaded finds names and links in a tab without a heading, as two columns are
// pasted: the column of the links by what they are, and the first one of texts.
func unheaded(tab *grid.Tab) map[string]int {
	links, words := map[int]int{}, map[int]int{}
	for _, row := range tab.Rows {
		for i, text := range texts(row) {
			switch text = strings.TrimSpace(text); {
			case text == "" || row[i].Kind == grid.Number || isNumber(text):
			case strings.Contains(text, "://") || strings.Contains(text, ".google.com/") || workbook.IsName(text):
				links[i]++
			default:
				words[i]++
			}
		}
	}
	name, link := -1, -1
	for i := range tab.Width() {
		if links[i] > 0 && words[i] == 0 && link < 0 {
			link = i
		}
		if words[i] > 0 && links[i] == 0 && name < 0 {
			name = i
		}
	}
	if name < 0 || link < 0 {
		return nil
	}
	return map[string]int{"name": name, "link": link}
}

func isNumber(text string) bool {
	_, err := strconv.ParseFloat(text, 64)
	return err == nil
}

// titleRows is how many rows a list may have above its heading.
const titleRows = 10

// findHeading looks for the first row that has a column for names and one for
// links; at is nil where there is none.
func findHeading(tab *grid.Tab) (heading int, at map[string]int) {
	for i := range min(len(tab.Rows), titleRows) {
		if at := headings(texts(tab.Rows[i])); hasBoth(at) {
			return i, at
		}
	}
	return 0, nil
}

// headless says what stands in the place of a heading.
func (r *List) headless(tabs []grid.Tab) {
	for i := range tabs {
		for line, row := range tabs[i].Rows {
			if cells := texts(row); !blank(cells) {
				r.fault(line+1, "init.list.heading", "raw", strings.Join(cells, " | "))
				return
			}
		}
	}
	r.fault(0, "init.list.empty")
}

// joined reports whether a cell is one of several that were merged, and not their
// first.
func joined(tab *grid.Tab, row, col int) bool {
	return slices.ContainsFunc(tab.Merges, func(m grid.Range) bool {
		return row > m.Row && row < m.EndRow && col >= m.Col && col < m.EndCol
	})
}

// texts are a row's cells as they are shown: a date as year-month-day.
func texts(row []grid.Cell) []string {
	all := make([]string, len(row))
	for i := range row {
		switch c := &row[i]; c.Kind {
		case grid.Number:
			all[i] = strconv.FormatFloat(c.Number, 'f', -1, 64)
		case grid.Date:
			all[i] = (calendar.Date(1899, 12, 30) + calendar.Day(c.Number)).String()
		default:
			all[i] = c.Text
		}
	}
	return all
}

func blank(row []string) bool {
	return !slices.ContainsFunc(row, func(s string) bool { return strings.TrimSpace(s) != "" })
}

// headings tells in which column each thing stands.
func headings(row []string) map[string]int {
	at := map[string]int{}
	for i, cell := range row {
		for name, spellings := range listColumns {
			same := func(s string) bool { return config.Same(s) == config.Same(cell) }
			if _, taken := at[name]; !taken && slices.ContainsFunc(spellings, same) {
				at[name] = i
			}
		}
	}
	return at
}

func hasBoth(at map[string]int) bool {
	_, name := at["name"]
	_, link := at["link"]
	return name && link
}
