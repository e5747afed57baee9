package book

import "tonghop/model/office"

// palette is every look that the book has, apart from those of the standings.
// Each stands out by weight or frame as well as by colour, since many offices
// print in black and white.
var palette = struct {
	title, note, section, head, caution      Style
	text, centre, number, tally, date, share Style
	total, totalText, totalShare             Style
	faint, faintText, flagged, flaggedText   Style
	behind, silent, entry                    Style
}{
	title:   Style{Bold: true, Size: 14, Align: AlignLeft},
	note:    Style{Italic: true, Color: 0x4B5563, Align: AlignLeft, Wrap: true},
	section: Style{Bold: true, Size: 12, Color: 0x1E3A5F, Align: AlignLeft},
	head:    Style{Bold: true, Border: true, Wrap: true, Fill: 0xD9E2EC, Align: AlignCenter},
	caution: Style{Bold: true, Border: true, Wrap: true, Fill: 0xFCE09B, Color: 0x5C3D00, Align: AlignLeft},

	text:   Style{Border: true, Wrap: true, Align: AlignLeft},
	centre: Style{Border: true, Wrap: true, Align: AlignCenter},
	number: Style{Border: true, Align: AlignRight, Format: FormatGrouped},
	tally:  Style{Border: true, Align: AlignCenter, Format: FormatGrouped},
	date:   Style{Border: true, Align: AlignCenter, Format: FormatDate},
	share:  Style{Border: true, Align: AlignRight, Format: FormatPercent},

	total:      Style{Border: true, Bold: true, Fill: 0xEEF2F6, Align: AlignRight, Format: FormatGrouped},
	totalText:  Style{Border: true, Bold: true, Fill: 0xEEF2F6, Align: AlignLeft, Wrap: true},
	totalShare: Style{Border: true, Bold: true, Fill: 0xEEF2F6, Align: AlignRight, Format: FormatPercent},

	faint:       Style{Border: true, Italic: true, Color: 0x4B5563, Align: AlignRight, Format: FormatGrouped},
	faintText:   Style{Border: true, Italic: true, Color: 0x4B5563, Align: AlignLeft, Wrap: true},
	flagged:     Style{Border: true, Italic: true, Bold: true, Fill: 0xFDE9B8, Align: AlignRight, Format: FormatGrouped},
	flaggedText: Style{Border: true, Italic: true, Wrap: true, Fill: 0xFDE9B8, Align: AlignLeft},
	silent:      Style{Border: true, Italic: true, Color: 0x9B1C1C, Align: AlignCenter, Wrap: true},
	entry:       Style{Border: true, Wrap: true, Fill: 0xFFFBEB, Align: AlignLeft, Format: FormatText},
}

// standingStyles tell the standings apart: by letter, by shade and by weight.
var standingStyles = map[office.Status]Style{
	office.OnTime:     {Border: true, Align: AlignCenter, Fill: 0xF0F9F2, Color: 0x14532D},
	office.Unproven:   {Border: true, Align: AlignCenter, Fill: 0xEEF7D9, Color: 0x3F4F12},
	office.Late:       {Border: true, Align: AlignCenter, Fill: 0xFCE09B, Color: 0x5C3D00, Bold: true},
	office.Missing:    {Border: true, Align: AlignCenter, Fill: 0x9B1C1C, Color: 0xFFFFFF, Bold: true},
	office.Invalid:    {Border: true, Align: AlignCenter, Fill: 0xF7BFA8, Color: 0x6B1F0B, Bold: true},
	office.Unread:     {Border: true, Align: AlignCenter, Fill: 0xDCE6F5, Color: 0x1E3A5F, Italic: true},
	office.Unreadable: {Border: true, Align: AlignCenter, Fill: 0xD3CFE8, Color: 0x322659, Italic: true},
	office.Excused:    {Border: true, Align: AlignCenter, Fill: 0xE5E7EB, Color: 0x374151},
	office.Pending:    {Border: true, Align: AlignCenter, Color: 0x4B5563},
}

// severityStyles tell the severities of findings apart.
var severityStyles = map[office.Severity]Style{
	office.SeverityError:   {Border: true, Align: AlignCenter, Fill: 0x9B1C1C, Color: 0xFFFFFF, Bold: true},
	office.SeverityWarning: {Border: true, Align: AlignCenter, Fill: 0xFCE09B, Color: 0x5C3D00, Bold: true},
	office.SeverityNotice:  {Border: true, Align: AlignCenter, Color: 0x374151},
}
