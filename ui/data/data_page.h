#pragma once
#include <QPointer>

#include <memory>
#include <optional>

#include "core/data/dataset.h"
#include "ui/common/services.h"
#include "ui/data/data_facts.h"
#include "ui/page.h"
#include "ui/runner/runner.h"
#include "ui/session/shared_session.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTableView;
class QTableWidget;
class QToolButton;

namespace icf::ui {

class ExactTextEdit;
class LengthHistogram;
class MessageBar;
class RowModel;

/// Opens a jsonl: what is in it, what was left out and why, how long its contexts are, and its rows.
class DataPage : public Page {
    Q_OBJECT
public:
    DataPage(Services& services, SharedSession& session, QWidget* parent = nullptr);
    ~DataPage() override;

    QString title() const override;
    QString summary() const override;
    QString iconName() const override { return QStringLiteral("data"); }
    void activated() override;
    void retranslate() override;
    /// Takes a jsonl to open (ui/session/payload.h), or a dropped one.
    void receive(const QVariantMap& payload) override;

    /// Opens a file.
    void open(const QString& path);
    QTableView* table() const { return table_; }
    RowModel* rows() const { return rows_; }

private:
    void buildLayout();
    void connectParts();
    void opened(std::shared_ptr<const DataSet> data, DataKind kind, const FirstLine& first);
    void measure();
    void find();
    void showCounts();
    void showLengths();
    void showRow();
    void showWindow();
    void goTo(qint64 row);
    void send(const QString& page);
    void updateState();

    Services& services_;
    SharedSession& session_;
    Runner loader_; ///< Its own thread: scanning ten gigabytes must not hold up token counts elsewhere.
    QPointer<Job> openJob_, measureJob_, findJob_;
    std::shared_ptr<const DataSet> data_;
    QString path_;
    DataKind kind_ = DataKind::pwc;
    FirstLine first_;
    std::optional<DataLengths> lengths_;

    QLabel *title_, *fields_, *limits_, *fileLabel_, *kindLabel_, *window_, *empty_, *rowTitle_;
    QComboBox *file_, *kindBox_;
    QPushButton *browse_, *example_, *compare_, *inspect_, *askAll_, *stop_;
    QToolButton *back_, *forward_, *ofContexts_, *ofAnswers_;
    QLineEdit* find_;
    QProgressBar* progress_;
    MessageBar* message_;
    QStackedWidget* stack_;
    QTableView* table_;
    ExactTextEdit* detail_;
    QTableWidget* counts_;
    LengthHistogram* histogram_;
    RowModel* rows_;
    QSplitter *across_, *down_;
    QAction* findAction_;
};

} // namespace icf::ui
