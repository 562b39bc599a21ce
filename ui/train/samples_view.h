#pragma once
#include <QAbstractTableModel>
#include <QTableView>

#include <map>
#include <vector>

#include "core/report/reports.h"
#include "ui/common/theme.h"

namespace icf::ui {

/// Held-out answers made while training: one row for each sample, one column for each validation (the newest first), so that
/// one sees answers turn from wrong to right.
class SamplesModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { kPrompt, kReference, kFirstAnswer };
    /// Roles: the sample's context; true when the answer equals the reference.
    static constexpr int kContextRole = Qt::UserRole;
    static constexpr int kRightRole = Qt::UserRole + 1;

    explicit SamplesModel(const Theme& theme, QObject* parent = nullptr);

    void add(const SampleReport& sample);
    void clear();
    const SampleReport* sampleAt(int row) const;
    /// Number of right answers at the newest validation.
    int rightAnswers() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Row {
        SampleReport first;                        ///< Context, prompt and reference.
        std::map<std::int64_t, std::string> answers;  ///< By step.
    };
    std::int64_t stepOf(int column) const;
    bool isRight(const Row& row, std::int64_t step) const;

    const Theme& theme_;
    std::vector<Row> rows_;
    std::vector<std::int64_t> steps_;  ///< Newest first.
};

/// The table of the model; a double click asks to compare the sample.
class SamplesView : public QTableView {
    Q_OBJECT
public:
    explicit SamplesView(const Theme& theme, QWidget* parent = nullptr);
    SamplesModel* samples() const { return model_; }
    void retranslate();

Q_SIGNALS:
    void compareRequested(const icf::SampleReport& sample);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    SamplesModel* model_;
};

} // namespace icf::ui
