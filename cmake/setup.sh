# Shared by ./run, ./test and ./package; sourced, not run.  Sets up what the build needs and builds.
# Nothing is installed outside Debian's package manager and the user's cache folder.

readonly torchVersion=2.13.0
readonly sentencepieceVersion=0.2.1
readonly sentencepieceSha256=8138cec27c2f2282f4a34d9a016e3374cd40e5c6e9cb335063db66a0a3b71fad
readonly torchCpuIndex=https://download.pytorch.org/whl/cpu

cacheFolder="${XDG_CACHE_HOME:-$HOME/.cache}/icformer-studio"
wantCuda=0

say() { printf '%s\n' "-- $*" >&2; }
fail() { printf '%s\n' "error: $*" >&2; exit 1; }

# Packages of Debian 12 (and Ubuntu 24.04), each with a file or command that shows that it is there.
# A tool that is found on PATH in another version is used as it is.
packageTable() {
    cat <<'TABLE'
build-essential     command c++
cmake               command cmake
ninja-build         command ninja
ccache              command ccache
python3             command python3
python3-pip         package python3-pip
ca-certificates     package ca-certificates
qt6-base-dev        qt qt6-base-dev
qt6-tools-dev       qt qt6-tools-dev
qt6-tools-dev-tools qt qt6-tools-dev-tools
qt6-l10n-tools      qt qt6-l10n-tools
qt6-translations-l10n qt qt6-translations-l10n
qt6-svg-dev         qt qt6-svg-dev
libgl-dev           qt libgl-dev
libqcustomplot-dev  package libqcustomplot-dev
nlohmann-json3-dev  package nlohmann-json3-dev
libcli11-dev        package libcli11-dev
libssl-dev          package libssl-dev
zlib1g-dev          package zlib1g-dev
libzstd-dev         package libzstd-dev
libpcre2-dev        package libpcre2-dev
libutf8proc-dev     package libutf8proc-dev
fonts-dejavu-core   package fonts-dejavu-core
TABLE
}

# True when a folder of CMAKE_PREFIX_PATH holds one of the given relative paths.
prefixHolds() {
    local folder file
    local IFS=':;'
    for folder in ${CMAKE_PREFIX_PATH:-}; do
        for file in "$@"; do
            [ -e "$folder/$file" ] && return 0
        done
    done
    return 1
}

