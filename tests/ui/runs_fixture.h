#pragma once
#include <QDialogButtonBox>
#include <QFile>
#include <QFileDialog>
#include <QHeaderView>
#include <QLineEdit>
#include <QListWidget>
#include <QMouseEvent>
#include <QTableView>
#include <QTest>
#include <QTimer>
#include <QToolButton>

#include <filesystem>
#include <fstream>
#include <memory>

#include "core/run/run_folder.h"
#include "core/run/training_state.h"
#include "page_fixture.h"
#include "tests/core/run_reports.h"
#include "ui/runs/name_column_table.h"
#include "ui/runs/runs_page.h"

namespace icf::ui {

/// The Runs page over a folder in which runs are written as the trainer writes them, without training.
struct RunsFixture {
    PageFixture fixture;
    QString root = fixture.folder.filePath(QStringLiteral("runs"));
    std::unique_ptr<RunsPage> page;

    RunsFixture() { fixture.settings.setValue(QStringLiteral("runs/roots"), QStringList{root}); }

    std::string folderOf(const char* name) const { return root.toStdString() + '/' + name; }

    void write(const char* name, double lr, double accuracy, double ratio, const std::vector<std::string>& tags = {}) const
    {
        TrainOptions options = test::runIn(folderOf(name));
        options.loop.lr = lr;
        auto writer = RunWriter::create(options, false, {{"effective", {{"dtype", "bfloat16"}, {"device", "cpu"}, {"samples_per_epoch", 8}}}});
        for (std::int64_t step = 1; step <= 4; ++step)
            writer->step(test::stepReport(step, 4.0 / double(step)));
        writer->validation({.step = 4, .loss = 1.5, .tokenAccuracy = accuracy, .rows = 2, .best = true});
        writer->ratio(ratio);
        writer->state(RunState::finished, "", {});
        writer.reset();
        if (!tags.empty())
            writeRunNotes(folderOf(name), tags, "");
    }

    /// A checkpoint as far as lists look at it.
    static void writeCheckpoint(const std::string& folder, std::int64_t step, double loss)
    {
        std::filesystem::create_directories(folder);
        TrainingState state;
        state.steps = state.optimizerSteps = step;
        state.lastLoss = loss;
        state.samplesPerEpoch = 100;
        state.sample = step;
        std::ofstream(folder + "/resume.json") << state.toJson().dump();
        std::ofstream(folder + "/model.safetensors") << std::string(1500, 'x');
    }

    void open(int runs)
    {
        page = std::make_unique<RunsPage>(fixture.services);
        PageFixture::show(*page, QSize(900, 700));
        page->activated();
        QTRY_COMPARE(page->table()->model()->rowCount(), runs);
    }

    QStringList titles() const
    {
        QStringList titles;
        const QAbstractItemModel* model = page->table()->model();
        for (int column = 0; column < model->columnCount(); ++column)
            titles << model->headerData(column, Qt::Horizontal).toString();
        return titles;
    }

    QString cell(int row, const char* title) const
    {
        return page->table()->model()->index(row, int(titles().indexOf(QLatin1StringView(title)))).data().toString();
    }

    /// Presses "Columns…", and acts in the dialog that opens.
    template <class Act> void inColumns(Act act) const
    {
        bool opened = false;
        QTimer::singleShot(0, page.get(), [&] {
            auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget());
            QVERIFY(dialog);
            opened = true;
            act(*dialog);
            QTest::keyClick(dialog, Qt::Key_Escape);
        });
        QTest::mouseClick(button("Columns…"), Qt::LeftButton);
        QVERIFY(opened);
    }

    /// From left to right.
    QStringList titlesAsShown() const
    {
        QStringList shown;
        const QHeaderView* header = page->table()->horizontalHeader();
        for (int place = 0; place < header->count(); ++place)
            shown << titles().at(header->logicalIndex(place));
        return shown;
    }

    QToolButton* button(const char* text) const
    {
        for (auto* one : page->findChildren<QToolButton*>())
            if (one->text() == QString::fromUtf8(text))
                return one;
        return nullptr;
    }

    /// Presses "Export…" and gives the file dialog a name; what the file then holds, line by line.
    QList<QByteArray> exported(const char* name) const
    {
        const QString path = fixture.folder.filePath(QLatin1StringView(name));
        QTimer::singleShot(0, page.get(), [&] {
            auto* files = page->findChild<QFileDialog*>();
            QVERIFY(files);
            // Typing would open the list of completions, which takes the next key.
            files->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"))->setText(path);
            QTest::mouseClick(files->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Save), Qt::LeftButton);
            if (files->isVisible())
                files->reject();
        });
        QTest::mouseClick(button("Export…"), Qt::LeftButton);
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().split('\n') : QList<QByteArray>();
    }

    /// Drags with the left button in the table's header.
    void dragInHeader(QPoint from, QPoint to) const
    {
        QWidget* header = page->table()->horizontalHeader()->viewport();
        QTest::mousePress(header, Qt::LeftButton, {}, from);
        for (const QPoint& point : {from + (to - from) / 2, to}) {
            QMouseEvent move(QEvent::MouseMove, point, header->mapToGlobal(point), Qt::NoButton, Qt::LeftButton, {});
            QApplication::sendEvent(header, &move);
        }
        QTest::mouseRelease(header, Qt::LeftButton, {}, to);
    }

    /// Clicks a check box of the dialog, found by what it says.
    static void tick(QDialog& dialog, const QString& text)
    {
        QTest::keyClicks(dialog.findChild<QLineEdit*>(), text);
        auto* list = dialog.findChild<QListWidget*>();
        for (int row = 0; row < list->count(); ++row)
            if (list->item(row)->text() == text) {
                const QRect area = list->visualItemRect(list->item(row));
                QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, QPoint(area.left() + 12, area.center().y()));
            }
        dialog.findChild<QLineEdit*>()->clear();
    }
};

} // namespace icf::ui
