internal import Bundling
internal import Corpus
internal import JSON
internal import Searching

extension Bundle {
    /// Writes the bundle in the shape of the protocol.
    func write(to writer: inout JSONWriter) {
        writer.object {
            $0.member("title", Texts.title(of: self))
            $0.member("minutes", minutes)
            $0.member("audience", audience.rawValue)
            $0.member("goals", Texts.goals(of: self))
            $0.member("materials", Texts.materials(of: self))
            $0.name("parts")
            $0.array { for part in parts { part.write(to: &$0) } }
            $0.objects("statements", of: statements) { writer, statement in
                writer.member("text", Texts.text(of: statement))
                writer.member("for", statement.supporting)
                writer.member("against", statement.opposing)
            }
            $0.objects("exercises", of: exercises) { writer, exercise in
                writer.member("kind", exercise.kind.rawValue)
                writer.member("title", Texts.title(of: exercise.kind))
                writer.member("text", Texts.text(of: exercise.kind))
                writer.member("passages", exercise.passages.map(\.passage))
            }
            for (name, quotes) in [
                ("checklist", checklist), ("handout", handout), ("quotes", quotes),
            ] {
                $0.name(name)
                $0.array { for quote in quotes { quote.write(to: &$0) } }
            }
            $0.name("sources")
            $0.array { for source in sources { source.write(to: &$0) } }
        }
    }
}

extension Bundle.Part {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object {
            $0.member("start", start)
            $0.member("minutes", minutes)
            $0.member("phase", form.phase.rawValue)
            $0.member("form", Texts.name(of: form))
            $0.member("trainer", Texts.trainer(in: form))
            $0.member("participants", Texts.participants(in: form))
            $0.member("passages", passages)
        }
    }
}

extension Bundle.Quote {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object {
            $0.member("text", text)
            $0.member("passage", passage)
        }
    }
}

extension DocumentInfo {
    /// As a source of a bundle.
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object {
            $0.member("document", id)
            $0.member("title", title)
            $0.memberIfAny("url", source.url)
            $0.memberIfAny("license", license)
            $0.memberIfAny("citation", source.citation)
        }
    }
}
