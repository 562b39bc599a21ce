#include <QtTest>

#include "core/base/mapped_file.h"
#include "core/base/sha256.h"
#include "core/io/model_fetch.h"
#include "core/io/zip_archive.h"
#include "tests/core/temporary_folder.h"

using namespace icf;
using namespace icf::test;

namespace {

const std::string kArchive = ICF_TEST_DATA "/core/data/wheel.zip";

/// The small model in the archive.
CatalogModel tinyModel()
{
    return {.name = "tiny", .description = "a tiny model", .licence = "0BSD", .source = "https://example.org", .url = "https://example.org/wheel.zip",
        .bytes = ReadFile(kArchive).size(), .sha256 = sha256OfFile(kArchive),
        .files = {{"pkg/tiny.gguf", "tiny.gguf", "d4d89e0950a4664897332c3c32910869990bbceb2e7187e42bc1bcb56a04fa03"},
            {"pkg/LICENSE", "LICENSE", "48a34e121967139e63fe35181b987e1427a27973636d41b27555d610abd8f50d"}}};
}

/// Programs of PATH are those of a folder, while it lives.
struct OnlyPrograms {
    TemporaryFolder folder;
    QByteArray before = qgetenv("PATH");

    OnlyPrograms() { qputenv("PATH", QByteArray::fromStdString(folder.path())); }
    ~OnlyPrograms() { qputenv("PATH", before); }
    /// A shell script by that name.  $output: where it is to write, $url: what it is to download.
    void add(const std::string& name, const std::string& script) const
    {
        const std::string text = "#!/bin/sh\nPATH='" + before.toStdString() + "'\nwhile [ $# -gt 1 ]; do\n"
                                 "case $1 in --output|--output-document) output=$2; shift ;; esac\nshift\ndone\nurl=$1\n" + script + "\n";
        std::filesystem::permissions(folder.write(name, text), std::filesystem::perms::owner_all);
    }
};

class Collected : public ByteSink {
public:
    void write(std::span<const std::byte> bytes) override { text.append(reinterpret_cast<const char*>(bytes.data()), bytes.size()); }
    std::string text;
};

} // namespace

class TestModelFetch : public QObject {
    Q_OBJECT
private:
    /// What fetching throws; empty when it throws nothing.
    std::string problem(const CatalogModel& model, const std::string& archive = {}) const
    {
        try {
            fetchModel(model, models_.path(), archive, {}, CancelToken());
        } catch (const std::exception& error) {
            return error.what();
        }
        return {};
    }
    TemporaryFolder models_;

private Q_SLOTS:
    void cleanup() { std::filesystem::remove_all(models_.path("tiny")); }

