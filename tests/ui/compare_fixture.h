#pragma once
#include <QAbstractButton>
#include <QDir>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTextEdit>
#include <QToolButton>

#include "page_fixture.h"
#include "ui/common/message_bar.h"
#include "ui/compare/answer_column.h"
#include "ui/compare/compare_page.h"

inline const QString kContext = QStringLiteral("Paul Green collects maps and has 56 of them. Paul plays the tuba.");
inline const QString kPrompt = QStringLiteral("Which instrument does Paul Green play?");

/// Most tests need no more than these.
inline icf::ui::Services& twoColumns(icf::ui::Services& services)
{
    services.settings.setValue(QStringLiteral("compare/columns"), QStringList{QStringLiteral("full"), QStringLiteral("compressed")});
    return services;
}

/// A page on the demo with the question typed in.
struct CompareFixture : PageFixture {
    icf::ui::ComparePage page{twoColumns(services), session};

    CompareFixture()
    {
        show(page);
        page.activated();
    }
    void type()
    {
        QTest::keyClicks(child<QPlainTextEdit>(page, "contextEditor"), kContext);
        QTest::keyClicks(child<QPlainTextEdit>(page, "promptEdit"), kPrompt);
    }
    void click(const char* name) { QTest::mouseClick(child<QAbstractButton>(page, name), Qt::LeftButton); }
    icf::ui::AnswerColumn* column(const char* key)
    {
        return child<icf::ui::AnswerColumn>(page, std::string("column_").append(key).c_str());
    }
    QString answer(const char* key) { return child<QTextEdit>(*column(key), "answerText")->toPlainText(); }
    QString message() { return child<icf::ui::MessageBar>(page, "compareMessage")->text(); }
    void finish() { QTRY_VERIFY_WITH_TIMEOUT(!page.run().active(), kComputing); }
};

inline void copyFolder(const QString& from, const QString& to)
{
    QVERIFY(QDir().mkpath(to));
    for (const QFileInfo& file : QDir(from).entryInfoList(QDir::Files))
        QVERIFY(QFile::copy(file.filePath(), to + QLatin1Char('/') + file.fileName()));
}

inline void writeFile(const QString& path, const QByteArray& content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
}

/// A run of three checkpoints: the demo's untrained compressor, the trained one, and the untrained one again.
struct RunOfCheckpoints : CompareFixture {
    QString run = folder.filePath(QStringLiteral("tuning"));
    QStringList checkpoints;

    RunOfCheckpoints()
    {
        int step = 0;
        for (const QString& compressor : {services.demo.start, services.demo.trained, services.demo.start}) {
            step += 50;
            checkpoints << run + QStringLiteral("/checkpoint-%1").arg(step * 4);
            copyFolder(compressor, checkpoints.last());
            writeFile(checkpoints.last() + QStringLiteral("/resume.json"), "{\"steps\": " + QByteArray::number(step) + "}");
        }
    }
    QString title(const char* key)
    {
        QStringList headings;
        for (const QLabel* label : column(key)->findChildren<QLabel*>())
            if (label->property("role") == QStringLiteral("heading"))
                headings << label->text();
        return headings.join(QLatin1Char('|'));
    }
    void press(const char* key, const char* button) { QTest::mouseClick(child<QToolButton>(*column(key), button), Qt::LeftButton); }
};
