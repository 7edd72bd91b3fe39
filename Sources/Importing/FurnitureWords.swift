/// Words by which pages name their furniture, in class names and in Dutch and English texts.
enum FurnitureWords {
    /// Parts of `class` and `id` values of what surrounds the content.
    private static let names =
        """
        nav navbar navigation navigatie menu menubar submenu megamenu breadcrumb breadcrumbs
        kruimelpad crumbs crumb cookie cookies cookiebar cookiebalk cookiebanner cookiemelding
        cookienotice consent gdpr avg privacy
        share sharing sharebar sharer deel delen deelknoppen social socials socialmedia addthis
        comment comments reactie reacties respond commentlist disqus discussion forumfil
        sidebar sidebars zijbalk aside complementary widget widgets
        related gerelateerd verwant aanbevolen recommended recommendations readmore leesmeer
        leesook morelink morelinks
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
        moduletable latestnews sharedaddy jpshare unsubscribe chat chatbot whatsapp callout2 scrolltop backtotop naarboven
        toc inhoudsopgave editsection headerlink catlinks jumplink skipto
        userinfo userdetails usercard signature handtekening postprofile authorbox authorbio aboutauthor overdeauteur postbuttons
        button btn cta knop
        kommentar kommentare commentaires teilen partager werbung anzeige publicite seitenleiste
        impressum datenschutz verwandt empfehlungen
        morestories morenews meernieuws outbrain taboola trending mostread meestgelezen
        hatnote navbox printfooter sitesub contentsub dablink
        playlist recirc recirculation teilnehmen weiterlesen nextpost prevpost postnavigation
        quicklinks snelkoppelingen likes
        """
    /// Names of lines that tell who wrote an article and when.
    private static let bylines =
        """
        author authors auteur auteurs autor date datum dates timestamp dateline published pubdate
        publishdate postdate entrydate articledate posted postedon publication updated modified
        lastupdated gepubliceerd geplaatst reporter writer schrijver datepublished datemodified
        """
    /// Names of what stands under a picture.
    private static let captions =
        """
        caption captions figcaption photocredit imagecredit photocaption imagecaption fotocredit
        bijschrift onderschrift wpcaptiontext mediacaption captiontext imgcaption bildunterschrift
        """

    /// Names of who wrote a message.
    private static let persons =
        """
        user username usercard userinfo userdetails poster member avatar profile postprofile
        creator nickname hnuser postuser
        """

    /// Names of what sites praise themselves with: furniture below a text, content where there is none.
    private static let praises = "usp usps"

    /// Those of the above that content bears as well: a forum is made of comments, and what was
    /// searched for may be the page.
    private static let doubtful =
        """
        comment comments reactie reacties respond commentlist discussion forumfil banner overlay
        promo
        moduletable
        promotion print tools toolbar buttons knoppen search zoeken rating ratings waardering meta
        metadata tags widget aside complementary feedback deel delen button btn cta knop
        kommentar kommentare commentaires
        """

    /// Words for parts that a reader unfolds: what is hidden there is content.
    private static let unfolding =
        """
        accordion accordeon accordions collapse collapsible collapsed faq answer answers antwoord
        antwoorden tab tabs tabpanel tabpane panel toggle uitklap uitklapper expand expandable
        spoiler details
        """

    /// Words that speak for content, even beside one of the above.
    private static let contentNames =
        """
        article artikel content inhoud main body entry post story tekst text hoofdinhoud
        maincontent pagecontent postcontent entrycontent articlebody
        """

    /// What a word says of the element that bears it.
    private struct Meaning: OptionSet {
        let rawValue: UInt16

        static let furniture = Meaning(rawValue: 1)
        static let doubtful = Meaning(rawValue: 2)
        static let content = Meaning(rawValue: 4)
        static let unfolding = Meaning(rawValue: 8)
        /// `has-sidebar` tells what stands beside the element, not what the element is.
        static let circumstance = Meaning(rawValue: 16)
        static let articleBody = Meaning(rawValue: 32)
        static let comments = Meaning(rawValue: 64)
        static let byline = Meaning(rawValue: 128)
        static let caption = Meaning(rawValue: 256)
        static let praise = Meaning(rawValue: 512)
        static let person = Meaning(rawValue: 1024)
    }

