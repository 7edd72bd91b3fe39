/// Words by which pages name their furniture, in class names and in Dutch and English texts.
enum FurnitureWords {
    /// Parts of `class` and `id` values of what surrounds the content.
    private static let names: Set<UInt64> = hashes(
        """
        nav navbar navigation navigatie menu menubar submenu megamenu breadcrumb breadcrumbs
        kruimelpad crumbs crumb cookie cookies cookiebar cookiebalk cookiebanner cookiemelding
        cookienotice consent gdpr avg privacy
        share sharing sharebar sharer deel delen deelknoppen social socials socialmedia addthis
        comment comments reactie reacties respond commentlist disqus discussion
        sidebar sidebars zijbalk aside complementary widget widgets
        related gerelateerd verwant aanbevolen recommended recommendations readmore leesmeer
        leesook morelinks
        footer foot voettekst colofon sitefooter pagefooter siteinfo bottombar copyright
        banner topbar masthead siteheader
        advert advertentie advertisement ads ad adsbygoogle sponsor sponsored promo promotion
        newsletter nieuwsbrief subscribe aanmelden signup optin mailing
        popup modal overlay lightbox dialog tooltip toast snackbar
        pagination pager paging paginering prevnext postnav
        skip skiplink skiplinks screenreader sronly visuallyhidden visually
        print toolbar tools buttons knoppen
        search searchform zoeken zoekbalk zoekformulier login inloggen captcha recaptcha
        leestijd readtime readingtime byline meta metadata postmeta entrymeta postinfo tags taglist
        tagcloud
        feedback rating ratings waardering languageswitcher taalkeuze
        sharedaddy jpshare unsubscribe chat chatbot whatsapp callout2 scrolltop backtotop naarboven
        """)

    /// Words that speak for content, even beside one of the above.
    private static let contentNames: Set<UInt64> = hashes(
        """
        article artikel content inhoud main body entry post story tekst text hoofdinhoud
        maincontent pagecontent postcontent entrycontent articlebody
        """)

    private static func hashes(_ words: String) -> Set<UInt64> {
        Set(words.split { $0 == " " || $0 == "\n" }.map { hash($0.utf8) })
    }

