package import Corpus
package import Files
package import Indexing
internal import JSON
package import Searching

// Each `switch` here goes without `default`: a new case does not compile before it has its sentence.
extension Texts {
    package static func message(for error: FileError) -> String {
        switch error {
        case .missing(let path): "‘\(path)’ bestaat niet."
        case .denied(let path): "‘\(path)’ mag ik niet lezen of schrijven. Kijk de rechten na."
        case .notRegular(let path): "‘\(path)’ is geen gewoon bestand."
        case .tooLarge(let path, let limit):
            "‘\(path)’ is te groot: meer dan \(limit >> 20) MB lees ik niet."
        case .locked(let path):
            "In ‘\(path)’ is al een ander programma aan het schrijven. Probeer het zo nog eens."
        case .failed(let path, let operation, let code):
            "\(verb(of: operation)) van ‘\(path)’ lukt niet (systeemfout \(code))."
        }
    }

    private static func verb(of operation: FileError.Operation) -> String {
        switch operation {
        case .open: "Openen"
        case .read: "Lezen"
        case .write: "Schrijven"
        case .sync: "Veilig wegschrijven"
        case .rename: "Vervangen"
        case .list: "Bekijken"
        case .map: "Lezen"
        case .lock: "Vastzetten"
        case .create: "Maken"
        case .remove: "Weghalen"
        }
    }

    package static func message(for error: CorpusError) -> String {
        switch error {
        case .notJSON(let line, let offset):
            "Regel \(line) is geen geldige JSON (bij byte \(offset + 1)); ik sla hem over."
        case .schema(let line, let got):
            "Regel \(line) heeft een vorm die ik niet ken (‘\(got)’); ik sla hem over."
        case .field(let line, let pointer):
            "Op regel \(line) ontbreekt iets of klopt iets niet bij \(pointer.isEmpty ? "/" : pointer); ik sla de regel over."
        case .duplicate(let line, let id):
            "Regel \(line) gebruikt de naam ‘\(id)’, die al bestaat; ik sla de regel over."
        case .file(let error): message(for: error)
        }
    }

    package static func message(for error: IndexError) -> String {
        switch error {
        case .missing(let folder):
            "In ‘\(folder)’ staat nog geen index. Maak hem met: ouderwijs indexeer"
        case .damaged(let path, let part):
            "De index is beschadigd (\(part) in ‘\(path)’). Maak hem opnieuw met: ouderwijs indexeer"
        case .version(let path, let expected, let got):
            "De index ‘\(path)’ is van versie \(got), ik lees versie \(expected). Maak hem opnieuw met: ouderwijs indexeer"
        case .analysis(let path, _, _):
            "De index ‘\(path)’ is met andere taalregels gemaakt. Maak hem opnieuw met: ouderwijs indexeer"
        case .tooLarge(let what):
            "De index wordt te groot (\(what)). Verdeel de bronnen over meer dan één corpus."
        case .file(let error): message(for: error)
        }
    }

    package static func message(for error: IndexBuildError) -> String {
        switch error {
        case .noCorpus(let folder):
            "In ‘\(folder)’ staat geen corpus.jsonl. Lees eerst bronnen in met: ouderwijs importeer BRON"
        case .corpus(let error, let path): "‘\(path)’: \(message(for: error))"
        case .empty: "Er is geen enkele passage om doorzoekbaar te maken."
        case .index(let error): message(for: error)
        }
    }

    package static func message(for failure: IndexReport.Failure) -> String {
        "\(failure.path): \(message(for: failure.error))"
    }

