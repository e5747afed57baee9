// Writes the year of BenchmarkYearBesideOthers with SheetJS, which keeps no
// looks but number formats, and prints the milliseconds that it took.
const XLSX = require('xlsx');

const began = process.hrtime.bigint();
const rows = [];
for (let d = 0; d < 250; d++) {
  for (let u = 0; u < 200; u++) {
    const row = [44000 + d, 'T2', 'Xã Phước Thiện ' + u, 'Đúng hạn'];
    for (let i = 0; i < 12; i++) row.push((u * 7 + d * 13 + i) % 2300);
    rows.push(row);
  }
}
const book = XLSX.utils.book_new();
XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), 'Theo ngày');
XLSX.writeFile(book, process.argv[1], {compression: true});
console.log(Number(process.hrtime.bigint() - began) / 1e6);