    /// Meanings by the hash of the word.
    ///
    /// Thrice as many places as words; a word whose place is taken gets the next one. The names of
    /// every element are looked up here.
    private static let meanings: [(hash: UInt64, meaning: Meaning)] = {
        var table = [(hash: UInt64, meaning: Meaning)](repeating: (0, []), count: 1024)
        for (words, meaning) in [
            (names, Meaning.furniture), (doubtful, .doubtful), (contentNames, .content),
            (unfolding, .unfolding), (circumstances, .circumstance),
            (articleBodies, .articleBody), (commentLists, .comments), (bylines, .byline),
            (captions, .caption), (praises, .praise), (persons, .person),
        ] {
            for word in words.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
                let hash = hash(word.utf8)
                let place = place(of: hash, in: table)
                table[place] = (hash, table[place].meaning.union(meaning))
            }
        }
        return table
    }()

    private static func place(
        of hash: UInt64, in table: [(hash: UInt64, meaning: Meaning)]
    ) -> Int {
        var place = Int(hash & 1023)
        while table[place].hash != hash, table[place].hash != 0 { place = (place + 1) & 1023 }
        return place
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

    /// What names say of an element.
    struct Verdict: Hashable, Sendable {
        /// Whether a name is one of furniture, and whether one of these leaves no doubt.
        var furniture = false
        var isSure = false
        var content = false
        /// Whether the element is of a part that a reader unfolds.
        var unfolds = false
        /// Whether the element is the text of an article, or the list of comments on it.
        var isArticleBody = false
        var isComments = false
        /// Whether the element tells who wrote and when, or what a picture shows.
        var isByline = false
        var isCaption = false
        /// Whether the site praises itself.
        var isPraise = false
        /// Whether it is who wrote a message.
        var isPerson = false

        /// Adds what other names say.
        mutating func formUnion(_ other: Verdict) {
            furniture = furniture || other.furniture
            isSure = isSure || other.isSure
            content = content || other.content
            unfolds = unfolds || other.unfolds
            isArticleBody = isArticleBody || other.isArticleBody
            isComments = isComments || other.isComments
            isByline = isByline || other.isByline
            isCaption = isCaption || other.isCaption
            isPraise = isPraise || other.isPraise
            isPerson = isPerson || other.isPerson
        }
    }

    /// Whole names for the text of an article and for what readers wrote under it.
    private static let articleBodies =
        "entrycontent postcontent articlebody articlecontent storybody articletext storycontent "
        + "fieldnamebody"
    private static let commentLists =
        "comments commentlist commentsarea commentssection reacties respond forumfil"

    /// First words of names that tell what stands beside an element.
    private static let circumstances = "has with no without hide show is js not"
    /// First words of names that tell what the text of an element is about: `tag-newsletter` behind
    /// `post`.
    private static let subjects = Set(["category", "tag"].map { hash($0.utf8) })

    /// What a `class` or `id` value says: its words, split at anything that is no letter and at
    /// capitals (`navBar`), and each whole name without its marks (`nav-bar` is `navbar`).
    ///
    /// A name with a colon (`print:hidden`) is a rule of styling and says nothing.
    static func judge(_ value: ArraySlice<UInt8>) -> Verdict {
        var verdict = Verdict()
        var name = NameJudge()
        for byte in value {
            if byte <= 0x20 {
                name.finish(&verdict)
                name = NameJudge()
            } else {
                name.add(byte)
            }
        }
        name.finish(&verdict)
        return verdict
    }

    /// Judges one name, byte by byte.
    private struct NameJudge {
        private var part = offset
        private var whole = offset
        private var isPart = false
        private var isFirst = true
        private var previousIsLower = false
        private var previousIsDigit = false
        /// Letters behind a digit are no word: `comp-3f9ad` is a number.
        private var isNoise = false
        private var isVoid = false
        private var isSubject = false
        private var hasWidget = false
        private var hasBuilder = false
        private var found = Verdict()

        mutating func add(_ byte: UInt8) {
            let isUpper = byte &- 65 < 26
            let lower = isUpper ? byte | 0x20 : byte
            let isLetter = lower &- 97 < 26
            if isPart, !isLetter || (isUpper && previousIsLower) { endPart() }
            if isLetter {
                if !isPart, previousIsDigit { isNoise = true }
                part = step(part, lower)
                whole = step(whole, lower)
                isPart = true
            } else if byte == UInt8(ascii: ":") {
                isVoid = true
            }
            previousIsLower = isLetter && !isUpper
            previousIsDigit = byte &- 48 < 10
        }

        private mutating func endPart() {
            let meaning = isNoise ? [] : look(part)
            isNoise = false
            if isFirst, meaning.contains(.circumstance) { isVoid = true }
            if isFirst, subjects.contains(part) { isSubject = true }
            part = offset
            isPart = false
            isFirst = false
        }

        @discardableResult
        private mutating func look(_ hash: UInt64) -> Meaning {
            let meaning = meanings[place(of: hash, in: meanings)].meaning
            if hash == widget {
                hasWidget = true
            } else if meaning.contains(.furniture) {
                found.furniture = true
                if !meaning.contains(.doubtful) { found.isSure = true }
            }
            if hash == builder { hasBuilder = true }
            if meaning.contains(.content) { found.content = true }
            if meaning.contains(.unfolding) { found.unfolds = true }
            if meaning.contains(.articleBody) { found.isArticleBody = true }
            if meaning.contains(.comments) { found.isComments = true }
            if meaning.contains(.byline) { found.isByline = true }
            if meaning.contains(.caption) { found.isCaption = true }
            if meaning.contains(.praise) { found.isPraise = true }
            if meaning.contains(.person) { found.isPerson = true }
            return meaning
        }

        mutating func finish(_ verdict: inout Verdict) {
            let isSingle = isFirst
            if isPart, !isNoise { look(part) }
            if !isSingle { look(whole) }
            guard !isVoid, !isSubject || !verdict.content else { return }
            found.furniture = found.furniture || (hasWidget && !hasBuilder)
            verdict.formUnion(found)
        }
    }

    /// Whole lines or short paragraphs that are page furniture wherever they stand, as keys.
    private static let lineKeys: [String] =
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
            "alleberichten", "uitschrijven", "afmelden", "gegevenswijzigen", "overzicht",
            "terugnaaroverzicht", "terugnaarhetoverzicht",
            "read more", "continue reading", "lees verder", "verder lezen", "bekijk", "reply",
            "beantwoorden", "reageer", "citeer", "report", "log in", "sign in", "sign up",
            "subscribe", "share this", "share this article", "comments", "back to top",
            "next", "previous", "next page", "previous page", "add to cart", "in winkelwagen",
            "in winkelmand", "bewerken", "edit", "advertisement", "laden", "loading",
            "accept all", "alles accepteren", "printvriendelijk", "print recept", "print recipe",
            "log in om reacties te plaatsen", "log in om te reageren", "inloggen om te reageren",
            "log in to post comments", "log in to reply", "load more", "show more", "view all",
            "toon meer", "laad meer", "bekijk alles", "now playing", "hide caption", "teilen",
            "drucken", "antworten", "kommentieren", "weiterlesen", "gefällt mir", "anmelden",
            "mehr lesen", "zur startseite", "nach oben", "werbung", "anzeige", "partager",
            "lire la suite", "compartir", "leer más", "copy link", "link kopiëren", "kopieer link",
            "in den warenkorb", "add to basket", "add to wishlist", "add to bag", "quick view",
            "view details", "shop now", "buy now", "learn more", "watch now",
        ].map { Text.key($0) }
    private static let lines = Set(lineKeys.map { hash($0.utf8) })
    private static let longestLine = lineKeys.map(\.utf8.count).max() ?? 0

    /// What is counted beside a text, such as `3 likes`, as keys without the number.
    private static let counts: Set<UInt64> = Set(
        [
            "like", "likes", "views", "weergaven", "personen vinden dit leuk", "keer bekeken",
            "keer gedeeld", "keer gelezen",
            "resultaten", "resultaten gevonden", "vacatures gevonden", "results", "results found",
            "shares", "stemmen", "votes", "volgers", "followers", "comments", "reacties", "reactie",
        ].map { Text.withKey($0) { hash($0) } })

    /// Starts of such lines, as keys.
    private static let lineStarts: [[UInt8]] = [
        "leestijd", "timelimitexceeded", "jeemailadreszalniet", "uwemailadreszalniet",
        "jeemailadreswordtniet", "hetemailadreswordtniet", "vereistevelden",
        "dezewebsitegebruiktcookies", "dezesitegebruiktcookies", "wijgebruikencookies",
        "wegebruikencookies", "allerechtenvoorbehouden", "mijnnaamemailensite",
        "slamijnnaamemail", "dezesitegebruiktakismet", "pleasecompletethecaptcha",
        "deelditartikelop", "gepubliceerdop", "geplaatstop", "laatstgewijzigd",
        "laatstbijgewerkt", "geplaatstdoor", "bekijkdezemail", "bekijkdezenieuwsbrief",
        "bekijkonline", "viewthisemail", "jeontvangtdezemail", "uontvangtdezemail",
        "jeontvangtdezenieuwsbrief", "uontvangtdezenieuwsbrief", "jekrijgtdezemail",
        "ukrijgtdezemail",
        "jekrijgtdezenieuwsbrief", "ukrijgtdezenieuwsbrief", "kunjedezemail", "kuntudezemail",
        "klikomtedelen",
        "wordtineennieuwvenstergeopend", "youremailaddresswillnot", "requiredfieldsare",
        "thiswebsiteusescookies", "thissiteusescookies", "weusecookies", "allrightsreserved",
        "signupforour", "subscribetoour", "thissiteisprotectedbyrecaptcha",
        "viewthispostoninstagram", "apostsharedby", "ditberichtopinstagrambekijken",
        "eenberichtgedeelddoor", "seidererstedem", "diesereintragwurde", "dieserbeitragwurde",
        "veroffentlichtin",
        "veroffentlichtam", "thisentrywasposted", "thispostwas", "filedunder", "postedin",
        "bookmarkthepermalink", "dieseseitewurdezuletzt", "thispagewaslast", "lastupdatedon",
        "deineemailadresse", "setzeeinlesezeichen", "photocredit", "imagecredit",
    ].map { Array($0.utf8) }

    /// Headings behind which a page has no content of its own any more, as keys.
    private static let endings: Set<UInt64> = Set(
        [
            "een reactie achterlaten", "laat een reactie achter", "geef een reactie",
            "plaats een reactie", "reageer", "reacties", "reageren", "leave a reply",
            "leave a comment", "gerelateerde berichten", "gerelateerde artikelen", "lees ook",
            "lees ook deze", "related posts", "anderen lazen ook", "dit vind je misschien ook leuk",
            "misschien vind je dit ook interessant", "deel dit artikel", "deel deze pagina",
            "meer nieuws", "recente berichten", "aanbevolen voor jou", "schrijf je in",
            "comments", "responses", "replies", "join the discussion", "join the conversation",
            "related articles", "related stories", "related", "related content", "more stories",
            "more news", "you may also like", "you might also like", "recommended",
            "recommended for you", "read next", "latest news", "most read", "most popular",
            "gerelateerd", "gerelateerd nieuws", "verwante artikelen", "meer artikelen",
            "meer berichten", "ook interessant", "anderen kochten ook", "anderen bekeken ook",
            "meest gelezen", "laatste nieuws", "dit delen", "deel dit", "deel dit bericht",
            "share this", "share this article", "gerelateerde producten", "related products",
            "kommentare", "schreibe einen kommentar", "ähnliche beiträge", "verwandte artikel",
            "auch interessant", "mehr zum thema", "das könnte sie auch interessieren",
            "weitere artikel", "commentaires", "laisser un commentaire", "à lire aussi",
            "nieuwsbrief", "newsletter", "reactie plaatsen", "volg ons", "follow us",
            "kommentar verfassen", "kommentar schreiben", "hinterlasse einen kommentar",
            "das könnte dich auch interessieren", "das könnte dir auch gefallen",
            "diesen beitrag teilen", "teilen mit", "gefällt mir", "beitragsnavigation",
            "weitere beiträge", "ähnliche artikel", "mehr zum thema", "neueste beiträge",
            "articles similaires", "sur le même sujet", "à découvrir aussi", "partager",
            "artículos relacionados", "deja un comentario", "comentarios", "comparte",
            "about the author", "about the authors", "over de auteur", "über den autor",
            "meer lezen over", "post navigation", "berichtnavigatie",
            "more to explore", "keep reading", "up next", "trending", "popular posts",
            "recent posts", "latest posts", "latest articles", "you might like",
            "customers also bought", "customers also viewed", "similar products",
            "vergelijkbare producten", "bekijk ook", "ook leuk",
        ].map { Text.withKey($0) { hash($0) } })

    /// Those of the above over what readers wrote.
    private static let talk: Set<UInt64> = Set(
        [
            "een reactie achterlaten", "laat een reactie achter", "geef een reactie",
            "plaats een reactie", "reageer", "reacties", "reageren", "leave a reply",
            "leave a comment", "comments", "responses", "replies", "join the discussion",
            "join the conversation", "kommentare", "schreibe einen kommentar",
            "kommentar verfassen", "kommentar schreiben", "hinterlasse einen kommentar",
            "commentaires", "laisser un commentaire", "reactie plaatsen", "deja un comentario",
            "comentarios",
        ].map { Text.withKey($0) { hash($0) } })

    /// Whether a heading that ends the content stands over what readers wrote.
    static func opensTalk(_ heading: String) -> Bool {
        heading.utf8.count < 60 && Text.withKey(heading, digits: false) { talk.contains(hash($0)) }
    }

    /// Headings over lists of links that belong to the content, by the start of their key.
    private static let sourceHeadings: [String] = [
        "meerweten", "meerlezen", "meerinformatie", "bronnen", "bron", "literatuur", "downloads",
        "download", "materialen", "verderlezen", "verwijzingen", "praktijkkaarten", "links",
        "handigelinks", "referenties", "bijlagen", "zieook",
    ]

    /// Whether a short text is page furniture by what it says.
    static func isFurniture(_ text: String) -> Bool {
        guard text.utf8.count < 240 else { return false }
        return Text.withKey(text) { key in
            guard let first = key.first else { return true }
            if key.count <= longestLine, lines.contains(hash(key)) { return true }
            if first &- 48 < 10, key.count <= longestLine,
                let word = key.firstIndex(where: { $0 > 57 }),
                counts.contains(hash(key[word...]))
            {
                return true
            }
            guard isFirstLetter[Int(first)] else { return false }
            // A sentence that merely begins so is content: the furniture is short or a fixed notice.
            return lineStarts.contains {
                key.starts(with: $0) && (key.count < $0.count + 16 || $0.count > 14)
            }
        }
    }

    /// Whether one of `lineStarts` begins with a byte.
    private static let isFirstLetter = (0..<256).map { byte in
        lineStarts.contains { $0.first.map { Int($0) } == byte }
    }

    /// Whether what follows a heading is comments or links to other pages.
    ///
    /// - Parameter isHeading: Whether it is one by its markup; words in bold have to be just these.
    static func endsContent(_ heading: String, isHeading: Bool = true) -> Bool {
        guard heading.utf8.count < 60 else { return false }
        // `12 reacties`, `Comments (4)`.
        return Text.withKey(heading, digits: false) { key in
            if endings.contains(hash(key)) { return true }
            return isHeading && key.count < 40 && endingStarts.contains { key.starts(with: $0) }
        }
    }

    /// Starts of headings over links to other pages, as keys.
    private static let endingStarts: [[UInt8]] = [
        "morefrom", "moremust", "morestories", "morearticles", "youmayalso", "youmightalso",
        "meervan", "meerartikelen", "meernieuws", "anderenlazen", "anderenbekeken",
        "misschienvindje", "ditvindje", "relatedarticle", "relatedpost", "relatedstor",
        "relatedcontent", "gerelateerde", "daskonnte", "mehrzum", "customersalso",
        "mehrvon", "readmore", "leesverder", "leesook",
    ].map { Array($0.utf8) }

    /// Starts of lines that only send the reader elsewhere, as keys.
    private static let pointers: [String] = [
        "leesook", "leesmeer", "leesverder", "zieook", "bekijkook", "ookinteressant", "readmore",
        "readalso", "alsoread", "seealso", "related", "gerelateerd", "meerhierover", "moreon",
        "readnext", "lesensieauch", "weiterlesen", "alireaussi",
    ]

    /// Whether a line that is nearly all link sends the reader to another page.
    static func isPointer(_ text: String) -> Bool {
        guard text.utf8.count < 300 else { return false }
        let key = Text.key(text)
        return pointers.contains { key.hasPrefix($0) }
    }

    /// Whether a list of links under a heading belongs to the content.
    static func announcesSources(_ heading: String) -> Bool {
        let key = Text.key(heading)
        return sourceHeadings.contains { key.hasPrefix($0) }
    }
}
