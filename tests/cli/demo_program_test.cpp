#include <QTest>

#include "tests/cli/program.h"

using namespace icf::test;

/// `icformer demo` as a program.
class DemoProgramTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tellsItsStoryInThreeParts()
    {
        Program program;
        const Outcome outcome = program.run("demo --steps 2 --questions 2 --threads 1 --save_path #/run");
        QVERIFY2(outcome.code == 0, outcome.text().c_str());
        const std::string& out = outcome.out;
        std::size_t at = 0;
        for (const char* part : {"1. Digests hold a text", "A text of 51 tokens", "from 16 digests", "word for word", "In 2011 Quinn Ross was born in Dakar",
                 "2. A minute of fine-tuning", "3. The same number of vectors", "When was Quinn born?", "full text", "right  Quinn was born in 2011.",
                 "compressed, before", "wrong", "first tokens", "wrong", "means of embeddings", "wrong", "first held-out questions", "2 of 2"}) {
            const std::size_t found = out.find(part, at);
            QVERIFY2(found != std::string::npos, (std::string(part) + " is missing in:\n" + out).c_str());
            at = found;
        }
        // Where nobody looks at a terminal, numbers stand in for the picture of the loss.
        QVERIFY2(outcome.says("the loss from the first to the last steps:"), outcome.text().c_str());
        QVERIFY2(out.find("█") == std::string::npos && !outcome.says("█"), outcome.text().c_str());
    }
};

QTEST_GUILESS_MAIN(DemoProgramTest)
#include "demo_program_test.moc"
