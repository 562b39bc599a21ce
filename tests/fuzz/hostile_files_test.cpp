#include <QtTest>

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "core/data/dataset.h"
#include "tests/core/temporary_folder.h"
#include "tests/fuzz/hostile_readers.h"
#include "tests/fuzz/mutation.h"

// Thousands of broken files per format in one process: each is read, or refused in one line; no crash, no endless loop, no
// memory beyond a bound.  ICF_MUTATIONS=200000 asks for more of them (./test --long mutations); ICF_MUTATION_SEED for others.

using namespace icf::test;
namespace fs = std::filesystem;

namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr std::size_t kMaxResidentKiB = std::size_t{4} << 20;  // The sanitizer keeps what was freed for a while.
#else
constexpr std::size_t kMaxResidentKiB = std::size_t{1} << 20;
#endif
/// A file that takes longer ends the process by SIGALRM.
constexpr unsigned kMaxSeconds = 60;
/// Truncated at every byte; a larger file would take too long.
constexpr std::size_t kSmallFile = 8192;

int mutationCount()
{
    return std::max(1, qEnvironmentVariable("ICF_MUTATIONS", QStringLiteral("5000")).toInt());
}

std::uint64_t mutationSeed()
{
    return qEnvironmentVariable("ICF_MUTATION_SEED", QStringLiteral("20240618")).toULongLong();
}

/// Largest resident memory of this process so far.
std::size_t residentKiB()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<std::size_t>(usage.ru_maxrss);
}

struct Fates {
    int accepted = 0;
    int refused = 0;

    void attack(const HostileReader& reader, std::string_view bytes)
    {
        alarm(kMaxSeconds);
        ++(icf::test::attack(reader, bytes) == Fate::accepted ? accepted : refused);
        alarm(0);
    }
};

} // namespace

class TestHostileFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void survivesMutations_data() { eachReader(); }
    void survivesMutations()
    {
        const HostileReader& reader = fetched();
        const auto number = static_cast<std::uint64_t>(&reader - hostileReaders().data());
        Mutator mutator(mutationSeed() + number, reader.seeds, reader.words);
        const int count = mutationCount();
        Fates fates;
        for (int i = 0; i < count; ++i)
            fates.attack(reader, mutator.next());
        qInfo("%s: %d mutants, %d accepted, %d refused", reader.name.c_str(), count, fates.accepted, fates.refused);
        // Mutants that are all refused at the door, or all let in, would test nothing.  (Of data files, bad lines are passed over.)
        QVERIFY(fates.accepted > 0 && fates.refused > count / 50);
    }

    void survivesTruncationAtEveryByte_data() { eachReader(); }
    void survivesTruncationAtEveryByte()
    {
        const HostileReader& reader = fetched();
        Fates fates;
        for (const std::string& seed : reader.seeds) {
            for (std::size_t size = 0; seed.size() <= kSmallFile && size < seed.size(); ++size)
                fates.attack(reader, std::string_view(seed).substr(0, size));
        }
        QVERIFY(fates.refused > 0);
        for (const std::string& seed : reader.seeds)
            QVERIFY(attack(reader, seed) == Fate::accepted);
    }

    /// Good files, files broken by hand, and those that once broke a reader.
    void survivesTheKeptCorpus_data() { eachReader(); }
    void survivesTheKeptCorpus()
    {
        const HostileReader& reader = fetched();
        Fates fates;
        for (const auto& entry : fs::directory_iterator(std::string(ICF_TEST_DATA "/fuzz/corpus/") + reader.name))
            fates.attack(reader, fileBytes(entry.path().string()));
        QVERIFY(fates.accepted > 0 && fates.refused > 0);
    }

    void passesOverALineOfAGigabyteWithoutTakingMemory()
    {
        const TemporaryFolder folder;
        const std::string path = folder.write("data.jsonl", "{\"text\": \"");
        // A hole: the line's bytes are zeros that no disk has to hold.
        fs::resize_file(path, std::uintmax_t{1} << 30);
        std::ofstream(path, std::ios::binary | std::ios::app) << "\"}\n{\"text\": \"Anna walks.\"}\n";
        const std::size_t before = residentKiB();
        icf::CancelToken cancel;
        const auto data = icf::DataSet::open(path, icf::DataKind::pile, false, cancel);
        QCOMPARE(data->size(), std::int64_t(1));
        QCOMPARE(data->row(0).context, std::string("Anna walks."));
        QCOMPARE(data->counts().skipped, std::int64_t(1));
        QVERIFY2(residentKiB() < before + 256 * 1024, std::to_string(residentKiB() / 1024).c_str());
    }

    void staysWithinItsMemory()
    {
        qInfo("largest resident memory: %zu MiB", residentKiB() / 1024);
        QVERIFY(residentKiB() < kMaxResidentKiB);
    }

private:
    static void eachReader()
    {
        QTest::addColumn<QString>("name");
        for (const HostileReader& reader : hostileReaders())
            QTest::newRow(reader.name.c_str()) << QString::fromStdString(reader.name);
    }
    static const HostileReader& fetched()
    {
        QFETCH(QString, name);
        return hostileReader(name.toStdString());
    }
};

QTEST_GUILESS_MAIN(TestHostileFiles)
#include "hostile_files_test.moc"
