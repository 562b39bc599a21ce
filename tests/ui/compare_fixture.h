#pragma once
#include <QAbstractButton>
#include <QPlainTextEdit>
#include <QTextEdit>

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
