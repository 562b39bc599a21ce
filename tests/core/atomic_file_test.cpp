#include <QtTest>

#include <filesystem>

#include <nlohmann/json.hpp>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "tests/core/failing_calls.h"
#include "tests/core/temporary_folder.h"

using namespace icf;
using namespace icf::test;
using nlohmann::json;

namespace {

/// What a folder holds: names and bytes.
std::map<std::string, std::string> contentOf(const std::string& folder)
{
    std::map<std::string, std::string> content;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        content[entry.path().filename().string()] = fileBytes(entry.path().string());
    return content;
}

/// Writes a small checkpoint-like folder; tag makes its bytes its own.
void writeFolder(const std::string& path, bool replace, const std::string& tag, const FileSystem& system)
{
    DirectoryTransaction transaction(path, replace, system);
    transaction.add("config.json", "{\"tag\": \"" + tag + "\"}");
    transaction.add("model.safetensors", [&](ByteSink& sink) {
        // More than the sink's buffer, in pieces of different sizes.
        for (int i = 0; i < 40; ++i)
            sink.writeText(std::string(static_cast<std::size_t>(1 + 997 * i), tag.front()));
        sink.writeText(std::string(300000, tag.back()));
    });
    transaction.add("empty", "");
    transaction.commit();
}

} // namespace

class TestAtomicFile : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void writesAtomically();
    void replacesSymlinksInsteadOfFollowingThemAndLeavesPipes();
    void makesFoldersWithAManifest();
    void removesAnUnfinishedFolder();
    void refusesBadNamesInFolders();
    void refusesToReplaceUnasked();
    void replacesWhereNamesCannotBeExchanged();
    void survivesEveryFaultOfAFile_data();
    void survivesEveryFaultOfAFile();
    void survivesEveryFaultOfAFolder_data();
    void survivesEveryFaultOfAFolder();
    void findsEveryDamageOfAFolder();
    void takesFoldersWithoutManifestAsTheyAre();
    void removesOnlyTemporariesOfItsNamesAndOfProcessesThatAreGone();
};

void TestAtomicFile::writesAtomically()
{
    const TemporaryFolder folder;
    writeAtomically(folder.path("f"), "one");
    QCOMPARE(fileBytes(folder.path("f")), std::string("one"));
    writeAtomically(folder.path("f"), std::string(1'000'000, 'x'));
    QCOMPARE(fileBytes(folder.path("f")).size(), std::size_t{1'000'000});
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, writeAtomically(folder.path("f"), [](ByteSink& sink) {
        sink.writeText("half");
        throw std::runtime_error("stop");
    }));
    QCOMPARE(fileBytes(folder.path("f")).size(), std::size_t{1'000'000});
    QVERIFY_THROWS_EXCEPTION(Failure, writeAtomically(folder.path("absent/f"), "x"));
    QCOMPARE(folder.count(), std::size_t{1});
}

void TestAtomicFile::replacesSymlinksInsteadOfFollowingThemAndLeavesPipes()
{
    const TemporaryFolder folder;
    folder.write("outside", "keep");
    std::filesystem::create_symlink(folder.path("outside"), folder.path("link"));
    writeAtomically(folder.path("link"), "new");
    QCOMPARE(fileBytes(folder.path("outside")), std::string("keep"));
    QVERIFY(!std::filesystem::is_symlink(folder.path("link")));
    QCOMPARE(::mkfifo(folder.path("pipe").c_str(), 0600), 0);
    QVERIFY_THROWS_EXCEPTION(Error, writeAtomically(folder.path("pipe"), "new"));
    QVERIFY(std::filesystem::is_fifo(folder.path("pipe")));
    for (const bool replace : {false, true})
        QVERIFY_THROWS_EXCEPTION(Error, writeFolder(folder.path("outside"), replace, "x", FileSystem::real()));
    QCOMPARE(fileBytes(folder.path("outside")), std::string("keep"));
    std::filesystem::create_symlink(folder.path("outside"), folder.path("name"));
    QVERIFY_THROWS_EXCEPTION(Error, writeFolder(folder.path("name"), false, "x", FileSystem::real()));
}

