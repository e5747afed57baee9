package config

// What the sections mean that say when the daemon works and what goes where.

func scheduleKeys() *shape {
	return fixed("When the daemon looks, beside the deadlines, as cron lines: minute, hour, day, month, weekday.", keys{
		"looks":   texts("Rounds in which what has not changed is not opened.", "0 12 * * *"),
		"nightly": texts("Rounds that read everything.", "30 22 * * *"),
	})
}

func backupKeys() *shape {
	return fixed("Verified copies of the ledger that the daemon saves by itself (sao lưu).", keys{
		"dir":  text("The folder of the copies, best on another disk.", "/mnt/usb/backups"),
		"at":   text("When, as a cron line: minute, hour, day, month, weekday.", DefaultBackupAt),
		"keep": integer("How many stay; the oldest go once a new one was verified.", 1, 10_000, DefaultBackupKeep),
	})
}

func networkKeys() *shape {
	return fixed("How the program reaches the Internet (mạng).", keys{
		"proxy": text("The address of a proxy; system takes what the computer is set to, none goes straight.", "http://proxy.example.vn:8080"),
		"proxy_login": fixed("Where the proxy's name and password stand, parted by a colon.", keys{
			"file": text("A file that holds it, alone on its line.", "proxy.txt"),
			"env":  text("An environment variable that holds it.", "TONGHOP_PROXY"),
		}),
		"ca": text("The root certificate of a filter or antivirus that reads along, as PEM.", "bo-loc.pem"),
	})
}

func watchKeys() *shape {
	return fixed("Who is told that the daemon lives (canh chừng).", keys{
		"heartbeat": text("A web address that is asked for every five minutes while the daemon does its work; silence there is the alarm.", "https://hc.example.vn/ping/1234"),
	})
}

func consolidatedKeys() *shape {
	return fixed("The consolidated book (bảng tổng hợp).", keys{
		"target":   text("A file that ends in .xlsx, or the link of a Google spreadsheet that is shared with the program as an editor.", "out/tong-hop.xlsx"),
		"communes": text("A second book to share with the communes: what each has to mend, a tab a unit, and nothing else. A file or a link like target.", "out/can-sua.xlsx"),
	})
}

func reportKeys() *shape {
	forms := keys{}
	for _, kind := range formKinds {
		forms[kind] = text("The form of this kind of report.", "my-form.xlsx")
	}
	return fixed("The official report (báo cáo chính thức).", keys{
		"dir":        text("The folder of the reports.", DefaultReportDir),
		"forms":      fixed("The office's own forms.", forms),
		"templates":  text("A folder whose files stand before the program's own.", "my-templates"),
		"profile":    choice("Whose rules of form the report follows: the Youth Union's, or Decree 30/2020.", "doan", "nd30"),
		"timeliness": flag("Whether the report has the column Ngày báo cáo đúng hạn.", false),
		"estimate":   flag("Whether the report has the row Ước thực hiện cả năm: to date × the working days of the year ÷ those gone by.", false),
		"indicators": texts("Its columns, in this order.", "people_guided"),
		"letterhead": letterheadKeys("What is printed round the figures (thể thức)."),
		"letterheads": mapping("What differs for a form, or for a recipient under a name of the office's choice.",
			letterheadKeys("What differs; all else is that of letterhead."), map[string]any{}),
		"ranking": fixed("How units are ranked for commendation (xếp hạng): points that add up to 100.", keys{
			"on_time":  integer("For reports in time.", 0, 100, 60),
			"complete": integer("For reports that came at all.", 0, 100, 40),
			"figures":  mapping("For figures, by the id of the indicator.", integer("", 1, 100, 20), map[string]any{"people_guided": 20}),
		}),
	})
}

func letterheadKeys(says string) *shape {
	return fixed(says, keys{
		"superior":  text("The office above.", "TỈNH ĐOÀN BÌNH PHƯỚC"),
		"issuer":    text("The office that issues it.", "BCH ĐOÀN HUYỆN HỚN QUẢN"),
		"place":     text("In the line of the date.", "Hớn Quản"),
		"code":      text("Behind the number: Số …-BC/code.", "HĐTĐN"),
		"subject":   text("What the report is about.", "Kết quả thực hiện Đề án …"),
		"addressee": texts("Kính gửi.", "Ban Thường vụ Tỉnh Đoàn"),
		"copies":    texts("Nơi nhận.", "Lưu: VP"),
		"authority": text("In whose name it is signed.", "TM. BAN THƯỜNG VỤ HUYỆN ĐOÀN"),
		"position":  text("The signer's office.", "PHÓ BÍ THƯ"),
		"signer":    text("The signer's name; leave it out to sign by hand.", "Họ và tên"),
	})
}

