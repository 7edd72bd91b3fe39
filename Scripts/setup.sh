# shellcheck shell=bash
# Shared by the scripts: what a machine needs, and whether what was built is still fresh.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
program="$root/.build/release/ouderwijs"
builder="$root/.build/release/ouderwijs-bouw"
built="$root/.build/release/.built"
imported="$root/.build/release/.imported"
indexed="$root/.build/release/.indexed"

say() { printf '%s\n' "$*" >&2; }

# Why each package: see README.md.
packages=(pkg-config libxml2-dev libstemmer-dev libxxhash-dev libssl-dev libhunspell-dev hunspell-nl
    hunspell-en-us libzip-dev libzstd-dev libedit-dev poppler-utils)

need_toolchain() {
    if ! command -v swift >/dev/null 2>&1; then
        say "Swift ontbreekt. Installeer Swift 6 (zie https://www.swift.org/install) en zet het in je PATH."
        exit 69
    fi
    if ! swift --version 2>/dev/null | grep -q 'Swift version [6-9]\|Swift version [1-9][0-9]'; then
        say "Deze Swift is te oud: Ouderwijs vraagt Swift 6 of nieuwer."
        exit 69
    fi
}

# Installs the Debian packages that are missing among the arguments.
need_packages() {
    command -v dpkg-query >/dev/null 2>&1 || return 0
    local missing=() package
    for package in "$@"; do
        if ! dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed'; then
            missing+=("$package")
        fi
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    say "Ouderwijs heeft deze systeempakketten nog nodig: ${missing[*]}. Ik installeer ze met apt."
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null 2>&1; then
            say "Daarvoor is beheerderstoegang nodig. Vraag je beheerder om: apt-get install ${missing[*]}"
            exit 69
        fi
        as_root=(sudo)
        [ -t 0 ] || as_root=(sudo -n)
    fi
    local log
    log=$(mktemp)
    if ! { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq &&
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
            --no-install-recommends "${missing[@]}"; } </dev/null >"$log" 2>&1; then
        tail -n 5 "$log" >&2
        rm -f "$log"
        say "Het installeren is niet gelukt. Probeer zelf: apt-get install ${missing[*]}"
        exit 69
    fi
    rm -f "$log"
}

# Whether something among the paths changed after the stamp was set.
changed_since() {
    local stamp=$1
    shift
    [ -e "$stamp" ] || return 0
    [ -n "$(find "$@" -newer "$stamp" -print -quit 2>/dev/null)" ]
}

build_release() {
    changed_since "$built" "$root/Sources" "$root/Package.swift" || return 0
    need_toolchain
    need_packages "${packages[@]}"
    say "Ouderwijs wordt gebouwd; dat duurt de eerste keer een paar minuten."
    local log start
    log=$(mktemp)
    start=$(mktemp)
    # The standard library goes into the program: it starts faster and runs without the toolchain.
    if ! (cd "$root" && swift build -c release --static-swift-stdlib) >"$log" 2>&1; then
        grep -E 'error' "$log" >&2 || tail -n 20 "$log" >&2
        rm -f "$log" "$start"
        say "Het bouwen is niet gelukt."
        exit 69
    fi
    # The stamp bears the time at which the build began: what changed meanwhile is built next time.
    touch -r "$start" "$built"
    rm -f "$log" "$start"
}

# Imports and indexes the corpus that came with the program.
prepare_corpus() {
    if changed_since "$imported" "$root/Corpus/bronnen" "$built"; then
        say "De kennisbank wordt ingelezen."
        "$builder" importeer "$root/Corpus/bronnen" --corpus "$root/Corpus" \
            --vervang --geen-index --stil >/dev/null || exit 3
        touch "$imported"
    fi
    local own="${XDG_DATA_HOME:-$HOME/.local/share}/ouderwijs/corpus/corpus.jsonl"
    local sources=("$root/Corpus/corpus.jsonl" "$imported")
    [ -e "$own" ] && sources+=("$own")
    if [ ! -e "$root/Index/commit" ] || changed_since "$indexed" "${sources[@]}"; then
        "$builder" indexeer --stil || exit 3
        touch "$indexed"
    fi
}