void TestAtomicFile::makesFoldersWithAManifest()
{
    const TemporaryFolder folder;
    writeFolder(folder.path("c"), false, "ab", FileSystem::real());
    QVERIFY(verifyManifest(folder.path("c")).state == ManifestState::valid);
    const auto content = contentOf(folder.path("c"));
    QCOMPARE(content.size(), std::size_t{4});
    const json manifest = json::parse(content.at("manifest.json"));
    QCOMPARE(manifest["files"]["config.json"]["size"].get<std::size_t>(), content.at("config.json").size());
    QCOMPARE(manifest["files"]["empty"]["sha256"].get<std::string>(), sha256OfFile(folder.path("c/empty")));
    QVERIFY(content.at("model.safetensors").ends_with(std::string(300000, 'b')));
    QCOMPARE(folder.count(), std::size_t{1});
}

void TestAtomicFile::removesAnUnfinishedFolder()
{
    const TemporaryFolder folder;
    {
        DirectoryTransaction transaction(folder.path("c"), false);
        transaction.add("one", "1");
        QCOMPARE(folder.count(), std::size_t{1});
        QVERIFY(!std::filesystem::exists(folder.path("c")));
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, transaction.add("two", [](ByteSink& sink) {
            sink.writeText("half");
            throw std::runtime_error("stop");
        }));
    }
    QCOMPARE(folder.count(), std::size_t{0});
}

void TestAtomicFile::refusesBadNamesInFolders()
{
    const TemporaryFolder folder;
    DirectoryTransaction transaction(folder.path("c"), false);
    transaction.add("one", "1");
    for (const std::string& name : {std::string(), std::string("."), std::string(".."), std::string("a/b"),
             std::string("../x"), std::string("one"), std::string("a\0b", 3)})
        QVERIFY_THROWS_EXCEPTION(Error, transaction.add(name, "x"));
}

void TestAtomicFile::refusesToReplaceUnasked()
{
    const TemporaryFolder folder;
    writeFolder(folder.path("c"), false, "a", FileSystem::real());
    QVERIFY_THROWS_EXCEPTION(Error, writeFolder(folder.path("c"), false, "b", FileSystem::real()));
    const auto before = contentOf(folder.path("c"));
    writeFolder(folder.path("c"), true, "b", FileSystem::real());
    QVERIFY(contentOf(folder.path("c")) != before);
    QVERIFY(verifyManifest(folder.path("c")).state == ManifestState::valid);
    QCOMPARE(folder.count(), std::size_t{1});
}

void TestAtomicFile::replacesWhereNamesCannotBeExchanged()
{
    const TemporaryFolder folder;
    FileSystem system = FileSystem::real();
    system.exchange = [](const std::string&, const std::string&) { return -EINVAL; };
    writeFolder(folder.path("c"), false, "a", system);
    const auto before = contentOf(folder.path("c"));
    writeFolder(folder.path("c"), true, "b", system);
    QVERIFY(contentOf(folder.path("c")) != before);
    QCOMPARE(folder.count(), std::size_t{1});
    // The second of the two renames fails: the old folder comes back.
    const auto after = contentOf(folder.path("c"));
    int renames = 0;
    system.rename = [&](const std::string& from, const std::string& to) {
        return ++renames == 2 ? -EIO : FileSystem::real().rename(from, to);
    };
    QVERIFY_THROWS_EXCEPTION(Failure, writeFolder(folder.path("c"), true, "d", system));
    QVERIFY(contentOf(folder.path("c")) == after);
    QCOMPARE(folder.count(), std::size_t{1});
}

void TestAtomicFile::survivesEveryFaultOfAFile_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("manner");
    for (const auto& [name, code] : {std::pair{"ENOSPC", ENOSPC}, {"EIO", EIO}, {"EROFS", EROFS}, {"EDQUOT", EDQUOT}})
        for (const auto& [how, manner] : {std::pair{"once", FailingCalls::Manner::once},
                 {"from then on", FailingCalls::Manner::fromThenOn}, {"short write", FailingCalls::Manner::shortWrite}})
            QTest::addRow("%s %s", name, how) << code << static_cast<int>(manner);
}