func webKeys() *shape {
	return fixed("The office's page (trang theo dõi).", keys{
		"listen":     text("Where it is served; 127.0.0.1 is this computer only, anything else needs sign_in.", DefaultListen),
		"public_url": text("Where people find it, when they sign in.", "https://tonghop.example.vn"),
		"person":     text("Who acts on a page without sign-in, unless another name is typed there.", "Văn phòng"),
		"tls": fixed("A certificate of the page's own; not needed behind a proxy.", keys{
			"cert": text("The file of the certificate.", "cert.pem"),
			"key":  text("The file of its key.", "key.pem"),
		}, "cert", "key"),
		"sign_in": fixed("Who may sign in, and as what. Each address stands in one list.", keys{
			"client_id":          text("The OAuth client of the kind Web application.", "1234-abcd.apps.googleusercontent.com"),
			"client_secret_file": text("The file that holds its secret.", "client-secret.txt"),
			"issuer":             text("The service that knows the people, if it is not Google.", DefaultIssuer),
			"viewers":            texts("They look.", "xem@example.vn"),
			"office":             texts("They enter, accept, receive and prepare too, and propose waivers.", "vanphong@example.vn"),
			"approvers":          texts("They may also close, issue, waive, and confirm waivers.", "thuongtruc@example.vn"),
		}, "client_id", "client_secret_file"),
	})
}

func notifyKeys() *shape {
	return fixed("Reminders and digests (nhắc việc). Without the section there are none.", keys{
		"before":     duration("How long before the daily deadline units that were not seen yet are reminded.", "60m"),
		"after":      duration("How long after a deadline the office gets its digest.", "30m"),
		"morning":    clockTime("When the office hears who still owes the last working day; 00:00 is never.", "07:30"),
		"fresh":      duration("How old a look may be on which a reminder rests.", "20m"),
		"month_days": integer("How many working days before a month's deadline units are reminded; 0 is never.", 0, 15, DefaultMonthDays),
		"year_days":  integer("The same for a year.", 0, 30, DefaultYearDays),
		"limit":      integer("How many messages one run sends at most.", 1, 1000, DefaultLimit),
		"quiet": fixed("The hours in which nothing is sent.", keys{
			"from": clockTime("They begin.", "20:00"),
			"to":   clockTime("They end.", "07:00"),
		}),
		"email":  emailKeys(),
		"office": contactKeys("How the office is reached."),
		"units":  mapping("How units are reached, by id.", contactKeys("How this unit is reached."), map[string]any{}),
	})
}

func emailKeys() *shape {
	return fixed("The server that takes the office's e-mail.", keys{
		"host":     text("Its name.", "smtp.example.vn"),
		"port":     integer("Its port, if it is not the usual one.", 1, 65535, ports["starttls"]),
		"security": choice("How the connection is secured.", "starttls", "tls", "none"),
		"user":     text("Who signs in; nobody if it is left out.", "huyendoan@example.vn"),
		"password": secretKeys("The password; never in the open."),
		"from":     text("The sender, with or without a name.", "Huyện Đoàn <huyendoan@example.vn>"),
		"reply_to": text("Where answers go, if not to the sender.", "huyendoan@example.vn"),
		"ca":       text("A file of certificates that are trusted besides the computer's own.", "server.pem"),
	}, "host", "from")
}

func contactKeys(says string) *shape {
	open := func(says, example string) *shape {
		return either(says, text("In the open.", example), secretKeys("In a file or an environment variable."))
	}
	return fixed(says, keys{
		"email":   texts("E-mail addresses.", "thanh-an@example.vn"),
		"webhook": oneOrMore("Web addresses that take a message.", open("A web address.", "https://example.vn/hooks/thanh-an")),
		"service": oneOrMore("Messaging services such as Telegram, as shoutrrr writes them.", open("A service.", "telegram://token@telegram?chats=1")),
	})
}

// secretKeys is where a secret lies; in a list or alone.
func secretKeys(says string) *shape {
	return fixed(says, keys{
		"file": text("A file that holds one line: the secret.", "secret.txt"),
		"env":  text("An environment variable that holds it.", "TONGHOP_SECRET"),
	})
}

func googleKeys() *shape {
	return fixed("How Google is reached; needed only where a link stands above. See docs/google.md.", keys{
		"credentials":       texts("Key files of service accounts, which share the reads; default is the computer's own account, link none: sheets that anybody with the link may open are read as exported files.", "default"),
		"oauth_client":      text("The OAuth client by which a person signs in where there is no service account (tonghop login).", "client.json"),
		"token":             text("Where that sign-in is kept; as secret as a key.", DefaultToken),
		"reads_per_minute":  integer("What Google allows one account.", 1, 6000, DefaultReadsPerMinute),
		"writes_per_minute": integer("What Google allows one account.", 1, 6000, DefaultWritesPerMinute),
		"endpoint":          formed("A local Google (tonghop simulate), without credentials.", `^\s*https?://`, "http://127.0.0.1:9090"),
	})
}