    package static func message(for rejection: Rejection) -> String {
        switch rejection {
        case .file(let error): message(for: error)
        case .nameNotText:
            "De bestandsnaam bevat tekens die geen tekst zijn. Geef het bestand een andere naam."
        case .unsupported(let detected):
            "Dit soort bestand (\(detected)) kan ik niet inlezen."
        case .empty: "Er blijft geen tekst over om in te lezen."
        case .markup(let line, let message): "Regel \(line) klopt niet: \(message)"
        case .vocabulary(let root): "XML met het element ‘\(root)’ ken ik niet."
        case .tooDeep(let line): "Op regel \(line) zitten elementen te diep in elkaar."
        case .declarations(let line):
            "Regel \(line) bevat een DTD met eigen declaraties; die lees ik niet, want dat is onveilig."
        case .tooLarge:
            "In dit bestand staat te veel om in één keer in te lezen. Verdeel het over meer bestanden."
        case .damaged(let part): "Het bestand is beschadigd (\(part))."
        case .missingProgram(let name, let package):
            "Hiervoor is het programma \(name) nodig. Installeer het met: apt-get install \(package)"
        case .programFailed(let name):
            "Het hulpprogramma \(name) kon dit bestand niet lezen, of had er te veel tijd of geheugen voor nodig."
        case .web(let fault): message(for: fault)
        case .duplicate(let id, let other):
            "De naam ‘\(id)’ is al gebruikt door ‘\(other)’."
        }
    }

    package static func message(for finding: CorpusCheck.Finding) -> String {
        switch finding {
        case .doubledID(let id): "De naam ‘\(id)’ komt twee keer voor."
        case .empty(let id): "Passage ‘\(id)’ is leeg."
        case .missing(let id): "Passage ‘\(id)’ ontbreekt, terwijl anderen ernaar verwijzen."
        case .long(let id, let bytes):
            "Passage ‘\(id)’ is lang (\(bytes) bytes): knip haar liever in stukken."
        case .unknownTopic(let id, let topic):
            "Passage ‘\(id)’ heeft een thema dat niet bestaat: ‘\(topic)’."
        case .deadLink(let document, let target):
            "Document ‘\(document)’ verwijst naar ‘\(target)’, dat er niet is."
        case .nearlySame(let id, let other): "De passages ‘\(id)’ en ‘\(other)’ zijn bijna gelijk."
        case .otherLanguage(let document, let language):
            "Document ‘\(document)’ is niet in het Nederlands (\(language))."
        }
    }

    package static func message(for fault: Thesaurus.Fault) -> String {
        switch fault {
        case .doubledConcept(let id): "Het begrip ‘\(id)’ staat er twee keer."
        case .withoutLabel(let id): "Het begrip ‘\(id)’ heeft geen voorkeurswoord."
        case .doubledLabel(let id, let label):
            "Het begrip ‘\(id)’ heeft het woord ‘\(label)’ twee keer."
        case .dangling(let id, let target):
            "Het begrip ‘\(id)’ verwijst naar ‘\(target)’, dat er niet is."
        case .oneSided(let id, let target):
            "Het begrip ‘\(id)’ verwijst naar ‘\(target)’, maar niet terug."
        case .loop(let id): "Het begrip ‘\(id)’ staat via andere begrippen boven zichzelf."
        }
    }

    private static func message(for fault: WebFault) -> String {
        switch fault {
        case .badAddress: "Dit adres haal ik niet op."
        case .local(let host):
            "‘\(host)’ staat in je eigen netwerk. Wil je dat, geef dan --sta-lokaal-toe."
        case .unknownHost(let host): "‘\(host)’ is niet te vinden."
        case .robots: "Deze site wil niet dat programma's deze pagina ophalen (robots.txt)."
        case .status(let code): "De site geeft geen pagina, maar de melding \(code)."
        case .redirects: "De site stuurt steeds door naar een ander adres."
        case .unreachable(let host): "‘\(host)’ antwoordt niet, of is niet te vertrouwen."
        case .tooSlow: "Het duurde te lang voordat de pagina er was."
        case .tooLarge(let limit):
            "De pagina is te groot: meer dan \(limit >> 20) MB haal ik niet op."
        }
    }

