# ./gigfair test: each stage runs something that prints its own counts, and reports them here.

passed=0
failed=0
declare -a stage_times=()

# count PASSED FAILED WHAT
count() {
    passed=$((passed + $1))
    failed=$((failed + $2))
    printf -- '-- %s: %s passed, %s failed\n' "$3" "$1" "$2"
}

# Runs one command as one check: passes when it exits 0.
check() {
    local what=$1 log
    shift
    log=$(mktemp)
    if "$@" >"$log" 2>&1; then
        count 1 0 "$what"
    else
        cat "$log"
        count 0 1 "$what"
    fi
    rm -f "$log"
}

# Runs a program that closes with 'N passed, N failed', and takes its counts over.
check_counted() {
    local what=$1 log status=0 line
    shift
    log=$(mktemp)
    "$@" >"$log" 2>&1 || status=$?
    line=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$log" | tail -1 || true)
    if [ -z "$line" ]; then
        tail -100 "$log"
        count 0 1 "$what (exit $status without a closing line)"
    else
        local ok bad
        ok=${line%% *}
        bad=$(echo "$line" | cut -d' ' -f3)
        [ "$status" != 0 ] && [ "$bad" = 0 ] && bad=1
        [ "$bad" = 0 ] || tail -150 "$log"
        grep -E '^(figure|skipped): ' "$log" || true
        count "$ok" "$bad" "$what"
    fi
    rm -f "$log"
}

# Runs GoogleTest programs, as many at once as there are cores, and counts their tests.
check_gtests() {
    local logs program name
    logs=$(mktemp -d)
    printf '%s\0' "$@" | xargs -0 -P "$jobs" -I{} bash -c '
        timeout 600 "$1" --gtest_brief=0 >"$2/${1##*/}" 2>&1 || echo $? >"$2/${1##*/}.failed"' _ {} "$logs"
    for program in "$@"; do
        name=$(basename "$(dirname "$(dirname "$program")")")/${program##*/}
        count_gtest "$name" "$logs/${program##*/}"
    done
    rm -rf "$logs"
}

# count_gtest NAME LOG: LOG.failed stands beside the log where the program didn't exit with 0.
count_gtest() {
    local name=$1 log=$2 ok bad
    ok=$(sed -n 's/^\[  PASSED  \] \([0-9]*\) tests\?\.$/\1/p' "$log" | tail -1)
    bad=$(sed -n 's/^\[  FAILED  \] \([0-9]*\) tests\?, listed below:$/\1/p' "$log" | tail -1)
    ok=${ok:-0}
    bad=${bad:-0}
    [ -e "$log.failed" ] && [ "$bad" = 0 ] && bad=1
    [ "$ok" = 0 ] && [ "$bad" = 0 ] && bad=1
    [ "$bad" = 0 ] || { grep -vE '^\[ +(OK|RUN) +\]|^\[-+\]' "$log" | tail -120; }
    grep -E '^(figure|skipped): ' "$log" || true
    count "$ok" "$bad" "$name"
}

stage_format() {
    our_sources | xargs clang-format-16 --dry-run -Werror
}

stage_asan() {
    build_preset asan
    check_gtests build/asan/bin/*_test
}

tsan_rooms=(storage events http matching)
stage_tsan() {
    build_preset tsan "${tsan_rooms[@]/%/_test}"
    local programs=("${tsan_rooms[@]/#/build/tsan/bin/}")
    check_gtests "${programs[@]/%/_test}"
}

# Changed files only, as a full pass takes long: since the base that CI or the user names, or since
# the commit before the last. --long looks at all. Fuzz targets and benchmarks belong to presets of
# their own and aren't among the commands that clang-tidy reads.
tidy_sources() {
    if [ "$long" = yes ]; then
        our_sources | grep '\.cpp$'
    else
        git diff --name-only --diff-filter=d "${GIGFAIR_BASE:-HEAD~1}" -- '*.cpp' 2>/dev/null ||
            our_sources | grep '\.cpp$'
    fi | grep -vE '_(fuzz|bench)\.cpp$' || true
}

run_tidy() {
    tidy_sources | xargs -r -P "$jobs" -n 4 clang-tidy-19 --quiet -p build/asan
}

stage_web() { check_counted "web units, types and budgets" web/run test; }

stage_e2e() {
    check_counted "end to end in a browser" env GIGFAIR_BIN="$PWD/build/release/bin/gigfaird" web/run e2e
}

stage_demo() { check_counted "the year of the demo city" tests/demo_year/run; }

stage_faults() {
    check_counted "kills and power cuts" tests/faults/run $([ "$long" = yes ] && echo --long)
}

stage_fuzz() {
    build_preset asan
    check_counted "fuzz targets" tests/fuzz/run "$([ "$long" = yes ] && echo 1800 || echo 45)"
}

stage() {
    local started=$SECONDS
    say "$1"
    case "$1" in
        format) check "formatting" stage_format ;;
        tidy) check "clang-tidy" run_tidy ;;
        *) "stage_$1" ;;
    esac
    stage_times+=("$1 $((SECONDS - started)) s")
}

run_tests() {
    local stages=() argument started=$SECONDS
    long=no
    for argument in "$@"; do
        if [ "$argument" = --long ]; then long=yes; else stages+=("$argument"); fi
    done
    [ ${#stages[@]} -gt 0 ] || stages=(format web asan e2e demo faults tsan tidy fuzz)

    install_packages test
    say "Release build"
    build_release
    stage_times+=("set-up and release build $((SECONDS - started)) s")

    for argument in "${stages[@]}"; do
        stage "$argument"
    done

    say "Time"
    printf '%s\n' "${stage_times[@]}" "all $((SECONDS - started)) s"
    echo "$passed passed, $failed failed"
    [ "$failed" = 0 ]
}