void TestAtomicFile::survivesEveryFaultOfAFile()
{
    QFETCH(int, code);
    QFETCH(int, manner);
    const std::string old = "the old content";
    const std::string fresh(600'000, 'n');
    int n = 0;
    for (bool faulted = true; faulted;) {
        const TemporaryFolder folder;
        folder.write("f", old);
        FailingCalls calls(++n, code, static_cast<FailingCalls::Manner>(manner));
        bool threw = false;
        try {
            writeAtomically(folder.path("f"), fresh, calls.system());
        } catch (const Failure&) {
            threw = true;
        }
        faulted = calls.calls() >= n;
        const std::string now = fileBytes(folder.path("f"));
        QVERIFY2(now == old || now == fresh, std::to_string(n).c_str());
        QVERIFY(threw || now == fresh);
        if (faulted && static_cast<FailingCalls::Manner>(manner) == FailingCalls::Manner::once)
            QVERIFY2(threw && folder.count() == 1, std::to_string(n).c_str());
    }
    QVERIFY2(n > 6, std::to_string(n).c_str());
}

void TestAtomicFile::survivesEveryFaultOfAFolder_data()
{
    survivesEveryFaultOfAFile_data();
}

void TestAtomicFile::survivesEveryFaultOfAFolder()
{
    QFETCH(int, code);
    QFETCH(int, manner);
    for (const bool replace : {false, true}) {
        int n = 0;
        for (bool faulted = true; faulted;) {
            const TemporaryFolder folder;
            std::map<std::string, std::string> old;
            if (replace) {
                writeFolder(folder.path("checkpoint-1"), false, "old", quickSystem());
                old = contentOf(folder.path("checkpoint-1"));
            }
            FailingCalls calls(++n, code, static_cast<FailingCalls::Manner>(manner));
            bool threw = false;
            try {
                writeFolder(folder.path("checkpoint-1"), replace, "new", calls.system());
            } catch (const Failure&) {
                threw = true;
            }
            faulted = calls.calls() >= n;
            const std::string label = std::to_string(n);
            if (std::filesystem::exists(folder.path("checkpoint-1"))) {
                QVERIFY2(verifyManifest(folder.path("checkpoint-1")).state == ManifestState::valid, label.c_str());
                const auto now = contentOf(folder.path("checkpoint-1"));
                QVERIFY2(now == old || now.at("config.json") == "{\"tag\": \"new\"}", label.c_str());
                QVERIFY(threw || now != old);
            } else {
                QVERIFY2(!replace && threw, label.c_str());
            }
            // A passing fault leaves no temporary behind.
            if (static_cast<FailingCalls::Manner>(manner) == FailingCalls::Manner::once)
                QVERIFY2(folder.count() <= 1 && threw == faulted, label.c_str());
        }
        QVERIFY2(n > 15, std::to_string(n).c_str());
    }
}

void TestAtomicFile::findsEveryDamageOfAFolder()
{
    const TemporaryFolder folder;
    const std::string path = folder.path("c");
    const auto damaged = [&](const std::function<void()>& damage, const char* expected) {
        std::filesystem::remove_all(path);
        writeFolder(path, false, "ab", quickSystem());
        damage();
        const ManifestCheck check = verifyManifest(path);
        QVERIFY2(check.state == ManifestState::broken && check.problem.find(expected) != std::string::npos,
            check.problem.c_str());
    };
    damaged([&] { std::filesystem::remove(path + "/config.json"); }, "config.json is missing");
    damaged([&] { std::filesystem::resize_file(path + "/model.safetensors", 7); }, "another size");
    damaged([&] { folder.write("c/empty", "x"); }, "another size");
    damaged([&] { folder.write("c/config.json", "{\"tag\": \"aB\"}"); }, "other bytes");
    damaged([&] { folder.write("c/manifest.json", "{"); }, "not valid JSON");
    damaged([&] { folder.write("c/manifest.json", "[]"); }, "no \"files\"");
    damaged(
        [&] { folder.write("c/manifest.json", R"({"files":{"../x":{"size":1,"sha256":""}}})"); }, "not a plain file name");
    damaged(
        [&] { folder.write("c/manifest.json", R"({"files":{"empty":{"size":-1,"sha256":""}}})"); }, "nothing readable");
    damaged([&] { folder.write("c/manifest.json", R"({"files":{"empty":3}})"); }, "nothing readable");
    damaged(
        [&] {
            std::filesystem::remove(path + "/empty");
            std::filesystem::create_directory(path + "/empty");
        },
        "empty");
    // Truncation of the manifest at every byte.
    std::filesystem::remove_all(path);
    writeFolder(path, false, "ab", FileSystem::real());
    const std::string whole = fileBytes(path + "/manifest.json");
    for (std::size_t size = 0; size + 2 < whole.size(); ++size) {
        folder.write("c/manifest.json", std::string_view(whole).substr(0, size));
        QVERIFY(verifyManifest(path).state == ManifestState::broken);
    }
}

void TestAtomicFile::takesFoldersWithoutManifestAsTheyAre()
{
    QVERIFY(verifyManifest(ICF_TEST_DATA "/golden/base/start").state == ManifestState::absent);
    QVERIFY(verifyManifest("/absent").state == ManifestState::absent);
}

void TestAtomicFile::removesOnlyTemporariesOfItsNamesAndOfProcessesThatAreGone()
{
    const pid_t child = goneProcess();
    const TemporaryFolder folder;
    const auto name = [](const char* stem, pid_t process) {
        return stem + std::string(".tmp-") + std::to_string(process) + "-0123abcd";
    };
    folder.write(name("run.json", child), "x");
    std::filesystem::create_directory(folder.path(name("checkpoint-7", child)));
    folder.write(name("checkpoint-7", child) + "/model.safetensors", "x");
    folder.write(name("metrics.jsonl", ::getpid()), "x");
    folder.write(name("answers.jsonl", child), "x");
    folder.write(name("init", 1), "x");
    folder.write("notes.tmp-", "x");
    folder.write("notes.tmp-abc-01234567", "x");
    folder.write("plain", "x");
    const auto ofOurs = [](std::string_view stem) { return stem != "answers.jsonl"; };
    QCOMPARE(recoverFromTemporaries(folder.path(), ofOurs), 3);
    QCOMPARE(folder.count(), std::size_t{5});
    QVERIFY(std::filesystem::exists(folder.path(name("answers.jsonl", child))));
    QCOMPARE(recoverFromTemporaries(folder.path("absent"), ofOurs), 0);
    // Whole but for its name: it gets that, unless another has it.
    for (const bool taken : {false, true}) {
        writeFolder(folder.path("whole"), true, taken ? "new" : "old", FileSystem::real());
        const auto content = contentOf(folder.path("whole"));
        std::filesystem::rename(folder.path("whole"), folder.path(name("checkpoint-9", child)));
        QCOMPARE(recoverFromTemporaries(folder.path(), ofOurs), taken ? 1 : 0);
        QCOMPARE(contentOf(folder.path("checkpoint-9")) == content, !taken);
    }
    // One that was being removed is no such folder.
    std::filesystem::rename(folder.path("checkpoint-9"), folder.path(name("checkpoint-8", child)));
    std::filesystem::remove(folder.path(name("checkpoint-8", child)) + "/manifest.json");
    QCOMPARE(recoverFromTemporaries(folder.path(), ofOurs), 1);
    writeFolder(folder.path("checkpoint-7"), false, "x", FileSystem::real());
    const std::size_t before = folder.count();
    QVERIFY(removeFolderWhole(folder.path("checkpoint-7")));
    QCOMPARE(folder.count(), before - 1);
    QVERIFY(!removeFolderWhole(folder.path("checkpoint-7")));
    QCOMPARE(withoutTemporaryNames("[run/checkpoint-8.tmp-123-0a1b2c3d/model.safetensors] cannot be written, nor run.json.tmp-4-ffffffff"),
        std::string("[run/checkpoint-8/model.safetensors] cannot be written, nor run.json"));
    QCOMPARE(withoutTemporaryNames("a.tmp-file"), std::string("a.tmp-file"));
    // One that cannot be taken apart keeps its name: here what stands for the manifest is a folder with something in it.
    std::filesystem::create_directories(folder.path("checkpoint-8/manifest.json/something"));
    QVERIFY(!removeFolderWhole(folder.path("checkpoint-8")));
    QVERIFY(std::filesystem::is_directory(folder.path("checkpoint-8/manifest.json")));
}

QTEST_GUILESS_MAIN(TestAtomicFile)
#include "atomic_file_test.moc"