    package static func message(for error: UsageError) -> String {
        let hint = "Met ‘ouderwijs --help’ zie je wat er kan."
        switch error {
        case .unknownCommand(let word, let near):
            return "Het commando ‘\(word)’ ken ik niet. "
                + (near.map { "Bedoelde je ‘\($0)’?" } ?? hint)
        case .unknownOption(let word, let near):
            return "De optie ‘\(word)’ ken ik niet. "
                + (near.map { "Bedoelde je ‘\($0)’?" } ?? hint)
        case .missingValue(let option): return "Achter ‘\(option.flag)’ ontbreekt de waarde."
        case .unexpectedValue(let option): return "Achter ‘\(option.flag)’ hoort geen waarde."
        case .badNumber(let option, let got, let allowed):
            return
                "‘\(got)’ kan niet bij ‘\(option.flag)’: geef een getal van \(allowed.lowerBound) tot en met \(allowed.upperBound)."
        case .badChoice(let option, let got, let near):
            return "‘\(got)’ kan niet bij ‘\(option.flag)’. "
                + (near.map { "Bedoelde je ‘\($0)’?" } ?? hint)
        case .doubled(let option): return "‘\(option.flag)’ staat er twee keer; één keer is genoeg."
        case .missingArgument(let command):
            return
                "Achter ‘\(command.rawValue)’ ontbreekt \(argument(of: command)). Bijvoorbeeld: \(examples(of: command)[0])"
        case .tooManyArguments(let command, let first):
            return "‘\(first)’ hoort niet achter ‘\(command.rawValue)’."
        }
    }

    package static func noBuilder(_ path: String) -> String {
        "Het hulpprogramma ouderwijs-bouw ontbreekt naast ‘\(path)’. Bouw het met: Scripts/ouderwijs"
    }

    static let questionNotText = "Je vraag bevat tekens die geen tekst zijn."

    static func message(for error: RequestError) -> String {
        switch error.reason {
        case .invalidJSON(let offset): "Dit is geen geldige JSON (bij byte \(offset + 1))."
        case .notUTF8: "Deze regel is geen UTF-8-tekst."
        case .tooDeep(let limit): "Deze JSON zit te diep in elkaar: meer dan \(limit) niveaus."
        case .tooLarge(let limit): "Deze regel is te lang: meer dan \(limit) bytes lees ik niet."
        case .notAnObject:
            "Een verzoek is een JSON-object, bijvoorbeeld {\"op\":\"ask\",\"query\":\"huisbezoek\"}."
        case .missingOperation: "Het veld ‘op’ ontbreekt."
        case .unknownOperation(let name, let near):
            "De bewerking ‘\(name)’ ken ik niet." + (near.map { " Bedoelde je ‘\($0)’?" } ?? "")
        case .unsupportedVersion(let supported):
            "Deze versie van het protocol ken ik niet; ik spreek versie \(supported)."
        case .missingField(let name): "Het veld ‘\(name)’ ontbreekt."
        case .wrongType(let name, let expected): "Het veld ‘\(name)’ moet \(expected.dutch) zijn."
        case .outOfRange(let name, let range):
            "Het veld ‘\(name)’ moet een getal van \(range.lowerBound) tot en met \(range.upperBound) zijn."
        case .unknownChoice(let name, let got): "‘\(got)’ kan niet in het veld ‘\(name)’."
        case .textTooLong(let name, let limit):
            "Het veld ‘\(name)’ is te lang: meer dan \(limit) tekens kan niet."
        case .tooManyTerms(let limit): "De vraag telt te veel woorden: meer dan \(limit) kan niet."
        case .emptyText(let name): "Het veld ‘\(name)’ is leeg."
        case .noIndex(let error): message(for: error)
        case .notFound(let key): "Er is niets met de naam ‘\(key)’."
        case .noPassages(let topic): "Over ‘\(topic)’ staat niets in de kennisbank."
        case .deadline: "Het lukte niet binnen de gevraagde tijd."
        case .internalFault(let error): message(for: error)
        }
    }
}

extension RequestError.FieldType {
    fileprivate var dutch: String {
        switch self {
        case .string: "een tekst"
        case .integer: "een geheel getal"
        case .boolean: "true of false"
        case .object: "een object"
        case .strings: "een lijst van teksten"
        case .identifier: "een tekst of een geheel getal"
        }
    }
}
