#include <QTest>
#include <QThread>

#include <csignal>
#include <cstdio>
#include <filesystem>

#include "core/base/sha256.h"
#include "core/run/run_folder.h"
#include "tests/cli/program.h"

namespace fs = std::filesystem;
using namespace icf::test;

/// A real training process killed with SIGKILL at random moments of training and saving.  20 times here; as many as
/// ICF_KILLS says on demand (200 for a release).
class KillTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyKilledRunEndsAsTheUnbrokenOne()
    {
        // A checkpoint after every second sample: most of the time goes into saving, so that many kills fall into it.
        const std::string flags = "finetune --lm_path @/lm --icformer_path @/finetune_start --data_path @/pwc.jsonl --max_epoch 6"
                                  " --gradient_accumulation 3 --save_interval 2 --shuffle --lr 0.001 --dtype float32 --threads 1 --save_path #/";
        Program program;
        const Outcome unbroken = program.run(flags + "unbroken");
        QVERIFY2(unbroken.code == 0, unbroken.text().c_str());
        const std::vector<std::string> all = icf::listCheckpoints(program.path("unbroken"));
        const std::string wanted = all.back();
        // What the unbroken run took for each checkpoint, in microseconds, and a quarter more.
        const auto interval = std::uint64_t(icf::readRun(program.path("unbroken")).seconds * 1.25e6 / double(all.size())) + 1;
        const int kills = qEnvironmentVariableIntValue("ICF_KILLS") > 0 ? qEnvironmentVariableIntValue("ICF_KILLS") : 20;
        std::uint64_t random = 20240613;
        int beforeFirst = 0, between = 0, afterEnd = 0, halfWritten = 0;
        for (int i = 0; i < kills; ++i) {
            const std::string name = "killed" + std::to_string(i);
            const auto process = program.start(flags + name);
            QVERIFY(process->waitForStarted());
            random = random * 6364136223846793005ULL + 1442695040888963407ULL;
            // A moment counted by checkpoints, not by the clock, since other work may slow the run down: a random time behind one of them, the
            // start, or (one in sixteen) anywhere before.
            const bool anywhere = (random >> 60) == 0;
            const std::size_t behind = (random >> 40) % all.size();
            const auto reached = [&] { return icf::isRunFolder(program.path(name)) && icf::listCheckpoints(program.path(name)).size() >= behind; };
            for (int waited = 0; !anywhere && waited < 30000 && !reached(); ++waited)
                QThread::msleep(1);
            QThread::usleep((random >> 20) % (anywhere ? interval * all.size() : interval));
            process->kill();
            process->waitForFinished();
            const std::string folder = program.path(name);
            const std::vector<std::string> left = icf::listCheckpoints(folder);
            const bool started = icf::isRunFolder(folder);
            const bool ended = started && icf::readRun(folder).state == icf::RunState::finished;
            for (const auto& entry : fs::directory_iterator(fs::exists(folder) ? folder : program.path("unbroken")))
                halfWritten += entry.path().filename().string().find(".tmp-") != std::string::npos;
            (ended ? afterEnd : left.empty() ? beforeFirst : between) += 1;
            if (!ended) {
                const Outcome again = program.run(flags + name + (left.empty() ? (started ? " --overwrite" : "") : " --resume"));
                QVERIFY2(again.code == 0, again.text().c_str());
            }
            const std::string made = icf::listCheckpoints(folder).back();
            QCOMPARE(fs::path(made).filename().string(), fs::path(wanted).filename().string());
            for (const char* file : {"model.safetensors", "param.pt", "resume.safetensors", "trainer_state.json"})
                QVERIFY2(icf::sha256OfFile(made + "/" + file) == icf::sha256OfFile(wanted + "/" + file), (name + "/" + file).c_str());
            fs::remove_all(folder);
        }
        std::printf("  %d kills: %d before the first checkpoint, %d between checkpoints, %d after the end; %d half-written folders met\n", kills,
                    beforeFirst, between, afterEnd, halfWritten);
        QVERIFY2(between > kills / 2, "too few kills fell between checkpoints to prove anything");
    }
};

QTEST_GUILESS_MAIN(KillTest)
#include "kill_test.moc"