    void unpacksDeflatedEntriesAndNoticesDamage()
    {
        const ZipReader zip(kArchive, ZipReader::Method::deflated);
        Collected model;
        zip.unpack("pkg/tiny.gguf", model);
        QCOMPARE(model.text.size(), std::size_t(700'000));
        QCOMPARE(zip.size("pkg/tiny.gguf"), std::uint64_t(700'000));
        QVERIFY(model.text.starts_with("GGUF a model"));
        std::string bytes = readWholeFile(kArchive, 1 << 20);
        const TemporaryFolder folder;
        int refused = 0;
        for (std::size_t at = 60; at < 200; at += 7) {
            std::string damaged = bytes;
            damaged[at] = char(damaged[at] ^ 0x55);
            try {
                Collected ignored;
                ZipReader(folder.write("damaged.zip", damaged), ZipReader::Method::deflated).unpack("pkg/tiny.gguf", ignored);
            } catch (const Error&) {
                ++refused;
            }
        }
        QCOMPARE(refused, 20);
        QVERIFY_THROWS_EXCEPTION(Error, ZipReader{kArchive});
    }

    void downloadsChecksAndUnpacksAModelAndThenLeavesItAlone()
    {
        const OnlyPrograms programs;
        programs.add("curl", "test \"$url\" = https://example.org/wheel.zip && cp '" + kArchive + "' \"$output\"");
        QCOMPARE(fetchModel(tinyModel(), models_.path(), {}, {}, CancelToken()), FetchResult::fetched);
        QCOMPARE(models_.count(), std::size_t(1));
        QCOMPARE(sha256OfFile(models_.path("tiny/tiny.gguf")), tinyModel().files[0].sha256);
        programs.add("curl", "exit 1");
        QCOMPARE(fetchModel(tinyModel(), models_.path(), {}, {}, CancelToken()), FetchResult::alreadyThere);
        // wget where there is no curl.
        std::filesystem::remove_all(models_.path("tiny"));
        std::filesystem::remove(programs.folder.path("curl"));
        programs.add("wget", "cp '" + kArchive + "' \"$output\"");
        QCOMPARE(fetchModel(tinyModel(), models_.path(), {}, {}, CancelToken()), FetchResult::fetched);
    }

    void saysWhyADownloadFailedAndLeavesNothing()
    {
        const OnlyPrograms programs;
        QVERIFY2(problem(tinyModel()).find("curl or wget") != std::string::npos, problem(tinyModel()).c_str());
        programs.add("curl", "echo half >\"$output\"; echo 'curl: (6) Could not resolve host' >&2; exit 6");
        QCOMPARE(problem(tinyModel()), std::string("[https://example.org/wheel.zip] could not be downloaded (curl: (6) Could not resolve host); check the network, or "
                                                   "download it elsewhere and name the file with --archive"));
        programs.add("curl", "echo something else >\"$output\"");
        const std::string other = problem(tinyModel());
        QVERIFY2(other.starts_with("[https://example.org/wheel.zip] is not the file that is expected: its SHA-256 is "), other.c_str());
        QCOMPARE(models_.count(), std::size_t(0));
    }

    void takesAFileThatWasDownloadedBeforeAndRefusesAnother()
    {
        const OnlyPrograms none;
        QCOMPARE(problem(tinyModel(), kArchive), std::string());
        cleanup();
        CatalogModel changed = tinyModel();
        changed.files[1].sha256 = std::string(64, '0');
        QVERIFY(problem(changed, kArchive).find("holds another LICENSE") != std::string::npos);
        changed.sha256 = std::string(64, '0');
        QVERIFY(problem(changed, kArchive).find("is not the file that is expected") != std::string::npos);
        QCOMPARE(models_.count(), std::size_t(0));
    }

    void stopsTheDownloadAndLeavesNothing()
    {
        const OnlyPrograms programs;
        programs.add("curl", "echo $$ >'" + programs.folder.path("process") + "'; echo half >\"$output\"; exec sleep 600");
        CancelToken cancel;
        const auto stop = [&](std::uint64_t done, std::uint64_t) {
            if (done > 0)
                cancel.stop(StopRequest::save);
        };
        QVERIFY_THROWS_EXCEPTION(Cancelled, fetchModel(tinyModel(), models_.path(), {}, stop, cancel));
        QCOMPARE(models_.count(), std::size_t(0));
        QVERIFY(::kill(std::stoi(readWholeFile(programs.folder.path("process"), 100)), 0) != 0);
    }

    void clearsUpWhatAKilledDownloadLeft()
    {
        // No process has the number 0x3fffffff.
        models_.write("tiny.tmp-1073741823-download", "half");
        std::filesystem::create_directory(models_.path("tiny.tmp-1073741823-0123abcd"));
        models_.write("tiny.tmp-1073741823-0123abcd/tiny.gguf", "half");
        models_.write("other.tmp-1073741823-download", "not ours");
        QCOMPARE(problem(tinyModel(), kArchive), std::string());
        QCOMPARE(models_.count(), std::size_t(2));
        std::filesystem::remove(models_.path("other.tmp-1073741823-download"));
    }

    void leavesAFolderThatHoldsSomethingElseAsItIs()
    {
        std::filesystem::create_directory(models_.path("tiny"));
        models_.write("tiny/tiny.gguf", "my own");
        QVERIFY2(problem(tinyModel(), kArchive).find("move the folder away") != std::string::npos, problem(tinyModel(), kArchive).c_str());
        QCOMPARE(readWholeFile(models_.path("tiny/tiny.gguf"), 100), std::string("my own"));
    }

    void theCatalogueIsWhole()
    {
        for (const CatalogModel& model : catalogModels()) {
            QVERIFY(model.url.starts_with("https://") && model.bytes > 0 && model.sha256.size() == 64 && !model.licence.empty() && !model.source.empty());
            QVERIFY(std::ranges::any_of(model.files, [](const CatalogFile& file) { return file.name == "LICENSE"; }));
            for (const CatalogFile& file : model.files)
                QVERIFY(file.sha256.size() == 64 && file.name.find('/') == std::string::npos);
        }
    }
};

QTEST_GUILESS_MAIN(TestModelFetch)
#include "model_fetch_test.moc"
