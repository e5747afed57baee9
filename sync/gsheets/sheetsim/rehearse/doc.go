// Package rehearse plays a district on the local Google: sheets as communes
// keep them, and who types what into them at which minute. The demo and the
// replay tests live through a month this way.
//
// A script is a txtar file, one a spreadsheet. Its head says what the
// spreadsheet is; each file in it is a tab as CSV; the file named "typing" is
// what people do afterwards:
//
//	id: thanh-an
//	title: Theo dõi DVCTT xã Thanh An
//	locale: vi_VN
//	merge: Tháng 6!A1:E1
//	hide: Tháng 6!9
//
//	-- Tháng 6 --
//	"BẢNG THEO DÕI THÁNG 6 NĂM 2020",,
//	Ngày,Tuyên truyền,Hướng dẫn
//	-- typing --
//	2020-06-01 16:35 | Tháng 6!A3 | 2020-06-01 | 12 | 8 hs
//	2020-06-02 21:10 | Tháng 6!A4 | 2020-06-02 | 10 | '05
//	2020-06-22 08:00 | deny
//
// A cell is written as a person would type it, but always means one thing:
//
//	12, -5, 1.234    a number
//	2020-06-01       a date, shown as 01/06/2020
//	=SUM(B3:B7)>40   a formula with the result that it shows
//	#REF!            a formula that shows this error
//	'12              the text 12
//	anything else    that text
//
// In the typing, values go to the right of the cell named, or below it with
// "down" after its address; an empty one leaves its cell alone and (clear)
// empties it. The local Google is no calculator: formulas that it cannot work
// out may stand from the beginning, but cannot be typed. deny and restore withdraw and give back our right to read.
package rehearse