    private static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(offset) { step($0, $1) }
    }

    // FNV-1a with 64 bits: each part of a class name costs a few instructions and no string.
    private static let offset: UInt64 = 0xCBF2_9CE4_8422_2325
    private static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
        (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }

    // Page builders call every piece of the content a widget.
    private static let widget = hash("widget".utf8)
    private static let builder = hash("elementor".utf8)

    /// What a `class` or `id` value says: its words, split at anything that is no letter and at
    /// capitals (`navBar`), and each whole name without its marks (`nav-bar` is `navbar`).
    static func judge(_ value: ArraySlice<UInt8>) -> (furniture: Bool, content: Bool) {
        var furniture = false
        var content = false
        var part = offset
        var whole = offset
        var isPart = false
        var isBuilder = false
        var isWidget = false
        func look(_ hash: UInt64) {
            if hash == widget { isWidget = true } else if names.contains(hash) { furniture = true }
            if hash == builder { isBuilder = true }
            if contentNames.contains(hash) { content = true }
        }
        var previousIsLower = false
        for byte in value {
            let isUpper = byte &- 65 < 26
            let lower = isUpper ? byte | 0x20 : byte
            let isLetter = lower &- 97 < 26
            if isPart, !isLetter || (isUpper && previousIsLower) {
                look(part)
                part = offset
                isPart = false
            }
            if isLetter {
                part = step(part, lower)
                whole = step(whole, lower)
                isPart = true
            } else if byte <= 0x20 {
                look(whole)
                whole = offset
            }
            previousIsLower = isLetter && !isUpper
        }
        if isPart { look(part) }
        look(whole)
        return (furniture || (isWidget && !isBuilder), content)
    }

    /// Whole lines or short paragraphs that are page furniture wherever they stand, as keys.
    private static let lines: Set<String> = Set(
        [
            "leestijd", "sluiten", "sluit", "menu", "zoeken", "zoek", "delen", "deel", "print",
            "printen", "afdrukken", "inloggen", "login", "aanmelden", "naarboven", "terug",
            "terugnaarboven", "naardeinhoud", "skiptocontent", "skiptomaincontent",
            "directnaardeinhoud", "spring naar inhoud", "gadirectnaardeinhoud", "lees meer",
            "leesmeer", "meer lezen", "volgende", "vorige", "home", "contact", "privacy",
            "cookies", "disclaimer", "sitemap", "accepteren", "cookiesaccepteren", "weigeren",
            "akkoord", "deeldezepagina", "deelditartikel", "deelditbericht", "deelviafacebook",
            "deelviatwitter", "deelvialinkedin", "deelviawhatsapp", "facebook", "twitter",
            "linkedin", "whatsapp", "email", "share", "tweet", "advertentie", "close", "search",
            "volgons", "volgonsop", "geefeenreactie", "annuleerreactie", "reactieplaatsen",
            "alleberichten", "overzicht", "terugnaaroverzicht", "terugnaarhetoverzicht",
        ].map { Text.key($0) })

    /// Starts of such lines, as keys.
    private static let lineStarts: [String] = [
        "leestijd", "timelimitexceeded", "jeemailadreszalniet", "uwemailadreszalniet",
        "jeemailadreswordtniet", "hetemailadreswordtniet", "vereistevelden",
        "dezewebsitegebruiktcookies", "dezesitegebruiktcookies", "wijgebruikencookies",
        "wegebruikencookies", "allerechtenvoorbehouden", "mijnnaamemailensite",
        "slamijnnaamemail", "dezesitegebruiktakismet", "pleasecompletethecaptcha",
        "deelditartikelop", "gepubliceerdop", "geplaatstop", "laatstgewijzigd",
        "laatstbijgewerkt", "geplaatstdoor",
    ]

    /// Headings behind which a page has no content of its own any more, as keys.
    private static let endings: Set<String> = Set(
        [
            "een reactie achterlaten", "laat een reactie achter", "geef een reactie",
            "plaats een reactie", "reageer", "reacties", "reageren", "leave a reply",
            "leave a comment", "gerelateerde berichten", "gerelateerde artikelen", "lees ook",
            "lees ook deze", "related posts", "anderen lazen ook", "dit vind je misschien ook leuk",
            "misschien vind je dit ook interessant", "deel dit artikel", "deel deze pagina",
            "meer nieuws", "recente berichten", "aanbevolen voor jou", "schrijf je in",
        ].map { Text.key($0) })

    /// Headings over lists of links that belong to the content, by the start of their key.
    private static let sourceHeadings: [String] = [
        "meerweten", "meerlezen", "meerinformatie", "bronnen", "bron", "literatuur", "downloads",
        "download", "materialen", "verderlezen", "verwijzingen", "praktijkkaarten", "links",
        "handigelinks", "referenties", "bijlagen", "zieook",
    ]

    /// Whether a short text is page furniture by what it says.
    static func isFurniture(_ text: String) -> Bool {
        guard text.utf8.count < 240 else { return false }
        let key = Text.key(text)
        if key.isEmpty { return true }
        if key.utf8.count <= longestLine, lines.contains(key) { return true }
        guard let first = key.utf8.first, firstLetters.contains(first) else { return false }
        // A sentence that merely begins so is content: the furniture is short or a fixed notice.
        return lineStarts.contains {
            key.hasPrefix($0) && (key.utf8.count < $0.utf8.count + 16 || $0.utf8.count > 14)
        }
    }

    private static let firstLetters = Set(lineStarts.compactMap(\.utf8.first))
    private static let longestLine = lines.map(\.utf8.count).max() ?? 0

    /// Whether what follows a heading is comments or links to other pages.
    static func endsContent(_ heading: String) -> Bool {
        heading.utf8.count < 60 && endings.contains(Text.key(heading))
    }

    /// Whether a list of links under a heading belongs to the content.
    static func announcesSources(_ heading: String) -> Bool {
        let key = Text.key(heading)
        return sourceHeadings.contains { key.hasPrefix($0) }
    }
}