isInstalled() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# setUpPackages [extra package...]: installs what is missing, or prints the one line that does and exits with 2.
setUpPackages() {
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        say "not a Debian system: going on with what is here. What must be here, by the names of Debian's packages: $(packageTable | awk '{printf "%s%s", sep, $1; sep = ", "}')"
        return 0
    fi
    local missing=() name kind what
    while read -r name kind what; do
        case $kind in
            command) command -v "$what" >/dev/null || missing+=("$name") ;;
            qt) prefixHolds lib/cmake/Qt6/Qt6Config.cmake || isInstalled "$what" || missing+=("$name") ;;
            *) isInstalled "$what" || missing+=("$name") ;;
        esac
    done < <(packageTable)
    for name in "$@"; do isInstalled "$name" || missing+=("$name"); done
    # A python3 of another origin brings its own pip.
    if python3 -m pip --version >/dev/null 2>&1; then missing=("${missing[@]/#python3-pip/}"); fi
    local wanted=()
    for name in "${missing[@]}"; do [ -n "$name" ] && wanted+=("$name"); done
    [ ${#wanted[@]} -eq 0 ] && return 0

    if [ "$(id -u)" -ne 0 ]; then
        printf 'These packages are missing; install them and start again:\n' >&2
        printf 'sudo apt-get install --no-install-recommends %s\n' "${wanted[*]}"
        exit 2
    fi
    say "installing ${wanted[*]}"
    export DEBIAN_FRONTEND=noninteractive
    local log; log=$(mktemp)
    # The first try saves the update where the package lists are fresh.
    if ! apt-get install -y --no-install-recommends "${wanted[@]}" >"$log" 2>&1; then
        if ! { apt-get update && apt-get install -y --no-install-recommends "${wanted[@]}"; } >"$log" 2>&1; then
            tail -n 15 "$log" >&2; rm -f "$log"
            fail "apt-get could not install: ${wanted[*]}"
        fi
    fi
    rm -f "$log"
}

# Waits for other checkouts that fill the same cache.
lockCache() {
    mkdir -p "$cacheFolder/downloads" || fail "cannot write to $cacheFolder; set XDG_CACHE_HOME to a folder that you own"
    exec 8>"$cacheFolder/lock"
    if ! flock -n 8; then
        say "another set-up is filling $cacheFolder; waiting for it"
        flock 8
    fi
}
unlockCache() { exec 8>&-; }

# downloadWheel LOG PIP_ARGUMENT...: the torch wheel for this processor, into the cache's downloads.
# The Python release in the wheel's name does not matter for the C++ library: one is fixed, so that every machine gets the same file.
downloadWheel() {
    local log=$1; shift
    python3 -m pip --disable-pip-version-check download --quiet --no-deps --only-binary :all: \
        --implementation cp --python-version 3.11 --abi cp311 --platform "manylinux_2_28_$(uname -m)" \
        --dest "$cacheFolder/downloads" "$@" >"$log" 2>&1
}

torchWheel() { compgen -G "$cacheFolder/downloads/torch-$torchVersion+cpu-*.whl" | head -n 1 || true; }

setUpTorch() {
    if prefixHolds include/ATen/ATen.h torch/include/ATen/ATen.h; then
        say "using the LibTorch in CMAKE_PREFIX_PATH"
        return 0
    fi
    local folder="$cacheFolder/libtorch-$torchVersion"
    [ -f "$folder/torch/include/ATen/ATen.h" ] && return 0

    local wheel log; log=$(mktemp)
    wheel=$(torchWheel)
    if [ -z "$wheel" ]; then
        say "fetching LibTorch $torchVersion for the processor (about 190 MB, once for all checkouts)"
        downloadWheel "$log" "torch==$torchVersion+cpu" \
            || downloadWheel "$log" --index-url "$torchCpuIndex" --timeout 15 --retries 1 "torch==$torchVersion+cpu" \
            || { tail -n 5 "$log" >&2; rm -f "$log"
                 fail "no CPU build of torch $torchVersion to be had: put the file torch-$torchVersion+cpu-….whl into $cacheFolder/downloads, or set CMAKE_PREFIX_PATH to an unpacked LibTorch $torchVersion, and start again"; }
        wheel=$(torchWheel)
    fi
    rm -f "$log"
    say "unpacking LibTorch"
    rm -rf "$folder.partial" "$folder"
    if ! python3 "$projectFolder/cmake/unpack_wheel.py" "$wheel" "$folder.partial" \
        torch/lib/ torch/include/ "torch-$torchVersion+cpu.dist-info/"; then
        rm -rf "$folder.partial"; rm -f "$wheel"
        fail "the LibTorch download was damaged and has been removed; start again"
    fi
    mv -T "$folder.partial" "$folder"
    rm -f "$wheel"
}

# The CUDA build of the same LibTorch with NVIDIA's libraries, in a folder of its own.  The programs are built with the CPU build all the same: both have one
# interface, and ICF_CUDA_LIBTORCH names the folder that they load (app/cuda_libraries.h).
setUpTorchCuda() {
    local folder="$cacheFolder/libtorch-$torchVersion-cuda"
    export ICF_CUDA_LIBTORCH="$folder"
    [ -f "$folder/torch/lib/libtorch_cuda.so" ] && return 0
    [ "$(uname -s) $(uname -m)" = "Linux x86_64" ] || fail "--cuda works on Linux on x86-64 only"
    say "fetching the CUDA build of LibTorch $torchVersion and NVIDIA's libraries (about 2.2 GB, once for all checkouts)"
    local work="$folder.partial" log; log=$(mktemp)
    rm -rf "$work" "$folder"; mkdir -p "$work/wheels"
    local platforms=(--platform manylinux2014_x86_64 --platform manylinux2010_x86_64 --platform manylinux1_x86_64) minor
    for minor in $(seq 28 -1 5); do platforms+=(--platform "manylinux_2_${minor}_x86_64"); done
    python3 -m pip --disable-pip-version-check download --quiet --no-deps --only-binary :all: --require-hashes --implementation cp --python-version 3.11 \
        --abi cp311 --abi none "${platforms[@]}" --dest "$work/wheels" --requirement "$projectFolder/cmake/cuda_wheels.txt" >"$log" 2>&1 \
        || { tail -n 5 "$log" >&2; rm -rf "$work" "$log"; fail "the CUDA build of LibTorch could not be fetched; start again, or leave --cuda out"; }
    rm -f "$log"
    say "unpacking LibTorch and NVIDIA's libraries"
    local wheel
    for wheel in "$work"/wheels/*.whl; do
        python3 "$projectFolder/cmake/unpack_wheel.py" "$wheel" "$work" torch/lib/ torch/version.py nvidia/ \
            || { rm -rf "$work"; fail "a download for --cuda was damaged and has been removed; start again"; }
        rm -f "$wheel"
    done
    rmdir "$work/wheels"
    # Python's part, and what links programs rather than runs them.
    rm -f "$work/torch/lib/libtorch_python.so"
    find "$work/nvidia" \( -name include -o -name '*.a' -o -name bin -o -name nvvm \) -prune -exec rm -rf {} +
    mv -T "$work" "$folder"
}

setUpSentencepiece() {
    local folder="$cacheFolder/sentencepiece-$sentencepieceVersion"
    if prefixHolds lib/libsentencepiece.a && prefixHolds include/sentencepiece_processor.h; then return 0; fi
    [ -f "$folder/lib/libsentencepiece.a" ] && [ -f "$folder/include/sentencepiece_processor.h" ] && return 0

    local archive="$cacheFolder/downloads/sentencepiece-$sentencepieceVersion.tar.gz" log; log=$(mktemp)
    if [ ! -f "$archive" ]; then
        say "fetching the sources of sentencepiece $sentencepieceVersion"
        # pip looks into a source archive before it keeps it; the system's setuptools do for that, else an isolated one.
        local fetch=(python3 -m pip --disable-pip-version-check download --quiet --no-deps --no-binary :all:
            --dest "$cacheFolder/downloads" "sentencepiece==$sentencepieceVersion")
        "${fetch[@]}" --no-build-isolation >"$log" 2>&1 || "${fetch[@]}" >"$log" 2>&1 \
            || { tail -n 5 "$log" >&2; rm -f "$log"
                 fail "sentencepiece could not be fetched: put sentencepiece-$sentencepieceVersion.tar.gz into $cacheFolder/downloads and start again"; }
    fi
    if ! echo "$sentencepieceSha256  $archive" | sha256sum --check --status; then
        rm -f "$archive" "$log"
        fail "the sentencepiece download was damaged and has been removed; start again"
    fi
    say "building sentencepiece (about a minute)"
    local work="$cacheFolder/sentencepiece-$sentencepieceVersion.partial"
    rm -rf "$work" "$folder"; mkdir -p "$work/source" "$work/result/lib" "$work/result/include" "$work/result/licenses"
    tar -xzf "$archive" -C "$work/source" --strip-components=2 "sentencepiece-$sentencepieceVersion/sentencepiece"
    # The policy version is for CMake 4, the prefix map keeps this machine's folders out of the library's messages.
    if ! { cmake -S "$work/source" -B "$work/build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_POLICY_VERSION_MINIMUM=3.5 \
               -DSPM_ENABLE_SHARED=OFF -DSPM_ENABLE_TCMALLOC=OFF -DCMAKE_POSITION_INDEPENDENT_CODE=ON \
               -DCMAKE_CXX_VISIBILITY_PRESET=hidden "-DCMAKE_CXX_FLAGS=-ffile-prefix-map=$work/source=sentencepiece" \
           && cmake --build "$work/build" --target sentencepiece-static --parallel "$(buildJobs)"; } >"$log" 2>&1; then
        tail -n 20 "$log" >&2; rm -rf "$work" "$log"
        fail "sentencepiece did not build"
    fi
    rm -f "$log"
    cp "$work/build/src/libsentencepiece.a" "$work/result/lib/"
    cp "$work/source/src/sentencepiece_processor.h" "$work/result/include/"
    cp "$work/source/LICENSE" "$work/result/licenses/sentencepiece"
    local part
    for part in "$work"/source/third_party/*/LICENSE; do
        [ -f "$part" ] && cp "$part" "$work/result/licenses/$(basename "$(dirname "$part")")"
    done
    mv -T "$work/result" "$folder"
    rm -rf "$work" "$archive"
}

# One compiler for each core, but no more than memory allows: a unit with LibTorch's headers takes up to 2 GB.
buildJobs() {
    local cores memory
    cores=$(nproc 2>/dev/null || echo 2)
    memory=$(awk '/^MemAvailable:/ {print int($2 / 2000000)}' /proc/meminfo 2>/dev/null || echo "$cores")
    [ "$memory" -lt 1 ] && memory=1
    [ "$memory" -lt "$cores" ] && cores=$memory
    echo "$cores"
}

# setUp [extra package...]: everything that the build needs.
setUp() {
    setUpPackages "$@"
    lockCache
    # One waits for the network, the other for the compiler.
    local sentencepiece
    setUpSentencepiece & sentencepiece=$!
    setUpTorch
    [ "$wantCuda" = 0 ] || setUpTorchCuda
    wait "$sentencepiece" || exit 1
    unlockCache
}

# Ninja's lines with one for every ten percent; on a terminal ninja itself keeps to one line.
sparsely() {
    local line due=0
    while IFS= read -r line; do
        if [[ $line =~ ^building\ +([0-9]+)% ]]; then
            [ "${BASH_REMATCH[1]}" -ge "$due" ] || continue
            due=$(( BASH_REMATCH[1] / 10 * 10 + 10 ))
        fi
        printf '%s\n' "$line"
    done
}

# ninjaBuild FOLDER [ARGUMENT...]: builds with a progress line.
ninjaBuild() {
    local folder=$1; shift
    export NINJA_STATUS="${NINJA_STATUS:-building %p (%f of %t) }"
    if [ -t 1 ]; then
        cmake --build "$folder" --parallel "$(buildJobs)" "$@"
    else
        cmake --build "$folder" --parallel "$(buildJobs)" "$@" | sparsely
        return "${PIPESTATUS[0]}"
    fi
}

# buildPreset PRESET [target...]: configures when something it depends on has changed, then builds.
buildPreset() {
    local preset=$1; shift
    local folder="$projectFolder/build/$preset" target arguments=()
    mkdir -p "$folder"
    exec 7>"$folder/lock"
    flock -n 7 || { say "another build runs in $folder; waiting for it"; flock 7; }
    local stamp; stamp="${CMAKE_PREFIX_PATH:-}|$cacheFolder|$(cksum <"$projectFolder/CMakePresets.json")"
    if [ ! -f "$folder/build.ninja" ] || [ "$(cat "$folder/setup-stamp" 2>/dev/null)" != "$stamp" ]; then
        say "configuring build/$preset"
        # A build folder that another LibTorch or Qt was found for remembers it; start from nothing.
        [ -f "$folder/setup-stamp" ] && arguments+=(--fresh)
        (cd "$projectFolder" && cmake --preset "$preset" "${arguments[@]}") >"$folder/configure.log" 2>&1 7>&- \
            || { tail -n 30 "$folder/configure.log" >&2; fail "cmake could not configure; the whole log is build/$preset/configure.log"; }
        printf '%s' "$stamp" >"$folder/setup-stamp"
    fi
    local targets=()
    for target in "$@"; do targets+=(--target "$target"); done
    ninjaBuild "$folder" "${targets[@]}" 7>&- || fail "the build failed; see above"
    exec 7>&-
}
